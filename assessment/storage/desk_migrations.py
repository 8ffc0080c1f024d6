"""The shapes that the desk's database went through since its first (cases.sql); each change is one more function."""

from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("desk")


@migrations()
def m001_numbers(db: Database) -> None:
    """Every number of every kiosk has a row of its own; withdrawals and conflicts have a place."""
    # one by one: as a script they would end the transaction that makes this all or nothing
    for statement in Path(__file__).with_name("numbers.sql").read_text("utf-8").split(";\n\n"):
        db.execute(statement)


@migrations()
def m002_lists(db: Database) -> None:
    """What kiosks say that they took along on each export."""
    db.execute(
        "CREATE TABLE lists (kid TEXT NOT NULL, number INTEGER NOT NULL, kiosk TEXT NOT NULL, last INTEGER NOT NULL,"
        " bundles TEXT NOT NULL, digest TEXT NOT NULL, sealed_at TEXT NOT NULL, received_at TEXT NOT NULL,"
        " received_by TEXT NOT NULL REFERENCES users (name), PRIMARY KEY (kid, number)) STRICT"
    )
