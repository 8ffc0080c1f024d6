"""Sessions, the outbox and the audit log of a kiosk: one SQLite file, one writer, durable before it answers."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from threading import RLock

from assessment.session.events import Event
from assessment.session.record import dump_event, load_event
from assessment.storage import database, vault
from assessment.storage.kiosk_migrations import migrations
from assessment.storage.vault import Cost, WrappedKey


class AlreadyStored(Exception):
    """Somebody else stored an event at that place first."""


class NotStored(Exception):
    """The disk is full or failed: nothing was stored, and nothing that was stored before is lost."""


class NoSuchSession(LookupError):
    """There is no unfinished session with that number."""


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


class SessionStore:
    """The kiosk's database. Nothing is acknowledged before it is committed with synchronous=FULL."""

    def __init__(self, path: Path | str) -> None:
        self._db = database.writer(path, migrations)
        self._lock = RLock()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction on the one connection that writes; AlreadyStored or NotStored where it cannot be made."""
        with self._lock:
            try:
                with self._db.atomic():
                    yield self._db.conn
            except sqlite3.IntegrityError as error:
                raise AlreadyStored(str(error)) from error
            except sqlite3.OperationalError as error:
                raise NotStored(str(error)) from error

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """What *sql* finds."""
        with self._lock:
            return list(self._db.conn.execute(sql, values))

    # sessions and their events

    def create(self, stored: StoredKey, key: bytes, events: Sequence[Event], at: datetime) -> None:
        """Store a new session with its first *events*; AlreadyStored where the id or slip number is in use."""
        wrapped = stored.wrapped
        with self.writing() as connection:
            connection.execute(
                "INSERT INTO sessions (session_id, slip, salt, memory_kib, passes, lanes, wrapped_key, started_on)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    stored.session_id,
                    stored.slip,
                    wrapped.salt,
                    wrapped.cost.memory_kib,
                    wrapped.cost.passes,
                    wrapped.cost.lanes,
                    wrapped.data,
                    at.date().isoformat(),
                ),
            )
            self._insert(connection, stored.session_id, key, 0, events)
            self.note(connection, "session_started", stored.session_id, at)

    def append(self, session_id: str, key: bytes, after: int, events: Sequence[Event]) -> None:
        """Store *events* behind the first *after* ones, in one transaction; AlreadyStored where others came first."""
        with self.writing() as connection:
            self._insert(connection, session_id, key, after, events)

    def _insert(
        self, connection: sqlite3.Connection, session_id: str, key: bytes, after: int, events: Sequence[Event]
    ) -> None:
        for sequence, event in enumerate(events, start=after + 1):
            data = json.dumps(dump_event(event), ensure_ascii=False, separators=(",", ":")).encode()
            sealed = vault.seal_event(key, session_id, sequence, data)
            connection.execute("INSERT INTO events VALUES (?, ?, ?)", (session_id, sequence, sealed))

    def events(self, session_id: str, key: bytes) -> tuple[Event, ...]:
        """The events of a session in order; WrongKey where a stored byte was changed."""
        rows = self.rows("SELECT sequence, sealed FROM events WHERE session_id = ? ORDER BY sequence", session_id)
        if [row["sequence"] for row in rows] != list(range(1, len(rows) + 1)):
            raise vault.WrongKey  # an event is missing: as bad as one that was changed
        opened = (vault.open_event(key, session_id, row["sequence"], row["sealed"]) for row in rows)
        return tuple(load_event(json.loads(data)) for data in opened)

    def stored_key(self, slip: str) -> StoredKey:
        """How to open the unfinished session with number *slip*; NoSuchSession where there is none."""
        for row in self.rows("SELECT * FROM sessions WHERE slip = ?", slip):
            wrapped = WrappedKey(row["salt"], Cost(row["memory_kib"], row["passes"], row["lanes"]), row["wrapped_key"])
            until = row["locked_until"] and datetime.fromisoformat(row["locked_until"])
            return StoredKey(row["session_id"], row["slip"], wrapped, row["failures"], until)
        raise NoSuchSession(slip)

    def record_try(self, session_id: str, failures: int, locked_until: datetime | None) -> None:
        """Remember *failures* in a row and until when no further code is looked at; survives a restart."""
        until = locked_until and locked_until.isoformat()
        with self.writing() as connection:
            connection.execute(
                "UPDATE sessions SET failures = ?, locked_until = ? WHERE session_id = ?", (failures, until, session_id)
            )

    def slips(self) -> set[str]:
        """The slip numbers in use by unfinished sessions."""
        return {row["slip"] for row in self.rows("SELECT slip FROM sessions")}

    def forget_before(self, day: date, at: datetime) -> int:
        """Erase, key and all, the unfinished sessions that started before *day*; how many there were."""
        old = [
            row["session_id"]
            for row in self.rows("SELECT session_id FROM sessions WHERE started_on < ?", day.isoformat())
        ]
        with self.writing() as connection:
            for session_id in old:
                connection.execute("DELETE FROM sessions WHERE session_id = ?", (session_id,))
                self.note(connection, "session_forgotten", session_id, at)
        self._wipe()
        return len(old)

    def _wipe(self) -> None:
        """Take what was deleted out of the log too; what is left there after a failure goes at the next time."""
        with self._lock, suppress(sqlite3.OperationalError):  # a full disk: the deletion itself is committed
            self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    # the end of a session

    def seal(self, session_id: str, outgoing: Outgoing, at: datetime) -> None:
        """Put the bundle in the outbox and erase the session, all or nothing; AlreadyStored where it is too late."""
        with self.writing() as connection:
            connection.execute(
                "INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    outgoing.sequence,
                    outgoing.bundle_id,
                    outgoing.name,
                    outgoing.data,
                    outgoing.digest,
                    outgoing.jws_digest,
                    at.date().isoformat(),
                ),
            )
            connection.execute("DELETE FROM sessions WHERE session_id = ?", (session_id,))
            self.note(connection, "session_sealed", session_id, at)
        self._wipe()

    def last_sealed(self) -> tuple[int, str]:
        """Sequence number and inner digest of the newest bundle; (0, "") where there is none."""
        for row in self.rows("SELECT sequence, jws_digest FROM outbox ORDER BY sequence DESC LIMIT 1"):
            return row["sequence"], row["jws_digest"]
        return 0, ""

    # the audit log

    def audit(self, entry: str, session_id: str, at: datetime) -> None:
        """Add *entry* about a session to the audit log; never an answer, a name or a code."""
        with self.writing() as connection:
            self.note(connection, entry, session_id, at)

    def note(self, connection: sqlite3.Connection, entry: str, session_id: str, at: datetime) -> None:
        """As *audit*, inside the transaction of *connection*."""
        last = self.audit_head()
        about = sha256(session_id.encode()).hexdigest()[:16]
        text = json.dumps({"at": at.isoformat(timespec="seconds"), "entry": entry, "session": about}, sort_keys=True)
        head = sha256(f"assessment-audit/1\0{last.n + 1}\0{last.head}\0{text}".encode()).hexdigest()
        connection.execute("INSERT INTO audit VALUES (?, ?, ?)", (last.n + 1, text, head))

    def audit_head(self) -> AuditHead:
        """Where the audit chain stands."""
        for row in self.rows("SELECT * FROM audit ORDER BY n DESC LIMIT 1"):
            return AuditHead(row["n"], row["head"], datetime.fromisoformat(json.loads(row["entry"])["at"]))
        return AuditHead(0, "", None)
