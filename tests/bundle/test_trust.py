import json
from datetime import timedelta

import pytest

from assessment.bundle import compact, enrolment, keys, trust, trust_keys
from assessment.bundle.errors import AlreadyEnrolled, BadEnrolment, BadKey, BadTrust, UnknownDevice
from assessment.bundle.trust import Trust
from tests.bundle.builders import KIOSK, MUNICIPALITY, NOW, a_place, part
from tests.bundle.officers import ANNE, DAY, a_receipt_key, some_trust

HEADER = {"alg": "ES256", "typ": "assessment-enrol+jws"}


def a_request(signed_with=None, claims=(), **header):
    key = keys.make_device_key()
    payload = {"v": 1, "iss": KIOSK, "iat": 1_790_000_000, "jwk": keys.public(key), **dict(claims)}
    return compact.signed(
        {**HEADER, "kid": key["kid"], **header}, json.dumps(payload).encode(), keys.native(signed_with or key)
    ).encode()


def test_a_request_names_the_kiosk_and_its_public_key():
    key = keys.make_device_key()

    asked = enrolment.read(enrolment.request("kiosk-2", key, NOW))

    assert asked == enrolment.Enrolment("kiosk-2", keys.public(key), NOW)


def test_an_enrolled_kiosk_is_trusted_for_half_a_year():
    key = keys.make_device_key()

    enrolled = trust.enrol(Trust(MUNICIPALITY), enrolment.Enrolment(KIOSK, key, NOW), NOW)

    assert enrolled.device(key["kid"]) == trust.Device(KIOSK, keys.public(key), NOW, NOW + timedelta(days=180))


def test_a_kiosk_may_get_a_second_key():
    second = enrolment.Enrolment(KIOSK, keys.make_device_key(), NOW)

    enrolled = trust.enrol(a_place().trust, second, NOW)

    assert [device.name for device in enrolled.devices] == [KIOSK, KIOSK]


def test_a_key_is_enrolled_once_and_not_again_after_it_was_revoked():
    request = enrolment.Enrolment("kiosk-9", keys.public(a_place().device_key), NOW)
    revoked = trust.revoke(a_place().trust, a_place().device_key["kid"])

    with pytest.raises(AlreadyEnrolled, match=r"enrolled as kiosk-1$"):
        trust.enrol(a_place().trust, request, NOW)
    with pytest.raises(AlreadyEnrolled, match="enrolled as kiosk-1 and revoked"):
        trust.enrol(revoked, request, NOW)


def test_an_unknown_key_cannot_be_revoked():
    with pytest.raises(UnknownDevice):
        trust.revoke(a_place().trust, "A" * 43)


def test_a_new_key_of_a_kiosk_leaves_the_old_one_a_fortnight_at_least():
    second = enrolment.Enrolment(KIOSK, keys.make_device_key(), NOW)
    expired = a_place().with_device(not_after=NOW - DAY).trust

    early, late = trust.enrol(a_place().trust, second, NOW), trust.enrol(expired, second, NOW)

    assert early.devices[0] == a_place().trust.devices[0]
    assert late.devices[0].not_after == NOW + 14 * DAY


def test_a_new_key_gives_a_revoked_one_or_another_kiosk_no_time():
    revoked = trust.revoke(a_place().with_device(not_after=NOW).trust, a_place().device_key["kid"], NOW)
    second = enrolment.Enrolment(KIOSK, keys.make_device_key(), NOW)
    other = enrolment.Enrolment("kiosk-2", keys.make_device_key(), NOW)

    assert trust.enrol(revoked, second, NOW).devices[0].not_after == NOW
    assert trust.enrol(a_place().with_device(not_after=NOW).trust, other, NOW).devices[0].not_after == NOW


def test_a_key_of_an_officer_or_of_the_desk_is_never_that_of_a_kiosk():
    for key, purpose in ((ANNE.key, "an officer"), (a_receipt_key(), "for receipts")):
        asked = enrolment.Enrolment("kiosk-2", keys.public(key), NOW)
        with pytest.raises(AlreadyEnrolled, match=f"as {purpose}"):
            trust.enrol(some_trust(), asked, NOW)


