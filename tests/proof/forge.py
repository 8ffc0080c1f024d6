"""Tokens as an attacker makes them: from the primitives, so that no library refuses what nobody should send.

Nothing here is used by the program. Headers and payloads are bytes or plain data; plain data becomes JSON as it is.
"""

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from assessment.bundle.keys import Jwk

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
PRIME = 2**256 - 2**224 + 2**192 + 2**96 - 1  # of its coordinates
_ALGORITHM = b"ECDH-ES+A256KW"


def part(value: object) -> str:
    """*value* as one part of a token: bytes as they are, anything else as JSON."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def taken(text: str | bytes) -> bytes:
    """The bytes behind one part of a token."""
    data = text.encode() if isinstance(text, str) else text
    return base64.urlsafe_b64decode(data + b"=" * (-len(data) % 4))


def number(text: str) -> int:
    """The number in a field of a key."""
    return int.from_bytes(taken(text), "big")


def coordinate(value: int, length: int = 32) -> str:
    """*value* as a field of a key."""
    return part(value.to_bytes(length, "big"))


def public_key(key: Mapping[str, str]) -> ec.EllipticCurvePublicKey:
    """The public half of a JSON Web Key."""
    return ec.EllipticCurvePublicNumbers(number(key["x"]), number(key["y"]), ec.SECP256R1()).public_key()


def private_key(key: Jwk) -> ec.EllipticCurvePrivateKey:
    """The private half of a JSON Web Key."""
    return ec.derive_private_key(number(key["d"]), ec.SECP256R1())


# signed


def raw_signature(data: bytes, key: Jwk) -> bytes:
    """The signature over *data* as a JWS carries it: r and s, 32 bytes each."""
    r, s = decode_dss_signature(der_signature(data, key))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def der_signature(data: bytes, key: Jwk) -> bytes:
    """The signature over *data* as X.509 and TLS carry it."""
    return private_key(key).sign(data, ec.ECDSA(hashes.SHA256()))


def jws(header: object, payload: object, key: Jwk) -> bytes:
    """A JWS with any *header*, signed with ES256 whatever the header says."""
    signing_input = f"{part(header)}.{part(payload)}"
    return f"{signing_input}.{part(raw_signature(signing_input.encode(), key))}".encode()


def mirrored(token: bytes) -> bytes:
    """*token* with the other signature that fits as well: s becomes the order of the curve minus s."""
    head, _, signature = token.rpartition(b".")
    raw = taken(signature)
    s = ORDER - int.from_bytes(raw[32:], "big")
    return head + b"." + part(raw[:32] + s.to_bytes(32, "big")).encode()


# encrypted


@dataclass(frozen=True)
class Jwe:
    """A JWE in its five parts, each of which an attacker may set."""

    header: object
    wrapped_key: bytes
    nonce: bytes
    text: bytes
    tag: bytes

    @property
    def data(self) -> bytes:
        """The compact form."""
        return ".".join(map(part, (self.header, self.wrapped_key, self.nonce, self.text, self.tag))).encode()

    def other(self, **changes: object) -> bytes:
        """The compact form with some parts exchanged."""
        return replace(self, **changes).data


def jwe(
    header: Mapping[str, object],
    plaintext: bytes,
    recipient: Jwk,
    *,
    nonce_length: int = 12,
    key_length: int = 32,
    spelt: Callable[[str], str] = str,
) -> Jwe:
    """*plaintext* encrypted to *recipient* by ECDH-ES, A256KW and AES-GCM, rightly for any *header*.

    The header gets a fresh epk, and *spelt* may write its JSON otherwise.
    """
    ephemeral = ec.generate_private_key(ec.SECP256R1())
    numbers = ephemeral.public_key().public_numbers()
    epk = {"kty": "EC", "crv": "P-256", "x": coordinate(numbers.x), "y": coordinate(numbers.y)}
    protected = spelt(json.dumps({**header, "epk": epk}, separators=(",", ":"))).encode()
    content_key, nonce = secrets.token_bytes(key_length), secrets.token_bytes(nonce_length)
    wrapped = aes_key_wrap(_agreed(ephemeral, recipient), content_key)
    sealed = AESGCM(content_key).encrypt(nonce, plaintext, part(protected).encode())
    return Jwe(protected, wrapped, nonce, sealed[:-16], sealed[-16:])


def _agreed(ephemeral: ec.EllipticCurvePrivateKey, recipient: Jwk) -> bytes:
    """The key that wraps the content key (RFC 7518, 4.6.2, without apu and apv)."""
    other_info = _counted(_ALGORITHM) + _counted(b"") + _counted(b"") + (256).to_bytes(4, "big")
    shared = ephemeral.exchange(ec.ECDH(), public_key(recipient))
    return ConcatKDFHash(hashes.SHA256(), 32, other_info).derive(shared)


def _counted(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data
