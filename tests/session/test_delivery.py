from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from assessment.items.model import ItemBank
from assessment.items.responses import Acknowledged, ChoiceResponse, Missing, TextResponse
from assessment.session import delivery
from assessment.session.delivery import NotOnScreen, NotYetFinished, StaleResponse
from assessment.session.events import ItemPresented, SectionFinished, SessionFinished
from assessment.session.outcome import sitting
from assessment.session.session import Session, after
from tests.builders import NOW, a_bank, a_session, an_item, some_events
from tests.candidates import Given, diligent
from tests.session.driver import SITTINGS, Act, a_sitting

LATER = NOW + timedelta(hours=1)
BANK: ItemBank = a_bank()
DUTCH = {item.id for section in BANK.sections if section.id == "dutch" for item in section.items}


def answered(session: Session, given: Given | None = None) -> Session:
    """The session after what is on screen was answered."""
    current = session.current
    assert current is not None
    given = given or diligent(BANK.item(current.item))
    act = delivery.skip if isinstance(given, Missing) else delivery.respond
    return after(session, act(session, BANK, current.item, current.step, given, LATER))


def on_screen(session: Session) -> str | None:
    return session.current.item if session.current else None


# one answer


def test_a_linear_section_goes_in_the_order_of_the_bank() -> None:
    shown = [event.item for event in some_events() if isinstance(event, ItemPresented)]

    assert shown[:5] == ["welcome", "try-choice", "try-rating", "try-text", "try-mail"]
    assert shown[10:14] == ["try-job", "try-gaps", "int-cook", "int-care"]
    assert shown[-3:] == ["mail-send", "q-papers", "q-work"]


def test_after_the_last_item_there_is_nothing_on_screen() -> None:
    session = a_session()

    assert session.in_review
    assert session.finished_sections["questions"] == "completed"


def test_a_double_tap_is_stale() -> None:
    session = a_session(until="q-papers")
    once = answered(session)

    with pytest.raises(StaleResponse):
        delivery.respond(once, BANK, "q-papers", session.current.step, ChoiceResponse("here"), LATER)


def test_a_page_from_before_going_back_is_stale_though_the_item_is_on_screen_again() -> None:
    session = a_session(until="try-rating")
    back = after(session, delivery.back(session, BANK, LATER))
    again = answered(back)

    assert on_screen(again) == "try-rating"
    with pytest.raises(StaleResponse):
        delivery.skip(again, BANK, "try-rating", session.current.step, Missing.SKIPPED, LATER)


@pytest.mark.parametrize(("item", "shift"), [("q-papers", 1), ("q-papers", -1), ("q-work", 0), ("nothing", 0)])
def test_what_was_never_on_screen_at_that_step_is_refused(item: str, shift: int) -> None:
    session = a_session(until="q-papers")

    with pytest.raises(NotOnScreen):
        delivery.respond(session, BANK, item, session.current.step + shift, Acknowledged(), LATER)


def test_nothing_can_be_answered_on_the_closing_page() -> None:
    session = a_session()
    step = max(session.steps)

    with pytest.raises(StaleResponse):
        delivery.respond(session, BANK, "q-work", step, TextResponse("kok"), LATER)


def test_an_event_names_the_version_of_the_item_that_was_seen() -> None:
    session = a_session(until="q-papers")

    given, shown = delivery.respond(session, BANK, "q-papers", session.current.step, ChoiceResponse("here"), LATER)

    assert (given.item_hash, shown.item_hash) == (
        BANK.item("q-papers").content_hash,
        BANK.item("q-work").content_hash,
    )


# back


def test_going_back_shows_the_item_before_with_its_answer() -> None:
    session = a_session(until="q-work")

    back = after(session, delivery.back(session, BANK, LATER))

    assert on_screen(back) == "q-papers"
    assert back.responses["q-papers"] == ChoiceResponse("here")


@pytest.mark.parametrize("item", ["welcome", "int-cook", "nl-vis", "mail-send", "q-papers"])
def test_there_is_no_way_back_from_a_first_item_or_where_the_section_forbids_it(item: str) -> None:
    session = a_session(until=item) if item != "nl-vis" else a_session(until=first_dutch())

    assert delivery.previous(session, BANK) is None
    assert delivery.back(session, BANK, LATER) == ()


def first_dutch() -> str:
    return next(e.item for e in some_events() if isinstance(e, ItemPresented) and e.section == "dutch")


def test_from_the_closing_page_there_is_no_way_back() -> None:
    assert delivery.back(a_session(), BANK, LATER) == ()


# adaptive


def dutch_shown(answers: dict[str, Given] | None = None, seed: int = 7) -> list[str]:
    events = some_events(answers, seed=seed)
    return [e.item for e in events if isinstance(e, ItemPresented) and e.section == "dutch"]


def test_the_same_seed_and_answers_give_the_same_test() -> None:
    assert dutch_shown(seed=3) == dutch_shown(seed=3)
    assert len({tuple(dutch_shown(seed=seed)) for seed in range(8)}) > 1


def test_no_item_comes_twice_and_the_section_ends_at_its_length() -> None:
    shown = dutch_shown()

    assert len(shown) == len(set(shown)) == 4
    assert a_session().finished_sections["dutch"] == "length"


