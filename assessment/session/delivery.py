"""What comes next: session + bank + what the candidate did + now → events. Pure."""

from collections.abc import Iterator
from datetime import datetime

from assessment.items.model import Delivery, Item, ItemBank, Section
from assessment.items.responses import Missing, Response
from assessment.session.adapting import adapt
from assessment.session.applying import applies
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
from assessment.session.session import Session, after, replay
from assessment.session.staging import staged

NOT_APPLICABLE = "not_applicable"  # why a section ended whose conditions do not hold


class StaleResponse(Exception):
    """The item was on screen earlier: a double tap, or the back button. Nothing is lost; show what is current."""


class NotOnScreen(Exception):
    """The item was never on screen at that step."""


class NotYetFinished(Exception):
    """Agreement to share came while there was still an item on screen."""


def start(started: SessionStarted, bank: ItemBank) -> tuple[Event, ...]:
    """The first events of a session: it started, and the first item is on screen."""
    return (started, *_next(replay([started]), bank, None, started.at))


def respond(
    session: Session, bank: ItemBank, item_id: str, step: int, response: Response, now: datetime
) -> tuple[Event, ...]:
    """The events of answering *item_id*; StaleResponse or NotOnScreen where it is not what is on screen at *step*."""
    _check_on_screen(session, item_id, step)
    given = ResponseGiven(now, item_id, bank.item(item_id).content_hash, response)
    return (given, *_next(after(session, [given]), bank, item_id, now))


def skip(
    session: Session, bank: ItemBank, item_id: str, step: int, reason: Missing, now: datetime
) -> tuple[Event, ...]:
    """The events of going on without a response, for *reason*; errors as `respond`."""
    _check_on_screen(session, item_id, step)
    skipped = ItemSkipped(now, item_id, reason)
    return (skipped, *_next(after(session, [skipped]), bank, item_id, now))


def _check_on_screen(session: Session, item_id: str, step: int) -> None:
    current = session.current
    if current is not None and (current.item, current.step) == (item_id, step):
        return
    if session.steps.get(step) == item_id:
        raise StaleResponse(item_id)
    raise NotOnScreen(item_id)


def previous(session: Session, bank: ItemBank) -> Item | None:
    """The item that "back" leads to: the one before in a section that allows it, else None."""
    if session.current is None or session.current.section in session.finished_sections:
        return None
    section = bank.section_of(session.current.item)
    before = section.items[: max(0, _position(section, session.current.item))] if section.back else ()
    return next((item for item in reversed(before) if _is_asked(item, session, bank)), None)


def back(session: Session, bank: ItemBank, now: datetime) -> tuple[Event, ...]:
    """The event of going back one item; none where there is nothing to go back to."""
    item = previous(session, bank)
    return () if item is None else (_present(item, bank, now),)


def switch(session: Session, bank: ItemBank, locale: str, draft: Response | None, now: datetime) -> tuple[Event, ...]:
    """The events of switching to *locale* with an unsent *draft* on the page.

    An item that is written for another language makes room for the first one of the new language.
    """
    switched = LocaleChanged(now, locale, draft)
    if session.current is None or bank.item(session.current.item).locale in (None, locale):
        return (switched,)
    return (switched, *_next(after(session, [switched]), bank, session.current.item, now))


def pause(session: Session, now: datetime) -> tuple[Event, ...]:
    """The event of pausing; none where the session is paused already."""
    return () if session.paused else (SessionPaused(now),)


def resume(now: datetime) -> tuple[Event, ...]:
    """The event of coming back with the resume code."""
    return (SessionResumed(now),)


def stop(session: Session, bank: ItemBank, now: datetime) -> tuple[Event, ...]:
    """The events of ending here: each section that is not finished ends as stopped.

    Somebody who came back to correct an answer leaves it as it was; that section ended before.
    """
    on_screen = session.current.section if session.current else None
    return tuple(
        SectionFinished(now, section.id, session.finished_sections.get(section.id, "stopped"))
        for section in bank.sections
        if section.id not in session.finished_sections or section.id == on_screen
    )


