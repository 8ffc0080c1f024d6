"""What the desk says back to a kiosk: these bundles of yours arrived, so you need not keep them any longer.

Signed and not secret: it names numbers, ids and digests, and no person. A kiosk acts on it only where the number, the
id and the digest are those of a bundle that it holds, and the key of the signature is one that its desk signs receipts
with; a kiosk's own key never is.
"""

import base64
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from assessment.bundle import keys, schema, statement
from assessment.bundle.contents import Audit
from assessment.bundle.errors import BundleError, TrustError, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.manifest import Listed, dumped, loaded
from assessment.bundle.schema import Misfit, Record

FORMAT = 1
MOST = 4_000  # bundles in a receipt; more would not fit in the largest file

HEADER: Mapping[str, str] = {"alg": "ES256", "typ": "assessment-receipt+jws"}
_CLAIMS = schema.names("v iss kiosk kid iat bundles audit")
_AUDIT = schema.names("n head")


class BadReceipt(TrustError):
    """This is not a receipt that a desk made, or not one of a desk that this kiosk knows; nothing is deleted."""

    code: ClassVar[str] = "bad_receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the desk of *municipality* has of the *kiosk* with the key *kid*, and where the desk's own log stands."""

    municipality: str
    kiosk: str
    kid: str
    issued_at: datetime
    bundles: tuple[Listed, ...]
    audit: Audit


@dataclass(frozen=True, slots=True)
class Matched:
    """What a receipt is good for here: bundles that *arrived*, and those of which it names *other* contents."""

    arrived: tuple[Listed, ...]
    other: tuple[Listed, ...] = ()


def file_name(kid: str) -> str:
    """The name of the receipt for the kiosk with the key *kid*: it knows the name, and others learn nothing from it."""
    digest = sha256(b"assessment-receipt/1\0" + kid.encode("ascii")).digest()
    return f"r-{base64.b32encode(digest[:16]).decode('ascii').rstrip('=').lower()}.jws"


def sign(receipt: Receipt, receipt_key: Jwk) -> bytes:
    """*receipt* signed with the desk's private *receipt_key*; of very many bundles the last ones count."""
    claims = {
        "v": FORMAT,
        "iss": receipt.municipality,
        "kiosk": receipt.kiosk,
        "kid": receipt.kid,
        "iat": schema.seconds(receipt.issued_at),
        "bundles": dumped(sorted(receipt.bundles)[-MOST:]),
        "audit": {"n": receipt.audit.n, "head": receipt.audit.head},
    }
    data = statement.signed(claims, HEADER, receipt_key)
    read(data, [keys.public(receipt_key)])
    return data


def read(data: bytes, receipt_keys: Collection[Jwk]) -> Receipt:
    """The receipt in *data*, signed by one of *receipt_keys*; raises BadReceipt."""
    try:
        with refused_as(BadReceipt):
            return _receipt(statement.read(data, HEADER, receipt_keys))
    except BundleError as found:
        raise BadReceipt(str(found)) from found


def _receipt(claims: object) -> Receipt:
    found = Record.of(claims, "receipt", _CLAIMS)
    if found.whole("v") != FORMAT:
        raise Misfit(f"receipt.v: found {found.whole('v')}, expected {FORMAT}")
    chain = found.record("audit", _AUDIT)
    return Receipt(
        municipality=found.text("iss", schema.IDENTIFIER),
        kiosk=found.text("kiosk", schema.IDENTIFIER),
        kid=found.text("kid", schema.THUMBPRINT),
        issued_at=found.moment("iat"),
        bundles=loaded(found),
        audit=Audit(chain.whole("n"), chain.text("head", schema.SHA256_OR_NONE)),
    )


def addressed(receipt: Receipt, municipality: str, kiosk: str, kids: Collection[str]) -> None:
    """Raise BadReceipt where *receipt* is not of the desk of *municipality* or not for the *kiosk* with *kids*."""
    if receipt.municipality != municipality:
        raise BadReceipt(f"found a receipt of {receipt.municipality}, expected one of {municipality}")
    if receipt.kiosk != kiosk or receipt.kid not in kids:
        raise BadReceipt(f"found a receipt for another kiosk or key, expected one for {kiosk}")


def matched(receipt: Receipt, held: Iterable[Listed]) -> Matched:
    """Which of the bundles that are *held* here the *receipt* is right about; what it says of others means nothing."""
    said = {one.sequence: one for one in receipt.bundles}
    known = [one for one in held if one.sequence in said]
    arrived = tuple(one for one in known if said[one.sequence] == one)
    return Matched(arrived, tuple(one for one in known if one not in arrived))
