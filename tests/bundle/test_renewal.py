"""A kiosk goes on with a new key on the word of the one it has."""

from dataclasses import replace

import pytest

from assessment.bundle import compact, enrolment, keys, renewal
from assessment.bundle.errors import BadEnrolment, TrustError
from assessment.bundle.trust import revoke
from tests.bundle.builders import KIOSK, NOW, a_place
from tests.bundle.officers import DAY


def a_renewal(name=KIOSK, present=None):
    return renewal.request(name, keys.make_device_key(), present or a_place().device_key, NOW)


def test_a_kiosk_vouches_for_its_next_key():
    new = keys.make_device_key()

    asked, device = renewal.read(renewal.request(KIOSK, new, a_place().device_key, NOW), a_place().trust, NOW)

    assert asked == enrolment.Enrolment(KIOSK, keys.public(new), NOW)
    assert device == a_place().trust.devices[0]


def test_nobody_vouches_for_a_first_request():
    first = enrolment.request("kiosk-2", keys.make_device_key(), NOW)

    assert renewal.read(first, a_place().trust, NOW) == (enrolment.read(first), None)


@pytest.mark.parametrize(
    "trust",
    [
        replace(a_place().trust, devices=()),
        revoke(a_place().trust, a_place().device_key["kid"], NOW, 9),
        a_place().with_device(not_after=NOW - DAY).trust,
        a_place().with_device(enrolled_at=NOW + DAY).trust,
    ],
    ids=["unknown", "revoked", "expired", "not yet"],
)
def test_a_key_that_is_not_trusted_now_vouches_for_nothing(trust):
    with pytest.raises(BadEnrolment, match="not trusted now"):
        renewal.read(a_renewal(), trust, NOW)


def test_a_kiosk_does_not_vouch_for_another():
    with pytest.raises(BadEnrolment, match="found a request of kiosk-2, signed by kiosk-1"):
        renewal.read(a_renewal("kiosk-2"), a_place().trust, NOW)


def test_who_does_not_hold_the_present_key_cannot_use_its_name():
    header = {"alg": "ES256", "typ": "assessment-renew+jws", "kid": a_place().device_key["kid"]}
    asked = enrolment.request(KIOSK, keys.make_device_key(), NOW)
    forged = compact.signed(header, asked, keys.native(keys.make_device_key())).encode()

    with pytest.raises(BadEnrolment):
        renewal.read(forged, a_place().trust, NOW)


def test_a_countersigned_request_that_is_none_inside_is_refused():
    header = {"alg": "ES256", "typ": "assessment-renew+jws", "kid": a_place().device_key["kid"]}

    for payload in (b"{}", b"a.b.c", a_renewal()):
        data = compact.signed(header, payload, keys.native(a_place().device_key)).encode()
        with pytest.raises(BadEnrolment):
            renewal.read(data, a_place().trust, NOW)


@pytest.mark.parametrize("data", [b"", b".", b"{}", b"a.b.c", b"x" * 20_000, b"bnVsbA.bnVsbA.bnVsbA"])
def test_a_file_that_is_no_request_is_refused(data):
    with pytest.raises(BadEnrolment):
        renewal.read(data, a_place().trust, NOW)


def test_a_request_whose_bytes_changed_is_refused():
    data = a_renewal()

    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1 << (position % 8)
        with pytest.raises(TrustError):
            renewal.read(bytes(changed), a_place().trust, NOW)
