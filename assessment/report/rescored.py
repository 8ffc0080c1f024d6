"""What scoring again changed and why, in words: Dutch for the page and the paper, English for the operator."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assessment.items.model import ItemBank
from assessment.report import words
from assessment.report.catalogue import gettext
from assessment.report.catalogue import gettext as _
from assessment.session.causes import Cause, CauseKind
from assessment.session.changes import Change
from assessment.session.statements import Statement


@dataclass(frozen=True, slots=True)
class Speech:
    """How things are called: a text, an *item*, a *level* of a scale, the *outcome* of a task, a kind of *interest*."""

    translate: Callable[[str], str]
    item: Callable[[str], str]
    level: Callable[[str, str], str]
    outcome: Callable[[str], str]
    interest: Callable[[str], str]
    pointer: Callable[[str], str]


PLAIN = Speech(str, str, lambda level, scale: level, str, str, str)


def dutch(*banks: ItemBank) -> Speech:
    """As the page says it; an item by the words that it has in the first of *banks* that holds it."""

    def item(name: str) -> str:
        found = next((bank.item(name) for bank in banks if name in bank.items), None)
        return f"“{found.prompt}” ({name})" if found else name

    return Speech(
        gettext, item, words.level, _or_bare(words.outcome), _or_bare(words.riasec), _or_bare(words.points_to)
    )


def _or_bare(told: Callable[[str], str]) -> Callable[[str], str]:
    """*told*, or the name itself where another version of the scoring has a name that this one does not know."""

    def telling(name: str) -> str:
        try:
            return told(name)
        except KeyError:
            return name

    return telling


def statement(found: Statement, scale: str, speech: Speech) -> str:
    """What a scale states, without the chances."""
    _ = speech.translate
    if found.between:
        first, *_others, last = (speech.level(level, scale) for level in found.between)
        return _("between %(first)s and %(second)s") % {"first": first, "second": last}
    if found.level:
        return speech.level(found.level, scale)
    if found.points_to:
        return speech.pointer(found.points_to)
    if found.outcome:
        return speech.outcome(found.outcome)
    if found.order:
        return " > ".join(" / ".join(map(speech.interest, group)) for group in found.order)
    return _("no level")


def change(found: Change, speech: Speech) -> str:
    """From what to what the level went, or that it stayed."""
    _ = speech.translate
    if not found.moved:
        return _("no change of level")
    before, after = (statement(one, found.scale, speech) for one in (found.before, found.after))
    return f"{before} → {after}"


def causes(found: Change, speech: Speech) -> Iterable[str]:
    """Why, one line for each reason."""
    return [_cause(cause, found.scale, speech) for cause in found.causes]


def _cause(cause: Cause, scale: str, speech: Speech) -> str:
    text = _texts(speech.translate)[cause.kind]
    named = speech.level(cause.name, scale) if cause.kind is CauseKind.CUT_SCORE else speech.item(cause.name)
    return text % {"name": named, "before": cause.before, "after": cause.after, "source": cause.source}


def _texts(_: Callable[[str], str]) -> dict[CauseKind, str]:
    return {
        CauseKind.CUT_SCORE: _("where %(name)s begins was changed from %(before)s to %(after)s: %(source)s"),
        CauseKind.KEY: _("the right answer to %(name)s was changed"),
        CauseKind.RULES: _("what counts as done was changed in %(name)s"),
        CauseKind.DIFFICULTY: _("how difficult tasks are was changed; number of tasks: %(after)s"),
        CauseKind.GROUPS: _("the kind of work or the sector was changed; number of activities: %(after)s"),
        CauseKind.UNUSED: _("%(name)s was changed or taken out: what was said there does not count"),
        CauseKind.USED_AGAIN: _("%(name)s is as it was shown: what was said there counts again"),
        CauseKind.PRIOR: _("the starting point of the estimate was changed from %(before)s to %(after)s"),
        CauseKind.LEAST: _("how many answers a level needs was changed from %(before)s to %(after)s"),
        CauseKind.SCORING: _("the scoring was changed from version %(before)s to version %(after)s"),
        CauseKind.MEASURE: _("this part comes about in another way"),
        CauseKind.OTHER: _("something else was changed in the item bank"),
    }


@dataclass(frozen=True, slots=True)
class Made:
    """On which *day* a score was made, with which *bank*, and the *reason* for it."""

    day: str
    bank: str
    reason: str


def again(made: Made, changes: Iterable[Change], bank: ItemBank) -> list[str]:
    """What a page says of a score that is not the first: when, with what, why, and what was said before."""
    text = _("Scored again on %(day)s with item bank %(bank)s. Why: %(reason)s")
    moved = {one.scale: one.before for one in changes if one.moved}
    before = _("Before: %(said)s") % {"said": _said(moved, bank)} if moved else _("The levels stayed as they were.")
    return [text % {"day": made.day, "bank": made.bank, "reason": made.reason}, before]


def kept_by(was: str, now: str, other: Mapping[str, Statement], bank: ItemBank) -> list[str]:
    """That version *was* of the scoring made a score and the page is made by *now*; *other* is what it then said."""
    text = _("This score was made by version %(was)s of the scoring, this page by version %(now)s.")
    said = [_("The score said: %(said)s") % {"said": _said(other, bank)}] if other else []
    return [text % {"was": was, "now": now}, *said]


def stated_by(was: str, now: str, other: Mapping[str, Statement], bank: ItemBank) -> list[str]:
    """That the kiosk scored by version *was*, this desk by *now*; *other* is what the kiosk stated otherwise."""
    text = _("The kiosk scored by version %(was)s of the scoring, this desk by version %(now)s.")
    said = [_("The kiosk stated: %(said)s") % {"said": _said(other, bank)}] if other else []
    return [text % {"was": was, "now": now}, *said]


def _said(found: Mapping[str, Statement], bank: ItemBank) -> str:
    speech = dutch(bank)
    return "; ".join(f"{title(bank, scale)}: {statement(one, scale, speech)}" for scale, one in found.items())


def title(bank: ItemBank, scale: str) -> str:
    """The title of *scale*, or its bare name where *bank* has no such scale."""
    return {one.id: one.title for one in bank.scales}.get(scale, scale)
