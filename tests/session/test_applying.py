"""What a correction or a strike-out takes with it, so that nothing left behind tells what it was."""

from assessment.items.responses import ChoiceResponse
from assessment.session import delivery
from assessment.session.applying import outdated, telling
from assessment.session.events import ResponseGiven, SectionFinished
from assessment.session.session import after, replay
from assessment.session.sharing import shared
from tests.builders import NOW, a_bank, some_events

BANK = a_bank()
READING = [item.id for section in BANK.sections if section.scale == "reading" for item in section.items]


def corrected_events():
    """A sitting in which "I went to school" became "none" on the closing page."""
    events = some_events({"q-school": ChoiceResponse("some")})
    session = replay(events)
    revisit = delivery.revisit(session, BANK, "q-school", NOW)
    session = after(session, revisit)
    assert session.current is not None
    given = delivery.respond(session, BANK, "q-school", session.current.step, ChoiceResponse("none"), NOW)
    return (*events, *revisit, *given)


def test_answers_to_questions_that_would_not_be_asked_any_more_are_outdated() -> None:
    assert outdated(replay(corrected_events()), BANK) == {"q-years", "q-school-end"}


def test_outdated_answers_are_not_shared() -> None:
    given = {event.item for event in shared(corrected_events(), BANK) if isinstance(event, ResponseGiven)}

    assert "q-school" in given
    assert given.isdisjoint({"q-years", "q-school-end"})


def test_a_sitting_without_corrections_has_nothing_outdated() -> None:
    assert outdated(replay(some_events()), BANK) == frozenset()


def test_what_a_struck_out_level_opened_or_kept_closed_is_not_told() -> None:
    assert {"words"} <= telling(READING, BANK)
    assert telling([], BANK) == frozenset()


def test_whether_a_section_applied_is_not_told_where_its_reason_was_struck_out() -> None:
    wrong = {item: ChoiceResponse("x") for item in READING}
    events = some_events({item: given for item, given in wrong.items() if item.endswith(("-1", "-2", "-3"))})
    struck = delivery.withhold(replay(events), READING, NOW)

    ended = {e.section: e.reason for e in shared((*events, *struck), BANK) if isinstance(e, SectionFinished)}

    assert ended["words"] == "withheld"