def revisit(session: Session, bank: ItemBank, item_id: str, now: datetime) -> tuple[Event, ...]:
    """The event of putting an item on screen again from the closing page; NotOnScreen where that is not possible."""
    section = bank.section_of(item_id)
    if not session.in_review or not section.back or item_id not in session.presented:
        raise NotOnScreen(item_id)
    return (_present(bank.item(item_id), bank, now),)


def withhold(session: Session, items: list[str], now: datetime) -> tuple[Event, ...]:
    """The events of striking *items* out."""
    return tuple(ResponseWithheld(now, item) for item in items if item not in session.withheld)


def release(session: Session, items: list[str], now: datetime) -> tuple[Event, ...]:
    """The events of taking a strike-out back."""
    return tuple(ResponseReleased(now, item) for item in items if item in session.withheld)


def finish(session: Session, now: datetime) -> tuple[Event, ...]:
    """The event of agreeing to share; NotYetFinished while an item is on screen, none when agreed before."""
    if session.current is not None:
        raise NotYetFinished(session.current.item)
    return () if session.finished else (SessionFinished(now),)


def _next(session: Session, bank: ItemBank, done: str | None, now: datetime) -> tuple[Event, ...]:
    """What follows after item *done*: the next item, perhaps after the end of a section; nothing at the very end."""
    events: list[Event] = []
    for section in bank.sections:
        if section.id in session.finished_sections:
            continue
        if not applies(section.conditions, session, bank):
            events.append(SectionFinished(now, section.id, NOT_APPLICABLE))
            continue
        item, reason = _choose(session, bank, section, done)
        if item is not None:
            return (*events, _present(item, bank, now))
        ended = SectionFinished(now, section.id, reason)
        events.append(ended)
        session = after(session, [ended])
    opened = _opened_up(session, bank, done)
    return (*events, _present(opened, bank, now)) if opened else tuple(events)


def _opened_up(session: Session, bank: ItemBank, done: str | None) -> Item | None:
    """A question that was not asked before, and that correcting *done* on the closing page now leads to."""
    section = bank.section_of(done) if done else None
    if section is None or section.delivery is not Delivery.LINEAR:
        return None
    return next(
        (
            item
            for item in section.items
            if item.conditions and item.id not in session.presented and _is_asked(item, session, bank)
        ),
        None,
    )


def _choose(session: Session, bank: ItemBank, section: Section, done: str | None) -> tuple[Item | None, str]:
    match section.delivery:
        case Delivery.LINEAR:
            item = next((item for item in _ahead(session, section, done) if _is_asked(item, session, bank)), None)
            return item, "" if item else "completed"
        case Delivery.ADAPTIVE:
            return adapt(session, bank, section)
        case Delivery.STAGED:
            return staged(session, bank, section)


def _ahead(session: Session, section: Section, done: str | None) -> Iterator[Item]:
    """The items after *done*; before them those of one language that a switch of language now leads to.

    The languages of a section stand one after the other, so that somebody who switches there and back passes items
    that were on screen: without a way back nothing comes twice.
    """
    first = _position(section, done) + 1 if done else 0
    yield from (item for item in section.items[:first] if item.locale and item.id not in session.presented)
    yield from (item for item in section.items[first:] if section.back or item.id not in session.presented)


def _is_asked(item: Item, session: Session, bank: ItemBank) -> bool:
    return item.locale in (None, session.locale) and applies(item.conditions, session, bank)


def _position(section: Section, item_id: str) -> int:
    return next((number for number, item in enumerate(section.items) if item.id == item_id), -1)


def _present(item: Item, bank: ItemBank, now: datetime) -> ItemPresented:
    return ItemPresented(now, item.id, item.content_hash, bank.section_of(item.id).id)
