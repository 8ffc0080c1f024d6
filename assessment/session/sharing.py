"""What of a session leaves the kiosk: nothing that was struck out, superseded, practised or never sent.

Which items an adaptive section chose tells how the answers went, so a struck-out item leaves no trace of having been
on screen either.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assessment.items.model import ItemBank
from assessment.session.applying import outdated, telling
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

# of "stopped" and "forms_used" the person knows
_TELLING = ("precision", "band", "length", "time", "uninformative", "nothing_left", "completed", "not_applicable")


def shared(events: Sequence[Event], bank: ItemBank) -> tuple[Event, ...]:
    """The *events* as the case worker gets them, in order."""
    session = replay(events)
    withheld, gone = session.withheld, outdated(session, bank)
    answers = {event.item: event for event in events if isinstance(event, ResponseGiven | ItemSkipped)}
    strikes = {event.item: event for event in events if isinstance(event, ResponseWithheld)}
    silent = telling(withheld, bank)
    kept = (event for event in events if _stays(event, withheld, answers, strikes, bank))
    return tuple(_told(event, silent) for event in kept if _item(event) not in gone)


def _item(event: Event) -> str | None:
    """The item that *event* says something of."""
    match event:
        case ResponseGiven(item=item) | ItemSkipped(item=item) | ItemPresented(item=item):
            return item
    return None


def _told(event: Event, silent: Collection[str]) -> Event:
    """*event* without drafts, and without the reason why a section ended of which nothing is shared."""
    match event:
        case LocaleChanged():
            return replace(event, draft=None)
        case SectionFinished(section=section, reason=reason) if section in silent and reason in _TELLING:
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
