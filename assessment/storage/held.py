"""What a desk keeps apart: bundles that nobody can check yet, and bundles that contradict each other."""

from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

from assessment.storage.case_records import Conflict, Number, Quarantined, Withdrawn
from assessment.storage.cases import CaseStore, UnknownCase


def quarantine(store: CaseStore, held: Quarantined) -> bool:
    """Keep *held* apart as received; False where exactly these bytes are here for the same reason already."""
    with store.writing() as db:
        rows = db.execute("SELECT reason FROM quarantine WHERE digest = ?", [held.digest]).fetchall()
        if rows and rows[0]["reason"] == held.reason:
            return False
        if rows:
            db.execute("UPDATE quarantine SET reason = ? WHERE digest = ?", [held.reason, held.digest])
        else:
            db.table("quarantine").insert(asdict(held) | {"received_at": held.received_at.isoformat()})
        store.note(held.received_at, held.received_by, "quarantined", held.reason)
    return True


def quarantined(store: CaseStore) -> list[Quarantined]:
    """Everything that waits to be checked, newest first."""
    rows = store.rows("SELECT * FROM quarantine ORDER BY received_at DESC, rowid DESC")
    return [
        Quarantined(
            row["digest"],
            bytes(row["data"]),
            row["reason"],
            datetime.fromisoformat(row["received_at"]),
            row["received_by"],
            row["kiosk"],
            row["sequence"],
        )
        for row in rows
    ]


def one_quarantined(store: CaseStore, digest: str) -> Quarantined:
    """What waits under the *digest* of its bytes; UnknownCase where nothing does."""
    found = [held for held in quarantined(store) if held.digest == digest]
    if not found:
        raise UnknownCase(digest)
    return found[0]


def release(store: CaseStore, data: bytes) -> None:
    """Let go of *data* that needs not wait any longer: what it says is here."""
    with store.writing() as db:
        db.table("quarantine").delete_where("digest = ?", [sha256(data).hexdigest()])


def discard(store: CaseStore, digest: str, at: datetime, by: str, why: str) -> None:
    """Throw away what is kept apart or in conflict under *digest*, and note *why*; UnknownCase where nothing is."""
    with store.writing() as db:
        for table in ("quarantine", "conflicts"):
            if db.execute(f"DELETE FROM {table} WHERE digest = ?", [digest]).rowcount:  # noqa: S608  # our own names
                store.note(at, by, "discarded", f"{table} {why} {digest[:16]}")
                return
        raise UnknownCase(digest)


def add_conflict(store: CaseStore, conflict: Conflict) -> bool:
    """Put *conflict* on the list; False where exactly these bytes are on it."""
    with store.writing() as db:
        if db.table("conflicts").count_where("digest = ?", [conflict.digest]):
            return False
        moments = {name: getattr(conflict, name).isoformat() for name in ("sealed_at", "received_at")}
        db.table("conflicts").insert(asdict(conflict) | moments)
        db.table("quarantine").delete_where("digest = ?", [conflict.digest])
        store.note(conflict.received_at, conflict.received_by, "conflict", conflict.bundle_id)
    return True


def conflicts(store: CaseStore) -> list[tuple[Conflict, tuple[Number, ...]]]:
    """Every conflict, newest first, each with what was here before it."""
    rows = store.rows("SELECT * FROM conflicts ORDER BY received_at DESC, rowid DESC")
    found = [
        Conflict(
            **{name: row[name] for name in ("digest", "kiosk", "kid", "sequence", "bundle_id", "kind", "received_by")},
            data=bytes(row["data"]),
            sealed_at=datetime.fromisoformat(row["sealed_at"]),
            received_at=datetime.fromisoformat(row["received_at"]),
        )
        for row in rows
    ]
    return [(one, _contradicted(store, one)) for one in found]


def _contradicted(store: CaseStore, conflict: Conflict) -> tuple[Number, ...]:
    values = (conflict.bundle_id, conflict.kid, conflict.sequence)
    rows = store.rows(_IN_PLACE, *values, *values)
    return tuple(_number({name: row[name] for name in row.keys()}) for row in rows)  # noqa: SIM118 - a Row iterates over its values


# what was read from paper has a place in the row too, as long as its bundle is not here
_IN_PLACE = """
    SELECT * FROM numbers WHERE bundle_id = ? OR (kid = ? AND sequence = ?)
    UNION ALL
    SELECT kid, sequence, bundle_id, 'paper', digest, "full", '', read_at, read_by
    FROM papers WHERE bundle_id = ? OR (kid = ? AND sequence = ?)
"""


def withdrawals(store: CaseStore) -> list[Withdrawn]:
    """Who withdrew, newest first."""
    rows = store.rows(
        "SELECT coalesce(b.code, w.code) AS code, coalesce(b.bundle_id, '') AS bundle_id, w.received_at,"
        " coalesce(s.reference, '') AS reference FROM withdrawals w"
        " LEFT JOIN bundles b ON b.kid = w.kid AND b.sequence = w.sequence"
        " LEFT JOIN start_codes s ON s.code = coalesce(b.code, w.code)"
        " ORDER BY w.received_at DESC, w.rowid DESC"
    )
    return [
        Withdrawn(row["code"], row["reference"], row["bundle_id"], datetime.fromisoformat(row["received_at"]))
        for row in rows
    ]


def all_numbers(store: CaseStore) -> list[Number]:
    """What came in under each number of each key, in order: for finding those that are missing."""
    rows = store.rows("SELECT * FROM numbers ORDER BY kid, sequence")
    return [_number({name: row[name] for name in row.keys()}) for row in rows]  # noqa: SIM118 - as above


def _number(row: dict[str, object]) -> Number:
    return Number(**row | {"received_at": datetime.fromisoformat(str(row["received_at"]))})  # type: ignore[arg-type]
