"""What a kiosk took along on one export: a list of its bundles, so that the desk sees which did not arrive.

A list in clear would tell whoever finds a stick which kiosk it comes from and how many people sat there (SECURITY.md
threat 10), so it is sealed to the desk like a bundle: signed, padded, encrypted, under a name that says nothing.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from assessment.bundle import compact, schema, strict_json, unseal
from assessment.bundle.contents import Audit
from assessment.bundle.errors import MalformedContents, RevokedDevice, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.schema import Misfit, Record
from assessment.bundle.seal import Sealed, Wrapping, padded, wrapped
from assessment.bundle.trust import Trust

FORMAT = 1
FILE_NAME = re.compile(r"m-[a-z2-7]{26}\.bundle")
_LONGEST_HEADER = 2_048  # characters
MOST = 3_500  # entries in a list; more would not fit in the largest file

WRAPPING = Wrapping(
    inner={"alg": "ES256", "typ": "assessment-manifest+jws"},
    outer={
        "alg": "ECDH-ES+A256KW",
        "enc": "A256GCM",
        "typ": "assessment-manifest+jwe",
        "cty": "assessment-manifest+jws",
    },
    around_claims=139 + 86 + 2,
    around_token=386 + 54 + 16 + 22 + 4,
)

_CLAIMS = schema.names("v iss aud iat number last bundles audit pad")
_LISTED = schema.names("seq jti sha256")
_AUDIT = schema.names("n head")


@dataclass(frozen=True, slots=True, order=True)
class Listed:
    """A bundle in a list: its *sequence* number, id, and the *digest* of its signed contents (`prev` of the next)."""

    sequence: int
    bundle_id: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Export *number* of the kiosk *issuer*: the *bundles* it took along, and the *last* number it ever gave out."""

    issuer: str
    audience: str
    issued_at: datetime
    number: int
    last: int
    bundles: tuple[Listed, ...]
    audit: Audit


@dataclass(frozen=True, slots=True)
class Believed:
    """A manifest that was checked, and the key that signed it."""

    manifest: Manifest
    kid: str


def seal(manifest: Manifest, device_key: Jwk, recipient: Jwk) -> Sealed:
    """*manifest* signed with *device_key* and encrypted to *recipient*.

    Raises MalformedContents or TooLarge for what no desk would accept, BadKey for a key of the wrong kind.
    """
    with refused_as(MalformedContents):
        claims = padded(lambda pad: strict_json.dumps(_to_claims(manifest, pad)), WRAPPING)
        _from_claims(strict_json.loads(claims, compact.LARGEST_FILE))
        return wrapped(claims, WRAPPING, device_key, recipient)


def is_one(data: bytes) -> bool:
    """Whether *data* says of itself that it is a manifest; what it says is not yet to be believed."""
    try:
        compact.header(compact.decoded(data.partition(b".")[0][:_LONGEST_HEADER]), WRAPPING.outer, "kid epk")
    except ValueError:
        return False
    return True


def unsealed(data: bytes, desk_keys: Collection[Jwk], trust: Trust, now: datetime) -> Believed:
    """The manifest in *data*; raises the BundleError that a bundle in its place would, and none of a revoked key."""
    token = unseal.opened(data, WRAPPING, desk_keys)
    device, payload = unseal.believed(token, WRAPPING, trust)
    if device.revoked:
        raise RevokedDevice(f"the key {device.kid} of {device.name} is revoked")
    with refused_as(MalformedContents):
        manifest = _from_claims(strict_json.loads(payload, compact.LARGEST_FILE))
    unseal.check_origin(manifest, device, trust, now)
    return Believed(manifest, device.kid)


def dumped(bundles: Iterable[Listed]) -> list[dict[str, object]]:
    """*bundles* as they stand in a manifest or receipt."""
    return [{"seq": one.sequence, "jti": one.bundle_id, "sha256": one.digest} for one in bundles]


def loaded(found: Record) -> tuple[Listed, ...]:
    """The bundles that *found* lists, in the order of their numbers, each number and id once; raises Misfit."""
    listed = tuple(_listed(one) for one in found.values("bundles"))
    if list(listed) != sorted(listed) or len({one.sequence for one in listed}) != len(listed):
        raise Misfit(f"{found.where}.bundles: expected numbers that go up")
    if len({one.bundle_id for one in listed}) != len(listed):
        raise Misfit(f"{found.where}.bundles: found the same id twice")
    return listed


def _listed(value: object) -> Listed:
    found = Record.of(value, "bundle", _LISTED)
    return Listed(found.whole("seq", least=1), found.text("jti", schema.UUID), found.text("sha256", schema.SHA256))


def _to_claims(manifest: Manifest, pad: str) -> dict[str, object]:
    return {
        "v": FORMAT,
        "iss": manifest.issuer,
        "aud": manifest.audience,
        "iat": schema.seconds(manifest.issued_at),
        "number": manifest.number,
        "last": manifest.last,
        "bundles": dumped(manifest.bundles),
        "audit": {"n": manifest.audit.n, "head": manifest.audit.head},
        "pad": pad,
    }


def _from_claims(claims: object) -> Manifest:
    found = Record.of(claims, "claims", _CLAIMS)
    if found.whole("v") != FORMAT:
        raise Misfit(f"claims.v: found {found.whole('v')}, expected {FORMAT}")
    found.text("pad", schema.BASE64URL)
    bundles, last = loaded(found), found.whole("last")
    if len(bundles) > MOST or (bundles and bundles[-1].sequence > last):
        raise Misfit(f"claims.bundles: found {len(bundles)}, expected at most {MOST} with numbers up to claims.last")
    chain = found.record("audit", _AUDIT)
    return Manifest(
        issuer=found.text("iss", schema.IDENTIFIER),
        audience=found.text("aud", schema.IDENTIFIER),
        issued_at=found.moment("iat"),
        number=found.whole("number", least=1),
        last=last,
        bundles=bundles,
        audit=Audit(chain.whole("n"), chain.text("head", schema.SHA256_OR_NONE)),
    )
