"""What arrived at the desk from each kiosk, what kiosks say they took along, and what receipts may name."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from assessment.bundle.audit import Checkpoint, contradictions
from assessment.bundle.manifest import Believed, Listed
from assessment.bundle.numbering import Arrival, Key
from assessment.storage.cases import CaseStore

_ARRIVED = (
    "SELECT n.kid, n.sequence, n.previous, n.jws_digest, n.received_at,"
    " coalesce(w.jws_digest, '') AS withdrawal, coalesce(w.replaces, '') AS replaces"
    " FROM numbers n LEFT JOIN withdrawals w ON (w.kid, w.sequence) = (n.kid, n.sequence)"
    " ORDER BY n.kid, n.sequence"
)
_RECEIPTED = (
    "SELECT n.sequence, coalesce(w.bundle_id, n.bundle_id) AS bundle_id, coalesce(w.jws_digest, n.jws_digest) AS digest"
    " FROM numbers n LEFT JOIN withdrawals w ON (w.kid, w.sequence) = (n.kid, n.sequence)"
    " WHERE n.kid = ? AND coalesce(w.jws_digest, n.jws_digest) <> '' ORDER BY n.sequence"
)


_LOGS = (
    "SELECT kid, json_extract(contents, '$.audit.n') AS n, json_extract(contents, '$.audit.head') AS head,"
    " coalesce(json_extract(contents, '$.audit.broken'), 0) AS broken FROM bundles ORDER BY kid, sequence"
)


class OtherList(Exception):
    """Another list with the same number came from this kiosk before: it was copied, or put back to an older state."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of one key: its numbers, those that came on *paper* only, and when something came in last."""

    key: Key
    paper: tuple[int, ...]
    at: datetime


@dataclass(slots=True)
class _Gathered:
    arrived: list[Arrival] = field(default_factory=list)
    last: int = 0
    listed: dict[int, set[str]] = field(default_factory=dict)
    paper: list[int] = field(default_factory=list)
    at: str = ""


def add_list(store: CaseStore, found: Believed, at: datetime, by: str) -> bool:
    """Keep what a kiosk says that it took along; False where exactly that is here already, OtherList as it says."""
    said = found.manifest
    bundles = json.dumps([[one.sequence, one.digest] for one in said.bundles])
    digest = sha256(json.dumps([said.issuer, said.last, bundles, said.audit.n, said.audit.head]).encode()).hexdigest()
    with store.writing() as db:
        sql = "SELECT digest FROM lists WHERE kid = ? AND number = ?"
        for (known,) in db.execute(sql, (found.kid, said.number)):
            if known != digest:
                raise OtherList(f"list {said.number} of {said.issuer}")
            return False
        times = {"sealed_at": said.issued_at.isoformat(), "received_at": at.isoformat(), "received_by": by}
        row = {"kid": found.kid, "number": said.number, "kiosk": said.issuer, "last": said.last, "bundles": bundles}
        db.table("lists").insert(row | {"digest": digest} | times)
        store.note(at, by, "list_taken", f"{said.issuer} {said.number}")
    return True


def heard(store: CaseStore) -> Mapping[str, Heard]:
    """What is known of each key that anything came in with, by its kid."""
    found: dict[str, _Gathered] = {}
    for row in store.rows(_ARRIVED):
        names = frozenset({row["jws_digest"], row["withdrawal"], row["replaces"]} - {""})
        one = found.setdefault(row["kid"], _Gathered())
        one.arrived.append(Arrival(row["sequence"], names if row["jws_digest"] else frozenset(), row["previous"]))
        one.at = max(one.at, row["received_at"])
    for row in store.rows("SELECT kid, last, bundles, received_at FROM lists"):
        one = found.setdefault(row["kid"], _Gathered())
        one.last, one.at = max(one.last, row["last"]), max(one.at, row["received_at"])
        for sequence, digest in json.loads(row["bundles"]):
            one.listed.setdefault(sequence, set()).add(digest)
    for row in store.rows("SELECT kid, sequence, read_at FROM papers ORDER BY sequence"):
        one = found.setdefault(row["kid"], _Gathered())
        one.paper.append(row["sequence"])
        one.last, one.at = max(one.last, row["sequence"]), max(one.at, row["read_at"])
    return {kid: _heard(kid, one) for kid, one in found.items()}


def _heard(kid: str, one: _Gathered) -> Heard:
    listed = {sequence: frozenset(digests) for sequence, digests in one.listed.items()}
    key = Key(kid, tuple(one.arrived), one.last, listed)
    return Heard(key, tuple(one.paper), datetime.fromisoformat(one.at))


def changed_logs(store: CaseStore) -> frozenset[str]:
    """The keys of kiosks whose audit log was changed: a bundle says so, or two bundles contradict each other."""
    stated: dict[str, list[Checkpoint]] = {}
    for row in store.rows(_LOGS):
        stated.setdefault(row["kid"], []).append(Checkpoint(row["n"], row["head"], row["broken"]))
    return frozenset(
        kid for kid, found in stated.items() if any(one.broken for one in found) or any(contradictions(found))
    )


def receipted(store: CaseStore, kid: str) -> Iterator[Listed]:
    """The bundles signed with the key *kid* that a receipt may name: those that arrived, and are known by a digest."""
    return (Listed(row["sequence"], row["bundle_id"], row["digest"]) for row in store.rows(_RECEIPTED, kid))
