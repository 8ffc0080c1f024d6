"""Why something is on the page, or is not: rules of the bank in words, and the reasons for gaps."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from assessment.items.model import ItemBank, ScaleKind, Section
from assessment.items.responses import Missing
from assessment.report import flags, labels, said, words
from assessment.report.catalogue import gettext as _
from assessment.scoring.conditions import Facts, facts, hold
from assessment.scoring.profile_model import (
    AbilityResult,
    Answer,
    AnswersResult,
    CountResult,
    FollowUpQuestion,
    Profile,
    ScaleResult,
    SectionStatus,
)


def known(profile: Profile) -> Facts:
    """What the rules of the bank can know of *profile*: its levels, and the answers that were shared."""
    answers = (answer for result in profile.results if isinstance(result, AnswersResult) for answer in result.answers)
    given = {answer.item: answer.response for answer in answers if answer.response is not None}
    return facts(given, profile.results)


def of_followup(bank: ItemBank, followup: FollowUpQuestion) -> tuple[str, ...]:
    """What led to *followup*; several values of one answer stand together."""
    grouped = groupby(followup.reasons, key=lambda one: (one[0], one[1]))
    return tuple(reason(bank, kind, name, [value for *_, value in values]) for (kind, name), values in grouped)


def reason(bank: ItemBank, kind: str, name: str, values: Iterable[str]) -> str:
    """That the scale (*kind* level) or the answer (*kind* response) called *name* has these *values*."""
    if kind == "level":
        return f"{bank.scale(name).title}: {'; '.join(level(bank, name, value) for value in values)}"
    told = "; ".join(said.value_words(bank, name, value) for value in values)
    return f"{_source(bank, kind, name)} – {told}"


def _source(bank: ItemBank, kind: str, name: str) -> str:
    """What a condition looks at: a scale, or a question by its short name."""
    return bank.scale(name).title if kind == "level" else labels.label(name) or f"“{bank.item(name).prompt}”"


def level(bank: ItemBank, scale: str, name: str) -> str:
    """The words for the level, or the outcome of a task, called *name*."""
    match bank.scale(scale).kind:
        case ScaleKind.TASK:
            return words.outcome(name)
        case ScaleKind.READING:
            return words.points_to(name)
    return words.level(name, scale)


def why_not(bank: ItemBank, profile: Profile, result: ScaleResult) -> str:
    """Why *result* says nothing: the bank has no such part, it was not asked, not begun, not answered, not shared."""
    # a scale made of others says nothing where its first part says nothing
    scale = next((name for _, name in bank.scale(result.scale).parts), result.scale)
    section = next((section for section in bank.sections if section.scale == scale), None)
    status = next((status for status in profile.sections if section and status.section == section.id), None)
    if section is None or status is None:
        return _("is not in this item bank")
    if status.stopped == "not_applicable":
        return _("not asked") + _because(bank, section, known(profile))
    return _left_open(status)


def _left_open(status: SectionStatus) -> str:
    if status.stopped == "withheld" or status.withheld:
        return _("not shared")
    if status.status == "not_attempted":
        return _("not started")
    return _("without an answer")


def _because(bank: ItemBank, section: Section, found: Facts) -> str:
    """The first condition of *section* that does not hold: what is known instead, or what it would depend on."""
    for condition in section.conditions:
        kind, name = condition.kind, condition.name
        if hold([condition], found):
            continue
        if values := found.get((kind, name)):
            return f" ({reason(bank, kind, name, sorted(values))})"
        return " (" + _("depends on: %(what)s") % {"what": _source(bank, kind, name)} + ")"
    return ""


def was_due(bank: ItemBank, profile: Profile, answer: Answer) -> bool:
    """Whether the question of *answer* was for this person: its conditions held, in a language of the sitting."""
    item = bank.item(answer.item)
    if answer.missing == Missing.NOT_PRESENTED or item.locale not in (None, *profile.locales):
        return False
    return answer.missing != Missing.NOT_REACHED or hold(item.conditions, known(profile))


def reliability(bank: ItemBank, profile: Profile, languages: str) -> Iterator[str]:
    """What to keep in mind when reading: gaps, changes of language, provisional limits."""
    yield from _gaps(bank, profile)
    if len(profile.locales) > 1:
        yield _("The language was changed during the sitting: %(languages)s.") % {"languages": languages}
    yield from _standing_out(bank, profile)
    told = {result.scale for result in profile.results if result.evidence.value == "tested"}
    provisional = [
        scale.title
        for scale in bank.scales
        if scale.id in told and any(origin.provisional for origin in (scale.cut_scores, scale.levels) if origin)
    ]
    if provisional:
        yield _("The limits between levels are provisional: %(scales)s.") % {"scales": "; ".join(provisional)}


def _standing_out(bank: ItemBank, profile: Profile) -> Iterator[str]:
    """What to talk through about how tests were answered, in one line; the levels stay what they are."""
    flagged = (one for one in profile.results if isinstance(one, AbilityResult | CountResult) and one.flags)
    found = [f"{bank.scale(one.scale).title} – {'; '.join(map(flags.seen, one.flags))}" for one in flagged]
    if found:
        text = _("To talk through: %(found)s. Ask how it went; it can be chance and did not change any level.")
        yield text % {"found": ". ".join(found)}


def _gaps(bank: ItemBank, profile: Profile) -> Iterator[str]:
    """One line for each kind of gap, with the parts that have it."""
    statuses = [(_part(bank, status), status) for status in profile.sections if status.stopped != "not_applicable"]
    kinds = (
        (_("Not started: %(parts)s"), [part for part, status in statuses if status.status == "not_attempted"]),
        (_("Not finished: %(parts)s"), [part for part, status in statuses if status.status == "incomplete"]),
        (_("Without an answer: %(parts)s"), [f"{part} {one.skipped}" for part, one in statuses if one.skipped]),
        (_("Not shared: %(parts)s"), [f"{part} {one.withheld}" for part, one in statuses if one.withheld]),
    )
    yield from (text % {"parts": "; ".join(parts)} for text, parts in kinds if parts)


def _part(bank: ItemBank, status: SectionStatus) -> str:
    """A part by what it measures: two parts can have one title."""
    section = next((section for section in bank.sections if section.id == status.section), None)
    if section is None:
        return status.section
    return bank.scale(section.scale).title if section.scale else section.title
