"""Attacks on the signed trust store: too few officers, the wrong ones, old versions, payloads that they never saw."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from assessment.bundle import keys, strict_json, trust_file, trust_signatures
from assessment.bundle.errors import TrustError
from assessment.bundle.keys import Jwk
from assessment.bundle.schema import seconds
from assessment.bundle.trust import Trust
from tests.proof import forge
from tests.proof.attack import Attack, listed
from tests.proof.forge import coordinate, mirrored, part
from tests.proof.scene import DAY, KIOSK, LOST, NOW, VERSION, Scene, signed_store

Make = Callable[[Scene], bytes]
Plain = dict[str, object]
_TYPE = "assessment-trust+json"
_TWO = ("anne", "bram")
GONE = object()


def succeeded(scene: Scene, data: bytes) -> str:
    """What comes of the trust store *data* where the scene's is believed."""
    return _code(lambda: trust_file.accept(data, scene.trust, scene.now))


def begun(scene: Scene, data: bytes) -> str:
    """What comes of the trust store *data* where none is believed yet, as at an installation."""
    return _code(lambda: trust_file.accept(data, None, scene.now))


def _moment(days: int) -> int:
    return seconds(NOW + days * DAY)


@cache
def _extra(number: int) -> Jwk:
    return keys.make_officer_key()


def _later(scene: Scene, valid: timedelta) -> bytes:
    """The version that is believed, valid for longer."""
    store = trust_file.propose(replace(scene.trust, version=VERSION - 1), NOW, valid)
    for name in _TWO:
        store = trust_signatures.signed(store, scene.officers[name])
    return trust_signatures.dump(store)


def _code(step: Callable[[], object]) -> str:
    try:
        step()
    except TrustError as error:
        return error.code
    return "accepted"


# a store from parts


def signature(key: Jwk, payload: bytes, **header: object) -> dict[str, str]:
    """One signature over *payload*; the header has the kid of *key* and may be changed, None takes a field away."""
    protected = {"alg": "ES256", "kid": key["kid"], "typ": _TYPE, **header}
    token = forge.jws({name: value for name, value in protected.items() if value is not None}, payload, key)
    first, _, last = token.decode().split(".")
    return {"protected": first, "signature": last}


def file(payload: bytes, signatures: Sequence[Mapping[str, str]], **more: object) -> bytes:
    """A store with these *signatures*, whatever they sign."""
    return json.dumps({"payload": part(payload), "signatures": list(signatures), **more}).encode()


def plain(scene: Scene, **changes: object) -> Plain:
    """What the next store says, but for *changes*."""
    return {**json.loads(trust_file.propose(scene.trust, NOW).payload), **changes}


def signed(scene: Scene, value: object, *names: str) -> bytes:
    """*value*, which is bytes or plain data, signed by two officers or by those with these *names*."""
    payload = value if isinstance(value, bytes) else strict_json.dumps(value)
    return file(payload, [signature(scene.officers[name], payload) for name in names or _TWO])


def _says(**changes: object) -> Make:
    return lambda scene: signed(scene, plain(scene, **changes))


def _change(change: Callable[[Plain], object]) -> Make:
    """What *change* does to what the next store says, rightly signed."""

    def make(scene: Scene) -> bytes:
        value = plain(scene)
        changed = change(value)
        return signed(scene, value if changed is None else changed)

    return make


def _kiosk(number: int = 0, **changes: object) -> Make:
    """Changes in one kiosk of the store; GONE takes a field away."""

    def change(value: Plain) -> None:
        kiosks = value["kiosks"]
        assert isinstance(kiosks, list)
        changed = {**kiosks[number], **changes}
        kiosks[number] = {name: one for name, one in changed.items() if one is not GONE}

    return _change(change)


def _by(*names: str) -> Make:
    """The next store, signed by these officers only."""
    return lambda scene: signed(scene, plain(scene), *names)


def _header(**header: object) -> Make:
    """The next store, with a second signature under another header."""

    def make(scene: Scene) -> bytes:
        payload = strict_json.dumps(plain(scene))
        anne, bram = (scene.officers[name] for name in _TWO)
        return file(payload, [signature(anne, payload), signature(bram, payload, **header)])

    return make


def _second(sign: Callable[[Scene, bytes], dict[str, str]]) -> Make:
    """The next store, with one good signature and one that *sign* makes."""

    def make(scene: Scene) -> bytes:
        payload = strict_json.dumps(plain(scene))
        return file(payload, [signature(scene.officers["anne"], payload), sign(scene, payload)])

    return make


