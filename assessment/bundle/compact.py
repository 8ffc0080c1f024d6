"""JOSE compact tokens: read strictly before joserfc sees them, with limits and algorithms of our own."""

import base64
import re
import zlib
from collections.abc import Mapping

from joserfc.jwa import JWEZipModel
from joserfc.jwe import JWERegistry
from joserfc.jwk import ECKey
from joserfc.jws import JWSRegistry

from assessment.bundle import strict_json
from assessment.bundle.schema import THUMBPRINT, Misfit, Record, names

LARGEST_FILE = 1024 * 1024  # bytes
LARGEST_INFLATED = 64 * 1024  # bytes
_LARGEST_HEADER = 1024  # bytes
_ALPHABET = re.compile(rb"[A-Za-z0-9_-]+")


class _Signatures(JWSRegistry):
    """joserfc's own limit would be 125 KiB."""

    max_payload_length = LARGEST_FILE


class _Encryption(JWERegistry):
    """joserfc's own limit would be 64 KiB."""

    max_ciphertext_length = LARGEST_FILE


class _Deflate(JWEZipModel):
    """DEFLATE (RFC 1951) with our own limit: joserfc's would be 250 KiB, and it overlooks cut and surplus bytes."""

    name = "DEF"

    def compress(self, s: bytes) -> bytes:
        deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
        return deflate.compress(s) + deflate.flush()

    def decompress(self, s: bytes) -> bytes:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflate.decompress(s, LARGEST_INFLATED)
        except zlib.error as error:
            raise Misfit(f"found bytes that are not DEFLATE ({error})") from error
        if not inflate.eof or inflate.unused_data:
            raise Misfit(f"found something that does not end within {LARGEST_INFLATED} bytes, or goes on after its end")
        return data


class _Compressed(JWERegistry):
    """Only for paper, where every byte counts."""

    max_ciphertext_length = LARGEST_INFLATED

    def get_zip(self, name: str) -> JWEZipModel:
        return DEFLATE


DEFLATE = _Deflate()
SIGNATURES = _Signatures(algorithms=["ES256"])
ENCRYPTION = _Encryption(algorithms=["ECDH-ES+A256KW", "A256GCM"])
COMPRESSED = _Compressed(algorithms=["ECDH-ES+A256KW", "A256GCM", "DEF"])


def signed(header: Mapping[str, str], payload: bytes, key: ECKey) -> str:
    """*payload* as a JWS made with *key*.

    The header keeps the spaces of json.dumps: base64 inside base64 cannot reach every length,
    and without them no padding makes a file of a whole number of blocks.
    """
    algorithm = SIGNATURES.get_alg(header["alg"])
    algorithm.check_key(key)
    signing_input = f"{encoded(strict_json.spaced(header))}.{encoded(payload)}"
    return f"{signing_input}.{encoded(algorithm.sign(signing_input.encode('ascii'), key))}"


def parts(token: bytes, count: int) -> list[bytes]:
    """The *count* parts of *token*, decoded."""
    found = token.split(b".")
    if len(found) != count:
        raise Misfit(f"found {len(found)} parts, expected {count}")
    return [decoded(part) for part in found]


def header(data: bytes, fixed: Mapping[str, str], free: str) -> Record:
    """The header in *data*: the values *fixed*, the fields named in *free* and no others; kid is a thumbprint."""
    found = Record.of(strict_json.loads(data, _LARGEST_HEADER), "header", names(free).union(fixed))
    for name, value in fixed.items():
        if found.fields[name] != value:
            raise Misfit(f"header.{name}: expected {value}")
    found.text("kid", THUMBPRINT)
    return found


def encoded(data: bytes) -> str:
    """*data* in base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decoded(part: bytes) -> bytes:
    """The bytes that *part* stands for, if it is the one way to write them in base64url."""
    if not _ALPHABET.fullmatch(part):
        raise Misfit("found a part that is empty or has other characters than base64url")
    data = base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))
    if encoded(data).encode("ascii") != part:
        raise Misfit("found base64url with stray bits at its end")
    return data
