"""A session and its fold: what is known after some events. No other state exists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from assessment.items.responses import Missing, Response
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


class NotASession(ValueError):
    """The events do not begin with SessionStarted, or begin twice."""


@dataclass(frozen=True, slots=True)
class Presented:
    """The item on screen; *step* is the sequence number of the event that put it there."""

    item: str
    section: str
    step: int


@dataclass(frozen=True, slots=True)
class Session:
    """One candidate's sitting after *length* events."""

    session_id: str
    subject: str
    bank: str
    bank_version: str
    bank_hash: str
    locale: str
    seed: int
    program: str
    started_at: datetime
    length: int = 1
    locales: tuple[str, ...] = ()
    current: Presented | None = None
    draft: Response | None = None
    responses: Mapping[str, Response] = field(default_factory=dict)
    missing: Mapping[str, Missing] = field(default_factory=dict)
    steps: Mapping[int, str] = field(default_factory=dict)
    finished_sections: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    seconds: Mapping[str, float] = field(default_factory=dict)
    active_since: datetime | None = None
    paused: bool = False
    finished: bool = False

    @property
    def presented(self) -> frozenset[str]:
        """Every item that was on screen."""
        return frozenset(self.steps.values())

    @property
    def in_review(self) -> bool:
        """Whether the candidate looks back over everything: nothing on screen, and not yet agreed to share."""
        return self.current is None and not self.finished


def replay(events: Iterable[Event]) -> Session:
    """The session that *events* make; NotASession where they do not start one exactly once."""
    session: Session | None = None
    for event in events:
        session = _start(event) if session is None else _apply(session, event)
    if session is None:
        raise NotASession("there are no events")
    return session


def after(session: Session, events: Iterable[Event]) -> Session:
    """*session* with some more *events*."""
    for event in events:
        session = _apply(session, event)
    return session


def _start(event: Event) -> Session:
    if not isinstance(event, SessionStarted):
        raise NotASession(f"the first event is {type(event).__name__}, expected SessionStarted")
    return Session(
        session_id=event.session_id,
        subject=event.subject,
        bank=event.bank,
        bank_version=event.bank_version,
        bank_hash=event.bank_hash,
        locale=event.locale,
        seed=event.seed,
        program=event.program,
        started_at=event.at,
        locales=(event.locale,),
    )


def _apply(session: Session, event: Event) -> Session:  # noqa: C901  # one case for each event
    session = replace(session, length=session.length + 1)
    match event:
        case SessionStarted():
            raise NotASession("a session starts a second time")
        case ItemPresented():
            return _present(session, event)
        case ResponseGiven(item=item, response=response):
            missing = {name: reason for name, reason in session.missing.items() if name != item}
            return replace(
                _off_screen(session, event.at),
                responses={**session.responses, item: response},
                missing=missing,
            )
        case ItemSkipped(item=item, reason=reason):
            responses = {name: response for name, response in session.responses.items() if name != item}
            return replace(
                _off_screen(session, event.at), responses=responses, missing={**session.missing, item: reason}
            )
        case SectionFinished(section=section, reason=reason):
            ended = session.current is not None and session.current.section == section
            finished = {**session.finished_sections, section: reason}
            return replace(session, finished_sections=finished, current=None if ended else session.current)
        case LocaleChanged(locale=locale, draft=draft):
            locales = session.locales if locale in session.locales else (*session.locales, locale)
            return replace(session, locale=locale, locales=locales, draft=draft or session.draft)
        case SessionPaused():
            return replace(_counted(session, event.at), paused=True, active_since=None)
        case SessionResumed():
            return replace(session, paused=False, active_since=event.at)
        case ResponseWithheld(item=item):
            return replace(session, withheld=session.withheld | {item})
        case ResponseReleased(item=item):
            return replace(session, withheld=session.withheld - {item})
        case SessionFinished():
            return replace(session, finished=True)


def _present(session: Session, event: ItemPresented) -> Session:
    step = session.length
    return replace(
        _counted(session, event.at),
        current=Presented(event.item, event.section, step),
        steps={**session.steps, step: event.item},
        draft=None,
        active_since=event.at,
    )


def _counted(session: Session, at: datetime) -> Session:
    """*session* with the time up to *at* added to the item on screen; a gap without a pause counts up to it."""
    if session.current is None or session.active_since is None:
        return session
    spent = max(0.0, (at - session.active_since).total_seconds())
    item = session.current.item
    return replace(session, seconds={**session.seconds, item: session.seconds.get(item, 0.0) + spent})


def _off_screen(session: Session, at: datetime) -> Session:
    return replace(_counted(session, at), current=None, draft=None, active_since=None)
