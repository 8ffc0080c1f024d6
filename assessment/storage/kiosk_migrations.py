"""The shapes that the kiosk's database went through; each change of shape is one more function here."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from assessment.storage import digests

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


@migrations()
def m002_disk(db: Database) -> None:
    """Digests over what stands in clear, and which number the last bundle had, kept apart from the bundles."""
    for table, column in (("sessions", "events_digest"), ("sessions", "row_digest"), ("outbox", "row_digest")):
        db.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    db.execute(
        "CREATE TABLE numbering (only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL,"
        " jws_digest TEXT NOT NULL, known INTEGER NOT NULL, row_digest TEXT NOT NULL) STRICT"
    )
    _cover(db)


@migrations()
def m002_transfer(db: Database) -> None:
    """What is needed to know what went where: exports, manifests, receipts, and the operator's tries."""
    known = db.table("outbox").columns_dict
    for column in ("exported_on", "received_on"):
        if column not in known:
            db.execute(f"ALTER TABLE outbox ADD COLUMN {column} TEXT")
    for statement in _statements(Path(__file__).with_name("transfer.sql").read_text("utf-8")):
        db.execute(statement)


@migrations()
def m002_paper(db: Database) -> None:
    """What can be printed of a bundle, and on which day a bundle first left the kiosk, on paper or otherwise."""
    if "exported_on" not in db.table("outbox").columns_dict:
        db.execute("ALTER TABLE outbox ADD COLUMN exported_on TEXT")
    for statement in _statements(Path(__file__).with_name("paper.sql").read_text("utf-8")):
        db.execute(statement)


def _cover(db: Database) -> None:
    """Digests for what an older program stored; what it holds is taken as good."""
    for session in map(dict, db.execute("SELECT * FROM sessions").fetchall()):
        sql = "SELECT sequence, sealed FROM events WHERE session_id = ? ORDER BY sequence"
        session["events_digest"] = digests.of_all_events(db.execute(sql, (session["session_id"],)))
        values = (session["events_digest"], digests.of(session, digests.SESSION), session["session_id"])
        db.execute("UPDATE sessions SET events_digest = ?, row_digest = ? WHERE session_id = ?", values)
    for bundle in map(dict, db.execute("SELECT * FROM outbox ORDER BY sequence").fetchall()):
        db.execute(
            "UPDATE outbox SET row_digest = ? WHERE sequence = ?",
            (digests.of(bundle, digests.BUNDLE), bundle["sequence"]),
        )


@migrations()
def m002_leaving(db: Database) -> None:
    """What retention, a clock in doubt and taking back need."""
    for statement in _statements(Path(__file__).with_name("leaving.sql").read_text("utf-8")):
        db.execute(statement)
    if "exported_on" not in db.table("outbox").columns_dict:
        db.execute("ALTER TABLE outbox ADD COLUMN exported_on TEXT")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
