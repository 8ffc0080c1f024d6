"""Who made a bundle, when and for whom: what is believed, refused, or left to a person."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.bundle import compact, keys
from assessment.bundle.contents import LIFETIME
from assessment.bundle.errors import (
    BadSignature,
    ClockDoubt,
    ExpiredBundle,
    ExpiredDevice,
    RevokedDevice,
    RevokedPlausible,
    UnknownDevice,
    UnlistedBank,
)
from assessment.bundle.seal import INNER
from assessment.bundle.trust import Trust, revoke
from tests.bundle.builders import NOW, a_place, part, some_claims, some_contents
from tests.bundle.officers import DAY


def test_a_kiosk_that_was_never_enrolled_is_refused():
    stranger = replace(a_place(), device_key=keys.make_device_key())

    with pytest.raises(UnknownDevice, match="never enrolled"):
        a_place().unsealed(stranger.sealed(some_contents()))


def test_an_own_key_under_the_name_of_an_enrolled_one_is_refused():
    forged = {**INNER, "kid": a_place().device_key["kid"]}
    token = compact.signed(forged, json.dumps(some_claims()).encode(), keys.native(keys.make_device_key()))

    with pytest.raises(BadSignature):
        a_place().unsealed(a_place().encrypted(token))


@pytest.mark.parametrize("signature", [b"x", bytes(64), b"\xff" * 64, b"x" * 72], ids=len)
def test_a_signature_that_is_none_is_refused(signature):
    header = {**INNER, "kid": a_place().device_key["kid"]}
    token = f"{part(header)}.{part(some_claims())}.{part(signature)}"

    with pytest.raises(BadSignature):
        a_place().unsealed(a_place().encrypted(token))


def test_a_revoked_kiosk_is_refused(bundle):
    lost = replace(a_place(), trust=revoke(a_place().trust, a_place().device_key["kid"]))

    with pytest.raises(RevokedDevice):
        lost.unsealed(bundle)


REVOKED = NOW + timedelta(hours=2)


@pytest.mark.parametrize("sequence", [1, 6, 7])
def test_what_a_kiosk_may_have_sealed_before_it_was_stolen_is_for_a_person_to_decide(sequence):
    lost = replace(a_place(), trust=revoke(a_place().trust, a_place().device_key["kid"], REVOKED, 7))

    with pytest.raises(RevokedPlausible):
        lost.unsealed(lost.sealed(some_contents(sequence=sequence)))


@pytest.mark.parametrize(
    ("sequence", "sealed_at"),
    [(8, NOW), (7, REVOKED), (1, REVOKED + DAY)],
    ids=["after the last good one", "at that moment", "later"],
)
def test_what_a_stolen_kiosk_seals_is_refused(sequence, sealed_at):
    lost = replace(a_place(), trust=revoke(a_place().trust, a_place().device_key["kid"], REVOKED, 7))

    with pytest.raises(RevokedDevice):
        lost.unsealed(lost.sealed(some_contents(sequence=sequence, issued_at=sealed_at)), REVOKED + DAY)


def test_who_only_knows_the_name_of_a_stolen_key_does_not_get_as_far_as_a_person():
    lost = replace(a_place(), trust=revoke(a_place().trust, a_place().device_key["kid"], REVOKED, 7))
    header, payload = {**INNER, "kid": lost.device_key["kid"]}, json.dumps(some_claims()).encode()
    token = compact.signed(header, payload, keys.native(keys.make_device_key()))

    with pytest.raises(BadSignature):
        lost.unsealed(lost.encrypted(token))


def test_only_listed_banks_come_in_by_themselves(bundle):
    listed = some_contents().bank
    picky = replace(a_place(), trust=replace(a_place().trust, banks=(listed,)))
    other = some_contents(bank=replace(listed, sha256="ef" * 32))

    assert picky.unsealed(bundle).bank == listed
    with pytest.raises(UnlistedBank):
        picky.unsealed(picky.sealed(other))


def test_a_desk_without_kiosks_knows_none(bundle):
    with pytest.raises(UnknownDevice):
        replace(a_place(), trust=Trust("amsterdam")).unsealed(bundle)


def test_a_kiosk_that_gives_another_name_is_refused():
    data = a_place().sealed(some_contents(issuer="kiosk-2"))

    with pytest.raises(UnknownDevice, match="found the kiosk kiosk-2, but its key is enrolled as kiosk-1"):
        a_place().unsealed(data)


def test_a_bundle_sealed_after_its_key_expired_is_refused(bundle):
    expired = a_place().with_device(not_after=NOW - DAY)

    with pytest.raises(ExpiredDevice):
        expired.unsealed(bundle)


def test_a_bundle_that_travelled_while_its_key_expired_is_accepted(bundle):
    expired = a_place().with_device(not_after=NOW + DAY)

    assert expired.unsealed(bundle, NOW + 30 * DAY) == some_contents()


@pytest.mark.parametrize("issued_at", [NOW - 9 * DAY, NOW + 2 * DAY], ids=["before enrolment", "in the future"])
def test_a_clock_that_cannot_be_right_raises_doubt(issued_at):
    data = a_place().sealed(some_contents(issued_at=issued_at))

    with pytest.raises(ClockDoubt):
        a_place().unsealed(data)


@pytest.mark.parametrize("issued_at", [NOW - 8 * DAY, NOW + DAY])
def test_a_clock_that_is_a_day_off_raises_none(issued_at):
    contents = some_contents(issued_at=issued_at)

    assert a_place().unsealed(a_place().sealed(contents)) == contents


def test_a_bundle_expires(bundle):
    with pytest.raises(ExpiredBundle):
        a_place().unsealed(bundle, NOW + LIFETIME + 2 * DAY)
