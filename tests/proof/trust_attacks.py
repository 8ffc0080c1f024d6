"""Attacks on what is read before any bundle comes: requests to enrol and to renew a key, and key files."""

import json
from collections.abc import Callable, Mapping

from assessment.bundle import enrolment, keys, officer_file, renewal, trust
from assessment.bundle.errors import TrustError
from assessment.bundle.keys import Jwk
from assessment.bundle.schema import seconds
from tests.proof import forge
from tests.proof.attack import listed
from tests.proof.forge import coordinate
from tests.proof.scene import KIOSK, LOST, NOW, OLD, SECOND, STOLEN, Scene

Make = Callable[[Scene], bytes]
_TYPE = "assessment-enrol+jws"
_PASSPHRASE = "een lange wachtzin"
_CHEAP = officer_file.Cost(memory_kib=64, passes=1, lanes=1)


def enrolled(scene: Scene, data: bytes) -> str:
    """What comes of the enrolment request *data*."""
    return _code(lambda: trust.enrol(scene.trust, enrolment.read(data), scene.now))


def signed_with(scene: Scene, data: bytes) -> str:
    """What comes of the file *data* as the signing key of a kiosk."""
    return _code(lambda: keys.load_device_key(data))


def opened_with(scene: Scene, data: bytes) -> str:
    """What comes of the file *data* as the recipient key of a desk."""
    return _code(lambda: keys.load_recipient_key(data))


def _code(step: Callable[[], object]) -> str:
    try:
        step()
    except TrustError as error:
        return error.code
    return "accepted"


def renewed(scene: Scene, data: bytes) -> str:
    """What comes of the renewal *data*."""
    return _code(lambda: renewal.read(data, scene.trust, scene.now))


def unlocked(scene: Scene, data: bytes) -> str:
    """What comes of the file *data* as the key of an officer, with the right passphrase."""
    return _code(lambda: officer_file.load(data, _PASSPHRASE))


# enrolment


def a_request(scene: Scene, header: Mapping[str, object] | None = None, **changes: object) -> bytes:
    """A request by the stranger, with changes in its claims or its *header*."""
    key = scene.stranger
    claims = {"v": 1, "iss": "kiosk-9", "iat": seconds(NOW), "jwk": keys.public(key), **changes}
    protected = {"alg": "ES256", "typ": _TYPE, "kid": key["kid"], **(header or {})}
    return forge.jws(protected, {name: value for name, value in claims.items() if value is not None}, key)


def _asks(**changes: object) -> Make:
    return lambda scene: a_request(scene, **changes)


def _asks_under(**header: object) -> Make:
    return lambda scene: a_request(scene, header)


ENROLMENT = (
    *listed(
        "T 7, §4.4",
        "bad_enrolment",
        request_that_is_empty=lambda scene: b"",
        request_that_is_a_bundle=lambda scene: scene.saying(),
        request_of_signed_claims=lambda scene: scene.token(scene.claims()),
        request_signed_by_another_key=lambda scene: forge.jws(
            {"alg": "ES256", "typ": _TYPE, "kid": scene.kiosk["kid"]},
            {"v": 1, "iss": "kiosk-9", "iat": seconds(NOW), "jwk": keys.public(scene.kiosk)},
            scene.stranger,
        ),
        request_for_a_key_that_is_not_the_named_one=lambda scene: a_request(scene, jwk=keys.public(scene.kiosk)),
        request_with_alg_none=_asks_under(alg="none"),
        request_with_alg_HS256=_asks_under(alg="HS256"),
        request_with_a_jwk_in_its_header=lambda scene: a_request(scene, {"jwk": keys.public(scene.stranger)}),
        request_with_jku=_asks_under(jku="https://example.org/keys"),
        request_with_crit=_asks_under(crit=["exp"]),
        request_with_the_typ_of_a_bundle=_asks_under(typ="assessment-bundle+jws"),
        request_under_an_evil_name=_asks(iss="<script>alert(1)</script>"),
        request_under_a_name_turned_round=_asks(iss="kiosk\u202e9"),
        request_under_no_name=_asks(iss=None),
        request_of_another_version=_asks(v=2),
        request_with_one_claim_more=_asks(admin=True),
        request_dated_true=_asks(iat=True),
        request_too_large=_asks(iss="k" * 9000),
        request_with_a_line_end=lambda scene: a_request(scene) + b"\n",
    ),
    *listed(
        "T 7",
        "bad_key",
        request_with_the_private_key=lambda scene: a_request(scene, jwk=scene.stranger),
        request_for_a_key_to_encrypt_to=lambda scene: a_request(scene, jwk=keys.public(scene.desk)),
        request_for_a_key_off_the_curve=lambda scene: a_request(
            scene, jwk={**keys.public(scene.stranger), "x": coordinate(1), "y": coordinate(1)}
        ),
        request_for_a_shared_secret=_asks(jwk={"kty": "oct", "k": "AAAA"}),
        request_for_a_key_on_P_384=lambda scene: a_request(scene, jwk={**keys.public(scene.stranger), "crv": "P-384"}),
    ),
    *listed(
        "T 18",
        "already_enrolled",
        revoked_key_asks_again=lambda scene: enrolment.request("kiosk-new", scene.kiosks["kiosk-lost"], NOW),
        enrolled_key_asks_under_another_name=lambda scene: enrolment.request("kiosk-new", scene.kiosk, NOW),
    ),
)


