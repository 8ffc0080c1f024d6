"""A sitting scored again with a newer bank: which of its responses still count there, and what they then say.

A national test changed its cut score after people had been placed (DOMAIN.md §5.2): whoever is affected must be found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from assessment.items.interactions import (
    Choice,
    Credit,
    DateEntry,
    GapText,
    Information,
    Interaction,
    MultipleChoice,
    NumberEntry,
    OccupationPicker,
    Order,
    Rating,
    Simulation,
    TextEntry,
    YesNo,
)
from assessment.items.model import Item, ItemBank
from assessment.scoring.profile import VERSION
from assessment.session import outcome, record
from assessment.session.session import Session

_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Scored:
    """A sitting scored with *bank* by the *scoring* version: its *profile* as plain data.

    *session* holds only the responses that count with that bank.
    """

    bank: ItemBank
    session: Session
    scoring: str
    profile: Mapping[str, object]


def scored(session: Session, sat: ItemBank, bank: ItemBank) -> Scored:
    """*session*, sat with the bank *sat*, as the present rules score it with *bank*."""
    kept = counting(session, sat, bank)
    return Scored(bank, kept, VERSION, record.dump_profile(outcome.profile(bank, kept)))


def counting(session: Session, sat: ItemBank, bank: ItemBank) -> Session:
    """*session* with only what was said to items that show in *bank* what they showed in *sat*.

    An item that shows something else was never on screen as it now is. What was struck out stays struck out.
    """
    touched = session.presented | session.responses.keys() | session.missing.keys() | session.seconds.keys()
    gone = {item for item in touched if not same(item, sat, bank)}
    return replace(
        session,
        responses=_without(session.responses, gone),
        missing=_without(session.missing, gone),
        seconds=_without(session.seconds, gone),
        steps={step: item for step, item in session.steps.items() if item not in gone},
    )


def unused(session: Session, sat: ItemBank, bank: ItemBank) -> tuple[str, ...]:
    """The items of *session* that have a response which does not count with *bank*, in the order of *sat*."""
    left = counting(session, sat, bank).responses
    return tuple(item for item in sat.items if item in session.responses and item not in left)


def same(item: str, sat: ItemBank, bank: ItemBank) -> bool:
    """Whether *item* is in both banks and shows the candidate the same."""
    return item in sat.items and item in bank.items and shown(item, sat) == shown(item, bank)


def shown(item_id: str, bank: ItemBank) -> object:
    """All that a candidate sees of an item of *bank*: two of these are equal where nothing that is seen differs."""
    item = bank.item(item_id)
    return (item.prompt, item.stimulus, item.picture, item.locale, item.practice, _seen(item, bank))


def _seen(item: Item, bank: ItemBank) -> object:
    """How *item* is answered, without what decides what is right."""
    kind: Interaction = item.interaction
    match kind:
        case Choice() | YesNo():
            return replace(kind, key=None)
        case Order():
            return replace(kind, orders=())
        case TextEntry(accept=accept):
            # own words have another field than Dutch to be typed
            return replace(kind, accept=(), credit=Credit.EXACT), bool(accept)
        case GapText(gaps=gaps, after=after):
            return [(gap.before, gap.half) for gap in gaps], after
        case Simulation():
            return replace(kind, full=None, partial=None, flags=()), bank.app_of(kind).content_hash
        case OccupationPicker():
            # the tiles and the search only help to find a name: who was a cook stays one when a tile is added
            return kind
        case MultipleChoice() | NumberEntry() | DateEntry() | Rating() | Information():
            return kind


def _without(values: Mapping[str, _V], gone: set[str]) -> dict[str, _V]:
    return {name: value for name, value in values.items() if name not in gone}
