"""What of a session leaves the kiosk: nothing that was struck out, superseded, practised or never sent.

Which items an adaptive section chose tells how the answers went, so a struck-out item leaves no trace of having been
on screen either.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assessment.items.model import ItemBank
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
from assessment.session.session import replay


def shared(events: Sequence[Event], bank: ItemBank) -> tuple[Event, ...]:
    """The *events* as the case worker gets them, in order."""
    withheld = replay(events).withheld
    answers = {event.item: event for event in events if isinstance(event, ResponseGiven | ItemSkipped)}
    strikes = {event.item: event for event in events if isinstance(event, ResponseWithheld)}
    silent = {s.id for s in bank.sections if withheld.issuperset(i.id for i in s.items if not i.practice)}
    return tuple(_told(event, silent) for event in events if _stays(event, withheld, answers, strikes, bank))


def _told(event: Event, silent: Collection[str]) -> Event:
    """*event* without drafts, and without the reason why a section ended of which nothing is shared."""
    match event:
        case LocaleChanged():
            return replace(event, draft=None)
        case SectionFinished(section=section) if section in silent:
            return replace(event, reason="withheld")
    return event


def _stays(
    event: Event,
    withheld: Collection[str],
    answers: Mapping[str, Event],
    strikes: Mapping[str, Event],
    bank: ItemBank,
) -> bool:
    match event:
        case ResponseGiven(item=item) | ItemSkipped(item=item):
            return item not in withheld and answers[item] is event and not bank.item(item).practice
        case ItemPresented(item=item):
            return item not in withheld
        case ResponseWithheld(item=item):
            return item in withheld and strikes[item] is event
        case ResponseReleased():
            return False
        case LocaleChanged() | SectionFinished() | SessionPaused() | SessionResumed():
            return True
        case SessionStarted() | SessionFinished():
            return True
