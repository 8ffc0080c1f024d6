"""The desk's cases in SQLite: users, start codes, bundles as received, advice, and an audit trail without content."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock

from assessment.bundle.audit import Checkpoint
from assessment.bundle.contents import PROFILE
from assessment.storage import database, numbers
from assessment.storage.audit_log import DeskChain
from assessment.storage.case_records import (
    Action,
    Advice,
    Case,
    GivenAdvice,
    Number,
    Score,
    StartCode,
    StoredBundle,
)
from assessment.storage.database import Writer
from assessment.storage.desk_migrations import migrations

SCHEMA = Path(__file__).with_name("cases.sql")
_BUNDLES = "SELECT b.*, n.jws_digest, n.previous FROM bundles b JOIN numbers n ON n.bundle_id = b.bundle_id"


class ScoredMeanwhile(ValueError):
    """Somebody else scored one of these bundles again at the same moment; nothing of this was written."""


class UnknownCase(LookupError):
    """There is no such start code or bundle here."""


class CaseStore:
    """One connection and one lock over the desk's database."""

    def __init__(self, path: Path | str) -> None:
        self._database = database.writer(path, journal="rollback")  # commands write too while the desk serves
        self._lock = Lock()
        self._database.conn.executescript(SCHEMA.read_text("utf-8"))
        migrations.apply(self._database)
        self._chain = DeskChain(self._database)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    # users and log-in

    def add_user(self, name: str, password_hash: str) -> None:
        """Let *name* log in; an existing password is replaced."""
        with self.writing():
            self._database.table("users").upsert({"name": name, "password": password_hash}, pk="name")

    def password_hash(self, name: str) -> str | None:
        """The hash for *name*; None where there is no such user."""
        rows = self.rows("SELECT password FROM users WHERE name = ?", name)
        return str(rows[0]["password"]) if rows else None

    def add_failure(self, name: str, at: datetime) -> None:
        """Somebody tried to log in as *name* and could not."""
        with self.writing():
            self._database.table("failures").insert({"name": name, "at": at.isoformat()})

    def failures(self, name: str, since: datetime) -> list[datetime]:
        """The failed tries for *name* after *since*, oldest first."""
        rows = self.rows("SELECT at FROM failures WHERE name = ? AND at > ? ORDER BY at", name, since.isoformat())
        return [_time(row["at"]) for row in rows]

    def forget_failures(self, name: str) -> None:
        """*name* logged in."""
        with self.writing():
            self._database.table("failures").delete_where("name = ?", [name])

    # start codes

    def add_codes(self, codes: Sequence[str], at: datetime, by: str) -> None:
        """Keep newly issued *codes*; all of them or none."""
        rows = [{"code": code, "reference": "", "issued_at": at.isoformat(), "issued_by": by} for code in codes]
        with self.writing():
            self._database.table("start_codes").insert_all(rows)

    def codes(self) -> list[StartCode]:
        """Every issued code, newest first."""
        return [
            StartCode(row["code"], row["reference"], _time(row["issued_at"]), row["issued_by"])
            for row in self.rows("SELECT * FROM start_codes ORDER BY issued_at DESC, rowid DESC")
        ]

    def set_reference(self, code: str, reference: str) -> None:
        """Remember who *code* is for; UnknownCase where this desk did not issue it."""
        with self.writing():
            changed = self._database.execute(
                "UPDATE start_codes SET reference = ? WHERE code = ?", (reference, code)
            ).rowcount
        if not changed:
            raise UnknownCase(code)

    # bundles

    def add(self, bundle: StoredBundle, *scores: Score, despite: Collection[str] = ()) -> bool:
        """Store *bundle*, its first of *scores* and its audit entry in one transaction; False where it is here already.

        Never overwrites; raises as numbers.place where it cannot have its number.
        """
        with self.writing() as db:
            if not numbers.place(db, _number(bundle), despite):
                return False
            db.table("cases").insert(
                {"code": bundle.code, "opened_at": bundle.imported_at.isoformat()}, ignore=True, pk="code"
            )
            db.table("bundles").insert(_bundle_row(bundle))
            db.table("scores").insert_all(map(_score_row, scores))
            db.table("quarantine").delete_where("digest = ?", [sha256(bundle.data).hexdigest()])
            self.note(bundle.imported_at, bundle.imported_by, "imported", bundle.bundle_id)
        return True

    def bundle(self, bundle_id: str) -> StoredBundle:
        """The bundle called *bundle_id*; UnknownCase where there is none."""
        rows = self.rows(f"{_BUNDLES} WHERE b.bundle_id = ?", bundle_id)
        if not rows:
            raise UnknownCase(bundle_id)
        return _bundle(rows[0])

    def bundles(self, code: str) -> list[StoredBundle]:
        """The sittings under start code *code*, newest first."""
        rows = self.rows(f"{_BUNDLES} WHERE b.code = ? ORDER BY b.imported_at DESC, b.rowid DESC", code)
        return [_bundle(row) for row in rows]

    def cases(self) -> list[Case]:
        """Every case, the one with the newest sitting first."""
        rows = self.rows(
            "SELECT b.code, coalesce(s.reference, '') AS reference, s.code IS NOT NULL AS issued,"
            " count(*) AS sittings, max(b.imported_at) AS imported_at, max(b.problems <> '[]') AS problems"
            " FROM bundles b LEFT JOIN start_codes s ON s.code = b.code"
            " GROUP BY b.code ORDER BY max(b.imported_at) DESC, max(b.rowid) DESC"
        )
        return [
            Case(
                row["code"],
                row["reference"],
                bool(row["issued"]),
                row["sittings"],
                _time(row["imported_at"]),
                bool(row["problems"]),
            )
            for row in rows
        ]

    # scores

    def scores(self, bundle_id: str) -> list[Score]:
        """Every score of *bundle_id* that was kept, oldest first; none for a bundle of before scores were kept."""
        rows = self.rows("SELECT * FROM scores WHERE bundle_id = ? ORDER BY number", bundle_id)
        return [_score(row) for row in rows]

    def add_scores(self, scores: Sequence[Score], at: datetime, by: str, detail: str) -> None:
        """Add *scores* and one audit entry with *detail*, all or nothing; ScoredMeanwhile where a number is taken."""
        try:
            with self.writing():
                self._database.table("scores").insert_all(map(_score_row, scores))
                self.note(at, by, "scored_again", detail)
        except sqlite3.IntegrityError as error:
            raise ScoredMeanwhile(f"found another score in the same place ({error}); look at the list again") from None

    def code_of(self, bundle_id: str) -> str:
        """The start code that *bundle_id* stands under; UnknownCase where there is none."""
        rows = self.rows("SELECT code FROM bundles WHERE bundle_id = ?", bundle_id)
        if not rows:
            raise UnknownCase(bundle_id)
        return str(rows[0]["code"])

    def scored_again(self) -> list[str]:
        """The ids of the bundles with more than one score, the newest score first."""
        rows = self.rows(
            "SELECT bundle_id FROM scores WHERE number > 1 GROUP BY bundle_id ORDER BY max(at) DESC, max(rowid) DESC"
        )
        return [row["bundle_id"] for row in rows]

    # advice

    def add_advice(self, code: str, given: GivenAdvice) -> None:
        """Add a case worker's advice to case *code*; UnknownCase where there is no such case."""
        row = {"code": code, "text": json.dumps(asdict(given.advice)), "at": given.at.isoformat(), "by": given.by}
        try:
            with self.writing():
                self._database.table("advice").insert(row)
        except sqlite3.IntegrityError:
            raise UnknownCase(code) from None

    def advice(self, code: str) -> list[GivenAdvice]:
        """What case workers wrote on case *code*, newest first."""
        rows = self.rows("SELECT * FROM advice WHERE code = ? ORDER BY rowid DESC", code)
        return [GivenAdvice(_advice(json.loads(row["text"])), _time(row["at"]), row["by"]) for row in rows]

    # audit

    def audit(self, at: datetime, by: str, event: str, detail: str = "") -> None:
        """Note that *event* happened; *detail* is a code or an id, never content."""
        with self.writing():
            self.note(at, by, event, detail)

    def audit_head(self) -> Checkpoint:
        """Where the chain over the audit trail stands."""
        with self._lock:
            return self._chain.head()

    def audited(self) -> list[tuple[str, str]]:
        """Every (event, detail), oldest first."""
        return [(row["event"], row["detail"]) for row in self.rows("SELECT * FROM audit ORDER BY number")]

    def note(self, at: datetime, by: str, event: str, detail: str) -> None:
        """As *audit*, within a transaction that goes on."""
        self._chain.add({"at": at.isoformat(), "by": by, "event": event, "detail": detail})

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction, all or nothing; whoever else wants to write waits from its first moment on."""
        with self._lock:
            # not at the first write: what was read before it would be of another moment
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                self._database.conn.rollback()
                raise
            self._database.conn.commit()

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """What *sql* finds."""
        with self._lock:
            rows: list[sqlite3.Row] = self._database.execute(sql, values).fetchall()
            return rows


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _number(bundle: StoredBundle) -> Number:
    return Number(
        kid=bundle.kid,
        sequence=bundle.sequence,
        bundle_id=bundle.bundle_id,
        kind=PROFILE,
        digest=bundle.digest,
        jws_digest=bundle.jws_digest,
        previous=bundle.previous,
        received_at=bundle.imported_at,
        received_by=bundle.imported_by,
    )


def _bundle_row(bundle: StoredBundle) -> dict[str, object]:
    fields = asdict(bundle) | {"imported_at": bundle.imported_at.isoformat(), "problems": json.dumps(bundle.problems)}
    return {name: value for name, value in fields.items() if name not in ("jws_digest", "previous")}


def _bundle(row: sqlite3.Row) -> StoredBundle:
    fields = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a Row iterates over its values
    return StoredBundle(
        **fields
        | {
            "problems": tuple(json.loads(row["problems"])),
            "imported_at": _time(row["imported_at"]),
        }
    )


def _score(row: sqlite3.Row) -> Score:
    fields = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a Row iterates over its values
    return Score(**fields | {"at": _time(row["at"])})


def _score_row(score: Score) -> dict[str, object]:
    return asdict(score) | {"at": score.at.isoformat()}


def _advice(data: dict[str, object]) -> Advice:
    match data:
        case {"judgement": str(own), "deviation": str(deviation), "reason": str(reason), "actions": list(actions)}:
            return Advice(own, deviation, reason, tuple(Action(**action) for action in actions))
    raise ValueError(f"found {sorted(data)}, expected the fields of an advice")
