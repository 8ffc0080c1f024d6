"""Sessions, the outbox and the audit log of a kiosk: one SQLite file, one writer, durable before it answers."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import RLock

from assessment.bundle import audit
from assessment.bundle.audit import Checkpoint
from assessment.session.events import Event
from assessment.session.record import dump_event, load_event
from assessment.storage import database, digests, kiosk_rows, numbering, vault
from assessment.storage.damage import DamagedSession
from assessment.storage.kiosk_migrations import migrations
from assessment.storage.kiosk_rows import AuditHead as AuditHead
from assessment.storage.kiosk_rows import Outgoing as Outgoing
from assessment.storage.kiosk_rows import Row
from assessment.storage.kiosk_rows import StoredKey as StoredKey
from assessment.storage.numbering import Last, NumberingLost


class AlreadyStored(Exception):
    """Somebody else stored an event at that place first."""


class NotStored(Exception):
    """The disk is full or failed: nothing was stored, and nothing that was stored before is lost."""

    code = "not-stored"


class NotRead(Exception):
    """The database could not be read: the disk failed, or the file is damaged."""

    code = "not-read"


class NoSuchSession(LookupError):
    """There is no unfinished session with that number."""


class SessionStore:
    """The kiosk's database. Nothing is acknowledged before it is committed with synchronous=FULL."""

    def __init__(self, path: Path | str, journal: str = "wal") -> None:
        self._db = database.writer(path, migrations, journal)
        self.path = None if path == ":memory:" else Path(path)
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
                raise AlreadyStored(database.name_of(error)) from error
            except sqlite3.ProgrammingError:
                raise  # a fault of ours, such as a store that was closed
            except database.ERRORS as error:
                raise NotStored(database.name_of(error)) from error

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """What *sql* finds; NotRead where it cannot be read."""
        with self._lock:
            try:
                return list(self._db.conn.execute(sql, values))
            except sqlite3.ProgrammingError:
                raise
            except database.ERRORS as error:
                raise NotRead(database.name_of(error)) from error

    # sessions and their events

    def create(self, stored: StoredKey, key: bytes, events: Sequence[Event], at: datetime) -> None:
        """Store a new session with its first *events*; AlreadyStored where the id or slip number is in use."""
        row = kiosk_rows.session_row(stored, at.date())
        with self.writing() as connection:
            kiosk_rows.insert(connection, "sessions", row)
            self._add(connection, row, key, events)
            self.note(connection, "session_started", stored.session_id, at)

    def append(
        self, session_id: str, key: bytes, after: int, events: Sequence[Event], entry: str | None = None
    ) -> None:
        """Store *events* behind the first *after* ones, with an audit *entry*, in one transaction.

        AlreadyStored where others came first, DamagedSession where what is there is not what was stored.
        """
        with self.writing() as connection:
            self._add(connection, self._session(session_id), key, events, after)
            if entry is not None:
                self.note(connection, entry, session_id, events[-1].at)

    def _add(
        self, connection: sqlite3.Connection, row: Row, key: bytes, events: Sequence[Event], after: int = 0
    ) -> None:
        session_id, digest = row["session_id"], row["events_digest"]
        for sequence, event in enumerate(events, start=after + 1):
            data = json.dumps(dump_event(event), ensure_ascii=False, separators=(",", ":")).encode()
            sealed = vault.seal_event(key, session_id, sequence, data)
            connection.execute("INSERT INTO events VALUES (?, ?, ?)", (session_id, sequence, sealed))
            digest = digests.of_events(digest, sequence, sealed)
        kiosk_rows.change(connection, row, events_digest=digest)

    def _session(self, session_id: str) -> Row:
        """The row of a session; AlreadyStored where it ended, DamagedSession where it is not as it was stored."""
        for row in map(dict, self.rows("SELECT * FROM sessions NOT INDEXED WHERE session_id = ?", session_id)):
            if digests.holds(row, digests.SESSION):
                return row
            raise DamagedSession(row["slip"])
        raise AlreadyStored("that session is not there any more")

    def events(self, session_id: str, key: bytes) -> tuple[Event, ...]:
        """The events of a session in order, none where it ended; DamagedSession where a stored byte was changed."""
        try:
            row = self._session(session_id)
            stored = self.rows("SELECT sequence, sealed FROM events WHERE session_id = ? ORDER BY sequence", session_id)
        except AlreadyStored:
            return ()
        except NotRead:
            raise DamagedSession from None
        if digests.of_all_events(stored) != row["events_digest"]:
            raise DamagedSession(row["slip"])
        try:
            opened = [vault.open_event(key, session_id, number, sealed) for number, sealed in stored]
        except vault.WrongKey:
            raise DamagedSession(row["slip"]) from None
        return tuple(load_event(json.loads(data)) for data in opened)

    def stored_key(self, slip: str) -> StoredKey:
        """How to open the unfinished session with number *slip*; NoSuchSession where there is none.

        DamagedSession where that cannot be told because a session is damaged, its number perhaps.
        """
        try:
            rows = [dict(row) for row in self.rows("SELECT * FROM sessions NOT INDEXED")]
        except NotRead:
            raise DamagedSession(slip) from None
        sound = [row for row in rows if digests.holds(row, digests.SESSION)]
        for row in sound:
            if row["slip"] == slip:
                return kiosk_rows.stored_key(row)
        if len(sound) < len(rows):
            raise DamagedSession(slip)
        raise NoSuchSession(slip)

    def record_try(self, session_id: str, failures: int, locked_until: datetime | None) -> None:
        """Remember *failures* in a row and until when no further code is looked at; survives a restart."""
        until = locked_until and locked_until.isoformat()
        with self.writing() as connection:
            kiosk_rows.change(connection, self._session(session_id), failures=failures, locked_until=until)

    def slips(self) -> set[str]:
        """The slip numbers in use by unfinished sessions."""
        return {row["slip"] for row in self.rows("SELECT slip FROM sessions")}

    def wipe(self) -> None:
        """Take what was deleted out of the log too; what is left there after a failure goes at the next time."""
        with self._lock, suppress(*database.ERRORS):  # a full disk: the deletion itself is committed
            self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    # the end of a session

    def seal(
        self,
        session_id: str,
        outgoing: Outgoing,
        at: datetime,
        paper: bytes = b"",
        also: Callable[[sqlite3.Connection], None] = lambda _: None,
    ) -> None:
        """Put the bundle in the outbox and erase the session, all or nothing; AlreadyStored where it is too late.

        *paper* is what can be printed of it, if anything; what *also* does is done in the same transaction.
        """
        last = Last(outgoing.sequence, outgoing.jws_digest)
        self._number_beside(last)
        with self.writing() as connection:
            kiosk_rows.insert(connection, "outbox", kiosk_rows.bundle_row(outgoing, at.date()))
            numbering.keep(connection, last)
            if paper:
                kiosk_rows.insert(connection, "paper", kiosk_rows.paper_row(outgoing.sequence, paper))
            also(connection)
            connection.execute("DELETE FROM sessions WHERE session_id = ?", (session_id,))
            self.note(connection, "session_sealed", session_id, at)
        self.wipe()

    def _number_beside(self, last: Last) -> None:
        if self.path is not None:
            try:
                numbering.write_beside(self.path, last)
            except OSError as error:
                raise NotStored(error.strerror) from error

    def last_sealed(self) -> tuple[int, str]:
        """Sequence number and inner digest of the newest bundle; (0, "") where there is none.

        NumberingLost where damage makes it impossible to tell.
        """
        with self._lock:
            last: Last | None
            try:
                last = numbering.last(self._db.conn)
            except (NumberingLost, *database.ERRORS):
                last = numbering.read_beside(self.path) if self.path else None
        if last is None:
            raise NumberingLost
        return last.sequence, last.jws_digest

    # the audit log

    def audit(self, entry: str, session_id: str | None, at: datetime) -> None:
        """Add *entry* about a session to the audit log; never an answer, a name or a code."""
        with self.writing() as connection:
            self.note(connection, entry, session_id, at)

    def note(
        self, connection: sqlite3.Connection, entry: str, session_id: str | None, at: datetime, **counts: int
    ) -> None:
        """As *audit*, inside the transaction of *connection*; what is about no one session may have *counts*."""
        last = self.audit_head()
        about = {} if session_id is None else {"session": sha256(session_id.encode()).hexdigest()[:16]}
        told = {"at": at.isoformat(timespec="seconds"), "entry": entry, **about, **counts}
        text = json.dumps(told, sort_keys=True)
        new = audit.following(Checkpoint(last.n, last.head), text)
        connection.execute("INSERT INTO audit VALUES (?, ?, ?)", (new.n, new.text, new.head))

    def audit_head(self) -> AuditHead:
        """Where the audit chain stands; its time is None before the first entry, and where the last one is damaged."""
        found = self.rows("SELECT * FROM audit ORDER BY n DESC LIMIT 2")
        if not found:
            return AuditHead(0, "", None)
        newest, before = found[0], found[1]["head"] if len(found) > 1 else ""
        sound = newest["head"] == audit.head(newest["n"], before, newest["entry"])
        at = datetime.fromisoformat(json.loads(newest["entry"])["at"]) if sound else None
        return AuditHead(newest["n"], newest["head"], at)
