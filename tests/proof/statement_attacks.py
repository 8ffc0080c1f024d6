"""Attacks on what travels beside the bundles: the list of an export, and the receipt that lets a kiosk delete."""

from collections.abc import Callable

from assessment.bundle import keys, manifest, receipt, strict_json
from assessment.bundle.errors import BundleError, TrustError
from assessment.bundle.keys import Jwk
from assessment.bundle.manifest import Listed
from assessment.bundle.schema import seconds
from tests.proof import forge
from tests.proof.attack import Attack, listed
from tests.proof.forge import mirrored
from tests.proof.scene import DAY, KIOSK, LOST, NOW, OLD, SECOND, STOLEN, Scene

Make = Callable[[Scene], bytes]
Plain = dict[str, object]


def _bundle(number: int, digest: str) -> Listed:
    return Listed(number, f"{number:08d}-0000-4000-8000-{number:012d}", digest)


_HELD = (_bundle(1, "ab" * 32), _bundle(2, "cd" * 32))


def missed(scene: Scene, data: bytes) -> str:
    """What comes of the list *data* at the desk."""
    try:
        manifest.unsealed(data, (scene.desk, scene.earlier), scene.trust, scene.now)
    except BundleError as error:
        return error.code
    return "accepted"


def arrived(scene: Scene, data: bytes) -> str:
    """What comes of the receipt *data* at a kiosk that holds two bundles: how many it may delete."""
    try:
        found = receipt.read(data, [key.jwk for key in scene.trust.receipt_keys])
        receipt.addressed(found, scene.trust.recipient, KIOSK, (scene.kiosk["kid"],))
    except TrustError as error:
        return error.code
    return f"{len(receipt.matched(found, _HELD).arrived)} deleted"


# the list


def a_list(scene: Scene, key: Jwk | None = None, **changes: object) -> bytes:
    """A list of two bundles, signed by the kiosk or with *key*, with changes in its claims; None takes one away."""
    claims = {name: value for name, value in {**list_claims(scene), **changes}.items() if value is not None}
    return sealed_list(scene, strict_json.dumps(claims), key or scene.kiosk)


def list_claims(scene: Scene) -> Plain:
    """What a list of two bundles says."""
    return {
        "v": manifest.FORMAT,
        "iss": KIOSK,
        "aud": scene.trust.recipient,
        "iat": seconds(NOW),
        "number": 1,
        "last": 2,
        "bundles": manifest.dumped(_HELD),
        "audit": {"n": 0, "head": ""},
        "pad": "",
    }


def sealed_list(scene: Scene, payload: bytes, key: Jwk, typ: str = "assessment-manifest+jws", **outer: object) -> bytes:
    """*payload* signed with *key* as a list, and encrypted to the desk."""
    token = forge.jws({"alg": "ES256", "kid": key["kid"], "typ": typ}, payload, key)
    header = {**manifest.WRAPPING.outer, "kid": scene.desk["kid"], **outer}
    return forge.jwe(header, token, scene.desk).data


def a_token(scene: Scene) -> bytes:
    """What is signed in a list, not encrypted."""
    return forge.jws({"alg": "ES256", "kid": scene.kiosk["kid"], "typ": "assessment-manifest+jws"}, {}, scene.kiosk)


def _says(**changes: object) -> Make:
    return lambda scene: a_list(scene, **changes)


LIST_ATTACKS: tuple[Attack, ...] = (
    *listed(
        "T 9, role-bound keys",
        "not_a_bundle",
        bundle_in_the_place_of_a_list=lambda scene: scene.saying(),
        list_with_the_typ_of_a_bundle=lambda scene: forge.jwe(scene.outer(), a_token(scene), scene.desk).data,
        list_with_zip=lambda scene: sealed_list(scene, b"{}", scene.kiosk, zip="DEF"),
        list_in_clear=lambda scene: a_token(scene),
    ),
    *listed(
        "T 9, role-bound keys",
        "malformed_contents",
        bundle_within_a_list=lambda scene: sealed_list(
            scene, strict_json.dumps(scene.claims()), scene.kiosk, typ="assessment-bundle+jws"
        ),
        claims_of_a_bundle_within_a_list=lambda scene: sealed_list(
            scene, strict_json.dumps(scene.claims()), scene.kiosk
        ),
        list_with_one_number_twice=lambda scene: a_list(scene, bundles=manifest.dumped([_HELD[0], _HELD[0]])),
        list_in_another_order=lambda scene: a_list(scene, bundles=manifest.dumped(_HELD[::-1])),
        list_with_one_id_twice=lambda scene: a_list(
            scene, bundles=manifest.dumped([_HELD[0], Listed(2, _HELD[0].bundle_id, "ef" * 32)])
        ),
        list_of_more_than_it_made=_says(last=1),
        list_of_version_2=_says(v=2),
        list_without_audit=_says(audit=None),
        list_with_one_claim_more=_says(admin=True),
        list_numbered_true=_says(number=True),
        list_with_too_many=lambda scene: a_list(
            scene,
            last=4000,
            bundles=manifest.dumped(_bundle(number, "ab" * 32) for number in range(1, 3502)),
        ),
    ),
    *listed(
        "T 9",
        "unknown_device",
        list_of_a_stranger=lambda scene: a_list(scene, scene.stranger),
        list_signed_with_the_receipt_key=lambda scene: a_list(scene, scene.receipts),
        list_of_another_kiosk=_says(iss=SECOND),
    ),
    *listed(
        "T 9, T 18",
        "revoked_device",
        list_of_a_lost_kiosk=lambda scene: a_list(scene, scene.kiosks[LOST], iss=LOST),
        list_of_a_stolen_kiosk=lambda scene: a_list(
            scene, scene.kiosks[STOLEN], iss=STOLEN, iat=seconds(NOW - 6 * DAY)
        ),
    ),
    *listed("T 9", "expired_device", list_of_an_expired_key=lambda scene: a_list(scene, scene.kiosks[OLD], iss=OLD)),
    *listed("T 9", "wrong_desk", list_for_another_municipality=_says(aud="utrecht")),
    *listed("T 17", "clock_doubt", list_from_the_future=_says(iat=seconds(NOW + 2 * DAY))),
    *listed("T 6", "damaged_bundle", list_with_another_tag=lambda scene: a_list(scene)[:-22] + b"A" * 22),
)


