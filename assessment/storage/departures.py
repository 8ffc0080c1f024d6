"""What left the kiosk and what came back about it: exports, their manifests, and receipts."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from assessment.bundle.contents import Audit
from assessment.bundle.manifest import Listed
from assessment.storage import digests
from assessment.storage.numbering import NumberingLost
from assessment.storage.sessions import NotRead, SessionStore

_HERE = (
    "SELECT sequence, bundle_id, name, digest, jws_digest, finished_on, row_digest"
    " FROM outbox WHERE length(data) > 0 ORDER BY sequence"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Manifest *number* as a file; *says* is what it lists, as text that can be compared."""

    number: int
    name: str
    data: bytes
    digest: str
    says: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Bundles that never left (*new*), those that did and wait for a receipt, and those whose receipt came.

    *oldest* is the day of the oldest that is still here, None where there is none.
    """

    new: int
    exported: int
    received: int
    oldest: date | None


def held(store: SessionStore) -> list[Listed]:
    """The bundles that are still here and are listed as they were sealed, in the order of their numbers."""
    return [Listed(row["sequence"], row["bundle_id"], row["jws_digest"]) for row in _here(store) if _is_sound(row)]


def damaged(store: SessionStore) -> int:
    """How many bundles are here of which not even the name can be believed: they go nowhere."""
    return sum(not _is_sound(row) for row in _here(store))


def _here(store: SessionStore) -> list[dict[str, Any]]:
    return [dict(row) for row in store.rows(_HERE)]


def _is_sound(row: Mapping[str, object]) -> bool:
    return digests.holds(row, digests.BUNDLE)


def last_number(store: SessionStore) -> int:
    """The highest number that this kiosk ever gave a bundle; 0 where it gave none."""
    try:
        return store.last_sealed()[0]
    except NumberingLost:
        return max((one.sequence for one in held(store)), default=0)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A bundle that is read from the database only when it is needed: a thousand of them would fill the memory."""

    sequence: int
    name: str
    digest: str
    load: Callable[[int], bytes]

    @property
    def data(self) -> bytes:
        """The sealed bundle."""
        return self.load(self.sequence)


def parcels(store: SessionStore) -> list[Parcel]:
    """The bundles that are still here, to be brought to a stick."""

    def load(sequence: int) -> bytes:
        return bytes(store.rows("SELECT data FROM outbox WHERE sequence = ?", sequence)[0]["data"])

    return [Parcel(row["sequence"], row["name"], row["digest"], load) for row in _here(store) if _is_sound(row)]


def newest_listing(store: SessionStore) -> Listing | None:
    """The manifest that was made last."""
    for row in store.rows("SELECT number, name, data, digest, says FROM manifests ORDER BY number DESC LIMIT 1"):
        return Listing(*row)
    return None


def keep_listing(store: SessionStore, listing: Listing, at: datetime) -> None:
    """Keep *listing* as the newest, and of those before it only number and name."""
    with store.writing() as connection:
        connection.execute("UPDATE manifests SET data = x'', digest = '', says = ''")
        values = (listing.number, listing.name, listing.data, listing.digest, listing.says, at.date().isoformat())
        connection.execute("INSERT INTO manifests VALUES (?, ?, ?, ?, ?, ?)", values)
        store.note(connection, "manifest_made", listing.name, at)


def outdated_names(store: SessionStore) -> list[str]:
    """Files of this kiosk that need not be on a stick any longer: what arrived, and lists that a newer one replaced."""
    rows = store.rows(
        "SELECT name FROM outbox WHERE received_on IS NOT NULL"
        " UNION ALL SELECT name FROM manifests WHERE number < (SELECT max(number) FROM manifests)"
    )
    return [row["name"] for row in rows]


def note_leaving(store: SessionStore, sequences: Sequence[int], at: datetime) -> None:
    """Remember that these bundles may be on a stick from now on: before the first byte, so that nobody believes not."""
    with store.writing() as connection:
        sql = "UPDATE outbox SET exported_on = ? WHERE sequence = ? AND exported_on IS NULL"
        connection.executemany(sql, [(at.date().isoformat(), sequence) for sequence in sequences])


def note_exported(store: SessionStore, name: str, at: datetime) -> None:
    """Add to the audit log that an export with the manifest called *name* is complete and was read back."""
    store.audit("exported", name, at)


def bury(store: SessionStore, arrived: Sequence[Listed], desk: Audit, at: datetime) -> int:
    """Delete what *arrived* at the desk, whose audit log stands at *desk*; number, id, digests and day stay.

    How many there were; each is an entry in the audit log.
    """
    count = 0
    with store.writing() as connection:
        for one in arrived:
            sql = (
                "UPDATE outbox SET data = x'', received_on = ?, exported_on = coalesce(exported_on, ?)"
                " WHERE sequence = ? AND bundle_id = ? AND jws_digest = ? AND length(data) > 0"
            )
            day = at.date().isoformat()
            if connection.execute(sql, (day, day, one.sequence, one.bundle_id, one.digest)).rowcount:
                store.note(connection, "received", one.bundle_id, at)
                count += 1
        connection.execute(
            "INSERT OR IGNORE INTO desk_checkpoints VALUES (?, ?, ?)", (desk.n, desk.head, at.date().isoformat())
        )
    _wipe(store)
    return count


def _wipe(store: SessionStore) -> None:
    """Take what was deleted out of the log too; what is left there after a failure goes at the next time."""
    with suppress(NotRead):  # a full disk: the deletion itself is committed
        store.rows("PRAGMA wal_checkpoint(TRUNCATE)")


def counts(store: SessionStore) -> Counts:
    """How many bundles are where."""
    (row,) = store.rows(
        "SELECT coalesce(sum(length(data) > 0 AND exported_on IS NULL), 0) AS new,"
        " coalesce(sum(length(data) > 0 AND exported_on IS NOT NULL), 0) AS exported,"
        " coalesce(sum(received_on IS NOT NULL), 0) AS received,"
        " min(CASE WHEN length(data) > 0 THEN finished_on END) AS oldest FROM outbox"
    )
    oldest = row["oldest"] and date.fromisoformat(row["oldest"])
    return Counts(row["new"], row["exported"], row["received"], oldest)


def says(bundles: Sequence[Listed], last: int, *keys: str) -> str:
    """What a manifest of *bundles* up to number *last* lists, made with these *keys*, as text that can be compared."""
    return json.dumps([*keys, last, *([one.sequence, one.bundle_id, one.digest] for one in bundles)])
