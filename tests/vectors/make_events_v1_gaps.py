"""Makes events-v1-gaps.json: the response that version 1 got later, to a text with gaps.

Run once as `python -m tests.vectors.make_events_v1_gaps`. The file is kept for ever, as the one it adds to: nothing in
that one reads differently, so the version stays.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

from assessment.items.responses import GapsResponse
from assessment.session.events import Event, ItemPresented, LocaleChanged, ResponseGiven
from assessment.session.record import VERSION, dump_events

_AT = datetime(2026, 11, 25, 9, 30, 0, 250_000, tzinfo=UTC)
_HASH = "0123456789abcdef" * 4


def events() -> tuple[Event, ...]:
    """One item of a sitting, with an open gap and a change of language."""
    return (
        ItemPresented(_AT, "ct-rooster", _HASH, "gaps"),
        LocaleChanged(_AT, "ar", GapsResponse(("derd", "", ""))),
        ResponseGiven(_AT, "ct-rooster", _HASH, GapsResponse(("derd", "", "جين"))),
    )


def text() -> str:
    """The file."""
    data = {"expect": "read and written back the same", "version": VERSION, "events": dump_events(events())}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("events-v1-gaps.json").write_text(text(), "utf-8")
