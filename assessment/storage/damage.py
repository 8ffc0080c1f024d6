"""What is damaged in a kiosk's database, in words that name nobody: slip numbers and bundle numbers."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from assessment.bundle import audit
from assessment.bundle.audit import Entry
from assessment.storage import database, digests, numbering
from assessment.storage.numbering import NumberingLost

_SOUND = ["ok"]
_ENOUGH = 5  # lines of what SQLite says about a file


@dataclass(frozen=True, slots=True)
class Damage:
    """*sessions* by slip number, *bundles* by their number, *audit* the first entry that does not follow, and *file*,
    what SQLite says of the file as a whole; *numbering* where it is not known which number the next bundle gets."""

    sessions: tuple[str, ...] = ()
    bundles: tuple[int, ...] = ()
    audit: int | None = None
    numbering: bool = False
    file: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self != Damage()


class DamagedSession(Exception):
    """What is stored of a session is not what was stored once; *slip* is its number, "" where that is not known."""

    code = "damaged-session"

    def __init__(self, slip: str = "") -> None:
        super().__init__(f"session {slip or 'without a number'}: found other bytes than were stored")
        self.slip = slip


def survey(connection: sqlite3.Connection) -> Damage:
    """Everything in the database of *connection* that is not as it was stored."""
    try:
        return Damage(
            tuple(sorted(_sessions(connection))),
            tuple(_bundles(connection)),
            _audit(connection),
            _numbering(connection),
            structure(connection),
        )
    except database.ERRORS as error:
        return Damage(file=(*structure(connection), database.name_of(error)))


def structure(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What SQLite finds wrong with the file as such: pages, tables, indexes; nothing where it is sound."""
    try:
        found = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_ENOUGH})")]
    except database.ERRORS as error:
        return (database.name_of(error),)
    return () if found == _SOUND else tuple(" ".join(line.split()) for line in found)


def _sessions(connection: sqlite3.Connection) -> Iterator[str]:
    sql = "SELECT sequence, sealed FROM events WHERE session_id = ? ORDER BY sequence"
    for row in map(dict, connection.execute("SELECT * FROM sessions NOT INDEXED").fetchall()):
        events = connection.execute(sql, (row["session_id"],))
        whole = digests.of_all_events(events) == row["events_digest"]
        if not whole or not digests.holds(row, digests.SESSION):
            yield str(row["slip"])


def is_sound(bundle: Mapping[str, Any]) -> bool:
    """Whether a row of the outbox is as it was stored; a bundle that was carried away may have no bytes any more."""
    whole = not bundle["data"] or sha256(bundle["data"]).hexdigest() == bundle["digest"]
    return whole and digests.holds(bundle, digests.BUNDLE)


def _bundles(connection: sqlite3.Connection) -> Iterator[int]:
    for row in map(dict, connection.execute("SELECT * FROM outbox ORDER BY sequence")):
        if not is_sound(row):
            yield row["sequence"]


def _audit(connection: sqlite3.Connection) -> int | None:
    rows = connection.execute("SELECT n, entry, head FROM audit ORDER BY n")
    found = audit.first_break(Entry(*row) for row in rows)
    return found.n if found else None


def _numbering(connection: sqlite3.Connection) -> bool:
    try:
        numbering.last(connection)
    except NumberingLost:
        return True
    return False
