"""Trust stores between officers, desks and kiosks: who can make one that is believed."""

import json
from dataclasses import replace

import pytest

from assessment.bundle import compact, keys, trust_signatures
from assessment.bundle.contents import Bank
from assessment.bundle.errors import (
    BadKey,
    BadTrust,
    ExpiredTrust,
    NotEnoughSignatures,
    RolledBack,
    UnknownOfficer,
)
from assessment.bundle.officers import Officer, Officers
from assessment.bundle.trust import DatedKey, Device, revoke
from assessment.bundle.trust_file import accept, age, propose
from assessment.bundle.trust_keys import add_recipient
from tests.bundle.builders import NOW, a_place
from tests.bundle.officers import (
    ANNE,
    BRAM,
    CARO,
    DAY,
    DIRK,
    STRANGER,
    a_receipt_key,
    a_store,
    accepted,
    of,
    signed_by,
    some_trust,
)


def test_two_of_three_officers_are_enough_for_the_first_store_and_for_the_next():
    first = accept(a_store(ANNE, CARO), None, NOW)
    second = accept(a_store(BRAM, CARO, version=2), first, NOW)

    assert (first.version, second.version) == (1, 2)
    assert first.devices == a_place().trust.devices
    assert first.sealing_key(NOW).jwk == keys.public(a_place().desk_key)


def test_a_store_says_the_same_after_it_travelled():
    trust = some_trust(
        banks=(Bank("amsterdam", "0.1.0", "ab" * 32),),
        devices=revoke(a_place().trust, a_place().device_key["kid"], NOW, 7).devices,
    )

    found = accept(signed_by(propose(trust, NOW), ANNE, BRAM), None, NOW)

    assert found == replace(trust, version=1, issued=NOW, expires=NOW + 90 * DAY)


def test_a_store_never_holds_a_private_key():
    careless = Officers((Officer("anne", ANNE.key),))
    kiosk = Device("kiosk-1", a_place().device_key, NOW, NOW + DAY)
    desk = DatedKey(a_place().desk_key, NOW, NOW + DAY)

    payload = propose(some_trust(officers=careless, devices=(kiosk,), recipients=(desk,)), NOW).payload

    assert b'"d"' not in payload


def test_a_store_that_nobody_signed_is_refused():
    with pytest.raises(NotEnoughSignatures, match="found the signatures of 0 officers and 0 strangers"):
        accept(signed_by(propose(some_trust(), NOW)), None, NOW)


@pytest.mark.parametrize("known", [None, accepted()], ids=["the first", "the next"])
def test_one_signature_of_two_is_not_enough(known):
    with pytest.raises(NotEnoughSignatures):
        accept(signed_by(propose(some_trust(version=1), NOW), BRAM), known, NOW)


def test_one_officer_who_signs_twice_is_one_officer():
    once = trust_signatures.load(a_store(ANNE, version=2))
    again = trust_signatures.load(a_store(ANNE, version=2))
    twice = replace(once, signatures=once.signatures + again.signatures)

    assert len(trust_signatures.signed(once, ANNE.key).signatures) == 1
    with pytest.raises(NotEnoughSignatures, match="of 1 officers"):
        accept(trust_signatures.dump(twice), accepted(), NOW)


def test_an_officer_of_somewhere_else_does_not_count():
    with pytest.raises(UnknownOfficer, match="of 1 officers and 1 strangers, expected 2 of anne, bram, caro"):
        accept(a_store(ANNE, STRANGER, version=2), accepted(), NOW)
    assert accept(a_store(ANNE, BRAM, STRANGER, version=2), accepted(), NOW).version == 2


def test_a_kiosk_that_is_set_up_now_need_not_know_who_signed_the_new_officers_in():
    bridge = a_store(ANNE, BRAM, DIRK, CARO, version=2, officers=of(DIRK, CARO))

    assert accept(bridge, None, NOW).officers == of(DIRK, CARO)
    assert accept(bridge, accept(bridge, None, NOW), NOW).version == 2


