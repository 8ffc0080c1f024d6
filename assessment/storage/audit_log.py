"""The audit logs of kiosk and desk, as chains of entries; checking them opens the databases read-only."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from assessment.bundle import audit
from assessment.bundle.audit import EMPTY, Checkpoint, Entry
from assessment.storage import database

KIOSK, DESK = "kiosk.db", "desk.db"
_FIELDS = ("at", "by", "event", "detail")
_DESK_LOG = (
    "SELECT a.number, a.at, a.\"by\", a.event, a.detail, coalesce(c.head, '') AS head"
    " FROM audit a LEFT JOIN audit_chain c ON c.number = a.number ORDER BY a.number"
)


class NoLog(FileNotFoundError):
    """The folder holds no kiosk and no desk, so there is no log to check."""


class DeskChain:
    """The chain over a desk's audit trail; used inside the transactions of the one connection that writes."""

    def __init__(self, desk: Database) -> None:
        self._desk = desk
        if not self._desk.table("audit_chain").count:
            self._adopt()

    def add(self, row: Mapping[str, str]) -> None:
        """Write one entry: *row* has at, by, event and detail."""
        self._desk.table("audit").insert(dict(row))
        self._chain(audit.following(self.head(), _text(row)))

    def head(self) -> Checkpoint:
        """Where the chain stands."""
        for row in self._desk.execute("SELECT number, head FROM audit_chain ORDER BY number DESC LIMIT 1"):
            return Checkpoint(row["number"], row["head"])
        return EMPTY

    def _adopt(self) -> None:
        """Chain the entries of a version that had no chain; once, before the first entry of this one."""
        with self._desk.atomic():
            for row in self._desk.execute("SELECT * FROM audit ORDER BY number").fetchall():
                self._chain(audit.following(self.head(), _text(row)))

    def _chain(self, entry: Entry) -> None:
        self._desk.table("audit_chain").insert({"number": entry.n, "head": entry.head})


def entries(home: Path) -> list[Entry]:
    """The audit log of the kiosk or desk in *home*, in order; NoLog where neither is there."""
    if (home / KIOSK).is_file():
        with _reading(home / KIOSK) as connection:
            return [Entry(*row) for row in connection.execute("SELECT n, entry, head FROM audit ORDER BY n")]
    if (home / DESK).is_file():
        with _reading(home / DESK) as connection:
            return [Entry(row["number"], _text(row), row["head"]) for row in connection.execute(_DESK_LOG)]
    raise NoLog(f"found no {KIOSK} and no {DESK} in {home}, expected the home folder of a kiosk or a desk")


def broken(home: Path) -> int:
    """The number of the first entry of the log in *home* that was changed; 0 where none was or there is no log yet."""
    try:
        found = audit.first_break(entries(home))
    except NoLog:
        return 0
    except sqlite3.Error:  # not readable at all: nothing of it proves anything
        return 1
    return found.n if found else 0


def received(home: Path) -> dict[str, list[Checkpoint]]:
    """The checkpoints that bundles brought to the desk in *home*, by kiosk and key, in the order they were sealed."""
    found: dict[str, list[Checkpoint]] = {}
    with _reading(home / DESK) as connection:
        for row in connection.execute("SELECT kid, contents FROM bundles ORDER BY kid, sequence"):
            claims = json.loads(row["contents"])
            found.setdefault(f"{claims['iss']} {row['kid']}", []).append(
                Checkpoint(claims["audit"]["n"], claims["audit"]["head"])
            )
    return found


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    opened = database.reader(path)
    try:
        yield opened.conn
    finally:
        opened.conn.close()


def _text(row: Mapping[str, str] | sqlite3.Row) -> str:
    return json.dumps({field: row[field] for field in _FIELDS}, sort_keys=True)
