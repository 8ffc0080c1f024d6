import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from joserfc import jwe

from assessment.bundle import compact, enrolment, keys, manifest, strict_json
from assessment.bundle.contents import Audit
from assessment.bundle.errors import (
    BadSignature,
    BundleError,
    ClockDoubt,
    DamagedBundle,
    MalformedContents,
    NotABundle,
    RevokedDevice,
    UnknownDevice,
    WrongDesk,
)
from assessment.bundle.manifest import MOST, Listed, Manifest
from assessment.bundle.seal import BLOCK, FILE_NAME, file_name, wrapped
from tests.bundle.builders import KIOSK, MUNICIPALITY, NOW, a_place, some_contents


def listed(number):
    return Listed(number, f"5f0c9a52-6f5e-4d0e-9f3d-{number:012x}", f"{number:064x}")


def a_manifest(**changes):
    good = Manifest(
        issuer=KIOSK,
        audience=MUNICIPALITY,
        issued_at=NOW,
        number=4,
        last=9,
        bundles=(listed(2), listed(7)),
        audit=Audit(31, "ab" * 32),
    )
    return replace(good, **changes)


def sealed(made=None, key=None):
    place = a_place()
    return manifest.seal(made or a_manifest(), key or place.device_key, keys.public(place.desk_key)).data


def unsealed(data, trust=None, now=NOW):
    place = a_place()
    return manifest.unsealed(data, [place.desk_key], trust or place.trust, now)


def test_the_desk_reads_what_the_kiosk_took_along():
    assert unsealed(sealed()).manifest == a_manifest()
    assert unsealed(sealed()).kid == a_place().device_key["kid"]


@pytest.mark.parametrize("count", [*range(12), 40, 41, 42, 200, 1_000, MOST])
def test_its_size_does_not_tell_how_many_people_sat(count):
    data = sealed(a_manifest(last=count, bundles=tuple(map(listed, range(1, count + 1)))))

    assert len(data) % BLOCK == 0


def test_a_few_bundles_more_or_less_make_files_of_one_size():
    many = sealed(a_manifest(bundles=tuple(map(listed, range(1, 10)))))

    assert len(sealed()) == len(many) == BLOCK


def test_its_name_says_no_more_than_that_it_is_a_manifest():
    name = file_name(b"x" * 16, "m")

    assert manifest.FILE_NAME.fullmatch(name)
    assert not FILE_NAME.fullmatch(name)


def test_nothing_in_the_file_is_in_clear():
    data = sealed()

    for said in (KIOSK, MUNICIPALITY, listed(2).bundle_id, a_place().device_key["kid"], "ab" * 32):
        for clear in (said.encode(), base64.urlsafe_b64encode(said.encode()).rstrip(b"=")[:-1]):
            assert clear not in data


def test_it_says_of_itself_that_it_is_one_and_a_bundle_does_not():
    assert manifest.is_one(sealed())
    for other in (a_place().sealed(some_contents()), b"", b"x.y", b"." * 5, b"\0" * 5_000, b"e30.x"):
        assert not manifest.is_one(other)


def test_it_is_no_bundle_and_a_bundle_is_no_manifest():
    with pytest.raises(NotABundle):
        a_place().unsealed(sealed())
    with pytest.raises(NotABundle):
        unsealed(a_place().sealed(some_contents()))


def test_a_bundle_that_was_signed_is_not_taken_for_a_manifest_in_its_envelope():
    place = a_place()
    token = jwe.decrypt_compact(
        place.sealed(some_contents()), keys.native(place.desk_key), registry=compact.ENCRYPTION
    ).plaintext
    header = {**manifest.WRAPPING.outer, "kid": place.desk_key["kid"]}
    data = jwe.encrypt_compact(header, token, keys.native(keys.public(place.desk_key)), registry=compact.ENCRYPTION)

    with pytest.raises(MalformedContents):
        unsealed(data.encode())


def test_of_an_unknown_kiosk_it_is_refused():
    with pytest.raises(UnknownDevice):
        unsealed(sealed(key=keys.make_device_key()))