def _mirror(scene: Scene, payload: bytes) -> dict[str, str]:
    """The other signature that fits beside Anne's first one: still only Anne's."""
    one = signature(scene.officers["anne"], payload)
    token = mirrored(f"{one['protected']}.{part(payload)}.{one['signature']}".encode()).decode()
    return {"protected": one["protected"], "signature": token.split(".")[2]}


def _text(old: str, new: str) -> Make:
    """The next store, rightly signed, with *new* for *old* in the text of the file."""

    def make(scene: Scene) -> bytes:
        found = signed(scene, plain(scene)).decode()
        assert old in found
        return found.replace(old, new, 1).encode()

    return make


def _payload_text(old: str, new: str) -> Make:
    """The next store with *new* for *old* in what was signed, rightly signed."""

    def make(scene: Scene) -> bytes:
        found = strict_json.dumps(plain(scene)).decode()
        assert old in found
        return signed(scene, found.replace(old, new, 1).encode())

    return make


def _moved(scene: Scene) -> bytes:
    """Good signatures, under what they do not sign."""
    found = json.loads(signed(scene, plain(scene)))
    return json.dumps({**found, "payload": part(strict_json.dumps(plain(scene, banks=[])))}).encode()


def _officers(**named: Jwk) -> list[Plain]:
    return [{"name": name, "jwk": keys.public(key)} for name, key in named.items()]


def _coup(scene: Scene) -> bytes:
    """A stranger makes himself the only officer and signs."""
    value = plain(scene, officers=_officers(stranger=scene.stranger), threshold=1)
    payload = strict_json.dumps(value)
    return file(payload, [signature(scene.stranger, payload)])


def _coup_with_help(scene: Scene) -> bytes:
    """As before, and one officer of the old set signs too."""
    value = plain(scene, officers=_officers(stranger=scene.stranger), threshold=1)
    payload = strict_json.dumps(value)
    return file(payload, [signature(scene.stranger, payload), signature(scene.officers["anne"], payload)])


def _new_officers_alone(scene: Scene) -> bytes:
    """Two of a new set of officers, of whom only one was in the old set."""
    members = _officers(anne=scene.officers["anne"], dirk=scene.stranger, caro=scene.officers["caro"])
    payload = strict_json.dumps(plain(scene, officers=members))
    return file(payload, [signature(scene.officers["anne"], payload), signature(scene.stranger, payload)])


def _store(scene: Scene, trust: Trust) -> bytes:
    return signed_store(trust, *(scene.officers[name] for name in _TWO))


def _trusted_again(scene: Scene) -> bytes:
    devices = tuple(replace(one, revoked=False, revoked_at=None, last_good_sequence=0) for one in scene.trust.devices)
    return _store(scene, replace(scene.trust, devices=devices))


def _forgotten(scene: Scene) -> bytes:
    return _store(scene, replace(scene.trust, devices=tuple(one for one in scene.trust.devices if one.name != LOST)))


def _numbered(version: int, **changes: object) -> Make:
    """A store with another *version*, rightly signed."""
    return lambda scene: _store(scene, replace(scene.trust, version=version - 1, **changes))