# the desk's own keys


def test_kiosks_seal_to_the_newest_key_that_holds():
    old, new = a_place().desk_key, keys.make_recipient_key()
    both = trust_keys.add_recipient(some_trust(), new, NOW)

    assert both.sealing_key(NOW).kid == new["kid"]
    assert both.sealing_key(NOW - DAY).kid == old["kid"]
    assert both.sealing_key(NOW + 500 * DAY) is None


def test_a_retired_key_is_not_sealed_to_and_its_private_part_goes_when_no_bundle_can_come_any_more():
    old, new = a_place().desk_key, keys.make_recipient_key()
    rotated = trust_keys.retire_recipient(trust_keys.add_recipient(some_trust(), new, NOW), old["kid"], NOW)

    assert not rotated.recipients[0].holds(NOW + DAY)
    assert not trust_keys.outlived(rotated, old["kid"], NOW + 180 * DAY)
    assert trust_keys.outlived(rotated, old["kid"], NOW + 181 * DAY)
    assert not trust_keys.outlived(rotated, new["kid"], NOW + 181 * DAY)


def test_the_last_key_to_seal_to_stays():
    with pytest.raises(BadTrust, match="no other key"):
        trust_keys.retire_recipient(some_trust(), a_place().desk_key["kid"], NOW)
    with pytest.raises(BadTrust, match="no such key"):
        trust_keys.retire_recipient(some_trust(), "A" * 43, NOW)


def test_receipts_may_be_signed_with_a_second_key_and_the_first_retired():
    new = keys.make_receipt_key()
    rotated = trust_keys.retire_receipt_key(
        trust_keys.add_receipt_key(some_trust(), new, NOW), a_receipt_key()["kid"], NOW
    )

    assert rotated.receipt_key(new["kid"]).holds(NOW + DAY)
    assert not rotated.receipt_key(a_receipt_key()["kid"]).holds(NOW + DAY)
    assert rotated.receipt_key("A" * 43) is None


def test_a_key_gets_no_second_purpose():
    with pytest.raises(AlreadyEnrolled):
        trust_keys.add_receipt_key(some_trust(), a_place().device_key, NOW)
    with pytest.raises(AlreadyEnrolled):
        trust_keys.add_recipient(some_trust(), a_place().desk_key, NOW)


# requests


def test_a_request_signed_with_another_key_is_refused():
    with pytest.raises(BadEnrolment):
        enrolment.read(a_request(signed_with=keys.make_device_key()))


@pytest.mark.parametrize(
    ("header", "claims"),
    [
        ({"typ": "assessment-bundle+jws"}, {}),
        ({"kid": "A" * 43}, {}),
        ({"jku": "https://example.org"}, {}),
        ({}, {"v": 2}),
        ({}, {"iss": "a name"}),
        ({}, {"iat": True}),
        ({}, {"more": 1}),
    ],
    ids=str,
)
def test_another_request_is_refused(header, claims):
    with pytest.raises(BadEnrolment):
        enrolment.read(a_request(claims=claims, **header))


def test_a_request_with_something_else_for_a_key_is_refused():
    with pytest.raises(BadKey):
        enrolment.read(a_request(claims={"jwk": keys.public(keys.make_recipient_key())}))


@pytest.mark.parametrize("data", [b"", b"a.b.c", b"hello", b"x" * 9000, f"{part({})}.{part({})}.{part(b'x')}".encode()])
def test_a_file_that_is_no_request_is_refused(data):
    with pytest.raises(BadEnrolment):
        enrolment.read(data)


def test_a_request_whose_bytes_changed_is_refused():
    data = a_request()

    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1 << (position % 8)
        with pytest.raises((BadEnrolment, BadKey)):
            enrolment.read(bytes(changed))


def test_a_kiosk_whose_name_no_desk_would_accept_is_told_so():
    with pytest.raises(BadEnrolment):
        enrolment.request("kiosk one", keys.make_device_key(), NOW)
