import json
from collections.abc import Sequence

from hypothesis import example, given

from assessment.items.responses import (
    ChoiceResponse,
    GapsResponse,
    Missing,
    OccupationResponse,
    Response,
    SimulationResponse,
    TextResponse,
)
from assessment.session import delivery, outcome
from assessment.session.events import (
    Event,
    ItemPresented,
    ItemSkipped,
    LocaleChanged,
    ResponseGiven,
    ResponseReleased,
    ResponseWithheld,
)
from assessment.session.record import dump_events, dump_profile, load_events
from assessment.session.session import after, replay
from assessment.session.sharing import shared
from tests.builders import NOW, a_bank, some_events
from tests.session.driver import CANARY, SITTINGS, Act, to_the_end, together

SECRET = TextResponse(CANARY)


def wire(events: Sequence[Event]) -> str:
    """What the case worker could read, in every spelling that JSON has."""
    plain = dump_events(shared(events, a_bank()))
    return json.dumps(plain, ensure_ascii=False) + json.dumps(plain)


def continued(events: Sequence[Event], *acts: Event) -> tuple[Event, ...]:
    return (*events, *acts)


def about(events: Sequence[Event], item: str) -> list[type]:
    """The kinds of events that name *item*."""
    return [type(event) for event in events if getattr(event, "item", None) == item]


def test_what_nobody_struck_out_is_shared_as_it_was() -> None:
    events = some_events({"q-work": SECRET})

    given = shared(events, a_bank())

    assert replay(given).responses["q-work"] == SECRET
    assert CANARY in wire(events)


def test_of_a_struck_out_answer_only_the_strike_is_left() -> None:
    events = some_events({"q-work": SECRET})
    struck = continued(events, *delivery.withhold(replay(events), ["q-work"], NOW))

    assert about(shared(struck, a_bank()), "q-work") == [ResponseWithheld]
    assert CANARY not in wire(struck)


def test_a_struck_out_choice_is_nowhere_beside_its_item() -> None:
    events = some_events({"q-papers": ChoiceResponse("none")})
    struck = continued(events, *delivery.withhold(replay(events), ["q-papers"], NOW))

    mine = [event for event in dump_events(shared(struck, a_bank())) if event.get("item") == "q-papers"]

    assert [set(event) for event in mine] == [{"type", "at", "item"}]
    assert '"choice": "none"' not in wire(struck)


def test_a_strike_that_was_taken_back_leaves_no_trace() -> None:
    events = some_events({"q-work": SECRET})
    struck = continued(events, *delivery.withhold(replay(events), ["q-work"], NOW))
    released = continued(struck, *delivery.release(replay(struck), ["q-work"], NOW))

    assert shared(released, a_bank()) == shared(events, a_bank())


def test_of_striking_out_twice_the_last_is_left() -> None:
    events = some_events()
    strikes = (ResponseWithheld(NOW, "q-work"), ResponseReleased(NOW, "q-work"), ResponseWithheld(NOW, "q-work"))

    assert about(shared(continued(events, *strikes), a_bank()), "q-work") == [ResponseWithheld]


def test_a_superseded_answer_stays_behind() -> None:
    events = some_events({"q-work": SECRET})
    session = after(replay(events), delivery.revisit(replay(events), a_bank(), "q-work", NOW))
    revisit = delivery.revisit(replay(events), a_bank(), "q-work", NOW)
    changed = delivery.respond(session, a_bank(), "q-work", session.current.step, TextResponse("kok"), NOW)

    assert CANARY not in wire(continued(events, *revisit, *changed))


def test_an_answer_that_was_taken_back_by_skipping_stays_behind() -> None:
    events = some_events({"q-work": SECRET})
    revisit = delivery.revisit(replay(events), a_bank(), "q-work", NOW)
    session = after(replay(events), revisit)
    cleared = delivery.skip(session, a_bank(), "q-work", session.current.step, Missing.DECLINED, NOW)

    assert CANARY not in wire(continued(events, *revisit, *cleared))


def test_a_draft_stays_behind_and_the_language_does_not() -> None:
    events = some_events(until="q-work")
    switched = continued(events, *delivery.switch(replay(events), a_bank(), "ti", SECRET, NOW))

    assert CANARY not in wire(switched)
    assert replay(shared(switched, a_bank())).locales == ("ar", "ti")