THRESHOLD = (
    *listed(
        "T 19",
        "not_enough_signatures",
        store_that_nobody_signed=lambda scene: file(strict_json.dumps(plain(scene)), []),
        store_of_one_officer=_by("caro"),
        store_that_one_officer_signed_twice=_by("anne", "anne"),
        store_that_one_officer_signed_and_mirrored=_second(_mirror),
        store_with_a_lower_threshold_signed_by_one=lambda scene: signed(scene, plain(scene, threshold=1), "bram"),
        store_of_a_stranger_with_the_help_of_one=_coup_with_help,
        store_of_new_officers_and_one_old_one=_new_officers_alone,
        store_with_a_higher_threshold_signed_by_two=lambda scene: signed(scene, plain(scene, threshold=3)),
    ),
    *listed(
        "T 19",
        "unknown_officer",
        store_with_the_signature_of_a_stranger=_second(lambda scene, data: signature(scene.stranger, data)),
        store_with_the_signature_of_a_kiosk=_second(lambda scene, data: signature(scene.kiosk, data)),
        store_with_the_signature_of_the_receipt_key=_second(lambda scene, data: signature(scene.receipts, data)),
    ),
    *listed(
        "T 19",
        "bad_trust",
        store_signed_in_the_name_of_an_officer=_second(
            lambda scene, data: signature(scene.stranger, data, kid=scene.officers["bram"]["kid"])
        ),
        store_with_signatures_over_another=_moved,
        store_with_seventeen_signatures=_by(*("anne", "bram") * 8, "caro"),
        store_with_a_signature_in_DER=_second(
            lambda scene, data: {
                **signature(scene.officers["bram"], data),
                "signature": part(forge.der_signature(data, scene.officers["bram"])),
            }
        ),
        store_signature_with_alg_none=_header(alg="none"),
        store_signature_with_alg_HS256=_header(alg="HS256"),
        store_signature_with_jku=_header(jku="https://example.org/keys"),
        store_signature_with_its_own_jwk=lambda scene: _header(jwk=keys.public(scene.stranger))(scene),
        store_signature_with_crit=_header(crit=["exp"]),
        store_signature_not_encoded=_header(b64=False, crit=["b64"]),
        store_signature_with_the_typ_of_a_bundle=_header(typ="assessment-bundle+jws"),
        store_signature_without_typ=_header(typ=None),
        store_signature_without_kid=_header(kid=None),
    ),
)

# who has left signed the store that replaced them: such a signature is not counted and not refused
UNCOUNTED = listed(
    "T 19, decision 11",
    "accepted",
    store_with_a_third_signature_of_a_stranger=lambda scene: file(
        payload := strict_json.dumps(plain(scene)),
        [signature(key, payload) for key in (*map(scene.officers.get, _TWO), scene.stranger)],  # type: ignore[arg-type]
    ),
)

TIME = (
    *listed(
        "T 20",
        "rolled_back",
        store_of_last_month=_numbered(VERSION - 1),
        store_of_the_very_beginning=_numbered(1),
        store_of_last_month_with_all_signatures=lambda scene: signed_store(
            replace(scene.trust, version=VERSION - 2), *scene.officers.values()
        ),
        store_of_this_version_with_other_banks=_numbered(VERSION, banks=()),
        store_of_this_version_without_kiosks=_numbered(VERSION, devices=()),
        store_of_this_version_valid_for_longer=lambda scene: _later(scene, timedelta(days=366)),
    ),
    *listed(
        "T 20",
        "expired_trust",
        store_that_expired_yesterday=_says(issued=_moment(-80), expires=_moment(-1)),
        store_that_expired_a_second_ago=_says(issued=_moment(-80), expires=_moment(0) - 1),
    ),
    *listed(
        "T 20",
        "bad_trust",
        store_that_never_expires=_says(expires=4_102_444_800),
        store_valid_for_a_day_too_long=_says(expires=_moment(367)),
        store_that_expires_before_it_is_issued=_says(expires=_moment(0) - 1),
        store_of_version_zero=_says(version=0),
        store_of_version_true=_says(version=True),
        store_of_version_five_point_nought=_payload_text('"version":6', '"version":6.0'),
        store_of_a_huge_version=_payload_text('"version":6', '"version":9007199254740992'),
    ),
)

