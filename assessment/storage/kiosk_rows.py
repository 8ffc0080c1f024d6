"""Rows of the kiosk's database to values and back, each with the digest that covers it."""

import sqlite3
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from assessment.storage import digests
from assessment.storage.damage import DamagedSession
from assessment.storage.vault import Cost, WrappedKey

Row = dict[str, Any]  # by column


@dataclass(frozen=True, slots=True)
class StoredKey:
    """How an unfinished session can be opened again, and how often that was tried in vain."""

    session_id: str
    slip: str
    wrapped: WrappedKey
    failures: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A sealed bundle that waits to be carried away."""

    sequence: int
    bundle_id: str
    name: str
    data: bytes
    digest: str
    jws_digest: str


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The audit chain: *n* entries, the hash of the last, and when that was written."""

    n: int
    head: str
    at: datetime | None


def session_row(stored: StoredKey, started_on: date) -> Row:
    """The row of a session that begins, without events yet."""
    wrapped = stored.wrapped
    row: Row = {
        "session_id": stored.session_id,
        "slip": stored.slip,
        "salt": wrapped.salt,
        **asdict(wrapped.cost),
        "wrapped_key": wrapped.data,
        "failures": stored.failures,
        "locked_until": stored.locked_until and stored.locked_until.isoformat(),
        "started_on": started_on.isoformat(),
        "events_digest": digests.NO_EVENTS,
    }
    return row | {"row_digest": digests.of(row, digests.SESSION)}


def lost(day: date) -> Row:
    """A damaged session that stands in for those whose own rows are lost since *day*; no digest covers it."""
    nobody = StoredKey("lost", "?", WrappedKey(b"", Cost(), b""), 0, None)
    return session_row(nobody, day) | {"row_digest": ""}


def stored_key(row: Row) -> StoredKey:
    """How to open the session of *row*."""
    wrapped = WrappedKey(row["salt"], Cost(row["memory_kib"], row["passes"], row["lanes"]), row["wrapped_key"])
    until = row["locked_until"] and datetime.fromisoformat(row["locked_until"])
    return StoredKey(row["session_id"], row["slip"], wrapped, row["failures"], until)


def bundle_row(outgoing: Outgoing, finished_on: date) -> Row:
    """The row of a bundle in the outbox."""
    row = asdict(outgoing) | {"finished_on": finished_on.isoformat()}
    return row | {"row_digest": digests.of(row, digests.BUNDLE)}


def paper_row(sequence: int, token: bytes) -> Row:
    """The row of what can be printed of bundle *sequence*."""
    return {"sequence": sequence, "token": token, "digest": sha256(token).hexdigest()}


def insert(connection: sqlite3.Connection, table: str, row: Row, otherwise: str = "") -> int:
    """Add *row* to *table*, *otherwise* "OR IGNORE" or "OR REPLACE"; how many were added."""
    names, places = ", ".join(row), ", ".join("?" for _ in row)
    sql = f"INSERT {otherwise} INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - our own names
    return connection.execute(sql, tuple(row.values())).rowcount


def change(connection: sqlite3.Connection, row: Row, **values: object) -> None:
    """Put *values* in the session's *row*; DamagedSession where it is not found, as with a broken index."""
    changed = row | values
    changed |= {"row_digest": digests.of(changed, digests.SESSION)}
    names = ("failures", "locked_until", "events_digest", "row_digest")
    done = connection.execute(
        "UPDATE sessions SET failures = ?, locked_until = ?, events_digest = ?, row_digest = ? WHERE session_id = ?",
        (*(changed[name] for name in names), row["session_id"]),
    )
    if done.rowcount != 1:
        raise DamagedSession(row["slip"])
