"""The signed form of a trust store: one payload with the signatures of several officers (RFC 7515, section 7.2.1).

As strict as the compact tokens: one JSON object with exactly these fields, canonical base64url, one algorithm.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from joserfc import jws

from assessment.bundle import compact, keys, schema, strict_json
from assessment.bundle.errors import BadTrust, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.officers import Officers
from assessment.bundle.schema import Misfit, Record

LARGEST = 1024 * 1024  # bytes of a file
_MOST = 16  # signatures
_HEADER: Mapping[str, str] = {"alg": "ES256", "typ": "assessment-trust+json"}
_FILE = schema.names("payload signatures")
_SIGNATURE = schema.names("protected signature")


@dataclass(frozen=True, slots=True)
class Signature:
    """What one officer put under the payload: the key *kid*, a *protected* header, the signature, both in base64url."""

    kid: str
    protected: str
    signature: str


@dataclass(frozen=True, slots=True)
class SignedStore:
    """A trust store as it travels: its *payload* and who signed that. Nothing in it is believed yet."""

    payload: bytes
    signatures: tuple[Signature, ...] = ()

    def signers(self, *sets: Officers) -> set[str]:
        """The keys of *sets* that signed; BadTrust for a false signature. What strangers signed counts for nothing.

        It is not refused either: the officers of the version before have signed, and not everybody knows them.
        """
        return {kid for one in self.signatures if (kid := _checked(self.payload, one, sets))}


def signed(store: SignedStore, officer_key: Jwk) -> SignedStore:
    """*store* with the signature of the officer with the private key *officer_key*, once."""
    key = keys.signing_key(officer_key, private=True)
    header = {"alg": _HEADER["alg"], "kid": key["kid"], "typ": _HEADER["typ"]}
    protected, _, signature = compact.signed(header, store.payload, keys.native(key)).split(".")
    return merged(store, SignedStore(store.payload, (Signature(key["kid"], protected, signature),)))


def merged(store: SignedStore, other: SignedStore) -> SignedStore:
    """*store* with the signatures of *other* too, one for each key; BadTrust where they do not sign the same."""
    if store.payload != other.payload:
        raise BadTrust("found signatures under another trust store, expected the same proposal")
    there = {one.kid for one in store.signatures}
    return replace(store, signatures=(*store.signatures, *(one for one in other.signatures if one.kid not in there)))


def dump(store: SignedStore) -> bytes:
    """*store* as a file."""
    signatures = [{"protected": one.protected, "signature": one.signature} for one in store.signatures]
    return strict_json.spaced({"payload": compact.encoded(store.payload), "signatures": signatures}) + b"\n"


def load(data: bytes) -> SignedStore:
    """What the file *data* says, with nothing checked but its form; raises BadTrust."""
    with refused_as(BadTrust):
        found = Record.of(strict_json.loads(data, LARGEST), "trust", _FILE)
        signatures = found.values("signatures")
        if len(signatures) > _MOST:
            raise Misfit(f"trust.signatures: found {len(signatures)}, expected at most {_MOST}")
        return SignedStore(compact.decoded(_part(found, "payload")), tuple(_signature(value) for value in signatures))


def _signature(value: object) -> Signature:
    found = Record.of(value, "trust.signatures", _SIGNATURE)
    protected, signature = _part(found, "protected"), _part(found, "signature")
    compact.decoded(signature)
    header = compact.header(compact.decoded(protected), _HEADER, "kid")
    return Signature(header.text("kid", schema.THUMBPRINT), protected.decode("ascii"), signature.decode("ascii"))


def _part(found: Record, name: str) -> bytes:
    value = found.fields[name]
    if not isinstance(value, str) or not value.isascii():
        raise Misfit(f"{found.where}.{name}: expected a string of base64url")
    return value.encode("ascii")


def _checked(payload: bytes, one: Signature, sets: tuple[Officers, ...]) -> str:
    """The key of *one*, if it is of an officer; "" if it is of a stranger."""
    officer = next((found for members in sets if (found := members.named(one.kid))), None)
    if officer is None:
        return ""
    with refused_as(BadTrust):
        token = f"{one.protected}.{compact.encoded(payload)}.{one.signature}"
        jws.deserialize_compact(token, keys.native(officer.jwk), registry=compact.SIGNATURES)
    return one.kid
