"""The desk as a kiosk knows it: the municipality's id and the key to write to. Kept in desk.json."""

from dataclasses import dataclass

from assessment.bundle import keys, schema, strict_json
from assessment.bundle.errors import BadTrust, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.schema import Misfit, Record

_LARGEST = 8192  # bytes
_FIELDS = schema.names("v municipality jwk")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A desk: *municipality* becomes a bundle's audience, *jwk* is its public recipient key."""

    municipality: str
    jwk: Jwk


def dump(recipient: Recipient) -> bytes:
    """*recipient* as a file; never with a private key."""
    stored = {"v": 1, "municipality": recipient.municipality, "jwk": keys.public(recipient.jwk)}
    return strict_json.spaced(stored) + b"\n"


def load(data: bytes) -> Recipient:
    """The desk that the file *data* describes; raises BadTrust or BadKey."""
    with refused_as(BadTrust):
        found = Record.of(strict_json.loads(data, _LARGEST), "desk", _FIELDS)
        if found.whole("v") != 1:
            raise Misfit(f"desk.v: found {found.whole('v')}, expected 1")
        return Recipient(
            municipality=found.text("municipality", schema.IDENTIFIER),
            jwk=keys.recipient_key(found.fields["jwk"]),
        )
