"""The two kinds of key, as JSON Web Keys on P-256: kiosks, desks and officers sign with one, desks are written to."""

from dataclasses import dataclass
from hashlib import sha256

from joserfc.jwk import ECKey

from assessment.bundle import schema, strict_json
from assessment.bundle.compact import decoded
from assessment.bundle.errors import BadKey, refused_as
from assessment.bundle.schema import Misfit, Record
from assessment.bundle.word_list import WORDS

Jwk = dict[str, str]

_LARGEST_KEY = 4096  # bytes of JSON
_PUBLIC = schema.names("kty crv x y use alg kid")
_PRIVATE = _PUBLIC | {"d"}


@dataclass(frozen=True, slots=True)
class _Purpose:
    """What a key is for, as it stands in the key itself."""

    use: str
    alg: str
    words: str


_SIGNING = _Purpose("sig", "ES256", "a key to sign with")
_RECIPIENT = _Purpose("enc", "ECDH-ES+A256KW", "the recipient key of a desk")


def make_device_key() -> Jwk:
    """A new private key for a kiosk to sign with."""
    return _make(_SIGNING)


def make_receipt_key() -> Jwk:
    """A new private key for a desk to sign receipts with."""
    return _make(_SIGNING)


def make_officer_key() -> Jwk:
    """A new private key for an officer to sign trust stores with."""
    return _make(_SIGNING)


def make_recipient_key() -> Jwk:
    """A new private key for a desk to be written to with."""
    return _make(_RECIPIENT)


def public(key: Jwk) -> Jwk:
    """*key* without its private part."""
    return {name: value for name, value in key.items() if name != "d"}


def words(key: Jwk) -> str:
    """*key* in six Dutch words (66 bits), to be read aloud and compared, all six, before it is trusted."""
    number = _number(b"assessment-words/1", key)
    return " ".join(WORDS[number >> 11 * place & 0x7FF] for place in reversed(range(6)))


def fingerprint(key: Jwk) -> str:
    """*key* in six groups of five digits, for who does not read the words."""
    digits = f"{_number(b'assessment-fingerprint/1', key) % 10**30:030d}"
    return " ".join(digits[start : start + 5] for start in range(0, 30, 5))


def spoken(key: Jwk) -> str:
    """*key* as it is shown wherever people compare it: its words, and the digits that say the same."""
    return f"{words(key)} ({fingerprint(key)})"


def dump(key: Jwk) -> bytes:
    """*key* as a file, private part included if it has one."""
    return strict_json.spaced(key) + b"\n"


def load_device_key(data: bytes) -> Jwk:
    """The private signing key of a kiosk in the file *data*."""
    with refused_as(BadKey):
        return device_key(strict_json.loads(data, _LARGEST_KEY), private=True)


def load_signing_key(data: bytes) -> Jwk:
    """The private key of an officer, or for receipts, in the file *data*."""
    with refused_as(BadKey):
        return signing_key(strict_json.loads(data, _LARGEST_KEY), private=True)


def load_recipient_key(data: bytes) -> Jwk:
    """The private recipient key of a desk in the file *data*."""
    with refused_as(BadKey):
        return recipient_key(strict_json.loads(data, _LARGEST_KEY), private=True)


def device_key(value: object, *, private: bool = False) -> Jwk:
    """*value*, if it is the signing key of a kiosk; raises BadKey."""
    return _checked(value, _SIGNING, private)


def signing_key(value: object, *, private: bool = False) -> Jwk:
    """*value*, if it is a key of an officer or for receipts; raises BadKey.

    By itself it looks like that of a kiosk: its place in the trust store and the type of what it signs tell them apart.
    """
    return _checked(value, _SIGNING, private)


def recipient_key(value: object, *, private: bool = False) -> Jwk:
    """*value*, if it is the recipient key of a desk; raises BadKey."""
    return _checked(value, _RECIPIENT, private)


def native(key: Jwk) -> ECKey:
    """*key* as joserfc wants it."""
    parameters: dict[str, str | list[str]] = {name: value for name, value in key.items()}
    return ECKey.import_key(parameters)


def _number(domain: bytes, key: Jwk) -> int:
    return int.from_bytes(sha256(domain + b"\0" + key["kid"].encode("ascii")).digest())


def _make(purpose: _Purpose) -> Jwk:
    made = ECKey.generate_key("P-256")
    numbers = {name: str(value) for name, value in made.as_dict(private=True).items()}
    return {**numbers, "use": purpose.use, "alg": purpose.alg, "kid": made.thumbprint()}


def _checked(value: object, purpose: _Purpose, private: bool) -> Jwk:
    with refused_as(BadKey):
        found = Record.of(value, "key", _PRIVATE if private else _PUBLIC)
        expected = {"kty": "EC", "crv": "P-256", "use": purpose.use, "alg": purpose.alg}
        for name, right in expected.items():
            if found.fields[name] != right:
                raise Misfit(f"key.{name}: expected {right}, as in {purpose.words}")
        numbers: Jwk = {name: _coordinate(found, name) for name in ("x", "y", "d") if name in found.fields}
        key: Jwk = {**expected, **numbers, "kid": found.text("kid", schema.THUMBPRINT)}
        if native(key).thumbprint() != key["kid"]:
            raise Misfit("key.kid: expected the thumbprint (RFC 7638) of the key")
        return key


def _coordinate(found: Record, name: str) -> str:
    text = found.text(name, schema.THUMBPRINT)
    decoded(text.encode("ascii"))
    return text
