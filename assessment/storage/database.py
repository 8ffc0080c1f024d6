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
_FIRST_WITH_FAULT, _FIRST_WITHOUT = (3, 7, 0), (3, 51, 3)
_MENDED = {(3, 50): 7, (3, 44): 6}  # the branches that got the mend too, and in which release


class AlreadyOpen(OSError):
    """Another program writes in this file; two that write could lose what was committed."""


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
    others may. SettingRefused where SQLite does not do as it was told.
    """
    lock = _lock(Path(path)) if journal == "wal" and path != ":memory:" else None
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.row_factory = sqlite3.Row
    database = Writer(connection, lock)
    try:
        _set(connection, journal)
        if migrations is not None:
            migrations.apply(database)
    except BaseException:
        database.close()
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
    connection.execute(f"PRAGMA busy_timeout = {_SETTINGS['busy_timeout']}")  # before what may have to wait
    for name, value in {"journal_mode": mode, "synchronous": synchronous, **_SETTINGS}.items():
        answered = connection.execute(f"PRAGMA {name} = {value}").fetchall()
        found = answered[0][0] if answered else connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != value and found != "memory":
            raise SettingRefused(f"SQLite {sqlite3.sqlite_version}: found {name} = {found}, expected {value}")


def reader(path: Path) -> Database:
    """A connection to *path* that can read and nothing else; it never checkpoints."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    for setting in ("wal_autocheckpoint = 0", "query_only = ON", "trusted_schema = OFF", "busy_timeout = 5000"):
        connection.execute(f"PRAGMA {setting}")
    connection.row_factory = sqlite3.Row
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
