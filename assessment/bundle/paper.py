"""A reduced profile sealed for codes on paper: the two layers of a bundle, compressed, and without base64 outside.

The token fills a whole number of codes, and at least four: a sitting that was stopped early looks like a whole one.
"""

import secrets
from collections.abc import Iterator, Mapping
from itertools import pairwise

from assessment.bundle import compact, frames, keys, seal, strict_json
from assessment.bundle.errors import MalformedContents, NotABundle, TooLarge, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.reduced import Reduced, from_claims, to_claims
from assessment.bundle.schema import Misfit
from assessment.bundle.seal import Wrapping

INNER: Mapping[str, str] = {"alg": "ES256", "typ": "assessment-qr+jws"}
OUTER: Mapping[str, str] = {
    "alg": "ECDH-ES+A256KW",
    "enc": "A256GCM",
    "typ": "assessment-qr+jwe",
    "cty": "assessment-qr+jws",
    "zip": "DEF",
}
PAPER = Wrapping(INNER, OUTER)
FEWEST = 4  # codes

# bytes of a token beside its header and what is encrypted: length of the header, wrapped key, nonce, tag
_LENGTH, _KEY, _NONCE, _TAG = 2, 40, 12, 16
_HEADER = 289  # bytes; every key and thumbprint is equally long
AROUND = _LENGTH + _HEADER + _KEY + _NONCE + _TAG
_TRIES = 400


def seal_paper(reduced: Reduced, device_key: Jwk, recipient: Jwk) -> bytes:
    """*reduced* signed with *device_key* and encrypted to the public key *recipient*: bytes for `frames.cut`.

    Raises MalformedContents for what no desk would accept, TooLarge for more than nine codes, BadKey for a wrong key.
    """
    key = keys.device_key(device_key, private=True)
    token = _filling(reduced, key)
    outer = seal.encrypted(token, keys.recipient_key(keys.public(recipient)), OUTER, compact.COMPRESSED)
    return transcoded(outer)


def transcoded(token: bytes) -> bytes:
    """The compact JWE *token* without base64: two bytes for the length of its header, then its five parts."""
    header, *rest = compact.parts(token, 5)
    return b"".join([len(header).to_bytes(_LENGTH), header, *rest])


def restored(data: bytes) -> bytes:
    """The compact JWE that *data* stands for; NotABundle where it is too short for one."""
    with refused_as(NotABundle):
        parts = [data[start:end] for start, end in pairwise(_edges(data))]
        if not all(parts):
            raise Misfit(f"found {len(data)} bytes, which are too few for five parts")
        return ".".join(map(compact.encoded, parts)).encode("ascii")


def _edges(data: bytes) -> Iterator[int]:
    """Where the five parts of *data* begin, and where the last one ends."""
    after_header = _LENGTH + int.from_bytes(data[:_LENGTH])
    yield from (_LENGTH, after_header, after_header + _KEY, after_header + _KEY + _NONCE)
    yield from (len(data) - _TAG, len(data))


def _filling(reduced: Reduced, key: Jwk) -> bytes:
    """*reduced* signed, with as much *pad* as fills the codes once it is compressed."""
    for count in range(FEWEST, frames.MOST + 1):
        room = frames.capacity(count) - AROUND
        if len(compact.DEFLATE.compress(signed(reduced, key, 0))) <= room and (token := _fitted(reduced, key, room)):
            return token
    raise TooLarge(f"found contents that do not fit in {frames.MOST} codes")


def _fitted(reduced: Reduced, key: Jwk, room: int) -> bytes | None:
    """*reduced* signed and padded so that it is exactly *room* bytes when compressed.

    Nobody can tell beforehand how far a text is compressed, so this walks towards the right length; each signature
    and each pad is new, which brings a little chance, and some try fits.
    """
    padding = 0
    for _ in range(_TRIES):
        token = signed(reduced, key, padding)
        short = room - len(compact.DEFLATE.compress(token))
        if short == 0:
            return token
        padding = max(0, padding + (short if abs(short) < 8 else short * 5 // 4))
    return None


def signed(reduced: Reduced, key: Jwk, padding: int) -> bytes:
    """*reduced* signed, with *padding* signs of pad; read back first, for once the answers are gone it is too late."""
    with refused_as(MalformedContents):
        claims = strict_json.dumps(to_claims(reduced, pad=secrets.token_urlsafe(padding)[:padding]))
        from_claims(strict_json.loads(claims, compact.LARGEST_INFLATED))
    header = {"alg": INNER["alg"], "kid": key["kid"], "typ": INNER["typ"]}
    return compact.signed(header, claims, keys.native(key)).encode("ascii")
