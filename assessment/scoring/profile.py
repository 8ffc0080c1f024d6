"""Everything that was given to a profile: a level, band and evidence type on each scale; no total."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from assessment.items.interactions import Information, Simulation
from assessment.items.keys import has_key
from assessment.items.model import Item, ItemBank, Parameters, Scale, ScaleKind, Section
from assessment.items.responses import Missing, Response
from assessment.scoring import computer, counts, effort, estimate
from assessment.scoring.followups import followups
from assessment.scoring.interests import interests
from assessment.scoring.profile_model import (
    AbilityResult,
    Answer,
    AnswersResult,
    Band,
    ComputerResult,
    CountResult,
    Evidence,
    Flag,
    InterestsResult,
    NotMeasured,
    Profile,
    ScaleResult,
    SectionStatus,
    TaskResult,
    TaskSeen,
)
from assessment.scoring.reading import reading
from assessment.scoring.response import score

VERSION = "2"
CERTAIN = 0.60  # below this no single band is named (PSYCHOMETRICS.md §3)
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Sitting:
    """What scoring needs to know of a session: responses by item, reasons for gaps, and how each section ended.

    *order* is the order in which items first came on screen, *seconds* how long each was there.
    """

    responses: Mapping[str, Response]
    missing: Mapping[str, Missing] = field(default_factory=dict)
    presented: frozenset[str] = frozenset()
    finished: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    seconds: Mapping[str, float] = field(default_factory=dict)
    locales: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


def profile(bank: ItemBank, sitting: Sitting) -> Profile:
    """The profile that *sitting* gives on the scales of *bank*, with the versions that produced it."""
    sections = {section.scale: section for section in bank.sections if section.scale}
    found = ((scale, _result(bank, scale, sections.get(scale.id), sitting)) for scale in bank.scales)
    results = tuple(_flagged(result, scale, sections.get(scale.id), sitting) for scale, result in found)
    return Profile(
        bank=bank.id,
        bank_version=bank.version,
        bank_hash=bank.content_hash,
        scoring=VERSION,
        results=results,
        followups=followups(bank.followups, _said(bank, sitting), results),
        sections=tuple(_status(section, sitting) for section in bank.sections),
        locales=sitting.locales,
    )


def _said(bank: ItemBank, sitting: Sitting) -> dict[str, Response]:
    """The responses to questions: those to test items lead to nothing by themselves."""
    asked = (item for section in bank.sections for item in section.items if not has_key(item) and not item.practice)
    return {item.id: sitting.responses[item.id] for item in asked if item.id in sitting.responses}


def result(bank: ItemBank, scale: Scale, sitting: Sitting) -> ScaleResult:
    """What *sitting* gives on one *scale* of *bank*."""
    section = next((section for section in bank.sections if section.scale == scale.id), None)
    return _result(bank, scale, section, sitting)


def _result(  # noqa: C901  # one case for each kind of scale
    bank: ItemBank, scale: Scale, section: Section | None, sitting: Sitting
) -> ScaleResult:
    if scale.kind is ScaleKind.READING:
        return reading(bank, scale, {name: result(bank, bank.scale(name), sitting) for _, name in scale.parts})
    if section is None:
        return NotMeasured(scale.id)
    items = [item for item in section.items if not item.practice]
    match scale.kind:
        case ScaleKind.ABILITY:
            return _ability(scale, section, items, sitting)
        case ScaleKind.COUNT:
            return counts.count(scale, items, sitting.responses, sitting.missing)
        case ScaleKind.ROUTER:
            return counts.router(scale, items, sitting.responses)
        case ScaleKind.TASK:
            return _task(bank, scale, items, sitting)
        case ScaleKind.COMPUTER:
            return _computer(bank, scale, section, items, sitting)
        case ScaleKind.INTERESTS:
            return _interests(bank, scale, items, sitting)
        case ScaleKind.ANSWERS:
            return _answers(scale, items, sitting)
        case ScaleKind.NONE | ScaleKind.READING:
            return NotMeasured(scale.id)


def scored(items: list[Item], sitting: Sitting) -> list[tuple[Parameters, int]]:
    """The parameters and score of each item that was scored."""
    pairs = ((item, score(item, sitting.responses.get(item.id), sitting.missing.get(item.id))) for item in items)
    return [(item.parameters, value) for item, value in pairs if item.parameters is not None and value is not None]


def known(scale: Scale, items: list[Item], sitting: Sitting) -> estimate.Posterior:
    """What the responses so far tell about the candidate on *scale*."""
    return estimate.posterior(scored(items, sitting), scale.prior_mean, scale.prior_sd)


def _ability(scale: Scale, section: Section, items: list[Item], sitting: Sitting) -> AbilityResult:
    answered = len(scored(items, sitting))
    presented = sum(item.id in sitting.presented for item in items)
    stopped = sitting.finished.get(section.id, "")
    least = section.stop.least if section.stop else 1
    if answered < least or scale.cut_scores is None:
        kind = Evidence.TESTED if answered else Evidence.NOT_MEASURED
        return AbilityResult(scale.id, kind, None, None, None, (), (), answered, presented, stopped)
    posterior = known(scale, items, sitting)
    bands = tuple(
        Band(band.level, round(band.probability, _DECIMALS)) for band in estimate.bands(posterior, scale.cut_scores)
    )
    level, between = _level(bands)
    theta, error = round(posterior.theta, _DECIMALS), round(posterior.standard_error, _DECIMALS)
    return AbilityResult(scale.id, Evidence.TESTED, theta, error, level, between, bands, answered, presented, stopped)


def _flagged(result: ScaleResult, scale: Scale, section: Section | None, sitting: Sitting) -> ScaleResult:
    """*result* with what stands out in how it came about; conditions of the bank never see that."""
    if section is None or not isinstance(result, AbilityResult | CountResult) or result.evidence is not Evidence.TESTED:
        return result
    return replace(result, flags=tuple(_flags(result, scale, section, sitting)))


def _flags(result: AbilityResult | CountResult, scale: Scale, section: Section, sitting: Sitting) -> Iterator[Flag]:
    items = {item.id: item for item in section.items if has_key(item)}
    asked = [items[name] for name in sitting.order if name in items]
    yield from effort.pace(asked, sitting.responses, sitting.seconds)
    if isinstance(result, AbilityResult) and result.theta is not None:
        answers = scored(asked, sitting)
        posterior = estimate.posterior(answers, scale.prior_mean, scale.prior_sd)
        yield from effort.pattern(answers, posterior, scale.prior_mean, scale.prior_sd)


def _level(bands: tuple[Band, ...]) -> tuple[str, tuple[str, ...]]:
    """The most probable level, and, where it is not certain enough, the two neighbours it lies between."""
    best = max(range(len(bands)), key=lambda number: bands[number].probability)
    if bands[best].probability >= CERTAIN or len(bands) == 1:
        return bands[best].level, ()
    neighbours = [number for number in (best - 1, best + 1) if 0 <= number < len(bands)]
    second = max(neighbours, key=lambda number: bands[number].probability)
    return bands[best].level, tuple(bands[number].level for number in sorted((best, second)))


def _task(bank: ItemBank, scale: Scale, items: list[Item], sitting: Sitting) -> TaskResult:
    item = next((item for item in items if isinstance(item.interaction, Simulation)), None)
    if item is None:
        return TaskResult(scale.id, "", Evidence.NOT_MEASURED, computer.NOT_MEASURED, None, (), None)
    seen = _seen(bank, item, sitting)
    kind = Evidence.NOT_MEASURED if seen.points is None else Evidence.TESTED
    return TaskResult(scale.id, seen.item, kind, seen.outcome, seen.points, seen.flags, seen.seconds)


def _seen(bank: ItemBank, item: Item, sitting: Sitting) -> TaskSeen:
    name = item.id
    shown = computer.Shown(sitting.responses.get(name), sitting.missing.get(name), sitting.seconds.get(name))
    return computer.task(bank, item, shown)


def _computer(bank: ItemBank, scale: Scale, section: Section, items: list[Item], sitting: Sitting) -> ComputerResult:
    tasks = [item for item in items if isinstance(item.interaction, Simulation) and item.id in sitting.presented]
    seen = [_seen(bank, item, sitting) for item in tasks]
    return computer.computer(scale, section, seen, sitting.finished.get(section.id, ""), sitting.withheld)


def _interests(bank: ItemBank, scale: Scale, items: list[Item], sitting: Sitting) -> InterestsResult:
    found = interests(bank, items, sitting.responses, sitting.missing, sitting.seconds)
    return replace(found, scale=scale.id)


def _answers(scale: Scale, items: list[Item], sitting: Sitting) -> AnswersResult:
    answers = tuple(_answer(item, sitting) for item in items if not isinstance(item.interaction, Information))
    given = any(answer.missing is None for answer in answers)
    return AnswersResult(scale.id, Evidence.SELF_REPORT if given else Evidence.NOT_MEASURED, answers)


def _answer(item: Item, sitting: Sitting) -> Answer:
    if item.id in sitting.withheld:
        return Answer(item.id, missing="withheld")
    if (response := sitting.responses.get(item.id)) is not None:
        return Answer(item.id, response=response)
    return Answer(item.id, missing=sitting.missing.get(item.id, Missing.NOT_REACHED).value)


def _status(section: Section, sitting: Sitting) -> SectionStatus:
    ids = [item.id for item in section.items if not item.practice]
    presented = sum(name in sitting.presented for name in ids)
    stopped = sitting.finished.get(section.id, "")
    done = stopped not in ("", "stopped", "not_applicable", "forms_used")
    return SectionStatus(
        section=section.id,
        status="completed" if done else "incomplete" if presented else "not_attempted",
        presented=presented,
        answered=sum(name in sitting.responses for name in ids),
        skipped=sum(name in sitting.missing and name in sitting.presented for name in ids),
        withheld=sum(name in sitting.withheld for name in ids),
        stopped=stopped,
    )
