"""Attacks behind the encryption: forged signatures, foreign keys, and contents that no kiosk should sign."""

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from assessment.bundle import enrolment, keys, strict_json
from assessment.bundle.contents import LIFETIME
from assessment.bundle.schema import seconds
from tests.proof import forge
from tests.proof.attack import Attack, listed
from tests.proof.forge import ORDER, part
from tests.proof.scene import DAY, KIOSK, LOST, NOW, OLD, SECOND, STOLEN, Scene

Make = Callable[[Scene], bytes]
_YEAR = timedelta(days=365)


# the signed token


def _token(make: Callable[[Scene], str | bytes]) -> Make:
    """Whatever *make* gives in the place of the signed token."""

    def sealed(scene: Scene) -> bytes:
        token = make(scene)
        return scene.jwe(token.encode() if isinstance(token, str) else token).data

    return sealed


def _header(**changes: object) -> Make:
    """A good token but for its header, rightly signed over that header."""
    return _token(lambda scene: scene.token(scene.claims(), **changes))


def _signed(sign: Callable[[Scene, bytes], bytes], **header: object) -> Make:
    """A good token whose signature *sign* made."""

    def make(scene: Scene) -> bytes:
        start = f"{part(scene.inner(**header))}.{part(strict_json.spaced(scene.claims()))}"
        return f"{start}.{part(sign(scene, start.encode()))}".encode()

    return _token(make)


def _fixed(signature: bytes) -> Make:
    return _signed(lambda scene, data: signature)


def _hmac(secret: Callable[[Scene], bytes]) -> Make:
    """The old trick: the public key, which everyone knows, as the secret of an HMAC."""
    return _signed(lambda scene, data: hmac.digest(secret(scene), data, hashlib.sha256), alg="HS256")


def _pem(scene: Scene) -> bytes:
    return forge.public_key(scene.kiosk).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _crossed(number: int) -> Make:
    """Part *number* from another token of the same kiosk."""

    def make(scene: Scene) -> bytes:
        pieces, other = scene.token(scene.claims()).split(b"."), scene.token(scene.claims(seq=2)).split(b".")
        pieces[number] = other[number]
        return b".".join(pieces)

    return _token(make)


def _unencoded(scene: Scene) -> bytes:
    """RFC 7797: the payload stands in the token as it is."""
    header, payload = part(scene.inner(b64=False, crit=["b64"])), b'{"v":1}'
    signature = forge.raw_signature(header.encode() + b"." + payload, scene.kiosk)
    return b".".join([header.encode(), payload, part(signature).encode()])


def _as_json(scene: Scene) -> bytes:
    header, payload, signature = scene.token(scene.claims()).decode().split(".")
    return json.dumps({"protected": header, "payload": payload, "signature": signature}).encode()


TOKEN = (
    *listed(
        "M",
        "malformed_contents",
        encrypted_but_not_signed=_token(lambda scene: json.dumps(scene.claims())),
        one_letter=_token(lambda scene: "a"),
        token_in_token=_token(lambda scene: scene.jwe(scene.token(scene.claims())).data),
        inner_json_serialisation=_token(_as_json),
        inner_padding=_token(lambda scene: scene.token(scene.claims()) + b"=="),
        inner_line_end=_token(lambda scene: scene.token(scene.claims()) + b"\n"),
        inner_fourth_part=_token(lambda scene: scene.token(scene.claims()) + b".AAAA"),
        inner_without_signature=_token(lambda scene: scene.token(scene.claims()).rpartition(b".")[0] + b"."),
        inner_alg_none=_token(lambda scene: f"{part(scene.inner(alg='none'))}.{part(scene.claims())}."),
        inner_alg_none_signed=_header(alg="none"),
        inner_alg_nOnE=_header(alg="nOnE"),
        inner_alg_HS256_of_the_public_jwk=_hmac(lambda scene: keys.dump(keys.public(scene.kiosk))),
        inner_alg_HS256_of_the_public_pem=_hmac(_pem),
        inner_alg_HS256_of_nothing=_hmac(lambda scene: b""),
        inner_alg_ES384=_header(alg="ES384"),
        inner_alg_ES256K=_header(alg="ES256K"),
        inner_alg_EdDSA=_header(alg="EdDSA"),
        inner_alg_PS256=_header(alg="PS256"),
        inner_alg_in_lower_case=_header(alg="es256"),
        inner_jwk_of_the_attacker=_token(
            lambda scene: scene.token(scene.claims(), scene.stranger, jwk=keys.public(scene.stranger))
        ),
        inner_jku=_header(jku="https://example.org/keys"),
        inner_x5u=_header(x5u="https://example.org/certificate"),
        inner_x5c=_header(x5c=["MIIB"]),
        inner_crit=_header(crit=["exp"]),
        inner_zip=_header(zip="DEF"),
        inner_b64_not_encoded=_token(_unencoded),
        inner_cty=_header(cty="JWT"),
        inner_without_kid=_header(kid=None),
        inner_kid_is_a_path=_header(kid="../../desk-key.jwk"),
        inner_kid_is_sql=_header(kid="' OR 1=1 --"),
        inner_without_typ=_header(typ=None),
        inner_header_is_a_list=_token(lambda scene: forge.jws([scene.inner()], scene.claims(), scene.kiosk)),
        inner_alg_twice=_token(
            lambda scene: forge.jws(
                json.dumps(scene.inner()).replace("{", '{"alg":"none",').encode(), scene.claims(), scene.kiosk
            )
        ),
    ),
    *listed(
        "T 7, role-bound keys",
        "malformed_contents",
        typ_of_an_enrolment=_header(typ="assessment-enrol+jws"),
        typ_of_a_receipt=_header(typ="assessment-receipt+jws"),
        typ_of_a_manifest=_header(typ="assessment-manifest+jws"),
        typ_of_the_trust_store=_header(typ="assessment-trust+json"),
        typ_of_a_bank=_header(typ="assessment-bank+jws"),
        typ_of_a_state=_header(typ="assessment-state+jws"),
        typ_of_paper=_header(typ="assessment-qr+jws"),
        typ_of_the_outside=_header(typ="assessment-bundle+jwe"),
        typ_JWT=_header(typ="JWT"),
        real_enrolment_request=_token(lambda scene: enrolment.request(KIOSK, scene.kiosk, NOW)),
    ),
)