def test_what_was_typed_for_practice_stays_behind() -> None:
    events = some_events({"try-text": SECRET})

    assert CANARY not in wire(events)
    assert about(shared(events, a_bank()), "try-choice") == [ItemPresented]


def test_a_struck_out_adaptive_section_does_not_say_which_items_were_chosen() -> None:
    events = some_events()
    dutch = together(a_bank(), "nl-vis")

    given = shared(continued(events, *delivery.withhold(replay(events), dutch, NOW)), a_bank())

    assert {kind for item in dutch for kind in about(given, item)} == {ResponseWithheld}
    assert not [event for event in given if isinstance(event, ItemPresented) and event.section == "dutch"]


@given(acts=SITTINGS)
@example(acts=[("stop", 0), ("withhold", 0)])
def test_nothing_struck_out_superseded_or_unsent_ever_leaves(acts: list[Act]) -> None:
    events = to_the_end(acts).events
    session, given = replay(events), shared(events, a_bank())

    last = {name: response for name, response in session.responses.items() if name not in session.withheld}
    practice = {item.id for item in a_bank().items.values() if item.practice}

    assert {e.item: e.response for e in given if isinstance(e, ResponseGiven)} == {
        name: response for name, response in last.items() if name not in practice
    }
    assert not [e for e in given if isinstance(e, ResponseReleased)]
    assert all(e.draft is None for e in given if isinstance(e, LocaleChanged))
    for item in session.withheld:
        assert about(given, item) == [ResponseWithheld]


@given(acts=SITTINGS)
def test_own_words_leave_only_where_they_still_stand(acts: list[Act]) -> None:
    events = to_the_end(acts).events
    session = replay(events)
    practice = {item.id for item in a_bank().items.values() if item.practice}
    stands = [r for name, r in session.responses.items() if name not in session.withheld | practice]
    kept = {part for response in stands for part in words(response)}

    said = [getattr(event, "response", None) or getattr(event, "draft", None) for event in events]
    typed = {part for response in said for part in words(response)}
    read = wire(events)

    assert {text for text in typed if json.dumps(text) in read} == kept


def words(response: Response | None) -> list[str]:
    """What was typed in *response*."""
    match response:
        case TextResponse(text) | OccupationResponse(text=text) if text:
            return [text]
        case GapsResponse(gaps):
            return [text for text in gaps if CANARY in text]
        case SimulationResponse(log):
            return [action.value for action in log if action.value]
    return []


@given(acts=SITTINGS)
def test_the_desk_makes_the_same_profile_from_what_it_gets(acts: list[Act]) -> None:
    events = to_the_end(acts).events
    at_the_kiosk = shared(events, a_bank())
    at_the_desk = load_events(json.loads(json.dumps(dump_events(at_the_kiosk))))

    profiles = [dump_profile(outcome.profile(a_bank(), replay(given))) for given in (at_the_kiosk, at_the_desk)]

    assert profiles[0] == profiles[1]


@given(acts=SITTINGS)
def test_sharing_what_was_shared_changes_nothing(acts: list[Act]) -> None:
    given = shared(to_the_end(acts).events, a_bank())

    assert shared(given, a_bank()) == given


@given(acts=SITTINGS)
def test_levels_are_the_same_before_and_after_where_nothing_was_struck_out(acts: list[Act]) -> None:
    events = to_the_end([act for act in acts if act[0] != "withhold"]).events

    ours = outcome.profile(a_bank(), replay(events))
    theirs = outcome.profile(a_bank(), replay(shared(events, a_bank())))

    assert [r for r in ours.results if r.scale not in ("computer", "interests")] == [
        r for r in theirs.results if r.scale not in ("computer", "interests")
    ]  # of those two the time on the page differs: how long a superseded answer took stays behind
    assert ours.followups == theirs.followups


def test_skipping_is_shared_with_its_reason() -> None:
    events = some_events({"q-papers": Missing.DECLINED})

    (skipped,) = [event for event in shared(events, a_bank()) if isinstance(event, ItemSkipped)]

    assert (skipped.item, skipped.reason) == ("q-papers", Missing.DECLINED)
