"""What a kiosk's database still holds and since when, and how each kind is erased when its time is over.

Of a bundle that is erased its number, id and digests stay as a tombstone, so that the numbering has no gap.
Of an audit entry that is erased its number and hash stay, so that the chain and its checkpoints still hold.
"""

import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from assessment.storage import database, rescue
from assessment.storage.sessions import SessionStore

Rows = Callable[..., list[sqlite3.Row]]


@dataclass(frozen=True, slots=True)
class Held:
    """How many there are of one kind, and the day of the *oldest* (None where there are none)."""

    count: int
    oldest: date | None


@contextmanager
def reading(path: Path) -> Iterator[Rows]:
    """A way to ask the kiosk's database at *path* without writing to it, beside a kiosk that runs."""
    opened = database.reader(path)
    try:
        yield lambda sql, *values: list(opened.conn.execute(sql, values))
    finally:
        opened.conn.close()


def sessions(rows: Rows) -> Held:
    """The unfinished sessions."""
    return _held(rows, "SELECT count(*) AS count, min(started_on) AS oldest FROM sessions")


def bundles(rows: Rows, before: date = date.max) -> Held:
    """The sealed bundles from *before* that day that still lie here whole."""
    sql = "SELECT count(*) AS count, min(finished_on) AS oldest FROM outbox WHERE length(data) > 0 AND finished_on < ?"
    return _held(rows, sql, before.isoformat())


def tombstones(rows: Rows) -> Held:
    """The bundles of which only number, id and digests are left; the newest one stays to be counted on from."""
    sql = """
        SELECT count(*) AS count, min(finished_on) AS oldest FROM outbox
        WHERE length(data) = 0 AND sequence < (SELECT max(sequence) FROM outbox)
    """
    return _held(rows, sql)


def audit_entries(rows: Rows) -> Held:
    """The audit entries that still say something; the newest one stays to be chained on to."""
    sql = """
        SELECT
            count(*) AS count,
            min(CASE WHEN json_valid(entry) THEN substr(json_extract(entry, '$.at'), 1, 10) END) AS oldest
        FROM audit WHERE entry <> '' AND n < (SELECT max(n) FROM audit)
    """
    return _held(rows, sql)


def _held(rows: Rows, sql: str, *values: object) -> Held:
    (row,) = rows(sql, *values)
    with suppress(ValueError):  # damaged: then nobody knows how old it is
        return Held(row["count"], row["oldest"] and date.fromisoformat(row["oldest"]))
    return Held(row["count"], None)


def erase_sessions(store: SessionStore, before: date, at: datetime, spared: Collection[str] = ()) -> int:
    """Erase, key and all, the unfinished sessions that started *before* that day, but for those *spared*."""
    old = store.rows("SELECT session_id FROM sessions WHERE started_on < ?", before.isoformat())
    ids = [row["session_id"] for row in old if row["session_id"] not in spared]
    return _erase(store, "sessions_erased", at, "DELETE FROM sessions WHERE session_id = ?", *ids)


def erase_strangers(store: SessionStore, before: date, at: datetime) -> int:
    """Erase the counts of wrong codes with slip numbers that nobody had, tried last *before* that day."""
    sql = "DELETE FROM strangers WHERE tried_on < ?"
    return _erase(store, "wrong_tries_erased", at, sql, before.isoformat())


def erase_bundles(store: SessionStore, before: date, at: datetime) -> int:
    """Erase the sealed bundles from *before* that day; their tombstones stay."""
    sql = "UPDATE outbox SET data = x'' WHERE length(data) > 0 AND finished_on < ?"
    return _erase(store, "bundles_erased", at, sql, before.isoformat())


def erase_tombstones(store: SessionStore, before: date, at: datetime) -> int:
    """Erase the tombstones from *before* that day."""
    sql = """
        DELETE FROM outbox
        WHERE length(data) = 0 AND sequence < (SELECT max(sequence) FROM outbox) AND finished_on < ?
    """
    return _erase(store, "tombstones_erased", at, sql, before.isoformat())


def erase_audit_entries(store: SessionStore, before: date, at: datetime) -> int:
    """Erase what the audit entries from *before* that day say; always the oldest ones, without a gap."""
    sql = """
        UPDATE audit SET entry = '' WHERE entry <> '' AND n < (
            SELECT coalesce(min(n), (SELECT max(n) FROM audit)) FROM audit
            WHERE CASE WHEN json_valid(entry) THEN substr(json_extract(entry, '$.at'), 1, 10) END >= ?
        )
    """
    return _erase(store, "audit_entries_erased", at, sql, before.isoformat())


def erase_put_aside(store: SessionStore, before: date, at: datetime) -> int:
    """Erase the damaged databases that were put aside *before* that day: they hold what else would be gone by now."""
    folders = store.path.parent.glob(f"{rescue.ASIDE}*") if store.path else ()
    old = [folder for folder in folders if folder.is_dir() and folder.name < f"{rescue.ASIDE}{before.isoformat()}"]
    for folder in old:
        shutil.rmtree(folder)
    if old:
        with store.writing() as connection:
            store.note(connection, "put_aside_erased", None, at, count=len(old))
    return len(old)


def _erase(store: SessionStore, entry: str, at: datetime, sql: str, *values: str) -> int:
    """Run *sql* with each of *values* and note how many rows it took, in one transaction; none is not noted."""
    with store.writing() as connection:
        count = sum(connection.execute(sql, (value,)).rowcount for value in values)
        if count:
            store.note(connection, entry, None, at, count=count)
    if count:
        store.wipe()
    return count
