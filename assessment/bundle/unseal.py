"""Bytes into contents, or a named error; no file, no network, no clock but *now*.

The order of the checks is the design (each relies on those before it):
size, form, outer header, our key, decryption, inner header, enrolled device, signature, JSON, schema, meaning.
Nothing in the file chooses an algorithm or brings a key.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from joserfc import jwe, jws
from joserfc.errors import BadSignatureError
from joserfc.jwe import JWERegistry

from assessment.bundle import compact, keys, schema, strict_json
from assessment.bundle.contents import FORMAT, Contents, from_claims
from assessment.bundle.errors import (
    BadSignature,
    ClockDoubt,
    DamagedBundle,
    ExpiredBundle,
    ExpiredDevice,
    MalformedContents,
    NotABundle,
    RevokedDevice,
    RevokedPlausible,
    TooLarge,
    UnknownDevice,
    UnlistedBank,
    WrongDesk,
    refused_as,
)
from assessment.bundle.keys import Jwk
from assessment.bundle.paper import PAPER
from assessment.bundle.reduced import Reduced
from assessment.bundle.reduced import from_claims as from_reduced
from assessment.bundle.schema import Misfit
from assessment.bundle.seal import BUNDLE, Wrapping
from assessment.bundle.trust import Device, Trust

_SLACK = timedelta(days=1)  # clocks of kiosks that never see a network
_EPHEMERAL_KEY = schema.names("kty crv x y")


@dataclass(frozen=True, slots=True)
class Verified:
    """Contents that were checked, the key that signed them, and the digest that the kiosk's next bundle names."""

    contents: Contents
    kid: str
    jws_digest: str


class Sent(Protocol):
    """What every message from a kiosk says about where it comes from and goes to."""

    @property
    def audience(self) -> str: ...
    @property
    def issuer(self) -> str: ...
    @property
    def issued_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class VerifiedPaper:
    """What paper says, checked, and the key that signed it."""

    reduced: Reduced
    kid: str


def unseal(data: bytes, desk_keys: Collection[Jwk], trust: Trust, now: datetime) -> Contents:
    """The contents of the bundle *data*, opened with one of *desk_keys* and believed on the word of *trust*."""
    return verified(data, desk_keys, trust, now).contents


def verified(data: bytes, desk_keys: Collection[Jwk], trust: Trust, now: datetime) -> Verified:
    """As *unseal*, with what a desk needs to notice missing and repeated bundles."""
    token = opened(data, BUNDLE, desk_keys)
    device, payload = believed(token, BUNDLE, trust)
    contents = _contents(payload)
    _check_meaning(contents, device, trust, now)
    return Verified(contents, device.kid, sha256(token).hexdigest())


def verified_paper(data: bytes, desk_keys: Collection[Jwk], trust: Trust, now: datetime) -> VerifiedPaper:
    """As *verified*, for a token that came on paper."""
    device, payload = believed(opened(data, PAPER, desk_keys), PAPER, trust)
    found = _reduced(payload)
    _check_meaning(found, device, trust, now)
    return VerifiedPaper(found, device.kid)


def opened(data: bytes, wrapping: Wrapping, desk_keys: Collection[Jwk]) -> bytes:
    """The signed token in *data*, of the type *wrapping* for one of *desk_keys*; an UnusableFile otherwise."""
    inflates = "zip" in wrapping.outer
    largest = compact.LARGEST_INFLATED if inflates else compact.LARGEST_FILE
    if len(data) > largest:
        raise TooLarge(f"found {len(data)} bytes, expected at most {largest}")
    kid = _recipient(data, wrapping)
    return _decrypted(data, _ours(kid, desk_keys), compact.COMPRESSED if inflates else compact.ENCRYPTION)


def believed(token: bytes, wrapping: Wrapping, trust: Trust) -> tuple[Device, bytes]:
    """The device in *trust* that signed *token*, and what it signed; not yet looked at."""
    device = _trusted(_signer(token, wrapping), trust)
    return device, _payload(token, device)


def _recipient(data: bytes, wrapping: Wrapping) -> str:
    """The key that *data* says it was sealed to."""
    with refused_as(NotABundle):
        header = compact.header(compact.parts(data, 5)[0], wrapping.outer, "kid epk")
        ephemeral = header.record("epk", _EPHEMERAL_KEY)
        if (ephemeral.fields["kty"], ephemeral.fields["crv"]) != ("EC", "P-256"):
            raise Misfit("header.epk: expected a key on P-256")
        for name in ("x", "y"):
            compact.decoded(ephemeral.text(name, schema.THUMBPRINT).encode("ascii"))
        return header.text("kid", schema.THUMBPRINT)


