"""A kiosk's request to be enrolled: its name and public key, signed with that key as proof that it holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from joserfc import jws

from assessment.bundle import compact, keys, schema, strict_json
from assessment.bundle.errors import BadEnrolment, refused_as
from assessment.bundle.keys import Jwk
from assessment.bundle.schema import Misfit, Record

_LARGEST = 8192  # bytes
_HEADER: Mapping[str, str] = {"alg": "ES256", "typ": "assessment-enrol+jws"}
_CLAIMS = schema.names("v iss iat jwk")


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The kiosk called *name* asks to be trusted with the key *jwk*. Anyone can ask: compare the fingerprint."""

    name: str
    jwk: Jwk
    asked_at: datetime


def request(name: str, device_key: Jwk, now: datetime) -> bytes:
    """The request that the kiosk called *name* takes to the desk."""
    claims = {"v": 1, "iss": name, "iat": schema.seconds(now), "jwk": keys.public(device_key)}
    header = {**_HEADER, "kid": device_key["kid"]}
    token = compact.signed(header, strict_json.dumps(claims), keys.native(device_key)).encode("ascii")
    read(token)  # a name that the desk would refuse is better refused here
    return token


def read(data: bytes) -> Enrolment:
    """The request in *data*; raises BadEnrolment or, when the key in it is none, BadKey."""
    with refused_as(BadEnrolment):
        if len(data) > _LARGEST:
            raise Misfit(f"found {len(data)} bytes, expected at most {_LARGEST}")
        header, payload, _ = compact.parts(data, 3)
        kid = compact.header(header, _HEADER, "kid").fields["kid"]
        claims = Record.of(strict_json.loads(payload, _LARGEST), "request", _CLAIMS)
        if claims.whole("v") != 1:
            raise Misfit(f"request.v: found {claims.whole('v')}, expected 1")
        jwk = keys.device_key(claims.fields["jwk"])
        if jwk["kid"] != kid:
            raise Misfit("request.jwk: expected the key that the header names")
        jws.deserialize_compact(data, keys.native(jwk), registry=compact.SIGNATURES)
        return Enrolment(claims.text("iss", schema.IDENTIFIER), jwk, claims.moment("iat"))
