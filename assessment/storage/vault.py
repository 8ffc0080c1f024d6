"""Keys of sessions: made here, wrapped under the resume code, kept in memory only while a session is open.

Forgetting a key in Python does not erase its memory, so the process that held one ends with the session
(docs/decisions/0001). SECURITY.md §4.2 gives the scheme.
"""

from dataclasses import dataclass
from secrets import token_bytes
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

KEY_BYTES = 32
_NONCE_BYTES = 12
# OpenSSL shares one small pool of threads among all derivations: two at once wait for each other for ever
# (openssl issue 20059), so two people who came in at the same moment stopped the kiosk.
_ONE_AT_A_TIME = Lock()


class WrongKey(Exception):
    """This key does not open that: the code is not that of the session, or a stored byte was changed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a resume code costs: memory in KiB, passes, lanes. Stored with each session, so it can rise."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A session key that only the resume code together with the kiosk's secret can unwrap."""

    salt: bytes
    cost: Cost
    data: bytes


def new_key() -> bytes:
    """A fresh session key of 256 bits."""
    return AESGCM.generate_key(8 * KEY_BYTES)


def wrap(key: bytes, code: str, session_id: str, secret: bytes, cost: Cost) -> WrappedKey:
    """*key* wrapped (RFC 3394) under a key derived from the resume *code* and the kiosk's *secret*."""
    salt = token_bytes(16)
    return WrappedKey(salt, cost, aes_key_wrap(_wrapping_key(code, session_id, secret, salt, cost), key))


def unwrap(wrapped: WrappedKey, code: str, session_id: str, secret: bytes) -> bytes:
    """The session key inside *wrapped*; WrongKey where *code* is another."""
    try:
        return aes_key_unwrap(_wrapping_key(code, session_id, secret, wrapped.salt, wrapped.cost), wrapped.data)
    except InvalidUnwrap:
        raise WrongKey from None


def _wrapping_key(code: str, session_id: str, secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return stretched(code, secret, salt, cost, b"assessment/resume/1" + session_id.encode())


def stretched(code: str, secret: bytes, salt: bytes, cost: Cost, info: bytes) -> bytes:
    """A key made of *code* at *cost* and of the kiosk's *secret*; *info* says what for, so that uses stay apart."""
    derivation = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    with _ONE_AT_A_TIME:
        derived = derivation.derive(code.encode())
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(derived + secret)


def seal_event(key: bytes, session_id: str, sequence: int, data: bytes) -> bytes:
    """*data* encrypted and bound to its place, so that no row can be moved to another session or position."""
    nonce = token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, _place(session_id, sequence))


def open_event(key: bytes, session_id: str, sequence: int, sealed: bytes) -> bytes:
    """What *seal_event* was given; WrongKey where one bit of it, or its place, is different."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _place(session_id, sequence))
    except (InvalidTag, ValueError):  # ValueError: shorter than a nonce
        raise WrongKey from None


def seal_visit(secret: bytes, visit: str, data: bytes) -> bytes:
    """*data* under a key made of the kiosk's *secret* and the number *visit*, which only a browser's cookie holds."""
    nonce = token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_visit_key(secret, visit)).encrypt(nonce, data, None)


def open_visit(secret: bytes, visit: str, sealed: bytes) -> bytes:
    """What *seal_visit* was given; WrongKey where one bit of it is different."""
    try:
        return AESGCM(_visit_key(secret, visit)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
    except (InvalidTag, ValueError):
        raise WrongKey from None


def _visit_key(secret: bytes, visit: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"assessment/visit/1").derive(visit.encode() + secret)


def _place(session_id: str, sequence: int) -> bytes:
    """What an event is bound to. The item and the bank's hash are inside it, sealed with it."""
    return f"assessment/event/1/{session_id}/{sequence}".encode()
