"""A candidate without a plan: whatever acts a test draws, those that are possible at that moment are done."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import permutations

from hypothesis import strategies as st

from assessment.items.interactions import (
    Choice,
    DateEntry,
    GapText,
    Information,
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
from assessment.items.responses import (
    Acknowledged,
    Action,
    Calendar,
    ChoiceResponse,
    DateResponse,
    GapsResponse,
    Liking,
    Missing,
    MultipleResponse,
    NumberResponse,
    OccupationResponse,
    OrderResponse,
    RatingResponse,
    Response,
    SimulationResponse,
    TextResponse,
    YesNoResponse,
)
from assessment.session import delivery
from assessment.session.events import Event
from assessment.session.session import Session, after, replay
from tests.builders import NOW, a_bank, a_start
from tests.candidates import CARD_ADDRESS

CANARY = "ካናሪ-kanarie"
ACTS = ("answer",) * 9 + (
    "onward", "onward", "skip", "dont_know", "back", "switch", "pause", "stop",
    "revisit", "revisit", "withhold", "release", "finish",
)  # fmt: skip
REASONS = {"skip": Missing.SKIPPED, "dont_know": Missing.DONT_KNOW}
Act = tuple[str, int]
SITTINGS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 60)), max_size=50)
DATES = (
    DateResponse(Calendar.PERSIAN, 1373),
    DateResponse(Calendar.ETHIOPIC, 1990, 13),
    DateResponse(Calendar.GREGORIAN, 2004, 2, 29),
)


class Sitting:
    """What happened so far, in a bank."""

    def __init__(self) -> None:
        self.bank = a_bank()
        self.events = list(delivery.start(a_start(), self.bank))
        self.session = replay(self.events)

    def then(self, act: str, number: int) -> bool:
        """Do *act* if it is possible now, "onward" as an answer to each of *number* items; whether it was."""
        if act == "onward":
            return [self.then("answer", number + turn) for turn in range(number)].count(True) > 0
        events = self.do(act, number)
        self.events += events
        self.session = after(self.session, events)
        return bool(events)

    def do(self, act: str, number: int) -> tuple[Event, ...]:
        """The events of *act* where it is possible now, else none; *number* is its chance and its seconds."""
        session, now = self.session, NOW + timedelta(seconds=10 * len(self.events) + number)
        if session.finished:
            return ()
        match act:
            case "answer" | "skip" | "dont_know" | "back" | "switch":
                return self._at_an_item(act, number, session, now)
            case "pause":
                return (*delivery.pause(session, now), *delivery.resume(now + timedelta(hours=1)))
            case "stop":
                return delivery.stop(session, self.bank, now) if number % 5 == 0 else ()
        return self._on_the_closing_page(act, number, session, now)

    def _at_an_item(self, act: str, number: int, session: Session, now: datetime) -> tuple[Event, ...]:
        if session.current is None:
            return ()
        item, step = session.current.item, session.current.step
        given = some_response(self.bank.item(item), number)
        match act:
            case "answer":
                return delivery.respond(session, self.bank, item, step, given, now)
            case "back":
                return delivery.back(session, self.bank, now)
            case "switch":
                draft = given if number % 2 else None
                return delivery.switch(session, self.bank, ("nl", "ar", "ti")[number % 3], draft, now)
        return delivery.skip(session, self.bank, item, step, REASONS[act], now)

    def _on_the_closing_page(self, act: str, number: int, session: Session, now: datetime) -> tuple[Event, ...]:
        seen = sorted(session.presented)
        item = seen[number % len(seen)]
        match act:
            case "withhold":
                return delivery.withhold(session, together(self.bank, item), now)
            case "release":
                return delivery.release(session, together(self.bank, item), now)
            case "revisit" if session.in_review and self.bank.section_of(item).back:
                return delivery.revisit(session, self.bank, item, now)
            case "finish" if session.in_review:
                return delivery.finish(session, now)
        return ()


def together(bank: ItemBank, item_id: str) -> list[str]:
    """What the closing page strikes out at once: one item, or all of a section that is seen as a whole."""
    section = bank.section_of(item_id)
    return [item_id] if section.review != "whole" else [item.id for item in section.items if not item.practice]


def some_response(item: Item, number: int) -> Response:  # noqa: C901  # one case for each kind
    """One of the responses that *item* allows; own words carry the canary and *number*."""
    match item.interaction:
        case Choice(choices=choices):
            return ChoiceResponse(choices[number % len(choices)].id)
        case MultipleChoice(choices=choices):
            return MultipleResponse(tuple(choice.id for choice in choices[number % len(choices) :][:2]))
        case Order(tiles=tiles):
            return OrderResponse(list(permutations(tile.id for tile in tiles))[number % 2])
        case YesNo():
            return YesNoResponse(number % 2 == 0)
        case NumberEntry(least=least, most=most):
            return NumberResponse(least + number % (most - least + 1))
        case DateEntry():
            return DATES[number % len(DATES)]
        case OccupationPicker():
            own = OccupationResponse("text", text=f"{CANARY} {number}")
            return (OccupationResponse("tile", "5120"), OccupationResponse("search", "5131", "waiter"), own)[number % 3]
        case TextEntry(accept=accept) if accept and number % 2:
            return TextResponse(accept[0])
        case GapText(gaps=gaps):
            return GapsResponse(tuple(gap.accept[0] if number % 2 else f"{CANARY} {number}" for gap in gaps))
        case Rating():
            return RatingResponse(list(Liking)[number % 3])
        case TextEntry():
            return TextResponse(f"{CANARY} {number}")
        case Information():
            return Acknowledged()
        case Simulation():
            to = CARD_ADDRESS if number % 2 else f"{CANARY} {number}"
            return SimulationResponse((Action("compose"), Action("type_to", to, 5), Action("send", "", 9)))


def a_sitting(acts: Iterable[Act]) -> Sitting:
    """The sitting in which *acts* were tried one after the other."""
    sitting = Sitting()
    for act, number in acts:
        sitting.then(act, number)
    return sitting


def to_the_end(acts: Iterable[Act]) -> Sitting:
    """The same, answered to the end and agreed to."""
    sitting = a_sitting(acts)
    while not sitting.session.finished:
        sitting.then("finish", 0) or sitting.then("answer", len(sitting.events))
    return sitting
