"""Whom this kiosk trusts, and whether it is trusted itself: the accepted store, the key it seals to, its own key.

A kiosk seals only to a key from the store. It starts no session whose bundle the desk would refuse, and finishes
every session that has begun.
"""

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from assessment.bundle import enrolment, keys, renewal, trust_file
from assessment.bundle.errors import NoTrustStore, TrustError
from assessment.bundle.keys import Jwk
from assessment.bundle.recipient import Recipient
from assessment.bundle.trust import DatedKey, Trust
from assessment.storage import private_files, trust_files
from kiosk.contents import Identity

DEVICE, NEXT = "device.jwk", "device-next.jwk"
ENROLMENT, RENEWAL = "enrolment.jws", "renewal.jws"
FORMER = "desk.json"  # of version 0.1
_SLACK = timedelta(days=1)  # between the clocks of kiosk and desk
_log = logging.getLogger("kiosk")


class NotTrusted(Exception):
    """No new session may start, for the reason *code*; the message is for whoever looks after the kiosk."""

    def __init__(self, code: str) -> None:
        super().__init__(_REASONS[code])
        self.code = code


_REASONS = {
    "trust_expired": "the trust store has expired; bring a newer one from the desk and run: kiosk trust",
    "no_recipient": "the trust store has no key to seal to; bring a newer one from the desk and run: kiosk trust",
    "key_unknown": f"the desk does not know this kiosk's key yet; bring it {ENROLMENT}, and run: kiosk trust",
    "key_revoked": "the desk has revoked this kiosk's key; set the kiosk up anew in another folder",
    "key_expired": "this kiosk's key has expired; run: kiosk renew",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts now: the *trust* store, the *recipient* to seal for, the *device_key* to sign with.

    *refused* says why the file trust.jws counts for nothing, "" where it does.
    """

    trust: Trust
    recipient: Recipient
    device_key: Jwk
    refused: str = ""


def accept(home: Path, data: bytes, now: datetime) -> Trust:
    """Believe the trust store *data* in *home* from now on, and go over to the next key if the store lists it.

    Raises a TrustError, and changes nothing, where too few officers signed, or where it is old or of somebody else.
    """
    found = trust_files.accept(home, data, now)
    _promote(home, found)
    return found


def standing(home: Path, now: datetime) -> Standing:
    """What counts in *home* at *now*; raises NoTrustStore or another TrustError where nothing does."""
    found = trust_files.in_force(home, now)
    if found is None:
        raise NoTrustStore(
            f"found no accepted trust store in {home}"
            + (f", only the unsigned {FORMER} of version 0.1" if (home / FORMER).is_file() else "")
            + f"; bring one from the desk, run: kiosk trust {home} FILE, and compare the words"
        )
    _promote(home, found.trust)
    key = keys.load_device_key((home / DEVICE).read_bytes())
    return Standing(found.trust, Recipient(found.trust.recipient, _sealing(found.trust, now).jwk), key, found.refused)


def refreshed(identity: Identity, home: Path, now: datetime) -> Identity:
    """*identity* as it stands *now*; as it was, where the files in *home* cannot be read: people go on working."""
    try:
        found = standing(home, now)
    except (TrustError, OSError) as error:
        _log.warning("the trust store in %s cannot be used, the one before still counts: %s", home, error)
        return identity
    return replace(
        identity,
        device_key=found.device_key,
        recipient=found.recipient,
        receipt_keys=receipt_keys(found.trust, now),
        trust=found.trust,
    )


def receipt_keys(trust: Trust, now: datetime) -> tuple[Jwk, ...]:
    """The keys whose receipts count *now*."""
    return tuple(key.jwk for key in trust.receipt_keys if key.holds(now) or key.holds(now + _SLACK))


def check(identity: Identity, now: datetime) -> None:
    """Raise NotTrusted where the desk would refuse what begins *now*; what has begun is always finished."""
    if code := hindrance(identity, now):
        raise NotTrusted(code)


def hindrance(identity: Identity, now: datetime) -> str:
    """Why no new session may start, as a stable code; "" where one may."""
    device = identity.trust.device(identity.device_key["kid"])
    if device is None:
        return "key_unknown"
    if device.revoked:
        return "key_revoked"
    if now > device.not_after:
        return "key_expired"
    if trust_file.age(identity.trust, now).expired:
        return "trust_expired"
    return "" if _holding(identity.trust, now) else "no_recipient"


def warnings(identity: Identity, now: datetime) -> list[str]:
    """What an operator should do about trust, soon or at once."""
    if code := hindrance(identity, now):
        return [f"no new session can start: {NotTrusted(code)}"]
    found = []
    if (age := trust_file.age(identity.trust, now)).soon:
        found.append(f"the trust store expires in {age.days} days: bring a newer one from the desk, run: kiosk trust")
    device = identity.trust.device(identity.device_key["kid"])
    if device and (left := device.not_after - now) <= trust_file.WARNING:
        found.append(f"this kiosk's key expires in {left.days} days: run: kiosk renew")
    return found


def renew(home: Path, name: str, now: datetime) -> tuple[Path, Jwk, bool]:
    """Ask for a next key for the kiosk called *name*: the request to bring to the desk, the key, whether it is vouched.

    The kiosk goes on with the key it has until the store lists the next one; asking again asks for the same one.
    """
    present = standing(home, now)
    if not (home / NEXT).is_file():
        private_files.write(home / NEXT, keys.dump(keys.make_device_key()))
    following = keys.load_device_key((home / NEXT).read_bytes())
    device = present.trust.device(present.device_key["kid"])
    vouched = device is not None and not device.revoked and device.enrolled_at <= now <= device.not_after
    request = (
        renewal.request(name, following, present.device_key, now)
        if vouched
        else enrolment.request(name, following, now)
    )
    private_files.write(home / RENEWAL, request)
    return home / RENEWAL, following, vouched


def _promote(home: Path, trust: Trust) -> None:
    """Go over to the next key once the store lists it; the one before signs nothing any more, and goes."""
    if not (home / NEXT).is_file():
        return
    device = trust.device(keys.load_device_key((home / NEXT).read_bytes())["kid"])
    if device is not None and not device.revoked:
        (home / NEXT).replace(home / DEVICE)
        (home / RENEWAL).unlink(missing_ok=True)
        private_files.sync(home)


def _holding(trust: Trust, now: datetime) -> DatedKey | None:
    return trust.sealing_key(now) or trust.sealing_key(now + _SLACK)


def _sealing(trust: Trust, now: datetime) -> DatedKey:
    """The key to seal to; the newest even where none holds, because a session that has begun must be sealed."""
    if not trust.recipients:
        raise NoTrustStore("found no key to seal to in the trust store, expected one of the desk")
    return _holding(trust, now) or max(trust.recipients, key=lambda key: key.not_before)
