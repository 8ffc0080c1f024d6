"""An officer's key in a file: name and public part for everybody, the private part under a passphrase.

Argon2id makes a key of the passphrase (RFC 9106), AES-256-GCM seals the private part and binds it to the name.
"""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from assessment.bundle import compact, keys, schema, strict_json
from assessment.bundle.errors import BadKey, WrongPassphrase, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.officers import Officer
from assessment.bundle.schema import BASE64URL, Misfit, Record

SHORTEST = 12  # characters of a passphrase
_LARGEST = 8192  # bytes
_NONCE = 12  # bytes
_PUBLIC = schema.names("v name jwk")
_PRIVATE = _PUBLIC | {"sealed"}
_SEALED = schema.names("memory_kib passes lanes salt nonce ciphertext")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at the passphrase costs: memory in KiB, passes, lanes. It stands in the file, so it can rise."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4


def dump(name: str, key: Jwk, passphrase: str, cost: Cost | None = None) -> bytes:
    """The private *key* of the officer called *name*, sealed; WrongPassphrase for one that is too short."""
    if len(passphrase) < SHORTEST:
        raise WrongPassphrase(f"found {len(passphrase)} characters, expected at least {SHORTEST}")
    officer, cost = Officer(name, keys.public(key)), cost or Cost()
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(_NONCE)
    ciphertext = AESGCM(_derived(passphrase, salt, cost)).encrypt(nonce, key["d"].encode(), _place(officer))
    sealed = {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}
    parts = {"salt": salt, "nonce": nonce, "ciphertext": ciphertext}
    encoded = {part: compact.encoded(value) for part, value in parts.items()}
    data = strict_json.spaced({**_stated(officer), "sealed": {**sealed, **encoded}}) + b"\n"
    load_public(data)  # a name that no trust store may carry is better refused here
    return data


def dump_public(officer: Officer) -> bytes:
    """What others may know of *officer*: the name and the public key."""
    return strict_json.spaced(_stated(officer)) + b"\n"


def load_public(data: bytes) -> Officer:
    """The officer of a file with or without a private part; raises BadKey."""
    with refused_as(BadKey):
        value = strict_json.loads(data, _LARGEST)
        private = isinstance(value, dict) and "sealed" in value
        return _officer(Record.of(value, "officer", _PRIVATE if private else _PUBLIC))


def load(data: bytes, passphrase: str) -> Jwk:
    """The private key in the file *data*; raises BadKey or WrongPassphrase."""
    with refused_as(BadKey):
        found = Record.of(strict_json.loads(data, _LARGEST), "officer", _PRIVATE)
        officer, sealed = _officer(found), found.record("sealed", _SEALED)
        salt, nonce, ciphertext = (_bytes(sealed, name) for name in ("salt", "nonce", "ciphertext"))
        key = _derived(passphrase, salt, _cost(sealed))
        private = _opened(key, nonce, ciphertext, officer)
        return keys.signing_key({**officer.jwk, "d": private.decode("ascii")}, private=True)


def _opened(key: bytes, nonce: bytes, ciphertext: bytes, officer: Officer) -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, _place(officer))
    except InvalidTag:
        raise WrongPassphrase("this passphrase does not open the key, or the file was changed") from None


def _stated(officer: Officer) -> dict[str, object]:
    return {"v": 1, "name": officer.name, "jwk": keys.public(officer.jwk)}


def _officer(found: Record) -> Officer:
    if found.whole("v") != 1:
        raise Misfit(f"officer.v: found {found.whole('v')}, expected 1")
    return Officer(found.text("name", schema.IDENTIFIER), keys.signing_key(found.fields["jwk"]))


def _cost(sealed: Record) -> Cost:
    """No more than we would ever write: a file must not make this machine run out of memory."""
    return Cost(
        sealed.whole("memory_kib", least=8, most=512 * 1024),
        sealed.whole("passes", least=1, most=10),
        sealed.whole("lanes", least=1, most=8),
    )


def _bytes(sealed: Record, name: str) -> bytes:
    return compact.decoded(sealed.text(name, BASE64URL).encode("ascii"))


def _derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(passphrase.encode())


def _place(officer: Officer) -> bytes:
    return b"assessment-officer/1\0" + officer.name.encode() + b"\0" + officer.kid.encode()
