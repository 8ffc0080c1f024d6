"""Events and profiles as plain data, on disk and on the wire; the version says how to read them."""

from collections.abc import Iterable, Sequence
from typing import cast

from assessment.scoring.profile_model import Profile
from assessment.session.codec import NotARecord, dump, load
from assessment.session.events import Event

VERSION = 1

__all__ = [
    "VERSION",
    "NotARecord",
    "dump_event",
    "dump_events",
    "dump_profile",
    "load_event",
    "load_events",
    "load_profile",
]


def dump_event(event: Event) -> dict[str, object]:
    """*event* as plain data."""
    return cast(dict[str, object], dump(event))


def load_event(data: object) -> Event:
    """The event that *data* describes; NotARecord where it describes none."""
    return cast(Event, load(Event, data, "event"))


def dump_events(events: Iterable[Event]) -> list[dict[str, object]]:
    """*events* as plain data, in order."""
    return [dump_event(event) for event in events]


def load_events(data: Sequence[object]) -> tuple[Event, ...]:
    """The events that *data* describes, in order; NotARecord where one of them is none."""
    return tuple(load_event(part) for part in data)


def dump_profile(profile: Profile) -> dict[str, object]:
    """*profile* as plain data; equal profiles give equal data."""
    return cast(dict[str, object], dump(profile))


def load_profile(data: object) -> Profile:
    """The profile that *data* describes; NotARecord where it describes none."""
    return cast(Profile, load(Profile, data, "profile"))
