"""A kiosk asks to go on with a new key: its enrolment request, signed once more with the key that is trusted now."""

from collections.abc import Mapping
from datetime import datetime

from joserfc import jws

from assessment.bundle import compact, enrolment, keys, schema, strict_json
from assessment.bundle.enrolment import Enrolment
from assessment.bundle.errors import BadEnrolment, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.schema import Misfit
from assessment.bundle.trust import Device, Trust

_LARGEST = 16 * 1024  # bytes
_HEADER: Mapping[str, str] = {"alg": "ES256", "typ": "assessment-renew+jws"}


def request(name: str, new_key: Jwk, present_key: Jwk, now: datetime) -> bytes:
    """The request of the kiosk called *name* to be trusted with *new_key*, on the word of *present_key*."""
    header = {**_HEADER, "kid": present_key["kid"]}
    first = enrolment.request(name, new_key, now)
    return compact.signed(header, first, keys.native(present_key)).encode("ascii")


def read(data: bytes, trust: Trust, now: datetime) -> tuple[Enrolment, Device | None]:
    """The request in *data*, and the device that vouches for it (None for a first request: compare the words).

    Raises BadEnrolment, also for a device that *trust* does not believe *now*, or BadKey.
    """
    with refused_as(BadEnrolment):
        if len(data) > _LARGEST:
            raise Misfit(f"found {len(data)} bytes, expected at most {_LARGEST}")
        if not _countersigned(data):
            return enrolment.read(data), None
        header, payload, _ = compact.parts(data, 3)
        device = _trusted(compact.header(header, _HEADER, "kid").text("kid", schema.THUMBPRINT), trust, now)
        jws.deserialize_compact(data, keys.native(device.jwk), registry=compact.SIGNATURES)
        found = enrolment.read(payload)
        if found.name != device.name:
            raise Misfit(f"found a request of {found.name}, signed by {device.name}")
        return found, device


def asked(data: bytes) -> Enrolment:
    """What the countersigned request in *data* asks, whoever countersigned it: to be shown, never to be believed."""
    with refused_as(BadEnrolment):
        return enrolment.read(compact.parts(data, 3)[1])


def _countersigned(data: bytes) -> bool:
    header = strict_json.loads(compact.decoded(data.split(b".")[0]), _LARGEST)
    return isinstance(header, dict) and header.get("typ") == _HEADER["typ"]


def _trusted(kid: str, trust: Trust, now: datetime) -> Device:
    device = trust.device(kid)
    if device is None or device.revoked or not device.enrolled_at <= now <= device.not_after:
        raise Misfit("found a request on the word of a key that is not trusted now, expected a first request")
    return device
