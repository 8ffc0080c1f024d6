"""Contents into bytes: signed by the kiosk, then encrypted to the desk."""

import base64
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from joserfc import jwe
from joserfc.jwe import JWERegistry

from assessment.bundle import compact, keys, strict_json
from assessment.bundle.contents import FORMAT, Contents, from_claims, to_claims
from assessment.bundle.errors import MalformedContents, TooLarge, refused_as
from assessment.bundle.keys import Jwk

BLOCK = 16 * 1024  # bytes; a file is a whole number of these, so that its size says little
FILE_NAME = re.compile(r"b-[a-z2-7]{26}\.bundle")

INNER: Mapping[str, str] = {"alg": "ES256", "typ": "assessment-bundle+jws"}
OUTER: Mapping[str, str] = {
    "alg": "ECDH-ES+A256KW",
    "enc": "A256GCM",
    "typ": "assessment-bundle+jwe",
    "cty": "assessment-bundle+jws",
}


@dataclass(frozen=True, slots=True)
class Wrapping:
    """One type of message in two layers: its *inner* and *outer* header, and how much they put around what they wrap.

    Characters *around_claims* are header, signature and two dots; those *around_token* are header, wrapped key, nonce,
    tag and four dots. They never change: every key and thumbprint is equally long. 0 where no blocks are filled.
    """

    inner: Mapping[str, str]
    outer: Mapping[str, str]
    around_claims: int = 0
    around_token: int = 0


BUNDLE = Wrapping(INNER, OUTER, around_claims=136 + 86 + 2, around_token=380 + 54 + 16 + 22 + 4)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A bundle: its bytes, their SHA-256, and the SHA-256 of the signed token, the next bundle's *previous*."""

    data: bytes
    digest: str
    jws_digest: str


def seal(contents: Contents, device_key: Jwk, recipient: Jwk) -> Sealed:
    """*contents* signed with *device_key* and encrypted to the public key *recipient*.

    Raises MalformedContents or TooLarge for what no desk would accept, BadKey for a key of the wrong kind.
    """
    return wrapped(_claims(contents), BUNDLE, device_key, recipient)


def wrapped(claims: bytes, wrapping: Wrapping, device_key: Jwk, recipient: Jwk) -> Sealed:
    """*claims* signed with *device_key* and encrypted to *recipient*, as *wrapping* says; BadKey for another kind."""
    key = keys.device_key(device_key, private=True)
    header = {"alg": wrapping.inner["alg"], "kid": key["kid"], "typ": wrapping.inner["typ"]}
    token = compact.signed(header, claims, keys.native(key)).encode("ascii")
    data = encrypted(token, keys.recipient_key(keys.public(recipient)), wrapping.outer, compact.ENCRYPTION)
    return Sealed(data, sha256(data).hexdigest(), sha256(token).hexdigest())


def padded(claims: Callable[[str], bytes], wrapping: Wrapping) -> bytes:
    """What *claims* makes of a random padding that fills the last block of the file; raises TooLarge."""
    bare = len(claims(""))
    padding = _padded_length(bare, wrapping) - bare
    return claims(secrets.token_urlsafe(padding)[:padding])


def file_name(random: bytes, letter: str = "b") -> str:
    """A name that says nothing but the type of file, by its *letter*, from 16 *random* bytes."""
    if len(random) != 16:
        raise ValueError(f"found {len(random)} random bytes, expected 16")
    return f"{letter}-{base64.b32encode(random).decode('ascii').rstrip('=').lower()}.bundle"


def _claims(contents: Contents) -> bytes:
    """The claims of *contents*, padded; read back first, because once the answers are gone it is too late."""
    with refused_as(MalformedContents):
        claims = padded(lambda pad: strict_json.dumps(to_claims(contents, pad)), BUNDLE)
        from_claims(strict_json.loads(claims, compact.LARGEST_FILE), (FORMAT,))
        return claims


def _padded_length(length: int, wrapping: Wrapping) -> int:
    """The least number of bytes from *length* on that makes a file of whole blocks."""
    for size in range(BLOCK, compact.LARGEST_FILE + 1, BLOCK):
        token = (size - wrapping.around_token) * 3 // 4
        if (padded := (token - wrapping.around_claims) * 3 // 4) >= length:
            return padded
    raise TooLarge(f"found {length} bytes of contents, which do not fit in {compact.LARGEST_FILE}")


def encrypted(token: bytes, recipient: Jwk, outer: Mapping[str, str], registry: JWERegistry) -> bytes:
    """*token* as a JWE that only *recipient* opens, with the fixed header fields *outer*."""
    header = {
        "alg": outer["alg"],
        "enc": outer["enc"],
        "kid": recipient["kid"],
        **{name: outer[name] for name in ("typ", "cty", "zip") if name in outer},
    }
    return jwe.encrypt_compact(header, token, keys.native(recipient), registry=registry).encode("ascii")
