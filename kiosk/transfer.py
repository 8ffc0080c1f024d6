"""Bundles to the stick and word back from the desk: what the operator's page and the commands both do."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes

from assessment.bundle import manifest, receipt, seal
from assessment.bundle.contents import Audit
from assessment.bundle.errors import RolledBack, TrustError
from assessment.bundle.manifest import Listed, Manifest
from assessment.bundle.receipt import BadReceipt
from assessment.storage import departures, outbox, trust_files
from assessment.storage.departures import Listing
from assessment.storage.outbox import Exported
from assessment.storage.sessions import SessionStore
from assessment.storage.stick import CALLS, Calls, Stick
from kiosk import trusting
from kiosk.contents import Identity


class TrustHeard(StrEnum):
    """What came of the trust store on a stick."""

    NONE = "none"
    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a stick said: whether there was a receipt for this kiosk (*found*), and what came of it.

    A stick that is not *readable* said nothing. *received* bundles arrived and were deleted here; *other* are the
    numbers of those that the receipt names with other contents; *refused* says why a receipt counts for nothing, ""
    where none was refused. *trust* is what came of a trust store.
    """

    found: bool = False
    received: int = 0
    other: tuple[int, ...] = ()
    refused: str = ""
    trust: TrustHeard = TrustHeard.NONE
    readable: bool = True


def export(
    store: SessionStore,
    identity: Identity,
    folder: Path,
    now: datetime,
    tell: Callable[[Exported], None] = lambda _: None,
    calls: Calls = CALLS,
) -> Exported:
    """Bring every bundle that is still here, and the list of them, to *folder*; StickFailed where that stops half-way.

    Only when this returns may the stick be pulled out. *tell* hears after each file how far it is.
    """
    with Stick(folder, calls) as stick:
        departures.note_leaving(store, [one.sequence for one in departures.held(store)], now)
        listing = _listing(store, identity, now)
        parcels, outdated = departures.parcels(store), departures.outdated_names(store)
        done = outbox.bring(parcels, stick, listing, outdated, tell)
    departures.note_exported(store, listing.name, now)
    left_out = departures.damaged(store)
    return replace(done, damaged=done.damaged + left_out, total=done.total + left_out)


def _listing(store: SessionStore, identity: Identity, now: datetime) -> Listing:
    """The list of what is here: the newest one where that still says so, else a new one."""
    held, last = departures.held(store)[-manifest.MOST :], departures.last_number(store)
    kids = identity.device_key["kid"], identity.recipient.jwk["kid"]
    newest, says = departures.newest_listing(store), departures.says(held, last, *kids)
    if newest is not None and newest.says == says:
        return newest
    made = _manifest(store, identity, held, newest.number + 1 if newest else 1, now)
    sealed = manifest.seal(made, identity.device_key, identity.recipient.jwk)
    listing = Listing(made.number, seal.file_name(token_bytes(16), "m"), sealed.data, sealed.digest, says)
    departures.keep_listing(store, listing, now)
    return listing


def _manifest(store: SessionStore, identity: Identity, held: list[Listed], number: int, now: datetime) -> Manifest:
    head = store.audit_head()
    return Manifest(
        issuer=identity.name,
        audience=identity.recipient.municipality,
        issued_at=now.replace(microsecond=0),
        number=number,
        last=departures.last_number(store),
        bundles=tuple(held),
        audit=Audit(head.n, head.head),
    )


def receive(
    store: SessionStore, identity: Identity, home: Path, folder: Path, now: datetime, calls: Calls = CALLS
) -> Heard:
    """Read on the stick *folder* what came back for the kiosk in *home*: a newer trust store, and its receipts.

    What a receipt proves to have arrived is deleted. Only files with the names that these have are opened; StickFailed
    where there is no stick.
    """
    kids = _kids(identity)
    with Stick(folder, calls) as stick:
        offered = stick.read(trust_files.STORE)
        brought = [data for kid in kids if (data := stick.read(receipt.file_name(kid))) is not None]
    trust = _hear_officers(store, home, offered, now)
    if trust is TrustHeard.NEWER:
        identity = trusting.refreshed(identity, home, now)
    heard = [_hear_desk(store, identity, data, kids, now) for data in brought]
    return Heard(
        found=bool(heard),
        received=sum(one.received for one in heard),
        other=tuple(sorted({number for one in heard for number in one.other})),
        refused="; ".join(one.refused for one in heard if one.refused),
        trust=trust,
    )


def _kids(identity: Identity) -> list[str]:
    """The key of this kiosk and those that it had before: what was sealed with them may still be here."""
    former = (device.kid for device in identity.trust.devices if device.name == identity.name)
    return list(dict.fromkeys((identity.device_key["kid"], *former)))


def _hear_officers(store: SessionStore, home: Path, offered: bytes | None, now: datetime) -> TrustHeard:
    """Believe the trust store *offered* if it is newer than what counts here, and signed by enough officers."""
    if offered is None:
        return TrustHeard.NONE
    if offered == _read(home / trust_files.STORE):
        return TrustHeard.SAME
    try:
        trusting.accept(home, offered, now)
    except RolledBack:
        return TrustHeard.OLDER
    except TrustError:
        store.audit("trust_refused", sha256(offered).hexdigest(), now)
        return TrustHeard.REFUSED
    store.audit("trust_accepted", sha256(offered).hexdigest(), now)
    return TrustHeard.NEWER


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _hear_desk(store: SessionStore, identity: Identity, data: bytes, kids: Collection[str], now: datetime) -> Heard:
    try:
        found = receipt.read(data, identity.receipt_keys)
        receipt.addressed(found, identity.recipient.municipality, identity.name, kids)
    except BadReceipt as error:
        store.audit("receipt_refused", sha256(data).hexdigest(), now)
        return Heard(found=True, refused=str(error))
    matched = receipt.matched(found, departures.held(store))
    received = departures.bury(store, matched.arrived, found.audit, now)
    return Heard(True, received, tuple(one.sequence for one in matched.other))