# the key files

KEY_OF_A_KIOSK = listed(
    "T 7, role-bound keys",
    "bad_key",
    key_of_a_desk_in_its_place=lambda scene: keys.dump(scene.desk),
    public_key_in_its_place=lambda scene: keys.dump(keys.public(scene.kiosk)),
    private_part_of_another_key=lambda scene: keys.dump({**scene.kiosk, "d": scene.stranger["d"]}),
    private_part_of_zero=lambda scene: keys.dump({**scene.kiosk, "d": coordinate(0)}),
    key_with_one_field_more=lambda scene: keys.dump({**scene.kiosk, "k": "AAAA"}),
    key_of_5000_digits=lambda scene: keys.dump(scene.kiosk).replace(b'"EC"', b"1" * 5000),
)


def a_renewal(scene: Scene, name: str, present: Jwk, **header: object) -> bytes:
    """A request of the kiosk called *name* to go on with the stranger's key, on the word of the key *present*."""
    inside = enrolment.request(name, scene.stranger, NOW)
    return forge.jws({"alg": "ES256", "typ": "assessment-renew+jws", "kid": present["kid"], **header}, inside, present)


RENEWAL = (
    *listed(
        "T 18",
        "bad_enrolment",
        renewal_by_a_stranger=lambda scene: a_renewal(scene, KIOSK, scene.stranger),
        renewal_by_another_kiosk=lambda scene: a_renewal(scene, KIOSK, scene.kiosks[SECOND]),
        renewal_by_a_revoked_kiosk=lambda scene: a_renewal(scene, LOST, scene.kiosks[LOST]),
        renewal_by_a_stolen_kiosk=lambda scene: a_renewal(scene, STOLEN, scene.kiosks[STOLEN]),
        renewal_by_an_expired_key=lambda scene: a_renewal(scene, OLD, scene.kiosks[OLD]),
        renewal_with_a_stolen_kid=lambda scene: a_renewal(scene, KIOSK, scene.stranger, kid=scene.kiosk["kid"]),
        renewal_by_the_receipt_key=lambda scene: a_renewal(scene, KIOSK, scene.receipts),
        renewal_with_jku=lambda scene: a_renewal(scene, KIOSK, scene.kiosk, jku="https://example.org"),
        renewal_of_nothing=lambda scene: forge.jws(
            {"alg": "ES256", "typ": "assessment-renew+jws", "kid": scene.kiosk["kid"]}, {}, scene.kiosk
        ),
        renewal_of_a_renewal=lambda scene: forge.jws(
            {"alg": "ES256", "typ": "assessment-renew+jws", "kid": scene.kiosk["kid"]},
            a_renewal(scene, KIOSK, scene.kiosk),
            scene.kiosk,
        ),
        renewal_too_large=lambda scene: a_renewal(scene, KIOSK, scene.kiosk, x="A" * 20_000),
        renewal_that_is_a_bundle=lambda scene: scene.saying(),
    ),
)


def an_officer(scene: Scene, **changes: object) -> bytes:
    """The key file of an officer, with changes; None takes a field away."""
    found = json.loads(officer_file.dump("anne", scene.officers["anne"], _PASSPHRASE, _CHEAP))
    sealed = {**found["sealed"], **{name: changes.pop(name) for name in [*changes] if name in found["sealed"]}}
    return json.dumps({**found, "sealed": sealed, **changes}).encode()


OFFICER_FILE = (
    *listed(
        "T 19",
        "bad_key",
        officer_with_one_field_more=lambda scene: an_officer(scene, admin=True),
        officer_whose_key_costs_a_terabyte=lambda scene: an_officer(scene, memory_kib=2**30),
        officer_whose_key_costs_a_year=lambda scene: an_officer(scene, passes=10**9),
        officer_whose_key_costs_nothing=lambda scene: an_officer(scene, passes=0),
        officer_with_a_nonce_of_nothing=lambda scene: an_officer(scene, nonce=""),
        officer_with_a_short_salt=lambda scene: an_officer(scene, salt="AA"),
        officer_under_an_evil_name=lambda scene: an_officer(scene, name="anne\u202e"),
        officer_with_a_key_to_encrypt_to=lambda scene: an_officer(scene, jwk=keys.public(scene.desk)),
        officer_file_that_is_no_json=lambda scene: b"\x00",
    ),
    *listed(
        "T 19",
        "wrong_passphrase",
        officer_under_another_name=lambda scene: an_officer(scene, name="bram"),
        officer_with_the_key_of_another=lambda scene: an_officer(scene, jwk=keys.public(scene.officers["bram"])),
        officer_with_another_ciphertext=lambda scene: an_officer(scene, ciphertext="A" * 80),
        officer_with_another_salt=lambda scene: an_officer(scene, salt="A" * 22),
    ),
)
KEY_OF_A_DESK = listed(
    "T 7, role-bound keys",
    "bad_key",
    key_of_a_kiosk_in_its_place=lambda scene: keys.dump(scene.kiosk),
    key_called_by_another_kid=lambda scene: keys.dump({**scene.desk, "kid": scene.kiosk["kid"]}),
)
