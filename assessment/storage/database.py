"""One SQLite connection with the settings that a power cut does not get past (SECURITY.md §1.3, §4.2).

Engines 3.7.0 to 3.51.2 can lose a committed transaction when one connection checkpoints while another resets the log.
With one connection that writes and checkpoints, and readers that do neither, nobody is there to do the second half.
"""

import fcntl
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

JOURNALS = {"wal": ("wal", 2), "rollback": ("delete", 3)}  # name of the setting: journal_mode, synchronous
_SYNCHRONOUS = ("off", "normal", "full", "extra")
_LOG_BYTES = 4 * 1024 * 1024
_SETTINGS: dict[str, object] = {
    "secure_delete": 1,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "mmap_size": 0,
    "busy_timeout": 5000,
    "wal_autocheckpoint": 1000,
    "journal_size_limit": _LOG_BYTES,
    "fullfsync": 1,  # macOS: its fsync alone does not reach the disk
    "checkpoint_fullfsync": 1,
}
ERRORS = (sqlite3.Error, UnicodeDecodeError)  # the second where a changed byte makes text that is none
_ALWAYS = {  # "no such table" is an SQLITE_ERROR, and a number that is too big to be a length is TOOBIG or NOMEM
    sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA,
    sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG,
}  # fmt: skip
_OF_THE_DISK = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_CORRUPTFS}
_FIRST_WITH_FAULT, _FIRST_WITHOUT = (3, 7, 0), (3, 51, 3)
_MENDED = {(3, 50): 7, (3, 44): 6}  # the branches that got the mend too, and in which release


class AlreadyOpen(OSError):
    """Another program writes in this file; two that write could lose what was committed."""


class CannotOpen(OSError):
    """The file cannot be opened; *damaged* where that will not pass by itself, as a full disk does."""

    def __init__(self, path: Path | str, error: Exception) -> None:
        super().__init__(f"cannot open {path}: {name_of(error)}")
        self.damaged = is_damage(error)


class SettingRefused(OSError):
    """SQLite did not take a setting that durability depends on."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What stores: SQLite's *version*, how it writes, and whether that version has the WAL-reset fault."""

    version: str
    journal_mode: str
    synchronous: str
    wal_reset_fault: bool


class Writer(Database):
    """The one connection that writes and checkpoints a file, and the lock that keeps any other away from it."""

    def __init__(self, connection: sqlite3.Connection, lock: TextIO | None) -> None:
        super().__init__(connection, execute_plugins=False)
        self._writers_lock = lock

    def close(self) -> None:
        """Let go of the file, then of the lock."""
        self.conn.close()
        if self._writers_lock is not None:
            self._writers_lock.close()


def writer(path: Path | str, migrations: Migrations | None = None, journal: str = "wal") -> Writer:
    """The one connection that writes and checkpoints *path* (":memory:" in tests), brought up to date.

    *journal* is one of JOURNALS: with "wal" nobody else may write there meanwhile (AlreadyOpen), with "rollback"
    others may. CannotOpen where SQLite cannot, SettingRefused where it does not do as it was told.
    """
    lock = _lock(Path(path)) if journal == "wal" and path != ":memory:" else None
    try:
        return _opened(path, migrations, journal, lock)
    except BaseException as error:
        if lock is not None:
            lock.close()
        if isinstance(error, ERRORS):
            raise CannotOpen(path, error) from error
        raise


def _opened(path: Path | str, migrations: Migrations | None, journal: str, lock: TextIO | None) -> Writer:
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    try:
        _read_as_rows(connection)
        database = Writer(connection, lock)
        _set(connection, journal)
        if migrations is not None:
            migrations.apply(database)
    except BaseException:
        connection.close()
        raise
    return database


def _lock(path: Path) -> TextIO:
    """A file beside *path*: closing a second handle of the database itself would drop SQLite's own locks."""
    name = path.with_name(f"{path.name}-lock")
    file = os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600), "w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise AlreadyOpen(f"found a program that writes in {path}, expected none: stop that one first") from None
    return file


def _set(connection: sqlite3.Connection, journal: str) -> None:
    mode, synchronous = JOURNALS[journal]
    on_disk = bool(connection.execute("PRAGMA database_list").fetchone()["file"])
    connection.execute(f"PRAGMA busy_timeout = {_SETTINGS['busy_timeout']}")  # before what may have to wait
    for name, value in {"journal_mode": mode, "synchronous": synchronous, **_SETTINGS}.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        found = [row[0] for row in connection.execute(f"PRAGMA {name}")]  # an engine that does not know it says nothing
        if on_disk and found != [value]:
            raise SettingRefused(f"SQLite {sqlite3.sqlite_version}: found {name} = {found}, expected {value}")


def _read_as_rows(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    # one changed byte that makes text no text must not keep the rows beside it from being read; digests notice it
    connection.text_factory = lambda data: data.decode("utf-8", "replace")


def reader(path: Path) -> Database:
    """A connection to *path* that can read and nothing else; it never checkpoints."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    for setting in ("wal_autocheckpoint = 0", "query_only = ON", "trusted_schema = OFF", "busy_timeout = 5000"):
        connection.execute(f"PRAGMA {setting}")
    _read_as_rows(connection)
    return Database(connection, execute_plugins=False)


def engine(connection: sqlite3.Connection) -> Engine:
    """The engine behind *connection*, and how it is set to write."""
    mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    synchronous = _SYNCHRONOUS[connection.execute("PRAGMA synchronous").fetchone()[0]]
    return Engine(sqlite3.sqlite_version, mode, synchronous, has_wal_reset_fault(sqlite3.sqlite_version))


def intended(journal: str) -> Engine:
    """The engine as the kiosk or desk that is set to *journal* uses it."""
    mode, synchronous = JOURNALS[journal]
    version = sqlite3.sqlite_version
    return Engine(version, mode, _SYNCHRONOUS[synchronous], has_wal_reset_fault(version))


def has_wal_reset_fault(version: str) -> bool:
    """Whether SQLite *version* ("3.40.1") can lose a commit where several connections write and checkpoint."""
    major, minor, patch, *_ = (*map(int, version.split(".")), 0, 0)
    if not _FIRST_WITH_FAULT <= (major, minor, patch) < _FIRST_WITHOUT:
        return False
    mended = _MENDED.get((major, minor))
    return mended is None or patch < mended


def name_of(error: Exception) -> str:
    """What went wrong as SQLite names it; its message could hold what was stored."""
    return str(getattr(error, "sqlite_errorname", type(error).__name__))


def is_damage(error: Exception) -> bool:
    """Whether *error* tells of a damaged file, and not of a disk that is full or of a program that is in the way."""
    code: int | None = getattr(error, "sqlite_errorcode", None)  # none where Python could not decode a text
    return code is None or code & 0xFF in _ALWAYS or code in _OF_THE_DISK