def _ours(kid: str, desk_keys: Collection[Jwk]) -> Jwk:
    for key in desk_keys:
        if key["kid"] == kid:
            return key
    raise WrongDesk(f"found the recipient key {kid}, expected one of this desk's {len(desk_keys)}")


def _decrypted(data: bytes, key: Jwk, registry: JWERegistry) -> bytes:
    with refused_as(DamagedBundle):
        plaintext = jwe.decrypt_compact(data, keys.native(key), registry=registry).plaintext
        if plaintext is None:
            raise Misfit("found no plaintext")
        return plaintext


def _signer(token: bytes, wrapping: Wrapping) -> str:
    """The key that *token* says it was signed with."""
    with refused_as(MalformedContents):
        header = compact.header(compact.parts(token, 3)[0], wrapping.inner, "kid")
        return header.text("kid", schema.THUMBPRINT)


def _trusted(kid: str, trust: Trust) -> Device:
    """The device with the key *kid*; a revoked one only if some of what it made may be honest, see *_check_faith*."""
    device = trust.device(kid)
    if device is None:
        raise UnknownDevice(f"found the signing key {kid}, which was never enrolled")
    if device.revoked and not device.last_good_sequence:
        raise RevokedDevice(f"the key {kid} of {device.name} is revoked")
    return device


def _payload(token: bytes, device: Device) -> bytes:
    with refused_as(MalformedContents):
        try:
            return jws.deserialize_compact(token, keys.native(device.jwk), registry=compact.SIGNATURES).payload
        except BadSignatureError as found:
            raise BadSignature(f"the signature was not made by the key of {device.name}") from found


def _contents(payload: bytes) -> Contents:
    with refused_as(MalformedContents):
        return from_claims(strict_json.loads(payload, compact.LARGEST_FILE), (FORMAT,))


def _reduced(payload: bytes) -> Reduced:
    with refused_as(MalformedContents):
        return from_reduced(strict_json.loads(payload, compact.LARGEST_INFLATED))


def _check_meaning(contents: Contents | Reduced, device: Device, trust: Trust, now: datetime) -> None:
    """Is it for us, from whom it says, and from a time that makes sense?"""
    check_origin(contents, device, trust, now)
    if now > contents.expires_at + _SLACK:
        raise ExpiredBundle(f"found a bundle that was accepted until {contents.expires_at:%Y-%m-%d}")
    _check_faith(contents, device, trust)


def check_origin(contents: Sent, device: Device, trust: Trust, now: datetime) -> None:
    """Refuse what is not for us, not from whom it says, or from a time at which *device* was not to be believed."""
    if contents.audience != trust.recipient:
        raise WrongDesk(f"found the audience {contents.audience}, expected {trust.recipient}")
    if contents.issuer != device.name:
        raise UnknownDevice(f"found the kiosk {contents.issuer}, but its key is enrolled as {device.name}")
    sealed_at = contents.issued_at
    if not device.enrolled_at - _SLACK <= sealed_at <= now + _SLACK:
        raise ClockDoubt(f"found {sealed_at:%Y-%m-%d %H:%M}, expected a moment between enrolment and now")
    if sealed_at > device.not_after:
        raise ExpiredDevice(f"found {sealed_at:%Y-%m-%d}, but the key was valid until {device.not_after:%Y-%m-%d}")


def _check_faith(contents: Contents | Reduced, device: Device, trust: Trust) -> None:
    """Is it from before its key was revoked, and about a bank that the officers allow? Then a person decides.

    Whoever stole the key can sign any date, but not a number that the desk has seen before.
    """
    if device.revoked and not device.plausible(contents.sequence, contents.issued_at):
        raise RevokedDevice(f"found number {contents.sequence}, expected at most {device.last_good_sequence}, in time")
    if device.revoked:
        raise RevokedPlausible(f"the key of {device.name} is revoked, but not for number {contents.sequence}")
    if not trust.allows(contents.bank):
        raise UnlistedBank(f"found the bank {contents.bank.id} {contents.bank.version}, expected one that is listed")
