"""What a desk read from paper: reduced profiles whose bundles have not come yet (see cases.sql)."""

import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime

from assessment.storage import numbers
from assessment.storage.cases import CaseStore, UnknownCase
from assessment.storage.numbers import ConflictingBundle, WithdrawnBefore


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A reduced profile as read (*token*, *claims* as JSON); *full* is the digest of the bundle that it stands for."""

    bundle_id: str
    kid: str
    sequence: int
    code: str
    full: str
    digest: str
    token: bytes
    claims: str
    read_at: datetime
    read_by: str


def add(store: CaseStore, paper: StoredPaper) -> bool:
    """Store *paper* with its audit entry; False where it, or the bundle that it stands for, is here already.

    ConflictingBundle where something else is here under the same id or the same place in the kiosk's row, and
    WithdrawnBefore where the person took it back.
    """
    with store.writing() as database:
        if numbers.is_withdrawn(database, paper.kid, paper.sequence):
            raise WithdrawnBefore(paper.bundle_id)
        place = (paper.bundle_id, paper.kid, paper.sequence)
        known = database.execute(_SAME_PLACE, place * 2).fetchall()
        if any(tuple(row) != (*place, paper.code, row["digest"]) for row in known):
            raise ConflictingBundle(paper.bundle_id)
        if any(row["digest"] not in ("", paper.digest) for row in known):
            raise ConflictingBundle(paper.bundle_id)
        if known:
            return False
        database.table("papers").insert(asdict(paper) | {"read_at": paper.read_at.isoformat()})
        store.note(paper.read_at, paper.read_by, "read_from_paper", paper.bundle_id)
    return True


# the digest of a bundle is of more than paper says, so that it cannot be compared
_SAME_PLACE = """
    SELECT bundle_id, kid, sequence, code, '' AS digest FROM bundles WHERE bundle_id = ? OR (kid = ? AND sequence = ?)
    UNION ALL
    SELECT bundle_id, kid, sequence, code, digest FROM papers WHERE bundle_id = ? OR (kid = ? AND sequence = ?)
"""


def contradicts(store: CaseStore, bundle_id: str, kid: str, sequence: int, full: str) -> bool:
    """Whether paper that was read before does not fit the bundle with that id, place and signed digest *full*."""
    sql = 'SELECT bundle_id, kid, sequence, "full" FROM papers WHERE bundle_id = ? OR (kid = ? AND sequence = ?)'
    known = store.rows(sql, bundle_id, kid, sequence)
    return any(tuple(row) != (bundle_id, kid, sequence, full) for row in known)


def waiting(store: CaseStore) -> list[StoredPaper]:
    """Everything that was read from paper and whose bundle is not here, newest first."""
    return [_paper(row) for row in store.rows("SELECT * FROM papers ORDER BY read_at DESC, rowid DESC")]


def paper(store: CaseStore, bundle_id: str) -> StoredPaper:
    """What was read from paper of bundle *bundle_id*; UnknownCase where there is nothing."""
    for row in store.rows("SELECT * FROM papers WHERE bundle_id = ?", bundle_id):
        return _paper(row)
    raise UnknownCase(bundle_id)


def _paper(row: sqlite3.Row) -> StoredPaper:
    fields = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a Row iterates over its values
    return StoredPaper(**fields | {"read_at": datetime.fromisoformat(row["read_at"])})