SUCCESSION = (
    *listed(
        "T 18, T 19",
        "bad_trust",
        store_of_another_municipality=_says(municipality="utrecht"),
        store_that_trusts_a_revoked_kiosk_again=_trusted_again,
        store_that_forgets_a_revoked_kiosk=_forgotten,
        store_that_makes_a_kiosk_an_officer=lambda scene: signed(
            scene,
            plain(scene, kiosks=[], officers=_officers(**scene.officers, kiosk=scene.kiosk)),
        ),
        store_that_makes_a_kiosk_sign_receipts=lambda scene: signed(
            scene,
            plain(scene, kiosks=[], receipts=[{"jwk": keys.public(scene.kiosk), "nbf": _moment(0), "naf": _moment(9)}]),
        ),
        store_with_a_kiosk_that_is_an_officer_too=lambda scene: signed(
            scene, plain(scene, officers=_officers(**scene.officers, kiosk=scene.kiosk))
        ),
        store_with_one_officer_under_two_names=lambda scene: signed(
            scene, plain(scene, officers=_officers(anne=scene.officers["anne"], bram=scene.officers["anne"]))
        ),
        store_with_two_officers_of_one_name=lambda scene: signed(
            scene,
            plain(scene, officers=[{**one, "name": "anne"} for one in _officers(**scene.officers)]),
        ),
        store_with_a_kiosk_twice=_change(lambda value: {**value, "kiosks": [*value["kiosks"], value["kiosks"][0]]}),
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
            {"alg": "ES256", "kid": scene.officers["anne"]["kid"], "typ": _TYPE}, plain(scene), scene.officers["anne"]
        ),
        store_flattened=lambda scene: json.dumps(
            {
                "payload": part(payload := strict_json.dumps(plain(scene))),
                **signature(scene.officers["anne"], payload),
            }
        ).encode(),
        store_with_an_unprotected_header=_text('"protected"', '"header": {"alg": "none"}, "protected"'),
        store_with_one_field_more_outside=lambda scene: file(
            payload := strict_json.dumps(plain(scene)), [signature(scene.officers["anne"], payload)], url="x"
        ),
        store_with_its_payload_twice=_text('{"payload"', '{"payload": "AAAA", "payload"'),
        store_with_its_payload_padded=_text('", "signatures"', '=", "signatures"'),
        store_with_its_payload_in_plain=lambda scene: json.dumps({"payload": plain(scene), "signatures": []}).encode(),
        store_with_a_name_twice=_payload_text('"threshold":2', '"threshold":1,"threshold":2'),
        store_with_NaN=_payload_text('"threshold":2', '"threshold":NaN'),
        store_with_a_mark_before=_payload_text("{", "\ufeff{"),
        store_of_another_format=_says(v=2),
        store_with_one_field_more=_says(admin=KIOSK),
        store_without_officers=_says(officers=[]),
        store_with_a_threshold_of_zero=_says(threshold=0),
        store_with_a_threshold_below_zero=_says(threshold=-1),
        store_with_a_threshold_of_true=_says(threshold=True),
        store_with_a_threshold_above_its_officers=_says(threshold=4),
        store_of_an_evil_municipality=_says(municipality="amsterdam\n"),
        store_kiosk_with_one_field_more=_kiosk(trusted=True),
        store_kiosk_without_end=_kiosk(naf=GONE),
        store_kiosk_trusted_at_a_fraction=_kiosk(nbf=1.5),
        store_kiosk_of_another_status=_kiosk(status="trusted"),
        store_kiosk_active_and_revoked=_kiosk(last_good_seq=3),
        store_kiosk_under_an_evil_name=_kiosk(name="../kiosk"),
        store_bank_with_a_short_hash=_says(banks=[{"id": "a", "version": "1", "sha256": "ab"}]),
        store_with_ten_officers=lambda scene: signed(
            scene, plain(scene, officers=[{"name": f"o{n}", "jwk": keys.public(_extra(n))} for n in range(10)])
        ),
    ),
    *listed(
        "T 19",
        "bad_key",
        store_kiosk_with_a_key_to_encrypt_to=lambda scene: _kiosk(jwk=keys.public(scene.elsewhere))(scene),
        store_kiosk_with_another_kid=lambda scene: _kiosk(
            jwk={**keys.public(scene.stranger), "kid": scene.kiosk["kid"]}
        )(scene),
        store_kiosk_with_a_private_key=lambda scene: _kiosk(jwk=scene.kiosk)(scene),
        store_kiosk_with_a_shared_secret=_kiosk(jwk={"kty": "oct", "k": "AAAA"}),
        store_kiosk_with_a_key_off_the_curve=lambda scene: _kiosk(
            jwk={**keys.public(scene.kiosk), "x": coordinate(1), "y": coordinate(1)}
        )(scene),
        store_recipient_with_a_signing_key=lambda scene: signed(
            scene,
            plain(scene, recipients=[{"jwk": keys.public(scene.stranger), "nbf": _moment(0), "naf": _moment(9)}]),
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
        first_store_of_one_officer=_by("caro"),
        first_store_that_one_officer_signed_twice=_by("anne", "anne"),
        first_store_that_nobody_signed=lambda scene: file(strict_json.dumps(plain(scene)), []),
    ),
    *listed(
        "T 19",
        "unknown_officer",
        first_store_with_the_signature_of_a_stranger=_second(lambda scene, data: signature(scene.stranger, data)),
    ),
    *listed("T 20", "expired_trust", first_store_that_expired=_says(issued=_moment(-80), expires=_moment(-1))),
)

SUCCEEDING: tuple[Attack, ...] = (*THRESHOLD, *UNCOUNTED, *TIME, *SUCCESSION, *FORM)
BEGINNING: tuple[Attack, ...] = FIRST
