"""What recognises the resume code of somebody who shared, for as long as the sealed bundle lies here.

It opens nothing: their answers can no more be read here. It says that who types the code may take them back.
Wrong codes with a slip number that nobody has are counted in the same way and cost the same work, so that nobody
learns from them which numbers are in use.
"""

import hmac
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from secrets import token_bytes

from assessment.session import codes
from assessment.storage import digests, kiosk_rows, vault
from assessment.storage.kiosk_rows import Row
from assessment.storage.sessions import Outgoing, SessionStore
from assessment.storage.vault import Cost


@dataclass(frozen=True, slots=True)
class Verifier:
    """What a code is compared with: *data* derived from it, from the kiosk's secret and from *salt* at *cost*."""

    salt: bytes
    cost: Cost
    data: bytes


@dataclass(frozen=True, slots=True)
class Shared:
    """Bundle number *sequence* of whoever has the right code, the digest *previous* to it, and whether it was carried
    away; with how often a code was tried in vain. Number 0 is a stranger's: no code is right."""

    sequence: int
    slip: str
    previous: str
    verifier: Verifier
    failures: int
    locked_until: datetime | None
    carried_away: bool


def make(code: str, sequence: int, secret: bytes, cost: Cost) -> Verifier:
    """What recognises *code* as that of bundle number *sequence*."""
    salt = token_bytes(16)
    return Verifier(salt, cost, _derived(code, sequence, secret, salt, cost))


def fits(shared: Shared, code: str, secret: bytes) -> bool:
    """Whether *code* is the one of *shared*."""
    known = shared.verifier
    derived = _derived(code, shared.sequence, secret, known.salt, known.cost)
    return hmac.compare_digest(derived, known.data) and shared.sequence > 0


def _derived(code: str, sequence: int, secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return vault.stretched(code, secret, salt, cost, b"assessment/take-back/1" + str(sequence).encode())


def beside(
    outgoing: Outgoing, code: str, previous: str, secret: bytes, cost: Cost
) -> Callable[[sqlite3.Connection], None]:
    """What stores, in the transaction that seals *outgoing* behind the digest *previous*, what recognises *code*."""
    verifier = make(code, outgoing.sequence, secret, cost)
    return lambda connection: _keep(connection, codes.slip_number(code), outgoing, previous, verifier)


def _keep(connection: sqlite3.Connection, slip: str, outgoing: Outgoing, previous: str, verifier: Verifier) -> None:
    row: Row = {
        "sequence": outgoing.sequence,
        "slip": slip,
        "previous": previous,
        "salt": verifier.salt,
        **asdict(verifier.cost),
        "verifier": verifier.data,
        "failures": 0,
        "locked_until": None,
    }
    kiosk_rows.insert(connection, "verifiers", row | {"row_digest": digests.of(row, digests.VERIFIER)})


def slips(store: SessionStore) -> set[str]:
    """The slip numbers with which something that was shared can be taken back."""
    return {row["slip"] for row in store.rows("SELECT slip FROM verifiers")}


def find(store: SessionStore, slip: str, cost: Cost) -> Shared:
    """What was shared under *slip*; where that is nothing a stranger's, which takes *cost* to look at as well."""
    for row in _rows(store, "slip", slip):
        return _shared(store, row)
    nobodys = Shared(0, slip, "", Verifier(token_bytes(16), cost, token_bytes(vault.KEY_BYTES)), 0, None, False)
    for stranger in store.rows("SELECT * FROM strangers WHERE slip = ?", slip):
        return replace(nobodys, failures=stranger["failures"], locked_until=_moment(stranger["locked_until"]))
    return nobodys


def shared(store: SessionStore, sequence: int) -> Shared | None:
    """What was shared as bundle number *sequence*; None where nobody can take that back any more."""
    return next((_shared(store, row) for row in _rows(store, "sequence", sequence)), None)


def _rows(store: SessionStore, column: str, value: object) -> list[Row]:
    """The verifiers whose *column* is *value*, without damaged ones: nobody's code is right for those."""
    found = [dict(row) for row in store.rows("SELECT * FROM verifiers NOT INDEXED")]
    return [row for row in found if row[column] == value and digests.holds(row, digests.VERIFIER)]


def _shared(store: SessionStore, row: Row) -> Shared:
    verifier = Verifier(row["salt"], Cost(row["memory_kib"], row["passes"], row["lanes"]), row["verifier"])
    here = store.rows("SELECT 1 FROM outbox WHERE sequence = ? AND exported_on IS NULL", row["sequence"])
    until = _moment(row["locked_until"])
    return Shared(row["sequence"], row["slip"], row["previous"], verifier, row["failures"], until, not here)


def _moment(text: str | None) -> datetime | None:
    with suppress(ValueError):  # damaged
        return datetime.fromisoformat(text) if text else None
    return None


def record_try(store: SessionStore, shared: Shared, failures: int, until: datetime | None) -> None:
    """Remember *failures* in a row for *shared* and until when no further code is looked at."""
    locked = until and until.isoformat()
    with store.writing() as connection:
        for row in _rows(store, "sequence", shared.sequence):
            changed = row | {"failures": failures, "locked_until": locked}
            connection.execute(
                "UPDATE verifiers SET failures = ?, locked_until = ?, row_digest = ? WHERE sequence = ?",
                (failures, locked, digests.of(changed, digests.VERIFIER), shared.sequence),
            )


def record_strangers_try(
    store: SessionStore, shared: Shared, failures: int, until: datetime | None, at: datetime
) -> None:
    """As `record_try` for a slip number that nobody has."""
    values = (shared.slip, failures, until and until.isoformat(), at.date().isoformat())
    with store.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO strangers VALUES (?, ?, ?, ?)", values)
