"""Each number of each kiosk comes in once, whatever else comes under it; and the rows of numbers fit together."""

from collections.abc import Collection
from dataclasses import asdict

from sqlite_utils import Database

from assessment.bundle.contents import WITHDRAWN
from assessment.storage.case_records import Number, Withdrawal

CHAIN_BROKEN = "chain_broken"


class ConflictingBundle(Exception):
    """Another content is already stored under this bundle id, or under this kiosk's sequence number."""


class WithdrawnBefore(Exception):
    """The person took this very bundle back; it came after their withdrawal."""


class BrokenChain(Exception):
    """The bundle names another one before it than the one that is here, or the one behind it names another than it."""


def place(db: Database, number: Number, despite: Collection[str] = ()) -> bool:
    """Give *number* its row, in the transaction that is open; False where exactly this came in before.

    Raises as `is_new`; nothing is overwritten.
    """
    if not is_new(db, number, despite):
        return False
    _insert(db, number)
    return True


def is_new(db: Database, number: Number, despite: Collection[str] = ()) -> bool:
    """Whether *number* can have its row; False where exactly this came in before.

    Raises ConflictingBundle, WithdrawnBefore, or BrokenChain (not *despite* CHAIN_BROKEN).
    """
    found = _in_place_of(db, number)
    if any(row["kind"] == WITHDRAWN for row in found) and number.jws_digest in _stood_for(db, number):
        raise WithdrawnBefore(number.bundle_id)
    if {row["digest"] for row in found} - {number.digest}:
        raise ConflictingBundle(number.bundle_id)
    if not found and CHAIN_BROKEN not in despite:
        _check_chain(db, number, {number.jws_digest})
    return not found


def withdraw(db: Database, withdrawal: Withdrawal, despite: Collection[str] = ()) -> str | None:
    """Note *withdrawal*, in the transaction that is open; returns and raises as `taken_back`."""
    replaced = taken_back(db, withdrawal, despite)
    if replaced == "":
        _insert(db, withdrawal.number)
    if replaced is not None:
        number = withdrawal.number
        db.table("withdrawals").insert(_withdrawal_row(withdrawal))
        db.table("papers").delete_where("kid = ? AND sequence = ?", [number.kid, number.sequence])
    return replaced


def is_withdrawn(db: Database, kid: str, sequence: int) -> bool:
    """Whether the person behind number *sequence* of the key *kid* took it back."""
    return bool(_rows(db, "SELECT 1 AS one FROM withdrawals WHERE kid = ? AND sequence = ?", kid, sequence))


def taken_back(db: Database, withdrawal: Withdrawal, despite: Collection[str] = ()) -> str | None:
    """The id of the bundle that came in before and that *withdrawal* takes back, "" where none had.

    None where exactly this withdrawal came in before. Raises ConflictingBundle or BrokenChain as `is_new`.
    """
    number = withdrawal.number
    known = _rows(db, "SELECT digest FROM withdrawals WHERE kid = ? AND sequence = ?", number.kid, number.sequence)
    found = _in_place_of(db, number)
    if known and known[0]["digest"] == number.digest:
        return None
    if known or any(not _replaced(row, withdrawal) for row in found):
        raise ConflictingBundle(number.bundle_id)
    if not found and CHAIN_BROKEN not in despite:
        _check_chain(db, number, {number.jws_digest, withdrawal.replaces})
    return str(found[0]["bundle_id"]) if found else ""


def _replaced(row: dict[str, object], withdrawal: Withdrawal) -> bool:
    """Whether *row* is what the person took back: of what came in long ago the digest is not known, the number is."""
    same_place = (row["kid"], row["sequence"]) == (withdrawal.number.kid, withdrawal.number.sequence)
    return same_place and row["jws_digest"] in ("", withdrawal.replaces)


def _in_place_of(db: Database, number: Number) -> list[dict[str, object]]:
    sql = "SELECT * FROM numbers WHERE bundle_id = ? OR (kid = ? AND sequence = ?)"
    return _rows(db, sql, number.bundle_id, number.kid, number.sequence)


def _stood_for(db: Database, number: Number) -> set[object]:
    sql = "SELECT replaces FROM withdrawals WHERE kid = ? AND sequence = ?"
    return {row["replaces"] for row in _rows(db, sql, number.kid, number.sequence)} - {""}


def _check_chain(db: Database, number: Number, names: set[str]) -> None:
    """*number*, which goes by these *names*, between the one before it and the one behind it, where those are here."""
    before = _names(db, number.kid, number.sequence - 1)
    sql = "SELECT previous FROM numbers WHERE kid = ? AND sequence = ?"
    after = {row["previous"] for row in _rows(db, sql, number.kid, number.sequence + 1)}
    if before and number.previous not in before:
        raise BrokenChain(f"number {number.sequence} names another one before it than the one that is here")
    if after and "" not in names and not after & names:
        raise BrokenChain(f"number {number.sequence + 1} names another one before it than number {number.sequence}")


def _names(db: Database, kid: str, sequence: int) -> set[object]:
    """The digests by which the bundle with that number may be called; none where it is not here or came long ago."""
    row = _rows(db, "SELECT jws_digest FROM numbers WHERE kid = ? AND sequence = ?", kid, sequence)
    if not row or not row[0]["jws_digest"]:
        return set()
    sql = "SELECT jws_digest, replaces FROM withdrawals WHERE kid = ? AND sequence = ?"
    withdrawn = _rows(db, sql, kid, sequence)
    return {row[0]["jws_digest"], *(name for one in withdrawn for name in one.values())} - {""}


def _insert(db: Database, number: Number) -> None:
    db.table("numbers").insert(asdict(number) | {"received_at": number.received_at.isoformat()})


def _withdrawal_row(withdrawal: Withdrawal) -> dict[str, object]:
    number = withdrawal.number
    return {
        "kid": number.kid,
        "sequence": number.sequence,
        "bundle_id": number.bundle_id,
        "code": withdrawal.code,
        "replaces": withdrawal.replaces,
        "digest": number.digest,
        "jws_digest": number.jws_digest,
        "data": withdrawal.data,
        "received_at": number.received_at.isoformat(),
        "received_by": number.received_by,
    }


def _rows(db: Database, sql: str, *values: object) -> list[dict[str, object]]:
    return [dict(row) for row in db.execute(sql, values).fetchall()]
