"""Whom a desk trusts: its own name and the kiosks enrolled with it, as a value."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from assessment.bundle import keys, schema, strict_json
from assessment.bundle.contents import Bank
from assessment.bundle.enrolment import Enrolment
from assessment.bundle.errors import AlreadyEnrolled, BadTrust, UnknownDevice, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.officers import NOBODY, Officers
from assessment.bundle.schema import Misfit, Record

VALIDITY = timedelta(days=180)
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2099, 12, 31, tzinfo=UTC)

_LARGEST = 1024 * 1024  # bytes
_FIELDS = schema.names("v recipient devices")
_DEVICE = schema.names("name jwk enrolled_at not_after revoked")


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

    def allows(self, bank: Bank) -> bool:
        """Whether sittings with *bank* are taken in."""
        return not self.banks or bank in self.banks


def enrol(trust: Trust, request: Enrolment, now: datetime, valid: timedelta = VALIDITY) -> Trust:
    """*trust* with the kiosk that made *request*, from *now* on; raises AlreadyEnrolled for a key seen before."""
    if known := trust.device(request.jwk["kid"]):
        raise AlreadyEnrolled(f"this key is enrolled as {known.name}" + (" and revoked" if known.revoked else ""))
    device = Device(request.name, keys.public(request.jwk), now, now + valid)
    return replace(trust, devices=(*trust.devices, device))


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


def dump(trust: Trust) -> bytes:
    """*trust* as a file."""
    devices = [_stored(device) for device in trust.devices]
    return strict_json.spaced({"v": 1, "recipient": trust.recipient, "devices": devices}) + b"\n"


def load(data: bytes) -> Trust:
    """The trust in the file *data*; raises BadTrust or, when a key in it is none, BadKey."""
    with refused_as(BadTrust):
        found = Record.of(strict_json.loads(data, _LARGEST), "trust", _FIELDS)
        if found.whole("v") != 1:
            raise Misfit(f"trust.v: found {found.whole('v')}, expected 1")
        devices = tuple(_device(value) for value in found.values("devices"))
        if len({device.kid for device in devices}) != len(devices):
            raise Misfit("trust.devices: found the same key twice")
        return Trust(found.text("recipient", schema.IDENTIFIER), devices)


def _stored(device: Device) -> dict[str, object]:
    return {
        "name": device.name,
        "jwk": device.jwk,
        "enrolled_at": schema.seconds(device.enrolled_at),
        "not_after": schema.seconds(device.not_after),
        "revoked": device.revoked,
    }


def _device(value: object) -> Device:
    found = Record.of(value, "device", _DEVICE)
    return Device(
        name=found.text("name", schema.IDENTIFIER),
        jwk=keys.device_key(found.fields["jwk"]),
        enrolled_at=found.moment("enrolled_at"),
        not_after=found.moment("not_after"),
        revoked=found.flag("revoked"),
    )