SIGNATURE = (
    *listed(
        "T 7",
        "unknown_device",
        unenrolled_key=lambda scene: scene.bundle(scene.claims(), scene.stranger),
        desk_key_signs=lambda scene: scene.bundle(scene.claims(), scene.desk),
        receipt_key_signs=lambda scene: scene.bundle(scene.claims(), scene.receipts),
        officer_key_signs=lambda scene: scene.bundle(scene.claims(), scene.officers["anne"]),
        other_kiosk_says_it_is_this_one=lambda scene: scene.bundle(scene.claims(), scene.kiosks[SECOND]),
        kiosk_under_another_name=lambda scene: scene.saying(iss=SECOND),
        kiosk_name_in_capitals=lambda scene: scene.saying(iss=KIOSK.upper()),
    ),
    *listed(
        "T 7",
        "bad_signature",
        stolen_kid=_token(lambda scene: scene.token(scene.claims(), scene.stranger, kid=scene.kiosk["kid"])),
        kid_of_another_enrolled_kiosk=_token(
            lambda scene: scene.token(scene.claims(), scene.kiosks[SECOND], kid=scene.kiosk["kid"])
        ),
        payload_of_another_token=_crossed(1),
        signature_of_another_token=_crossed(2),
        signature_over_the_payload_alone=_signed(
            lambda scene, data: forge.raw_signature(data.partition(b".")[2], scene.kiosk)
        ),
        signature_of_zeros=_fixed(bytes(64)),
        signature_of_ones=_fixed(b"\xff" * 64),
        signature_with_r_of_zero=_fixed(bytes(32) + (1).to_bytes(32, "big")),
        signature_with_s_of_zero=_fixed((1).to_bytes(32, "big") + bytes(32)),
        signature_with_r_and_s_the_order=_fixed(ORDER.to_bytes(32, "big") * 2),
        signature_of_one_byte=_fixed(b"\x01"),
        signature_cut_short=_signed(lambda scene, data: forge.raw_signature(data, scene.kiosk)[:-1]),
        signature_too_long=_signed(lambda scene, data: forge.raw_signature(data, scene.kiosk) + b"\0"),
        signature_in_DER=_signed(lambda scene, data: forge.der_signature(data, scene.kiosk)),
        signature_with_halves_swapped=_signed(
            lambda scene, data: (raw := forge.raw_signature(data, scene.kiosk))[32:] + raw[:32]
        ),
    ),
    *listed(
        "T 18", "revoked_device", revoked_kiosk=lambda scene: scene.bundle(scene.claims(iss=LOST), scene.kiosks[LOST])
    ),
    *listed("T 18", "expired_device", expired_key=lambda scene: scene.bundle(scene.claims(iss=OLD), scene.kiosks[OLD])),
)


# what it means

_UNLISTED = {"id": "amsterdam", "version": "0.1.0", "sha256": "00" * 32}


def _stolen(scene: Scene, sequence: int, days: float, **changes: object) -> bytes:
    """Number *sequence* of the stolen kiosk, so many days from now."""
    claims = scene.claims(iss=STOLEN, seq=sequence, iat=_moment(days), exp=_moment(days + LIFETIME.days), **changes)
    return scene.bundle(claims, scene.kiosks[STOLEN])


def _dated(iat: object, exp: object | None = None) -> Make:
    """Claims with another iat, and the exp that belongs to it where there is one."""
    fitting = iat + int(LIFETIME.total_seconds()) if type(iat) is int else 0
    return lambda scene: scene.saying(iat=iat, exp=fitting if exp is None else exp)


def _moment(days: float) -> int:
    return seconds(NOW) + int(days * DAY.total_seconds())


def _stale(scene: Scene) -> bytes:
    """Sealed 200 days ago by a kiosk that was enrolled then."""
    claims = scene.claims(iss=SECOND, iat=_moment(-200), exp=_moment(-20))
    return scene.bundle(claims, scene.kiosks[SECOND])


MEANING = (
    *listed("M", "wrong_desk", other_audience=lambda scene: scene.saying(aud="utrecht")),
    *listed("M", "expired_bundle", expired=_stale),
    *listed(
        "T 17",
        "clock_doubt",
        from_the_future=_dated(_moment(2)),
        before_enrolment=_dated(_moment(-9)),
        from_1970=_dated(0),
        from_2099=_dated(4_070_908_800),
    ),
    *listed(
        "M",
        "malformed_contents",
        iat_is_true=_dated(True),
        iat_with_a_point=_dated(float(seconds(NOW))),
        iat_is_text=_dated(str(seconds(NOW))),
        iat_is_null=_dated(None),
        iat_below_zero=_dated(-1),
        iat_after_2100=_dated(4_102_444_801),
        exp_a_year_away=_dated(seconds(NOW), _moment(365)),
        exp_equal_to_iat=_dated(seconds(NOW), seconds(NOW)),
    ),
)

SIGNED_ATTACKS: tuple[Attack, ...] = (*TOKEN, *SIGNATURE, *MEANING)
