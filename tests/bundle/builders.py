"""A kiosk, a desk and good contents; each test changes only what it is about."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from joserfc import jwe

from assessment.bundle import compact, enrolment, keys
from assessment.bundle.contents import Audit, Bank, Clock, Consent, Contents, to_claims
from assessment.bundle.keys import Jwk
from assessment.bundle.seal import INNER, OUTER, seal
from assessment.bundle.trust import Trust, enrol
from assessment.bundle.unseal import unseal

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
KIOSK = "kiosk-1"
MUNICIPALITY = "amsterdam"


@dataclass(frozen=True)
class Place:
    """A kiosk and the desk that it is enrolled with."""

    device_key: Jwk
    desk_key: Jwk
    trust: Trust

    def sealed(self, contents: Contents) -> bytes:
        return seal(contents, self.device_key, keys.public(self.desk_key)).data

    def unsealed(self, data: bytes, now: datetime = NOW) -> Contents:
        return unseal(data, [self.desk_key], self.trust, now)

    def encrypted(self, token: bytes | str, **header: object) -> bytes:
        """*token* sealed to this desk as anyone can who knows its public key."""
        protected = {**OUTER, "kid": self.desk_key["kid"], **header}
        key = keys.native(keys.public(self.desk_key))
        return jwe.encrypt_compact(protected, token, key, registry=compact.ENCRYPTION).encode()

    def signed(self, payload: bytes | Mapping[str, object]) -> bytes:
        """*payload*, whatever it says, rightly signed by the kiosk and sealed to the desk."""
        data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        header = {**INNER, "kid": self.device_key["kid"]}
        return self.encrypted(compact.signed(header, data, keys.native(self.device_key)))

    def with_device(self, **changes: object) -> "Place":
        devices = tuple(replace(device, **changes) for device in self.trust.devices)
        return replace(self, trust=replace(self.trust, devices=devices))


@cache
def a_place() -> Place:
    device_key = keys.make_device_key()
    asked = enrolment.read(enrolment.request(KIOSK, device_key, NOW))
    trust = enrol(Trust(MUNICIPALITY), asked, NOW - timedelta(days=7))
    return Place(device_key, keys.make_recipient_key(), trust)


def some_contents(**changes: object) -> Contents:
    good = Contents(
        bundle_id="5f0c9a52-6f5e-4d0e-9f3d-0a1b2c3d4e5f",
        issuer=KIOSK,
        audience=MUNICIPALITY,
        issued_at=NOW,
        sequence=1,
        previous="",
        app_version="0.1.0",
        bank=Bank("amsterdam", "0.1.0", "ab" * 32),
        scoring_version="1",
        consent=Consent("1", "ti", "cd" * 32, NOW - timedelta(minutes=40), ("profile",)),
        audit=Audit(0, ""),
        clock=Clock(NOW - timedelta(days=30), False),
        subject="1234567890",
        events=[],
        profile={},
    )
    return replace(good, **changes)


def a_withdrawal(**changes: object) -> Contents:
    nothing = {"kind": "withdrawn", "consent": None, "subject": "", "events": [], "profile": {}}
    return some_contents(**{**nothing, **changes})


def some_claims(**changes: object) -> dict[str, object]:
    return {**to_claims(some_contents()), **changes}


def part(value: object) -> str:
    """One part of a token, from JSON or bytes."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
