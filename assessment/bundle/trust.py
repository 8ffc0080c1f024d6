"""Whom a municipality trusts, as a value: kiosks, the keys of its desk, banks, officers; and how kiosks come and go."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from assessment.bundle import keys
from assessment.bundle.contents import Bank
from assessment.bundle.enrolment import Enrolment
from assessment.bundle.errors import AlreadyEnrolled, UnknownDevice
from assessment.bundle.keys import Jwk
from assessment.bundle.officers import NOBODY, Officer, Officers

VALIDITY = timedelta(days=180)
OVERLAP = timedelta(days=14)
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2099, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Device:
    """One key of the kiosk called *name*, trusted for what is sealed from *enrolled_at* until *not_after*.

    If it is *revoked* since *revoked_at* (None: since ever), its bundles up to *last_good_sequence* may be honest.
    """

    name: str
    jwk: Jwk
    enrolled_at: datetime
    not_after: datetime
    revoked: bool = False
    revoked_at: datetime | None = None
    last_good_sequence: int = 0

    @property
    def kid(self) -> str:
        """The thumbprint of the key."""
        return self.jwk["kid"]

    def plausible(self, sequence: int, sealed_at: datetime) -> bool:
        """Whether this revoked key made its bundle number *sequence* before it fell into other hands."""
        return self.revoked_at is not None and sequence <= self.last_good_sequence and sealed_at < self.revoked_at


@dataclass(frozen=True, slots=True)
class DatedKey:
    """A public key of the desk, to be used from *not_before* until *not_after*."""

    jwk: Jwk
    not_before: datetime
    not_after: datetime

    @property
    def kid(self) -> str:
        """The thumbprint of the key."""
        return self.jwk["kid"]

    def holds(self, now: datetime) -> bool:
        """Whether the key is to be used at *now*."""
        return self.not_before <= now <= self.not_after


@dataclass(frozen=True, slots=True)
class Trust:
    """What the municipality *recipient* vouches for, as its *officers* signed it; *version* 0 was never signed.

    A kiosk may have several *devices*, one for each key. Kiosks write to one of *recipients*;
    the desk signs receipts with one of *receipt_keys*. Without *banks*, any item bank that a desk has is right.
    """

    recipient: str
    devices: tuple[Device, ...] = ()
    version: int = 0
    issued: datetime = EARLIEST
    expires: datetime = LATEST
    recipients: tuple[DatedKey, ...] = ()
    receipt_keys: tuple[DatedKey, ...] = ()
    banks: tuple[Bank, ...] = ()
    officers: Officers = NOBODY

    def device(self, kid: str) -> Device | None:
        """The device whose key is *kid*, if it was ever enrolled."""
        return next((device for device in self.devices if device.kid == kid), None)

    def receipt_key(self, kid: str) -> DatedKey | None:
        """The key *kid*, if the desk signs receipts with it."""
        return next((key for key in self.receipt_keys if key.kid == kid), None)

    def sealing_key(self, now: datetime) -> DatedKey | None:
        """The newest key that bundles are sealed to at *now*; None where none holds."""
        holding = [key for key in self.recipients if key.holds(now)]
        return max(holding, key=lambda key: key.not_before, default=None)

    def purposes(self) -> dict[str, str]:
        """What each key that is named here is for, by its thumbprint."""
        named: dict[str, tuple[Officer | DatedKey | Device, ...]] = {
            "an officer": self.officers.members,
            "the recipient": self.recipients,
            "for receipts": self.receipt_keys,
            "a kiosk": self.devices,
        }
        return {key.kid: purpose for purpose, found in named.items() for key in found}

    def allows(self, bank: Bank) -> bool:
        """Whether sittings with *bank* are taken in."""
        return not self.banks or bank in self.banks


def enrol(trust: Trust, request: Enrolment, now: datetime, valid: timedelta = VALIDITY) -> Trust:
    """*trust* with the kiosk that made *request*, from *now* on; AlreadyEnrolled for a key that is in it already.

    Another key of a kiosk that is there already replaces the one before, which stays good for at least 14 days more:
    until it hears of the new one, the kiosk goes on sealing with the old one, perhaps a little beyond its end.
    """
    check_new(trust, request.jwk["kid"])
    overlapped = tuple(_overlapped(one, request.name, now) for one in trust.devices)
    device = Device(request.name, keys.public(request.jwk), now, now + valid)
    return replace(trust, devices=(*overlapped, device))


def check_new(trust: Trust, kid: str) -> None:
    """Raise AlreadyEnrolled if the key *kid* is in *trust*, for whatever purpose."""
    if known := trust.device(kid):
        raise AlreadyEnrolled(f"this key is enrolled as {known.name}" + (" and revoked" if known.revoked else ""))
    if purpose := trust.purposes().get(kid):
        raise AlreadyEnrolled(f"this key is in the trust store already, as {purpose}")


def _overlapped(device: Device, name: str, now: datetime) -> Device:
    if device.name != name or device.revoked:
        return device
    return replace(device, not_after=max(device.not_after, now + OVERLAP))


def revoke(trust: Trust, kid: str, at: datetime | None = None, last_good_sequence: int = 0) -> Trust:
    """*trust* without faith in the key *kid* since *at* (None: since ever); UnknownDevice where it has no such key.

    It stays listed, so that it cannot be enrolled again, and so that what it sealed before can be looked at.
    """
    if trust.device(kid) is None:
        raise UnknownDevice(f"found no device with the key {kid}")
    return replace(trust, devices=tuple(_revoked(one, at, last_good_sequence, kid) for one in trust.devices))


def _revoked(device: Device, at: datetime | None, last_good_sequence: int, kid: str) -> Device:
    if device.kid != kid:
        return device
    return replace(device, revoked=True, revoked_at=at, last_good_sequence=last_good_sequence)
