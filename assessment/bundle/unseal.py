"""Bytes into contents, or a named error; no file, no network, no clock but *now*.

The order of the checks is the design (each relies on those before it). These are steps 1 to 10 of SECURITY.md §4.7:
size, form, outer header and our key, decryption, inner header, enrolled device, signature, JSON, schema, meaning.
Nothing in the file chooses an algorithm or brings a key.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from joserfc import jwe, jws
from joserfc.errors import BadSignatureError
from joserfc.jwe import JWERegistry

from assessment.bundle import compact, keys, schema, strict_json
from assessment.bundle.contents import FORMAT, PROFILE, Contents, from_claims
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

Note = Callable[[int, str], None]
DOUBTS = frozenset({ClockDoubt.code, RevokedPlausible.code})  # what a person at the desk may overrule, with a reason

_SLACK = timedelta(days=1)  # clocks of kiosks that never see a network
_EPHEMERAL_KEY = schema.names("kty crv x y")


@dataclass(frozen=True, slots=True)
class Verified:
    """Contents, the *device* that signed them, and the digest that the kiosk's next bundle names."""

    contents: Contents
    device: Device
    jws_digest: str

    @property
    def kid(self) -> str:
        """The key that signed."""
        return self.device.kid


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


def _silent(step: int, found: str) -> None:
    """Tell nobody."""


def unseal(data: bytes, desk_keys: Collection[Jwk], trust: Trust, now: datetime) -> Contents:
    """The contents of the bundle *data*, opened with one of *desk_keys* and believed on the word of *trust*."""
    return verified(data, desk_keys, trust, now).contents


def verified(data: bytes, desk_keys: Collection[Jwk], trust: Trust, now: datetime) -> Verified:
    """As *unseal*, with what a desk needs to notice missing and repeated bundles."""
    found = genuine(data, desk_keys, trust)
    check_meaning(found, trust, now)
    return found


def genuine(data: bytes, desk_keys: Collection[Jwk], trust: Trust, note: Note = _silent) -> Verified:
    """Steps 1 to 9: *data* comes from a kiosk that *trust* knows, and its contents have the right form.

    *note* hears of each step that was passed, by its number.
    """
    token = opened(data, BUNDLE, desk_keys, note)
    device, payload = believed(token, BUNDLE, trust, note)
    claims = _strict(payload)
    note(8, f"{len(payload)} bytes")
    contents = from_claims(claims, (FORMAT,))
    note(9, f"format {FORMAT}, kind {contents.kind}, number {contents.sequence}, {len(contents.events)} events")
    return Verified(contents, device, sha256(token).hexdigest())


def check_meaning(found: Verified, trust: Trust, now: datetime, despite: Collection[str] = ()) -> None:
    """Step 10: is it for us, from whom it says, and from a time that makes sense?

    Raises a BundleError where not. A person may believe *despite* some codes of DOUBTS.
    """
    _check_message(found.contents, found.device, trust, now, despite)


def verified_paper(data: bytes, desk_keys: Collection[Jwk], trust: Trust, now: datetime) -> VerifiedPaper:
    """As *verified*, for a token that came on paper."""
    device, payload = believed(opened(data, PAPER, desk_keys), PAPER, trust)
    found = _reduced(payload)
    _check_message(found, device, trust, now)
    return VerifiedPaper(found, device.kid)


def opened(data: bytes, wrapping: Wrapping, desk_keys: Collection[Jwk], note: Note = _silent) -> bytes:
    """The signed token in *data*, of the type *wrapping* for one of *desk_keys*; an UnusableFile otherwise."""
    kid = recipient(data, wrapping, note)
    key = _ours(kid, desk_keys)
    note(3, f"sealed to the key {kid}, which is ours")
    token = _decrypted(data, key, compact.COMPRESSED if _inflates(wrapping) else compact.ENCRYPTION)
    note(4, f"{len(token)} bytes")
    return token


def believed(token: bytes, wrapping: Wrapping, trust: Trust, note: Note = _silent) -> tuple[Device, bytes]:
    """The device in *trust* that signed *token*, and what it signed; not yet looked at."""
    kid = _signer(token, wrapping)
    note(5, f"3 parts, signed with the key {kid}")
    device = _trusted(kid, trust)
    note(6, f"the key of {device.name}, from {device.enrolled_at:%Y-%m-%d} until {device.not_after:%Y-%m-%d}")
    payload = _payload(token, device)
    note(7, f"made by {device.name}")
    return device, payload


