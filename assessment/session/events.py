"""The past-tense facts of a sitting; nothing else is ever stored."""

from dataclasses import dataclass
from datetime import datetime

from assessment.items.responses import Missing, Response


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """A candidate sat down with start code *subject*; *seed* makes the choice among good items repeatable."""

    at: datetime
    session_id: str
    subject: str
    bank: str
    bank_version: str
    bank_hash: str
    locale: str
    seed: int
    program: str


@dataclass(frozen=True, slots=True)
class ItemPresented:
    """An item came on screen."""

    at: datetime
    item: str
    item_hash: str
    section: str


@dataclass(frozen=True, slots=True)
class ResponseGiven:
    """The candidate answered the item on screen."""

    at: datetime
    item: str
    item_hash: str
    response: Response


@dataclass(frozen=True, slots=True)
class ItemSkipped:
    """The candidate went on without a response, for *reason*."""

    at: datetime
    item: str
    reason: Missing


@dataclass(frozen=True, slots=True)
class SectionFinished:
    """A section ended, for a *reason*: completed, not_applicable, stopped by the candidate, or forms_used.

    An adaptive section also by precision, band, length, time, uninformative or nothing_left.
    """

    at: datetime
    section: str
    reason: str


@dataclass(frozen=True, slots=True)
class LocaleChanged:
    """The candidate switched language; *draft* is what stood on the page and was not yet sent."""

    at: datetime
    locale: str
    draft: Response | None = None


@dataclass(frozen=True, slots=True)
class SessionPaused:
    """The candidate stopped for now, or was away too long."""

    at: datetime


@dataclass(frozen=True, slots=True)
class SessionResumed:
    """The resume code was entered."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ResponseWithheld:
    """The candidate struck *item* out: its response is not shared."""

    at: datetime
    item: str


@dataclass(frozen=True, slots=True)
class ResponseReleased:
    """The candidate took a strike-out back."""

    at: datetime
    item: str


@dataclass(frozen=True, slots=True)
class SessionFinished:
    """The candidate agreed to share what was not struck out."""

    at: datetime


Event = (
    SessionStarted
    | ItemPresented
    | ResponseGiven
    | ItemSkipped
    | SectionFinished
    | LocaleChanged
    | SessionPaused
    | SessionResumed
    | ResponseWithheld
    | ResponseReleased
    | SessionFinished
)
