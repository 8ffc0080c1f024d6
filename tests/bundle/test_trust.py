import json
from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.bundle import compact, enrolment, keys, recipient, trust
from assessment.bundle.errors import AlreadyEnrolled, BadEnrolment, BadKey, BadTrust, UnknownDevice
from assessment.bundle.recipient import Recipient
from assessment.bundle.trust import Trust
from tests.bundle.builders import KIOSK, MUNICIPALITY, NOW, a_place, part

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


def test_a_trust_store_is_read_back():
    stored = trust.revoke(a_place().trust, a_place().device_key["kid"])

    assert trust.load(trust.dump(stored)) == stored
    assert trust.load(trust.dump(Trust("GM0363"))) == Trust("GM0363")


def test_a_trust_store_never_holds_a_private_key():
    enrolled = trust.enrol(Trust(MUNICIPALITY), enrolment.Enrolment(KIOSK, a_place().device_key, NOW), NOW)

    assert b'"d"' not in trust.dump(enrolled)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b'{"v":2,"recipient":"a","devices":[]}',
        b'{"v":1,"recipient":"","devices":[]}',
        b'{"v":1,"recipient":"a","devices":[1]}',
        b'{"v":1,"recipient":"a","devices":[],"devices":[]}',
    ],
)
def test_a_file_that_is_no_trust_store_is_refused(data):
    with pytest.raises(BadTrust):
        trust.load(data)


def test_a_trust_store_with_one_key_twice_is_refused():
    twice = replace(a_place().trust, devices=a_place().trust.devices * 2)

    with pytest.raises(BadTrust, match="same key twice"):
        trust.load(trust.dump(twice))


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


def test_a_desk_is_described_without_its_private_key():
    desk = Recipient(MUNICIPALITY, a_place().desk_key)

    assert b'"d"' not in recipient.dump(desk)
    assert recipient.load(recipient.dump(desk)) == Recipient(MUNICIPALITY, keys.public(a_place().desk_key))


@pytest.mark.parametrize("data", [b"", b"{}", b"null", b'{"v":2,"municipality":"a","jwk":{}}', b"\xff"])
def test_a_file_that_describes_no_desk_is_refused(data):
    with pytest.raises(BadTrust):
        recipient.load(data)


def test_the_signing_key_of_a_kiosk_does_not_describe_a_desk():
    with pytest.raises(BadKey):
        recipient.load(recipient.dump(Recipient(MUNICIPALITY, a_place().device_key)))
