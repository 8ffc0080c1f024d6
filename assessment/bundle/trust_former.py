"""The unsigned trust store of version 0.1, read once more so that a desk can go over to a signed one."""

from assessment.bundle import keys, schema, strict_json
from assessment.bundle.errors import BadTrust, refused_as
from assessment.bundle.schema import Misfit, Record
from assessment.bundle.trust import Device, Trust

_LARGEST = 1024 * 1024  # bytes
_FIELDS = schema.names("v recipient devices")
_DEVICE = schema.names("name jwk enrolled_at not_after revoked")


def load(data: bytes) -> Trust:
    """The trust in the file *data*; raises BadTrust or, when a key in it is none, BadKey."""
    with refused_as(BadTrust):
        found = Record.of(strict_json.loads(data, _LARGEST), "trust", _FIELDS)
        if found.whole("v") != 1:
            raise Misfit(f"trust.v: found {found.whole('v')}, expected 1")
        devices = tuple(_device(value) for value in found.values("devices"))
        return Trust(found.text("recipient", schema.IDENTIFIER), devices)


def _device(value: object) -> Device:
    found = Record.of(value, "device", _DEVICE)
    return Device(
        name=found.text("name", schema.IDENTIFIER),
        jwk=keys.device_key(found.fields["jwk"]),
        enrolled_at=found.moment("enrolled_at"),
        not_after=found.moment("not_after"),
        revoked=found.flag("revoked"),
    )