def test_strangers_cannot_make_themselves_officers():
    theirs = a_store(STRANGER, DIRK, version=2, officers=of(STRANGER, DIRK))

    with pytest.raises(NotEnoughSignatures, match="of 0 officers and 0 strangers, expected 2 of anne, bram, caro"):
        accept(theirs, accepted(), NOW)


def test_a_signature_that_was_made_for_another_store_is_refused():
    other = trust_signatures.load(a_store(ANNE, BRAM, version=3))
    moved = trust_signatures.load(a_store(ANNE, version=2))
    moved = replace(moved, signatures=(*moved.signatures, other.signatures[1]))

    with pytest.raises(BadTrust):
        accept(trust_signatures.dump(moved), accepted(), NOW)


def test_whoever_swaps_the_recipient_needs_the_officers():
    attacker = add_recipient(some_trust(version=1, recipients=()), keys.make_recipient_key(), NOW)

    with pytest.raises(NotEnoughSignatures):
        accept(signed_by(propose(attacker, NOW), CARO), accepted(), NOW)
    with pytest.raises(UnknownOfficer):
        accept(signed_by(propose(attacker, NOW), CARO, STRANGER), accepted(), NOW)


def test_whoever_swaps_the_recipient_under_good_signatures_is_noticed():
    good = json.loads(a_store(version=2))
    swapped = propose(some_trust(version=1, recipients=(a_recipient(),)), NOW).payload

    with pytest.raises(BadTrust):
        accept(json.dumps({**good, "payload": compact.encoded(swapped)}).encode(), accepted(), NOW)


def a_recipient():
    return DatedKey(keys.public(keys.make_recipient_key()), NOW - DAY, NOW + 90 * DAY)


# time and order


def test_an_older_store_is_refused_however_well_it_is_signed():
    with pytest.raises(RolledBack, match="found version 2, expected 3 or newer"):
        accept(a_store(ANNE, BRAM, CARO, version=2), accepted(3), NOW)


def test_the_same_version_that_says_something_else_is_refused():
    with pytest.raises(RolledBack, match="another version 3"):
        accept(a_store(version=3, banks=(Bank("b", "1", "ab" * 32),)), accepted(3), NOW)


def test_the_same_store_again_changes_nothing():
    assert accept(a_store(BRAM, CARO, version=3), accepted(3), NOW) == accepted(3)


def test_an_expired_store_is_refused():
    with pytest.raises(ExpiredTrust):
        accept(a_store(version=2), accepted(), NOW + 91 * DAY)


def test_an_expired_store_gives_way_to_a_newer_one():
    later = NOW + 200 * DAY

    newer = accept(signed_by(propose(accepted(), later), ANNE, BRAM), accepted(), later)

    assert newer.version == 2


def test_a_store_is_to_be_renewed_from_the_sixtieth_day():
    trust = accepted()

    assert (age(trust, NOW + 59 * DAY).soon, age(trust, NOW + 60 * DAY).soon) == (False, True)
    assert age(trust, NOW + 60 * DAY).days == 30
    assert not age(trust, NOW + 90 * DAY).expired
    assert age(trust, NOW + 91 * DAY).expired


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_store_has_an_end_in_sight(days):
    with pytest.raises(BadTrust, match=r"trust\.expires"):
        propose(some_trust(), NOW, days * DAY)


# officers come and go


def test_a_new_officer_needs_the_old_ones_and_the_new_ones():
    new = of(ANNE, DIRK)
    known = accepted()

    with pytest.raises(NotEnoughSignatures, match="expected 2 of anne, bram, caro"):
        accept(a_store(ANNE, DIRK, version=2, officers=new), known, NOW)
    with pytest.raises(NotEnoughSignatures, match="expected 2 of anne, dirk"):
        accept(a_store(ANNE, BRAM, version=2, officers=new), known, NOW)
    assert accept(a_store(ANNE, BRAM, DIRK, version=2, officers=new), known, NOW).officers == new


def test_after_that_the_old_officers_count_no_more():
    known = accept(a_store(ANNE, BRAM, DIRK, version=2, officers=of(ANNE, DIRK)), accepted(), NOW)

    with pytest.raises(UnknownOfficer, match="of 1 officers and 1 strangers, expected 2 of anne, dirk"):
        accept(a_store(ANNE, BRAM, version=3, officers=of(ANNE, DIRK)), known, NOW)