def recipient(data: bytes, wrapping: Wrapping = BUNDLE, note: Note = _silent) -> str:
    """The key that *data* says it was sealed to: all that a stranger can read of a bundle."""
    largest = compact.LARGEST_INFLATED if _inflates(wrapping) else compact.LARGEST_FILE
    if len(data) > largest:
        raise TooLarge(f"found {len(data)} bytes, expected at most {largest}")
    note(1, f"{len(data)} bytes")
    with refused_as(NotABundle):
        outer = compact.parts(data, 5)[0]
        note(2, "5 parts in base64url")
        header = compact.header(outer, wrapping.outer, "kid epk")
        ephemeral = header.record("epk", _EPHEMERAL_KEY)
        if (ephemeral.fields["kty"], ephemeral.fields["crv"]) != ("EC", "P-256"):
            raise Misfit("header.epk: expected a key on P-256")
        for name in ("x", "y"):
            compact.decoded(ephemeral.text(name, schema.THUMBPRINT).encode("ascii"))
        return header.text("kid", schema.THUMBPRINT)


def _inflates(wrapping: Wrapping) -> bool:
    return "zip" in wrapping.outer


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


def _strict(payload: bytes) -> object:
    with refused_as(MalformedContents):
        return strict_json.loads(payload, compact.LARGEST_FILE)


def _reduced(payload: bytes) -> Reduced:
    with refused_as(MalformedContents):
        return from_reduced(strict_json.loads(payload, compact.LARGEST_INFLATED))


def _check_message(
    contents: Contents | Reduced, device: Device, trust: Trust, now: datetime, despite: Collection[str] = ()
) -> None:
    _check_parties(contents, device, trust)
    if ClockDoubt.code not in despite:
        _check_clock(contents, device, now)
        if now > contents.expires_at + _SLACK:
            raise ExpiredBundle(f"found a bundle that was accepted until {contents.expires_at:%Y-%m-%d}")
    _check_faith(contents, device, trust, despite)


def check_origin(contents: Sent, device: Device, trust: Trust, now: datetime) -> None:
    """Refuse what is not for us, not from whom it says, or from a time at which *device* was not to be believed."""
    _check_parties(contents, device, trust)
    _check_clock(contents, device, now)


def _check_parties(contents: Sent, device: Device, trust: Trust) -> None:
    if contents.audience != trust.recipient:
        raise WrongDesk(f"found the audience {contents.audience}, expected {trust.recipient}")
    if contents.issuer != device.name:
        raise UnknownDevice(f"found the kiosk {contents.issuer}, but its key is enrolled as {device.name}")


def _check_clock(contents: Sent, device: Device, now: datetime) -> None:
    sealed_at = contents.issued_at
    if not device.enrolled_at - _SLACK <= sealed_at <= now + _SLACK:
        raise ClockDoubt(f"found {sealed_at:%Y-%m-%d %H:%M}, expected a moment between enrolment and now")
    if sealed_at > device.not_after:
        raise ExpiredDevice(f"found {sealed_at:%Y-%m-%d}, but the key was valid until {device.not_after:%Y-%m-%d}")


def _check_faith(contents: Contents | Reduced, device: Device, trust: Trust, despite: Collection[str]) -> None:
    """Is it from before its key was revoked, and about a bank that the officers allow? Then a person decides.

    Whoever stole the key can sign any date, but not a number that the desk has seen before.
    """
    if device.revoked and not device.plausible(contents.sequence, contents.issued_at):
        raise RevokedDevice(f"found number {contents.sequence}, expected at most {device.last_good_sequence}, in time")
    if device.revoked and RevokedPlausible.code not in despite:
        raise RevokedPlausible(f"the key of {device.name} is revoked, but not for number {contents.sequence}")
    says_something = isinstance(contents, Reduced) or contents.kind == PROFILE
    if says_something and not trust.allows(contents.bank):
        raise UnlistedBank(f"found the bank {contents.bank.id} {contents.bank.version}, expected one that is listed")