# the receipt


def a_receipt(scene: Scene, key: Jwk | None = None, header: Plain | None = None, **changes: object) -> bytes:
    """A receipt for both bundles, signed with the receipt key or with *key*, with changes in its claims or *header*."""
    key = key or scene.receipts
    claims = {name: value for name, value in {**receipt_claims(scene), **changes}.items() if value is not None}
    return forge.jws({**receipt.HEADER, "kid": key["kid"], **(header or {})}, claims, key)


def receipt_claims(scene: Scene) -> Plain:
    """What a receipt for two bundles says."""
    return {
        "v": receipt.FORMAT,
        "iss": scene.trust.recipient,
        "kiosk": KIOSK,
        "kid": scene.kiosk["kid"],
        "iat": seconds(NOW),
        "bundles": manifest.dumped(_HELD),
        "audit": {"n": 0, "head": ""},
    }


def _other(**changes: object) -> Make:
    return lambda scene: a_receipt(scene, **changes)


def _under(**header: object) -> Make:
    return lambda scene: a_receipt(scene, header=header)


RECEIPT_ATTACKS: tuple[Attack, ...] = (
    *listed(
        "§4.9, role-bound keys",
        "bad_receipt",
        receipt_of_a_stranger=lambda scene: a_receipt(scene, scene.stranger),
        receipt_with_a_stolen_kid=lambda scene: a_receipt(scene, scene.stranger, {"kid": scene.receipts["kid"]}),
        receipt_that_the_kiosk_wrote_itself=lambda scene: a_receipt(scene, scene.kiosk),
        receipt_of_an_officer=lambda scene: a_receipt(scene, scene.officers["anne"]),
        receipt_for_another_kiosk=_other(kiosk=SECOND),
        receipt_for_another_key=lambda scene: a_receipt(scene, kid=scene.kiosks[SECOND]["kid"]),
        receipt_of_another_municipality=_other(iss="utrecht"),
        receipt_with_alg_none=_under(alg="none"),
        receipt_with_alg_HS256=_under(alg="HS256"),
        receipt_with_jku=_under(jku="https://example.org/keys"),
        receipt_with_its_own_jwk=lambda scene: a_receipt(scene, header={"jwk": keys.public(scene.stranger)}),
        receipt_with_crit=_under(crit=["exp"]),
        receipt_with_the_typ_of_a_list=_under(typ="assessment-manifest+jws"),
        receipt_with_the_typ_of_the_trust_store=_under(typ="assessment-trust+json"),
        receipt_of_version_2=_other(v=2),
        receipt_with_one_claim_more=_other(all=True),
        receipt_without_bundles=_other(bundles=None),
        receipt_for_everything=_other(bundles="*"),
        receipt_with_one_number_twice=lambda scene: a_receipt(scene, bundles=manifest.dumped([_HELD[0]] * 2)),
        receipt_with_a_digest_in_capitals=lambda scene: a_receipt(
            scene, bundles=manifest.dumped([Listed(1, _HELD[0].bundle_id, "AB" * 32)])
        ),
        receipt_that_is_a_bundle=lambda scene: scene.saying(),
        receipt_with_a_line_end=lambda scene: a_receipt(scene) + b"\n",
        receipt_of_two_megabytes=lambda scene: b"A" * (2 * 1024 * 1024),
    ),
    *listed(
        "§4.9",
        "0 deleted",
        receipt_for_other_contents=lambda scene: a_receipt(
            scene, bundles=manifest.dumped([Listed(1, _HELD[0].bundle_id, "ff" * 32)])
        ),
        receipt_for_other_ids=lambda scene: a_receipt(
            scene, bundles=manifest.dumped([Listed(1, _bundle(9, "").bundle_id, _HELD[0].digest)])
        ),
        receipt_for_other_numbers=lambda scene: a_receipt(
            scene, bundles=manifest.dumped([Listed(7, _HELD[0].bundle_id, _HELD[0].digest)])
        ),
    ),
    *listed("§4.9", "2 deleted", receipt_mirrored=lambda scene: mirrored(a_receipt(scene))),
)
