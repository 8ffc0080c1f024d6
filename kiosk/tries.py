"""Wrong resume codes: five tries are free, then the wait doubles from 15 seconds, and at fifteen it is over."""

from datetime import datetime, timedelta
from typing import Protocol

from assessment.session.codes import WrongCode
from assessment.storage import vault
from assessment.storage.sessions import SessionStore, StoredKey
from assessment.storage.vault import WrongKey

FREE = 5
MOST = 15
FIRST_WAIT = timedelta(seconds=15)


class Tried(Protocol):
    """Something that a code opens, and how often that was tried in vain."""

    @property
    def failures(self) -> int:
        """The wrong codes in a row."""

    @property
    def locked_until(self) -> datetime | None:
        """Until when no code is looked at; None where the next one is."""


def unlock(store: SessionStore, stored: StoredKey, code: str, secret: bytes, now: datetime) -> bytes:
    """The key of the *stored* session that *code* unwraps with the kiosk's *secret*; WrongCode where it does not.

    The try counts before it is made: a full disk, or a plug that is pulled, gives no free guesses.
    """
    check(stored, now)
    failures, until = failed(stored, now)
    store.record_try(stored.session_id, failures, until)
    try:
        key = vault.unwrap(stored.wrapped, code, stored.session_id, secret)
    except WrongKey:
        store.audit("wrong_resume_code", stored.session_id, now)
        raise WrongCode("no session has this code", wait_after(failures, until, now)) from None
    store.record_try(stored.session_id, 0, None)
    return key


def check(stored: Tried, now: datetime) -> None:
    """WrongCode with the seconds to wait while no code for *stored* is looked at."""
    if stored.failures >= MOST:
        raise WrongCode("too many wrong codes for this session", wait_seconds=-1)
    left = wait_seconds(stored.locked_until, now)
    if 0 < left <= _wait(stored.failures).total_seconds():  # more is left only where the clock was set back
        raise WrongCode("too many wrong codes, wait", left)


def failed(stored: Tried, now: datetime) -> tuple[int, datetime | None]:
    """The failures after one more, and until when the next code must wait."""
    failures = stored.failures + 1
    return failures, now + _wait(failures) if failures >= FREE else None


def _wait(failures: int) -> timedelta:
    return FIRST_WAIT * (1 << max(0, failures - FREE))


def wait_after(failures: int, until: datetime | None, now: datetime) -> int:
    """Seconds to wait after that many *failures*; -1 where no further code is ever looked at."""
    return -1 if failures >= MOST else wait_seconds(until, now)


def wait_seconds(until: datetime | None, now: datetime) -> int:
    """Whole seconds from *now* to *until*, at least 0."""
    return 0 if until is None else max(0, round((until - now).total_seconds()))
