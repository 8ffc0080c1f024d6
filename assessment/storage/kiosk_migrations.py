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


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
