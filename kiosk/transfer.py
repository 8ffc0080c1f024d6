"""Bundles to the stick and word back from the desk: what the operator's page and the commands both do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes

from assessment.bundle import manifest, receipt, seal
from assessment.bundle.contents import Audit
from assessment.bundle.manifest import Listed, Manifest
from assessment.bundle.receipt import BadReceipt
from assessment.storage import departures, outbox
from assessment.storage.departures import Listing
from assessment.storage.outbox import Exported
from assessment.storage.sessions import SessionStore
from assessment.storage.stick import CALLS, Calls, Stick
from kiosk.contents import Identity


@dataclass(frozen=True, slots=True)
class Heard:
    """What a stick said: whether there was a receipt for this kiosk (*found*), and what came of it.

    A stick that is not *readable* said nothing. *received* bundles arrived and were deleted here; *other* are the
    numbers of those that the receipt names with other contents; *refused* says why a receipt counts for nothing, ""
    where none was refused.
    """

    found: bool = False
    received: int = 0
    other: tuple[int, ...] = ()
    refused: str = ""
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


def receive(store: SessionStore, identity: Identity, folder: Path, now: datetime, calls: Calls = CALLS) -> Heard:
    """Read the receipt for this kiosk on the stick *folder*, and delete what it proves to have arrived.

    Only the file with the one name that this kiosk's receipt has is opened; StickFailed where there is no stick.
    """
    kid = identity.device_key["kid"]
    with Stick(folder, calls) as stick:
        data = stick.read(receipt.file_name(kid))
    if data is None:
        return Heard()
    try:
        found = receipt.read(data, identity.receipt_keys)
        receipt.addressed(found, identity.recipient.municipality, identity.name, [kid])
    except BadReceipt as error:
        store.audit("receipt_refused", sha256(data).hexdigest(), now)
        return Heard(found=True, refused=str(error))
    matched = receipt.matched(found, departures.held(store))
    received = departures.bury(store, matched.arrived, found.audit, now)
    return Heard(True, received, tuple(one.sequence for one in matched.other))
