"""Which number the last bundle of this kiosk had: in the database, and in a small file beside it.

Two bundles with one number would be a conflict at the desk, so the number must outlive the database.
The file is written before the bundle is: at worst it knows of a bundle that never came to be, and a number is skipped.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assessment.storage import digests, private_files


class NumberingLost(Exception):
    """It is not known which number the last bundle had, so no bundle can be sealed."""

    code = "numbering-lost"

    def __init__(self) -> None:
        super().__init__("found no number of the last bundle, expected one: `kiosk recover HOME` says what to do")


@dataclass(frozen=True, slots=True)
class Last:
    """The *sequence* number of the last bundle and the digest of its token; 0 and "" before the first."""

    sequence: int = 0
    jws_digest: str = ""


def last(connection: sqlite3.Connection) -> Last:
    """The last bundle's number as the database knows it; NumberingLost where it does not know."""
    outbox = [dict(row) for row in connection.execute("SELECT * FROM outbox ORDER BY sequence")]
    found = [Last(row["sequence"], row["jws_digest"]) for row in outbox if digests.holds(row, digests.BUNDLE)]
    kept = [dict(row) for row in connection.execute("SELECT * FROM numbering")]
    sound = [row for row in kept if digests.holds(row, digests.NUMBERING)]
    if not all(row["known"] for row in sound) or (not sound and (kept or len(found) < len(outbox))):
        raise NumberingLost
    return newest((*found, *(Last(row["sequence"], row["jws_digest"]) for row in sound)))


def is_kept(connection: sqlite3.Connection) -> bool:
    """Whether the database says by itself which number was the last."""
    return bool(connection.execute("SELECT 1 FROM numbering").fetchall())


def newest(found: Iterable[Last]) -> Last:
    """The one of *found* with the highest number."""
    return max(found, key=lambda one: one.sequence, default=Last())


def keep(connection: sqlite3.Connection, found: Last, known: bool = True) -> None:
    """Have the database know that *found* was the last; *known* is false where others may have come after it."""
    row: dict[str, object] = {"sequence": found.sequence, "jws_digest": found.jws_digest, "known": int(known)}
    values = (*row.values(), digests.of(row, digests.NUMBERING))
    connection.execute("INSERT OR REPLACE INTO numbering VALUES (1, ?, ?, ?, ?)", values)


def replaced(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Have the database know that the last bundle, if its token had the digest *old*, now has one with *new*."""
    for row in connection.execute("SELECT * FROM numbering WHERE jws_digest = ?", (old,)).fetchall():
        keep(connection, Last(row["sequence"], new), bool(row["known"]))


def write_beside(database: Path, found: Last) -> None:
    """Write *found* in the file beside *database*, whole or not at all; OSError where that fails."""
    text = json.dumps({"sequence": found.sequence, "jws_digest": found.jws_digest})
    private_files.write(_beside(database), f"{text}\n{sha256(text.encode()).hexdigest()}\n".encode())


def read_beside(database: Path) -> Last | None:
    """What stands in the file beside *database*; None where there is none, or it is damaged."""
    with suppress(OSError, ValueError):
        text, digest, _ = _beside(database).read_text("ascii").split("\n")
        if sha256(text.encode()).hexdigest() == digest:
            return Last(**json.loads(text))
    return None


def _beside(database: Path) -> Path:
    return database.with_name(f"{database.name}-last")
