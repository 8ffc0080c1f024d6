"""Makes events-v1.json: one sitting with every event and every response, as version 1 writes it.

Run once as `python -m tests.vectors.make_events_v1`. The file is then kept for ever: a later version of the program
must still read it, so a difference means a new version of the format, never a new file under the old name.
"""

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from assessment.items.responses import (
    Acknowledged,
    Action,
    Calendar,
    ChoiceResponse,
    DateResponse,
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
from assessment.session.events import (
    Event,
    ItemPresented,
    ItemSkipped,
    LocaleChanged,
    ResponseGiven,
    ResponseReleased,
    ResponseWithheld,
    SectionFinished,
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStarted,
)
from assessment.session.record import VERSION, dump_events

_BEGIN = datetime(2026, 11, 22, 9, 30, 0, 250_000, tzinfo=UTC)
_HASH = "0123456789abcdef" * 4


_SAID: tuple[tuple[str, Response], ...] = (
    ("q-helpers", MultipleResponse(("family", "friend"))),
    ("q-years", NumberResponse(6)),
    ("q-school-end", DateResponse(Calendar.PERSIAN, 1373)),
    ("q-first-job", DateResponse(Calendar.ETHIOPIC, 1990, 13)),
    ("q-last-job", DateResponse(Calendar.GREGORIAN, 2024, 2, 29)),
    ("q-licence", YesNoResponse(False)),
    ("q-job", OccupationResponse("tile", "5120")),
    ("q-job-before", OccupationResponse("search", "5131", "d6a2a3c6-9c1e-4a0c-8d4c-2f6f5a1f3b7e")),
    ("q-job-first", OccupationResponse("text", text="ሓረስታይ")),
)


def events() -> tuple[Event, ...]:
    """The sitting."""
    seconds = count(1)

    def at() -> datetime:
        return _BEGIN + timedelta(seconds=next(seconds))

    mail = SimulationResponse((Action("compose", "", 1200), Action("type_to", "lina@postsnel.voorbeeld", 9000)))
    return (
        SessionStarted(_BEGIN, "5e551017", "1123456787", "small", "0.1.0", _HASH, "ti", 7, "0.1.0"),
        ItemPresented(at(), "welcome", _HASH, "start"),
        ResponseGiven(at(), "welcome", _HASH, Acknowledged()),
        ItemPresented(at(), "int-cook", _HASH, "interests"),
        ResponseGiven(at(), "int-cook", _HASH, RatingResponse(Liking.UNSURE)),
        SectionFinished(at(), "interests", "completed"),
        ItemPresented(at(), "nl-brood", _HASH, "dutch"),
        SessionPaused(at()),
        SessionResumed(at()),
        ResponseGiven(at(), "nl-brood", _HASH, ChoiceResponse("a")),
        ItemPresented(at(), "nl-orde", _HASH, "dutch"),
        ResponseGiven(at(), "nl-orde", _HASH, OrderResponse(("c", "b", "a"))),
        SectionFinished(at(), "words", "not_applicable"),
        ItemPresented(at(), "mail-send", _HASH, "computer"),
        ResponseGiven(at(), "mail-send", _HASH, mail),
        *(
            event
            for item, response in _SAID
            for event in (
                ItemPresented(at(), item, _HASH, "history"),
                ResponseGiven(at(), item, _HASH, response),
            )
        ),
        ItemPresented(at(), "q-papers", _HASH, "questions"),
        ItemSkipped(at(), "q-papers", Missing.DECLINED),
        ItemPresented(at(), "q-work", _HASH, "questions"),
        LocaleChanged(at(), "ar", TextResponse("ሓረ")),
        LocaleChanged(at(), "ti"),
        ResponseGiven(at(), "q-work", _HASH, TextResponse("ሓረስታይ, ‏مزارع, boer")),
        SectionFinished(at(), "questions", "completed"),
        ResponseWithheld(at(), "q-work"),
        ResponseReleased(at(), "q-work"),
        SessionFinished(at()),
    )


def text() -> str:
    """The file."""
    data = {"expect": "read and written back the same", "version": VERSION, "events": dump_events(events())}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("events-v1.json").write_text(text(), "utf-8")
