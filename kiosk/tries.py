"""Wrong resume codes: five tries are free, then the wait doubles from 15 seconds, and at fifteen it is over."""

from datetime import datetime, timedelta

from assessment.session.codes import WrongCode
from assessment.storage import vault
from assessment.storage.sessions import SessionStore, StoredKey
from assessment.storage.vault import WrongKey

FREE = 5
MOST = 15
FIRST_WAIT = timedelta(seconds=15)


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


def check(stored: StoredKey, now: datetime) -> None:
    """WrongCode with the seconds to wait while no code for *stored* is looked at."""
    if stored.failures >= MOST:
        raise WrongCode("too many wrong codes for this session", wait_seconds=-1)
    if stored.locked_until is not None and now < stored.locked_until:
        raise WrongCode("too many wrong codes, wait", wait_seconds(stored.locked_until, now))


def failed(stored: StoredKey, now: datetime) -> tuple[int, datetime | None]:
    """The failures after one more, and until when the next code must wait."""
    failures = stored.failures + 1
    if failures < FREE:
        return failures, None
    return failures, now + FIRST_WAIT * 2 ** (failures - FREE)


def wait_after(failures: int, until: datetime | None, now: datetime) -> int:
    """Seconds to wait after that many *failures*; -1 where no further code is ever looked at."""
    return -1 if failures >= MOST else wait_seconds(until, now)


def wait_seconds(until: datetime | None, now: datetime) -> int:
    """Whole seconds from *now* to *until*, at least 0."""
    return 0 if until is None else max(0, round((until - now).total_seconds()))
