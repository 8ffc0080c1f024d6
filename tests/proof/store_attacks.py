"""Attacks on the signed trust store: too few officers, the wrong ones, old versions, payloads that they never saw."""

import json
from dataclasses import replace
from datetime import timedelta

from assessment.bundle import keys, strict_json
from tests.proof import forge
from tests.proof.attack import Attack, listed
from tests.proof.forge import coordinate, part
from tests.proof.scene import KIOSK, VERSION, signed_store
from tests.proof.store_forging import (
    GONE,
    TWO,
    TYPE,
    a_kiosk,
    changing,
    coup_with_help,
    extra_officer,
    file,
    forgotten_kiosk,
    later_store,
    mirror_of,
    moment_in,
    moved_payload,
    new_officers_alone,
    numbered,
    officer_list,
    plain,
    saying,
    signature,
    signed,
    signed_by,
    trusted_again,
    with_header,
    with_payload_text,
    with_second,
    with_text,
)

THRESHOLD = (
    *listed(
        "T 19",
        "not_enough_signatures",
        store_that_nobody_signed=lambda scene: file(strict_json.dumps(plain(scene)), []),
        store_of_one_officer=signed_by("caro"),
        store_that_one_officer_signed_twice=signed_by("anne", "anne"),
        store_that_one_officer_signed_and_mirrored=with_second(mirror_of),
        store_with_a_lower_threshold_signed_by_one=lambda scene: signed(scene, plain(scene, threshold=1), "bram"),
        store_of_a_stranger_with_the_help_of_one=coup_with_help,
        store_of_new_officers_and_one_old_one=new_officers_alone,
        store_with_a_higher_threshold_signed_by_two=lambda scene: signed(scene, plain(scene, threshold=3)),
    ),
    *listed(
        "T 19",
        "unknown_officer",
        store_with_the_signature_of_a_stranger=with_second(lambda scene, data: signature(scene.stranger, data)),
        store_with_the_signature_of_a_kiosk=with_second(lambda scene, data: signature(scene.kiosk, data)),
        store_with_the_signature_of_the_receipt_key=with_second(lambda scene, data: signature(scene.receipts, data)),
    ),
    *listed(
        "T 19",
        "bad_trust",
        store_signed_in_the_name_of_an_officer=with_second(
            lambda scene, data: signature(scene.stranger, data, kid=scene.officers["bram"]["kid"])
        ),
        store_with_signatures_over_another=moved_payload,
        store_with_seventeen_signatures=signed_by(*("anne", "bram") * 8, "caro"),
        store_with_a_signature_in_DER=with_second(
            lambda scene, data: {
                **signature(scene.officers["bram"], data),
                "signature": part(forge.der_signature(data, scene.officers["bram"])),
            }
        ),
        store_signature_with_alg_none=with_header(alg="none"),
        store_signature_with_alg_HS256=with_header(alg="HS256"),
        store_signature_with_jku=with_header(jku="https://example.org/keys"),
        store_signature_with_its_own_jwk=lambda scene: with_header(jwk=keys.public(scene.stranger))(scene),
        store_signature_with_crit=with_header(crit=["exp"]),
        store_signature_not_encoded=with_header(b64=False, crit=["b64"]),
        store_signature_with_the_typ_of_a_bundle=with_header(typ="assessment-bundle+jws"),
        store_signature_without_typ=with_header(typ=None),
        store_signature_without_kid=with_header(kid=None),
    ),
)

# who has left signed the store that replaced them: such a signature is not counted and not refused
UNCOUNTED = listed(
    "T 19, decision 11",
    "accepted",
    store_with_a_third_signature_of_a_stranger=lambda scene: file(
        payload := strict_json.dumps(plain(scene)),
        [signature(key, payload) for key in (*map(scene.officers.get, TWO), scene.stranger)],  # type: ignore[arg-type]
    ),
)