def test_a_kiosk_that_was_away_catches_up_through_the_first_store_of_the_new_officers():
    away = accepted()
    new = of(DIRK, CARO, threshold=2)
    bridge, latest = a_store(ANNE, CARO, DIRK, version=2, officers=new), a_store(DIRK, CARO, version=5, officers=new)

    with pytest.raises(NotEnoughSignatures, match="begin with the first version of the new ones"):
        accept(latest, away, NOW)
    assert accept(latest, accept(bridge, away, NOW), NOW).version == 5


def test_one_officer_alone_may_lower_nothing():
    with pytest.raises(NotEnoughSignatures):
        accept(a_store(ANNE, version=2, officers=of(ANNE, threshold=1)), accepted(), NOW)


def test_a_small_municipality_may_have_one_officer():
    assert accept(a_store(ANNE, officers=of(ANNE, threshold=1)), None, NOW).officers.threshold == 1


@pytest.mark.parametrize("officers", [of(), of(ANNE, threshold=2), of(ANNE, BRAM, threshold=0), of(ANNE, ANNE)])
def test_officers_who_could_never_or_always_agree_are_refused(officers):
    with pytest.raises(BadTrust):
        propose(some_trust(officers=officers), NOW)


# each key has one purpose


@pytest.mark.parametrize(
    "changes",
    [
        {"devices": (Device("kiosk-1", keys.public(ANNE.key), NOW, NOW + DAY),)},
        {"devices": (Device("kiosk-1", keys.public(a_receipt_key()), NOW, NOW + DAY),)},
        {"receipt_keys": (DatedKey(keys.public(BRAM.key), NOW, NOW + DAY),)},
        {"receipt_keys": (DatedKey(keys.public(a_place().device_key), NOW, NOW + DAY),)},
        {"devices": a_place().trust.devices * 2},
    ],
    ids=["officer as kiosk", "receipts as kiosk", "officer for receipts", "kiosk for receipts", "one kiosk twice"],
)
def test_a_key_has_one_purpose_and_one_place(changes):
    with pytest.raises(BadTrust, match="same key twice"):
        propose(some_trust(**changes), NOW)


def test_a_key_keeps_its_purpose_in_the_next_version():
    kiosk_key = a_place().device_key
    turned = some_trust(version=1, devices=(), receipt_keys=(DatedKey(keys.public(kiosk_key), NOW, NOW + DAY),))

    with pytest.raises(BadTrust, match="as for receipts, expected a kiosk, as before"):
        accept(signed_by(propose(turned, NOW), ANNE, BRAM), accepted(), NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"recipients": (DatedKey(keys.public(a_receipt_key()), NOW, NOW + DAY),)},
        {"receipt_keys": (DatedKey(keys.public(a_place().desk_key), NOW, NOW + DAY),)},
    ],
    ids=["signing as recipient", "recipient as signing"],
)
def test_a_key_of_the_other_kind_is_refused(changes):
    with pytest.raises(BadKey):
        propose(some_trust(**changes), NOW)


def test_a_kiosk_key_cannot_sign_a_store():
    kiosk = replace(ANNE, key=a_place().device_key)

    with pytest.raises(UnknownOfficer):
        accept(signed_by(propose(some_trust(version=1), NOW), BRAM, kiosk), accepted(), NOW)


def test_a_revoked_kiosk_stays_revoked():
    known = accepted(devices=revoke(a_place().trust, a_place().device_key["kid"], NOW).devices)

    with pytest.raises(BadTrust, match="trusted again"):
        accept(a_store(version=2), known, NOW)
    with pytest.raises(BadTrust, match="trusted again"):
        accept(a_store(version=2, devices=()), known, NOW)


def test_a_store_of_another_municipality_is_refused():
    with pytest.raises(BadTrust, match="found the trust store of utrecht, expected that of amsterdam"):
        accept(a_store(version=2, recipient="utrecht"), accepted(), NOW)
