"""Trust stores as files: proposed, signed by officers, and accepted by kiosks and desks (SECURITY.md 4.4)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assessment.bundle import trust_payload, trust_signatures
from assessment.bundle.errors import BadTrust, ExpiredTrust, NotEnoughSignatures, RolledBack, UnknownOfficer
from assessment.bundle.officers import Officers
from assessment.bundle.trust import Trust
from assessment.bundle.trust_signatures import SignedStore

VALIDITY = timedelta(days=90)
WARNING = timedelta(days=30)  # before it expires


def propose(trust: Trust, now: datetime, validity: timedelta = VALIDITY) -> SignedStore:
    """*trust* as the next version, issued *now*, for officers to sign."""
    issued = now.replace(microsecond=0)
    following = replace(trust, version=trust.version + 1, issued=issued, expires=issued + validity)
    return SignedStore(trust_payload.dump(following))


def stated(store: SignedStore) -> Trust:
    """What *store* says, signed or not: to be shown, never to be believed. Raises BadTrust or BadKey."""
    return trust_payload.load(store.payload)


def accept(data: bytes, known: Trust | None, now: datetime) -> Trust:
    """The trust store in the file *data*, for somebody who believes *known* so far (None: nothing yet).

    Enough officers of *known* must have signed, and enough of its own: so a new set of officers follows from the old.
    With nothing known only the latter can be checked: people compare the officers' words once, at installation.
    Raises BadTrust, BadKey, UnknownOfficer, NotEnoughSignatures, RolledBack or ExpiredTrust.
    """
    found = in_force(data, known)
    if now > found.expires:
        raise ExpiredTrust(f"found a trust store that was valid until {found.expires:%Y-%m-%d}, expected a newer one")
    return found


def in_force(data: bytes, known: Trust | None) -> Trust:
    """As *accept*, whatever the date: for a store that was accepted when it was new."""
    store = trust_signatures.load(data)
    found = trust_payload.load(store.payload)
    _check_officers(store, found, known.officers if known else found.officers)
    if known is not None:
        _check_succession(found, known)
    return found


def _check_officers(store: SignedStore, found: Trust, before: Officers) -> None:
    signers = store.signers(before, found.officers)
    for officers in (before, found.officers):
        if not officers.enough(signers):
            strangers = len({one.kid for one in store.signatures} - signers)
            raise (UnknownOfficer if strangers else NotEnoughSignatures)(
                f"version {found.version}: found the signatures of {officers.agreeing(signers)} officers and "
                f"{strangers} strangers, expected {officers.threshold} of {officers}; "
                "if the officers have changed more than once, begin with the first version of the new ones"
            )


def _check_succession(found: Trust, known: Trust) -> None:
    """Is it the same municipality, not older, and does each key keep its purpose and a revoked one its fate?"""
    if found.recipient != known.recipient:
        raise BadTrust(f"found the trust store of {found.recipient}, expected that of {known.recipient}")
    if found.version < known.version:
        raise RolledBack(f"found version {found.version}, expected {known.version} or newer")
    if found.version == known.version and found != known:
        raise RolledBack(f"found another version {found.version} than the one that was accepted")
    before = known.purposes()
    for kid, purpose in found.purposes().items():
        if before.get(kid, purpose) != purpose:
            raise BadTrust(f"found the key {kid} as {purpose}, expected {before[kid]}, as before")
    for device in known.devices:
        now = found.device(device.kid)
        if device.revoked and (now is None or not now.revoked):
            raise BadTrust(f"found the key {device.kid} of {device.name} trusted again, expected it to stay revoked")


@dataclass(frozen=True, slots=True)
class Age:
    """How a trust store stands with time: *expired*, or to be renewed *soon*, with whole *days* left."""

    expired: bool
    soon: bool
    days: int


def age(trust: Trust, now: datetime) -> Age:
    """How *trust* stands at *now*: from 30 days before its end it should be renewed."""
    left = trust.expires - now
    return Age(left < timedelta(0), left <= WARNING, max(left.days, 0))