TIME = (
    *listed(
        "T 20",
        "rolled_back",
        store_of_last_month=numbered(VERSION - 1),
        store_of_the_very_beginning=numbered(1),
        store_of_last_month_with_all_signatures=lambda scene: signed_store(
            replace(scene.trust, version=VERSION - 2), *scene.officers.values()
        ),
        store_of_this_version_with_other_banks=numbered(VERSION, banks=()),
        store_of_this_version_without_kiosks=numbered(VERSION, devices=()),
        store_of_this_version_valid_for_longer=lambda scene: later_store(scene, timedelta(days=366)),
    ),
    *listed(
        "T 20",
        "expired_trust",
        store_that_expired_yesterday=saying(issued=moment_in(-80), expires=moment_in(-1)),
        store_that_expired_a_second_ago=saying(issued=moment_in(-80), expires=moment_in(0) - 1),
    ),
    *listed(
        "T 20",
        "bad_trust",
        store_that_never_expires=saying(expires=4_102_444_800),
        store_valid_for_a_day_too_long=saying(expires=moment_in(367)),
        store_that_expires_before_it_is_issued=saying(expires=moment_in(0) - 1),
        store_of_version_zero=saying(version=0),
        store_of_version_true=saying(version=True),
        store_of_version_five_point_nought=with_payload_text('"version":6', '"version":6.0'),
        store_of_a_huge_version=with_payload_text('"version":6', '"version":9007199254740992'),
    ),
)

SUCCESSION = (
    *listed(
        "T 18, T 19",
        "bad_trust",
        store_of_another_municipality=saying(municipality="utrecht"),
        store_that_trusts_a_revoked_kiosk_again=trusted_again,
        store_that_forgets_a_revoked_kiosk=forgotten_kiosk,
        store_that_makes_a_kiosk_an_officer=lambda scene: signed(
            scene,
            plain(scene, kiosks=[], officers=officer_list(**scene.officers, kiosk=scene.kiosk)),
        ),
        store_that_makes_a_kiosk_sign_receipts=lambda scene: signed(
            scene,
            plain(
                scene, kiosks=[], receipts=[{"jwk": keys.public(scene.kiosk), "nbf": moment_in(0), "naf": moment_in(9)}]
            ),
        ),
        store_with_a_kiosk_that_is_an_officer_too=lambda scene: signed(
            scene, plain(scene, officers=officer_list(**scene.officers, kiosk=scene.kiosk))
        ),
        store_with_one_officer_under_two_names=lambda scene: signed(
            scene, plain(scene, officers=officer_list(anne=scene.officers["anne"], bram=scene.officers["anne"]))
        ),
        store_with_two_officers_of_one_name=lambda scene: signed(
            scene,
            plain(scene, officers=[{**one, "name": "anne"} for one in officer_list(**scene.officers)]),
        ),
        store_with_a_kiosk_twice=changing(lambda value: {**value, "kiosks": [*value["kiosks"], value["kiosks"][0]]}),
    ),
)

