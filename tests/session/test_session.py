from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.responses import Missing, TextResponse
from assessment.session import delivery
from assessment.session.events import Event, ItemPresented, ItemSkipped, ResponseGiven, SessionPaused
from assessment.session.record import dump_events, load_events
from assessment.session.session import NotASession, Presented, Session, after, replay
from tests.builders import NOW, a_bank, a_session, a_start, some_events
from tests.session.driver import SITTINGS, Act, a_sitting


@given(acts=SITTINGS)
def test_a_session_is_the_same_after_writing_and_reading_its_events(acts: list[Act]) -> None:
    events = a_sitting(acts).events

    assert replay(load_events(dump_events(events))) == replay(events)


@given(acts=SITTINGS, cut=st.integers(1, 100))
def test_going_on_from_the_middle_is_the_same_as_from_the_start(acts: list[Act], cut: int) -> None:
    events = a_sitting(acts).events
    cut = min(cut, len(events))

    assert after(replay(events[:cut]), events[cut:]) == replay(events)


@given(acts=SITTINGS)
def test_a_session_never_contradicts_itself(acts: list[Act]) -> None:
    session = a_sitting(acts).session

    assert session.length == len(a_sitting(acts).events)
    assert not set(session.responses) & set(session.missing)
    assert set(session.responses) | set(session.missing) <= session.presented
    assert session.current is None or session.steps[session.current.step] == session.current.item
    assert all(seconds >= 0 for seconds in session.seconds.values())
    assert not session.finished or session.current is None


def test_it_begins_with_the_first_item_on_screen() -> None:
    session = a_session(until="welcome")

    assert session.current == Presented("welcome", "start", 2)
    assert (session.length, session.locale, session.locales) == (2, "ar", ("ar",))


def test_an_answer_takes_the_place_of_a_gap_and_the_other_way_round() -> None:
    skipped = a_session({"q-work": Missing.SKIPPED})
    answered = again(skipped, TextResponse("kok"))
    cleared = again(answered, Missing.DECLINED)

    assert "q-work" not in answered.missing
    assert answered.responses["q-work"] == TextResponse("kok")
    assert "q-work" not in cleared.responses
    assert cleared.missing["q-work"] is Missing.DECLINED


def again(session: Session, given: TextResponse | Missing) -> Session:
    """The session after the candidate went back to q-work and gave something else."""
    act = ItemSkipped(NOW, "q-work", given) if isinstance(given, Missing) else ResponseGiven(NOW, "q-work", "", given)
    return after(session, [ItemPresented(NOW, "q-work", "", "questions"), act])


def test_a_draft_stays_until_the_next_item() -> None:
    session = a_session(until="q-work")

    drafted = after(session, delivery.switch(session, a_bank(), "ti", TextResponse("ko"), NOW))
    switched = after(drafted, delivery.switch(drafted, a_bank(), "nl", None, NOW))
    moved = after(switched, [ItemPresented(NOW, "q-papers", "", "questions")])

    assert (drafted.draft, switched.draft, moved.draft) == (TextResponse("ko"), TextResponse("ko"), None)
    assert switched.locales == ("ar", "ti", "nl")


def test_a_language_is_named_once_however_often_it_is_chosen() -> None:
    session = a_session()
    for locale in ("nl", "ar"):
        session = after(session, delivery.switch(session, a_bank(), locale, None, NOW))

    assert (session.locale, session.locales) == ("ar", ("ar", "nl"))


def test_time_on_an_item_adds_up_and_a_pause_does_not_count() -> None:
    session = a_session(until="q-work")
    began = session.active_since
    assert began is not None

    tomorrow = began + timedelta(days=1)
    paused = after(session, [SessionPaused(began + timedelta(seconds=7)), *delivery.resume(tomorrow)])
    answered = after(paused, [ResponseGiven(tomorrow + timedelta(seconds=4), "q-work", "", TextResponse("kok"))])

    assert answered.seconds["q-work"] == 11


def test_striking_out_and_taking_it_back_leaves_the_answer() -> None:
    session = a_session()
    struck = after(session, delivery.withhold(session, ["q-work"], NOW))
    back = after(struck, delivery.release(struck, ["q-work"], NOW))

    assert struck.withheld == {"q-work"}
    assert back.withheld == frozenset()
    assert back.responses == session.responses


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((), "there are no events"),
        (some_events()[1:], "the first event is ItemPresented, expected SessionStarted"),
        ((a_start(), a_start()), "a second time"),
    ],
    ids=["none", "headless", "twice"],
)
def test_what_does_not_start_exactly_once_is_no_session(events: tuple[Event, ...], said: str) -> None:
    with pytest.raises(NotASession, match=said):
        replay(events)


def test_a_session_does_not_change_when_more_is_known() -> None:
    session = a_session(until="q-papers")
    before = replace(session)

    after(session, delivery.stop(session, a_bank(), NOW))

    assert session == before
