"""Why two scores of one sitting differ: everything of a scale that is not the same in the two banks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assessment.items.interactions import Choice, GapText, Interaction, Order, Simulation, TextEntry, YesNo
from assessment.items.model import Item, ItemBank, Scale, Section
from assessment.session.rescoring import Scored


class CauseKind(StrEnum):
    """What is not the same."""

    CUT_SCORE = "cut_score"  # *name* is the level, *before* and *after* where it begins, *source* who says so
    KEY = "key"  # *name* is the item
    RULES = "rules"  # the evidence rules of the simulation *name*
    DIFFICULTY = "difficulty"  # *after* is the number of items
    GROUPS = "groups"  # the kinds of work or sectors of *after* items
    UNUSED = "unused"  # the item *name* shows something else now, or is gone
    USED_AGAIN = "used_again"  # the item *name* shows again what was seen
    PRIOR = "prior"  # mean and standard deviation *before* and *after*
    LEAST = "least"  # the number of responses that a level needs
    SCORING = "scoring"  # the versions of the scoring
    MEASURE = "measure"  # how the scale comes about
    OTHER = "other"  # something else in the bank


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason; what the fields hold is said at each kind, "" where it does not apply."""

    kind: CauseKind
    name: str = ""
    before: str = ""
    after: str = ""
    source: str = ""


def causes(before: Scored, after: Scored, scale: str) -> tuple[Cause, ...]:
    """Why *scale* may say something else in *after* than in *before*; never empty."""
    names = dict.fromkeys((scale, *_parts(before.bank, scale), *_parts(after.bank, scale)))
    found = [cause for name in names for cause in (*_of_scale(before, after, name), *_of_items(before, after, name))]
    return (*found, *_of_scoring(before, after)) or (Cause(CauseKind.OTHER),)


def _parts(bank: ItemBank, scale_id: str) -> tuple[str, ...]:
    """The scales that *scale_id* is put together of."""
    scale = _scale(bank, scale_id)
    return tuple(name for _, name in scale.parts) if scale else ()


def _of_scoring(before: Scored, after: Scored) -> Iterator[Cause]:
    if before.scoring != after.scoring:
        yield Cause(CauseKind.SCORING, before=before.scoring, after=after.scoring)


def _of_scale(before: Scored, after: Scored, scale_id: str) -> Iterator[Cause]:
    old, new = _scale(before.bank, scale_id), _scale(after.bank, scale_id)
    if old is None or new is None:
        return
    if (old.kind, old.parts) != (new.kind, new.parts):
        yield Cause(CauseKind.MEASURE)
    yield from _levels(old, new)
    if (old.prior_mean, old.prior_sd) != (new.prior_mean, new.prior_sd):
        yield Cause(CauseKind.PRIOR, before=_prior(old), after=_prior(new))
    least = [_least(_section(one.bank, scale_id)) for one in (before, after)]
    if least[0] != least[1]:
        yield Cause(CauseKind.LEAST, before=least[0], after=least[1])


def _levels(old: Scale, new: Scale) -> Iterator[Cause]:
    was, now = _begins(old), _begins(new)
    told = new.cut_scores or new.levels
    source = f"{told.source} ({told.author}, {told.date})" if told else "–"
    for level in dict.fromkeys((*was, *now)):
        if was.get(level) != now.get(level):
            yield Cause(CauseKind.CUT_SCORE, level, was.get(level, "–"), now.get(level, "–"), source)


def _begins(scale: Scale) -> dict[str, str]:
    """Where each level begins: at a cut score, or at so many points in a block."""
    cuts = {cut.level: f"{cut.theta:g}" for cut in scale.cut_scores.cuts} if scale.cut_scores else {}
    steps = {step.level: f"{step.least} ({step.block})" for step in scale.levels.steps} if scale.levels else {}
    return {**cuts, **steps}


def _of_items(before: Scored, after: Scored, scale: str) -> Iterator[Cause]:
    """What changed about the items of *scale* that the candidate responded to, or said not to know."""
    was, now = _told(before, scale), _told(after, scale)
    yield from (Cause(CauseKind.UNUSED, item) for item in was if item not in now)
    yield from (Cause(CauseKind.USED_AGAIN, item) for item in now if item not in was)
    pairs = [(was[item], now[item]) for item in was if item in now]
    for old, new in pairs:
        if _right(old.interaction) != _right(new.interaction):
            yield Cause(CauseKind.RULES if isinstance(new.interaction, Simulation) else CauseKind.KEY, new.id)
    if many := sum(old.parameters != new.parameters for old, new in pairs):
        yield Cause(CauseKind.DIFFICULTY, after=str(many))
    if many := sum((old.riasec, old.sectors) != (new.riasec, new.sectors) for old, new in pairs):
        yield Cause(CauseKind.GROUPS, after=str(many))


def _told(scored: Scored, scale: str) -> dict[str, Item]:
    section = _section(scored.bank, scale)
    said = scored.session.responses.keys() | scored.session.missing.keys()
    return {item.id: item for item in section.items if item.id in said} if section else {}


def _right(kind: Interaction) -> object:
    """What decides which response is right."""
    match kind:
        case Choice(key=key):
            return key
        case YesNo(key=right):
            return right
        case Order(orders=orders):
            return orders
        case TextEntry(accept=accept, credit=credit):
            return accept, credit
        case GapText(gaps=gaps, bands=bands):
            return [gap.accept for gap in gaps], bands
        case Simulation(full=full, partial=partial, flags=flags):
            return full, partial, flags
    return None


def _scale(bank: ItemBank, scale_id: str) -> Scale | None:
    return next((scale for scale in bank.scales if scale.id == scale_id), None)


def _section(bank: ItemBank, scale_id: str) -> Section | None:
    return next((section for section in bank.sections if section.scale == scale_id), None)


def _least(section: Section | None) -> str:
    return str(section.stop.least) if section and section.stop else ""


def _prior(scale: Scale) -> str:
    return f"{scale.prior_mean:g} ± {scale.prior_sd:g}"
