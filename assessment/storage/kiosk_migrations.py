"""The shapes that the kiosk's database went through; each change of shape is one more function here."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("kiosk")


@migrations()
def m001_sessions_outbox_audit(db: Database) -> None:
    """The first shape of the kiosk's database."""
    for statement in _statements(Path(__file__).with_name("sessions.sql").read_text("utf-8")):
        db.execute(statement)


@migrations()
def m002_visits(db: Database) -> None:
    """What browsers are doing is kept here and no longer in their cookies."""
    db.execute("CREATE TABLE visits (digest BLOB PRIMARY KEY, sealed BLOB NOT NULL, kept_on TEXT NOT NULL) STRICT")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
