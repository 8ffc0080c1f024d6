"""What is seen first: what was measured, what was said, what nobody knows and why, and what there is to build on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assessment.items.model import ItemBank
from assessment.report import answers, computer, parts, reasons, words
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import AnswersPart
from assessment.scoring.profile_model import (
    AbilityResult,
    AnswersResult,
    ComputerResult,
    CountResult,
    Evidence,
    InterestsResult,
    NotMeasured,
    Profile,
    ReadingResult,
    RouterResult,
    ScaleResult,
    TaskResult,
)

STRENGTHS = 3
LIKED = 3
OFTEN = 3
MOST_FOREMOST = 3
# reading first, script beside script; then Dutch, words known, tasks; then what was said
_ORDER = (
    CountResult,
    ReadingResult,
    AbilityResult,
    RouterResult,
    ComputerResult,
    TaskResult,
    InterestsResult,
    AnswersResult,
    NotMeasured,
)


@dataclass(frozen=True, slots=True)
class Glance:
    """The lines at the top of the page."""

    measured: tuple[str, ...]
    reported: tuple[str, ...]
    unmeasured: tuple[str, ...]
    strengths: tuple[str, ...]


def glance(bank: ItemBank, profile: Profile, told: Iterable[object]) -> Glance:
    """The lines at the top, from *profile* and the parts that were *told* of it."""
    results = sorted(profile.results, key=lambda result: _ORDER.index(type(result)))
    said = {part.scale: part for part in told if isinstance(part, AnswersPart)}
    lines = [(result.evidence, _line(bank, profile, result, said)) for result in results]
    return Glance(
        measured=tuple(line for evidence, line in lines if evidence is Evidence.TESTED),
        reported=tuple(line for evidence, line in lines if evidence is Evidence.SELF_REPORT),
        unmeasured=tuple(_unmeasured(bank, profile, results)),
        strengths=tuple(_strengths(bank, results, list(said.values()))),
    )


def _line(  # noqa: C901  # one case for each kind of result
    bank: ItemBank, profile: Profile, result: ScaleResult, said: dict[str, AnswersPart]
) -> str:
    title = bank.scale(result.scale).title
    match result:
        case CountResult():
            return f"{parts.count_title(bank, result, profile.locales)}: {parts.count_statement(result)}"
        case AbilityResult():
            return f"{title}: {parts.statement(result)}"
        case RouterResult():
            return f"{title}: {parts.router_statement(result)}"
        case TaskResult(outcome=outcome):
            return f"{title}: {words.outcome(outcome)}"
        case ComputerResult():
            return f"{title}: {computer.statement(result)}"
        case ReadingResult():
            return f"{title}: {parts.latin_statement(result)}"
        case InterestsResult():
            return f"{title}: {_foremost(result)}"
        case AnswersResult():
            return f"{title}: {said[result.scale].headline}"
        case NotMeasured():
            return title


def _foremost(result: InterestsResult) -> str:
    if not result.ranks:
        return _("no order found")
    if result.flat:
        return words.no_preference()
    if len(result.ranks[0]) > MOST_FOREMOST:
        return _("many kinds of work about equal")
    return ", ".join(words.riasec(letter) for letter in result.ranks[0])


def _unmeasured(bank: ItemBank, profile: Profile, results: Iterable[ScaleResult]) -> Iterator[str]:
    """Each scale that says nothing under the reason for it, the reasons that are about this sitting first."""
    told: dict[str, list[str]] = {}
    for result in results:
        if result.evidence is Evidence.NOT_MEASURED:
            reason = reasons.why_not(bank, profile, result)
            told.setdefault(reason, []).append(bank.scale(result.scale).title)
    for reason, titles in told.items():
        yield f"{'; '.join(titles)}: {reason}"


def _strengths(bank: ItemBank, results: Iterable[ScaleResult], said: Sequence[AnswersPart]) -> list[str]:
    """What went well, is liked, or was often done: one of each kind before a second."""
    found = [(type(result).__name__, line) for result in results for line in _strength(bank, result)]
    found += [("often", line) for part in said for line in _often(part)]
    seen: Counter[str] = Counter()
    ranked = []
    for kind, line in found:
        ranked.append((seen[kind], line))
        seen[kind] += 1
    return [line for _turn, line in sorted(ranked, key=lambda pair: pair[0])][:STRENGTHS]


def _strength(bank: ItemBank, result: ScaleResult) -> Iterator[str]:
    title = bank.scale(result.scale).title
    match result:
        case CountResult(scale=scale, level=str(level)) if level == _highest(bank, scale):
            yield f"{title}: {parts.count_statement(result)}"
        case AbilityResult(scale=scale, level=str(level), between=()) if words.meaning(scale, level):
            yield f"{title}: {words.meaning(scale, level)}"
        case TaskResult(outcome="seen" | "partly" as outcome):
            yield f"{title}: {words.outcome(outcome)}"
        case ComputerResult(scale=scale, level=str(level)) if level != _lowest(bank, scale):
            yield f"{title}: {computer.statement(result)}"
        case InterestsResult(liked=[_first, *_rest]):
            liked = ", ".join(bank.item(item).prompt for item in result.liked[:LIKED])
            yield _("Likes: %(activities)s") % {"activities": liked}


def _highest(bank: ItemBank, scale: str) -> str:
    cuts = bank.scale(scale).cut_scores
    return cuts.cuts[-1].level if cuts else ""


def _lowest(bank: ItemBank, scale: str) -> str:
    levels = bank.scale(scale).levels
    return levels.lowest if levels else ""


def _often(part: AnswersPart) -> Iterator[str]:
    """Experience that somebody has often had."""
    for group in part.groups:
        if group.rows[0].choice == answers.OFTEN:
            things = group.rows[0].things
            text = _("Has often: %(things)s") if len(things) <= OFTEN else _("Has often: %(things)s, and more")
            yield text % {"things": "; ".join(things[:OFTEN])}