def test_of_a_revoked_kiosk_it_is_refused():
    with pytest.raises(RevokedDevice):
        unsealed(sealed(), a_place().with_device(revoked=True).trust)
    with pytest.raises(RevokedDevice):
        unsealed(sealed(), a_place().with_device(revoked=True, revoked_at=NOW, last_good_sequence=9).trust)


def test_under_the_name_of_another_kiosk_it_is_refused():
    with pytest.raises(UnknownDevice):
        unsealed(sealed(a_manifest(issuer="kiosk-2")))


def test_for_another_desk_it_is_refused():
    with pytest.raises(WrongDesk):
        unsealed(sealed(a_manifest(audience="utrecht")))
    with pytest.raises(WrongDesk):
        manifest.unsealed(sealed(), [keys.make_recipient_key()], a_place().trust, NOW)


@pytest.mark.parametrize("days", [-30, 30])
def test_from_a_time_that_cannot_be_it_is_refused(days):
    with pytest.raises(ClockDoubt):
        unsealed(sealed(a_manifest(issued_at=NOW + timedelta(days=days))))


def test_with_the_kid_of_a_kiosk_and_the_key_of_another_it_is_refused():
    place = a_place()
    stranger = {**keys.make_device_key(), "kid": place.device_key["kid"]}
    header = {**manifest.WRAPPING.inner, "kid": stranger["kid"]}
    token = compact.signed(header, b"{}", keys.native(stranger))
    outer = {**manifest.WRAPPING.outer, "kid": place.desk_key["kid"]}
    data = jwe.encrypt_compact(outer, token, keys.native(keys.public(place.desk_key)), registry=compact.ENCRYPTION)

    with pytest.raises(BadSignature):
        unsealed(data.encode())


def claims(**changes):
    good = {
        "v": 1,
        "iss": KIOSK,
        "aud": MUNICIPALITY,
        "iat": int(NOW.timestamp()),
        "number": 4,
        "last": 9,
        "bundles": [{"seq": 2, "jti": listed(2).bundle_id, "sha256": listed(2).digest}],
        "audit": {"n": 0, "head": ""},
        "pad": "",
    }
    return {**good, **changes}


def signed(said):
    place = a_place()
    data = strict_json.dumps(said)
    return wrapped(data, manifest.WRAPPING, place.device_key, keys.public(place.desk_key)).data


def test_what_a_kiosk_signs_without_this_program_is_read_too():
    assert unsealed(signed(claims())).manifest.bundles == (listed(2),)


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"v": True},
        {"number": 0},
        {"last": 1},
        {"last": "9"},
        {"pad": "="},
        {"more": 1},
        {"iss": "two words"},
        {"audit": {"n": 1}},
        {"bundles": {}},
        {"bundles": [{"seq": 0, "jti": listed(2).bundle_id, "sha256": listed(2).digest}]},
        {"bundles": [{"seq": 2, "jti": "x", "sha256": listed(2).digest}]},
        {"bundles": [{"seq": 2, "jti": listed(2).bundle_id, "sha256": "x"}]},
        {"bundles": manifest.dumped([listed(3), listed(2)])},
        {"bundles": manifest.dumped([listed(2), listed(2)])},
        {"bundles": manifest.dumped([listed(2), replace(listed(3), bundle_id=listed(2).bundle_id)])},
    ],
)
def test_other_claims_are_malformed(changes):
    with pytest.raises(MalformedContents):
        unsealed(signed(claims(**changes)))


def test_what_no_desk_would_accept_is_not_sealed():
    for wrong in (a_manifest(last=1), a_manifest(number=0), a_manifest(issuer="two words")):
        with pytest.raises(MalformedContents):
            sealed(wrong)


def test_any_character_that_changed_is_refused():
    data = sealed()

    for place in range(0, len(data), 97):
        changed = bytearray(data)
        changed[place] ^= 1
        with pytest.raises(BundleError):
            unsealed(bytes(changed))
    with pytest.raises(DamagedBundle):
        unsealed(data[:-4] + b"AAAA")


def test_a_kiosk_that_asks_to_be_enrolled_signs_no_manifest():
    request = enrolment.request(KIOSK, a_place().device_key, NOW)

    with pytest.raises(BundleError):
        unsealed(request)
    assert json.loads(compact.decoded(request.split(b".")[0]))["typ"] != manifest.WRAPPING.inner["typ"]