def test_it_stops_early_where_the_estimate_is_precise() -> None:
    sections = [replace(s, stop=replace(s.stop, precision=5.0)) if s.id == "dutch" else s for s in BANK.sections]
    bank = replace(BANK, sections=tuple(sections))

    ended = [e for e in some_events(bank=bank) if isinstance(e, SectionFinished) and e.section == "dutch"]

    assert ended[0].reason == "precision"


def test_it_ends_when_nothing_is_left() -> None:
    sections = [replace(s, items=s.items[:3]) if s.id == "dutch" else s for s in BANK.sections]
    bank = replace(BANK, sections=tuple(sections))

    ended = [e for e in some_events(bank=bank) if isinstance(e, SectionFinished) and e.section == "dutch"]

    assert ended[0].reason == "nothing_left"


def test_skipping_everything_comes_to_an_end_too() -> None:
    answers: dict[str, Given] = dict.fromkeys(BANK.items, Missing.SKIPPED)

    assert a_session(answers).in_review


# stopping


def test_stopping_ends_every_section_that_was_not_finished() -> None:
    session = a_session(until="mail-send")

    stopped = after(session, delivery.stop(session, BANK, LATER))

    assert stopped.in_review
    assert stopped.finished_sections == {
        "start": "completed",
        "interests": "completed",
        "reading": "completed",
        "words": "completed",
        "dutch": "length",
        "gaps": "completed",
        "history": "completed",
        "computer": "stopped",
        "questions": "stopped",
    }


def test_what_stopping_left_out_has_its_reason() -> None:
    session = a_session(until=first_dutch())

    missing = sitting(BANK, after(session, delivery.stop(session, BANK, LATER))).missing

    assert missing[first_dutch()] is Missing.SKIPPED
    assert {missing[name] for name in DUTCH - {first_dutch()}} == {Missing.NOT_PRESENTED}
    assert (missing["mail-send"], missing["q-work"]) == (Missing.NOT_REACHED, Missing.NOT_REACHED)


def test_an_adaptive_section_that_ran_its_course_left_items_not_presented() -> None:
    shown = set(dutch_shown())

    missing = sitting(BANK, a_session()).missing

    assert {name for name in DUTCH if missing.get(name) is Missing.NOT_PRESENTED} == DUTCH - shown


# the closing page


def test_an_answer_can_be_looked_at_again_and_changed() -> None:
    session = a_session()
    revisiting = after(session, delivery.revisit(session, BANK, "q-papers", LATER))

    changed = answered(revisiting, ChoiceResponse("none"))

    assert on_screen(revisiting) == "q-papers"
    assert changed.in_review
    assert changed.responses["q-papers"] == ChoiceResponse("none")


def test_stopping_while_looking_again_leads_back_to_the_closing_page() -> None:
    session = a_session()
    revisiting = after(session, delivery.revisit(session, BANK, "q-papers", LATER))

    stopped = after(revisiting, delivery.stop(revisiting, BANK, LATER))

    assert stopped.in_review
    assert stopped.responses == session.responses
    assert stopped.finished_sections == session.finished_sections


@pytest.mark.parametrize("item", ["nl-vis", "mail-send"])
def test_what_cannot_be_taken_back_cannot_be_looked_at_again(item: str) -> None:
    with pytest.raises(NotOnScreen):
        delivery.revisit(a_session(), BANK, item, LATER)


def test_what_was_never_shown_cannot_be_looked_at_again() -> None:
    session = a_session(until="q-papers")
    stopped = after(session, delivery.stop(session, BANK, LATER))

    with pytest.raises(NotOnScreen):
        delivery.revisit(stopped, BANK, "q-work", LATER)


def test_looking_again_waits_for_the_closing_page() -> None:
    with pytest.raises(NotOnScreen):
        delivery.revisit(a_session(until="q-work"), BANK, "q-papers", LATER)


def test_striking_out_twice_is_one_event() -> None:
    session = a_session()
    struck = after(session, delivery.withhold(session, ["q-work"], LATER))

    assert delivery.withhold(struck, ["q-work"], LATER) == ()
    assert delivery.release(session, ["q-work"], LATER) == ()


def test_nobody_agrees_while_an_item_is_on_screen() -> None:
    with pytest.raises(NotYetFinished):
        delivery.finish(a_session(until="q-work"), LATER)


def test_agreeing_twice_is_one_event() -> None:
    session = a_session()
    events = delivery.finish(session, LATER)

    assert events == (SessionFinished(LATER),)
    assert delivery.finish(after(session, events), LATER) == ()


def test_pausing_twice_is_one_event() -> None:
    session = a_session(until="q-work")
    paused = after(session, delivery.pause(session, LATER))

    assert paused.paused
    assert delivery.pause(paused, LATER) == ()


@given(acts=SITTINGS)
def test_there_is_always_a_way_to_the_end(acts: list[Act]) -> None:
    session = a_sitting(acts).session

    for _ in range(2 * len(BANK.items)):
        session = session if session.current is None else answered(session)

    assert session.in_review or session.finished


def test_an_item_of_another_bank_is_unknown() -> None:
    with pytest.raises(KeyError):
        BANK.item(an_item().id)