FORM = (
    *listed(
        "T 19",
        "bad_trust",
        store_that_is_empty=lambda scene: b"",
        store_that_is_no_json=lambda scene: b"trust me",
        store_of_two_megabytes=lambda scene: b" " * (2 * 1024 * 1024),
        store_that_is_deep=lambda scene: b"[" * 50_000,
        store_that_is_a_list=lambda scene: b"[" + signed(scene, plain(scene)) + b"]",
        store_that_is_a_bundle=lambda scene: scene.saying(),
        store_that_is_its_payload_alone=lambda scene: strict_json.dumps(plain(scene)),
        store_of_the_unsigned_kind=lambda scene: b'{"v": 1, "recipient": "amsterdam", "devices": []}',
        store_in_compact_form=lambda scene: forge.jws(
            {"alg": "ES256", "kid": scene.officers["anne"]["kid"], "typ": TYPE}, plain(scene), scene.officers["anne"]
        ),
        store_flattened=lambda scene: json.dumps(
            {
                "payload": part(payload := strict_json.dumps(plain(scene))),
                **signature(scene.officers["anne"], payload),
            }
        ).encode(),
        store_with_an_unprotected_header=with_text('"protected"', '"header": {"alg": "none"}, "protected"'),
        store_with_one_field_more_outside=lambda scene: file(
            payload := strict_json.dumps(plain(scene)), [signature(scene.officers["anne"], payload)], url="x"
        ),
        store_with_its_payload_twice=with_text('{"payload"', '{"payload": "AAAA", "payload"'),
        store_with_its_payload_padded=with_text('", "signatures"', '=", "signatures"'),
        store_with_its_payload_in_plain=lambda scene: json.dumps({"payload": plain(scene), "signatures": []}).encode(),
        store_with_a_name_twice=with_payload_text('"threshold":2', '"threshold":1,"threshold":2'),
        store_with_NaN=with_payload_text('"threshold":2', '"threshold":NaN'),
        store_with_a_mark_before=with_payload_text("{", "\ufeff{"),
        store_of_another_format=saying(v=2),
        store_with_one_field_more=saying(admin=KIOSK),
        store_without_officers=saying(officers=[]),
        store_with_a_threshold_of_zero=saying(threshold=0),
        store_with_a_threshold_below_zero=saying(threshold=-1),
        store_with_a_threshold_of_true=saying(threshold=True),
        store_with_a_threshold_above_its_officers=saying(threshold=4),
        store_of_an_evil_municipality=saying(municipality="amsterdam\n"),
        store_kiosk_with_one_field_more=a_kiosk(trusted=True),
        store_kiosk_without_end=a_kiosk(naf=GONE),
        store_kiosk_trusted_at_a_fraction=a_kiosk(nbf=1.5),
        store_kiosk_of_another_status=a_kiosk(status="trusted"),
        store_kiosk_active_and_revoked=a_kiosk(last_good_seq=3),
        store_kiosk_under_an_evil_name=a_kiosk(name="../kiosk"),
        store_bank_with_a_short_hash=saying(banks=[{"id": "a", "version": "1", "sha256": "ab"}]),
        store_with_ten_officers=lambda scene: signed(
            scene, plain(scene, officers=[{"name": f"o{n}", "jwk": keys.public(extra_officer(n))} for n in range(10)])
        ),
    ),
    *listed(
        "T 19",
        "bad_key",
        store_kiosk_with_a_key_to_encrypt_to=lambda scene: a_kiosk(jwk=keys.public(scene.elsewhere))(scene),
        store_kiosk_with_another_kid=lambda scene: a_kiosk(
            jwk={**keys.public(scene.stranger), "kid": scene.kiosk["kid"]}
        )(scene),
        store_kiosk_with_a_private_key=lambda scene: a_kiosk(jwk=scene.kiosk)(scene),
        store_kiosk_with_a_shared_secret=a_kiosk(jwk={"kty": "oct", "k": "AAAA"}),
        store_kiosk_with_a_key_off_the_curve=lambda scene: a_kiosk(
            jwk={**keys.public(scene.kiosk), "x": coordinate(1), "y": coordinate(1)}
        )(scene),
        store_recipient_with_a_signing_key=lambda scene: signed(
            scene,
            plain(scene, recipients=[{"jwk": keys.public(scene.stranger), "nbf": moment_in(0), "naf": moment_in(9)}]),
        ),
        store_officer_with_a_private_key=lambda scene: signed(
            scene, plain(scene, officers=[{"name": "anne", "jwk": scene.officers["anne"]}], threshold=1)
        ),
    ),
)

FIRST = (
    *listed(
        "T 19",
        "not_enough_signatures",
        first_store_of_one_officer=signed_by("caro"),
        first_store_that_one_officer_signed_twice=signed_by("anne", "anne"),
        first_store_that_nobody_signed=lambda scene: file(strict_json.dumps(plain(scene)), []),
    ),
    *listed(
        "T 19",
        "unknown_officer",
        first_store_with_the_signature_of_a_stranger=with_second(lambda scene, data: signature(scene.stranger, data)),
    ),
    *listed("T 20", "expired_trust", first_store_that_expired=saying(issued=moment_in(-80), expires=moment_in(-1))),
)

SUCCEEDING: tuple[Attack, ...] = (*THRESHOLD, *UNCOUNTED, *TIME, *SUCCESSION, *FORM)
BEGINNING: tuple[Attack, ...] = FIRST
