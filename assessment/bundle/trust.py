"""Whom a desk trusts: its own name and the kiosks enrolled with it, as a value."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assessment.bundle import keys, schema, strict_json
from assessment.bundle.enrolment import Enrolment
from assessment.bundle.errors import AlreadyEnrolled, BadTrust, UnknownDevice, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.schema import Misfit, Record

VALIDITY = timedelta(days=180)

_LARGEST = 1024 * 1024  # bytes
_FIELDS = schema.names("v recipient devices")
_DEVICE = schema.names("name jwk enrolled_at not_after revoked")


@dataclass(frozen=True, slots=True)
class Device:
    """One key of the kiosk called *name*, trusted for what is sealed from *enrolled_at* until *not_after*."""

    name: str
    jwk: Jwk
    enrolled_at: datetime
    not_after: datetime
    revoked: bool = False

    @property
    def kid(self) -> str:
        """The thumbprint of the key."""
        return self.jwk["kid"]


@dataclass(frozen=True, slots=True)
class Trust:
    """What the desk of municipality *recipient* believes; a kiosk may have several devices, one for each key."""

    recipient: str
    devices: tuple[Device, ...] = ()

    def device(self, kid: str) -> Device | None:
        """The device whose key is *kid*, if it was ever enrolled."""
        return next((device for device in self.devices if device.kid == kid), None)


def enrol(trust: Trust, request: Enrolment, now: datetime, valid: timedelta = VALIDITY) -> Trust:
    """*trust* with the kiosk that made *request*, from *now* on; raises AlreadyEnrolled for a key seen before."""
    if known := trust.device(request.jwk["kid"]):
        raise AlreadyEnrolled(f"this key is enrolled as {known.name}" + (" and revoked" if known.revoked else ""))
    device = Device(request.name, keys.public(request.jwk), now, now + valid)
    return replace(trust, devices=(*trust.devices, device))


def revoke(trust: Trust, kid: str) -> Trust:
    """*trust* without faith in the key *kid*, which stays listed so that it cannot be enrolled again."""
    if trust.device(kid) is None:
        raise UnknownDevice(f"found no device with the key {kid}")
    devices = (replace(device, revoked=True) if device.kid == kid else device for device in trust.devices)
    return replace(trust, devices=tuple(devices))


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
