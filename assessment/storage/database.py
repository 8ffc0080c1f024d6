"""One SQLite connection with the settings that a power cut does not get past (SECURITY.md §1.3, §4.2)."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

_SETTINGS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "secure_delete": "ON",
    "foreign_keys": "ON",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "temp_store": "MEMORY",
    "mmap_size": "0",
    "busy_timeout": "5000",
}


def writer(path: Path | str, migrations: Migrations) -> Database:
    """The one connection that writes and checkpoints *path* (":memory:" in tests), brought up to date.

    One writer in one process is also what keeps engines with the WAL-reset fault safe.
    """
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    for name, value in _SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    connection.row_factory = sqlite3.Row
    database = Database(connection, execute_plugins=False)
    migrations.apply(database)
    return database


def reader(path: Path) -> Database:
    """A connection to *path* that can read and nothing else; it never checkpoints."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.execute("PRAGMA query_only = ON")
    connection.row_factory = sqlite3.Row
    return Database(connection, execute_plugins=False)
