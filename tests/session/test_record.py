"""The wire format: read strictly, and never changed without a new version."""

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.responses import Calendar, Response
from assessment.session.events import Event
from assessment.session.record import NotARecord, dump_event, dump_events, load_event, load_events, load_profile
from tests.session.driver import SITTINGS, Act, to_the_end
from tests.vectors import make_events_v1, make_events_v1_gaps

VECTORS = Path(__file__).parent.parent / "vectors"
GOLDEN = json.loads((VECTORS / "events-v1.json").read_text("utf-8"))
LATER = json.loads((VECTORS / "events-v1-gaps.json").read_text("utf-8"))
EVENTS: list[dict[str, object]] = GOLDEN["events"] + LATER["events"]

A_DATE: dict[str, object] = {"type": "DateResponse", "calendar": "persian", "year": 1373, "month": None, "day": None}


def spoiled(**changes: object) -> dict[str, object]:
    """A good event, the answer to q-work, with some *changes*; `...` takes a field away."""
    good = next(e for e in EVENTS if e["type"] == "ResponseGiven" and e["item"] == "q-work")
    return {name: value for name, value in {**good, **changes}.items() if value is not ...}


def test_the_golden_events_are_read_and_written_back_the_same() -> None:
    assert dump_events(load_events(EVENTS)) == EVENTS


def test_the_golden_files_are_what_the_scripts_beside_them_make() -> None:
    assert (VECTORS / "events-v1.json").read_text("utf-8") == make_events_v1.text()
    assert (VECTORS / "events-v1-gaps.json").read_text("utf-8") == make_events_v1_gaps.text()


def test_the_golden_events_hold_every_event_with_every_response() -> None:
    kinds = {event["type"] for event in EVENTS}
    responses = {event["response"]["type"] for event in EVENTS if "response" in event}

    assert kinds == {kind.__name__ for kind in get_args(Event)}
    assert responses == {kind.__name__ for kind in get_args(Response)}


def test_the_golden_events_hold_a_date_of_each_calendar_as_it_was_told() -> None:
    told = {
        event["response"]["calendar"]: event["response"] for event in EVENTS if "calendar" in event.get("response", {})
    }

    assert set(told) == set(Calendar)
    assert told["persian"] == {"type": "DateResponse", "calendar": "persian", "year": 1373, "month": None, "day": None}


@pytest.mark.parametrize("kind", get_args(Event))
def test_every_event_says_its_name_and_all_of_its_fields(kind: type) -> None:
    (example, *_) = (event for event in EVENTS if event["type"] == kind.__name__)

    assert list(example) == ["type", *(field.name for field in fields(kind))]


@given(acts=SITTINGS)
def test_every_sitting_is_read_back_from_its_text(acts: list[Act]) -> None:
    events = tuple(to_the_end(acts).events)

    assert load_events(json.loads(json.dumps(dump_events(events)))) == events


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (spoiled(note="extra"), "event/ResponseGiven: found the fields at, item, item_hash, note, response, type"),
        (spoiled(item_hash=...), "event/ResponseGiven: found the fields at, item, response, type"),
        (spoiled(item=3), "event/ResponseGiven.item: found int, expected str"),
        (spoiled(item=None), "event/ResponseGiven.item: found NoneType"),
        (spoiled(at="yesterday"), "event/ResponseGiven.at: found 'yesterday'"),
        (spoiled(at="2026-11-22T09:30:00"), "event/ResponseGiven.at: found '2026-11-22T09:30:00'"),
        (spoiled(at=1763800000), "event/ResponseGiven.at: found int"),
        (spoiled(type="AnswerGiven"), "event: found the type 'AnswerGiven'"),
        (spoiled(type=...), "event: found the type None"),
        (spoiled(response=None), "event/ResponseGiven.response: found NoneType"),
        (spoiled(response="kok"), "event/ResponseGiven.response: found str"),
        (spoiled(response={"type": "TextResponse"}), "response/TextResponse: found the fields type"),
        (spoiled(response={"type": "RatingResponse", "liking": "love"}), "liking: found 'love'"),
        (spoiled(response={"type": "NumberResponse", "number": "6"}), "number: found str, expected int"),
        (spoiled(response={"type": "NumberResponse", "number": 6.0}), "number: found float, expected int"),
        (spoiled(response={"type": "YesNoResponse", "yes": 1}), "yes: found int, expected bool"),
        (spoiled(response={"type": "MultipleResponse", "choices": "a"}), "choices: found str, expected a list"),
        (spoiled(response={"type": "OrderResponse", "order": [1]}), "order[0]: found int, expected str"),
        (spoiled(response=A_DATE | {"calendar": "hijri"}), "calendar: found 'hijri'"),
        (spoiled(response=A_DATE | {"month": "2"}), "month: found str"),
        (
            spoiled(response={"type": "DateResponse", "calendar": "persian", "year": 1373}),
            "found the fields calendar, type",
        ),
        (spoiled(response={"type": "ItemPresented"}), "response: found the type 'ItemPresented'"),
        (spoiled(response={"type": "SimulationResponse", "log": {}}), "log: found dict, expected a list"),
        ([], "event: found list"),
        (None, "event: found NoneType"),
        ("ResponseGiven", "event: found str"),
    ],
)
def test_what_this_program_does_not_write_is_refused_with_its_place(data: object, said: str) -> None:
    with pytest.raises(NotARecord) as refusal:
        load_event(data)

    assert said in str(refusal.value)


@pytest.mark.parametrize("value", [True, 1.0, "7", None, [7]], ids=repr)
def test_only_a_whole_number_is_a_whole_number(value: object) -> None:
    started = {**EVENTS[0], "seed": value}

    with pytest.raises(NotARecord, match=r"SessionStarted\.seed: found"):
        load_event(started)


def places(data: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The way to every value inside *data*."""
    yield path
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, part in parts:
        yield from places(part, (*path, name))


JUNK = st.sampled_from([None, True, 0, -1.5, "", "x", [], {}, {"type": "x"}, [[]]])


@given(event=st.sampled_from(EVENTS), junk=JUNK, data=st.data())
def test_junk_anywhere_is_refused_or_harmless(event: dict[str, object], junk: object, data: st.DataObject) -> None:
    spoilt = json.loads(json.dumps(event))
    *way, last = data.draw(st.sampled_from([path for path in places(spoilt) if path]))
    inner = spoilt
    for name in way:
        inner = inner[name]
    inner[last] = junk

    try:
        assert dump_event(load_event(spoilt)) == spoilt
    except NotARecord:
        assert junk != event


def test_an_event_is_no_profile() -> None:
    with pytest.raises(NotARecord):
        load_profile(EVENTS[0])
