"""An officer's key in a file that only the passphrase opens."""

import json

import pytest

from assessment.bundle import keys, officer_file
from assessment.bundle.errors import BadKey, WrongPassphrase
from assessment.bundle.officer_file import Cost
from assessment.bundle.officers import Officer

PASSPHRASE = "vier losse woorden"
CHEAP = Cost(64, 1, 1)


def a_file(key=None):
    return officer_file.dump("anne", key or keys.make_officer_key(), PASSPHRASE, CHEAP)


def changed(data, **changes):
    found = json.loads(data)
    sealed = {**found["sealed"], **{name: changes.pop(name) for name in list(changes) if name in found["sealed"]}}
    return json.dumps({**found, "sealed": sealed, **changes}).encode()


def test_the_passphrase_opens_the_key():
    key = keys.make_officer_key()

    assert officer_file.load(a_file(key), PASSPHRASE) == key


def test_without_the_passphrase_only_name_and_public_key_can_be_read():
    key = keys.make_officer_key()
    data = a_file(key)

    assert officer_file.load_public(data) == Officer("anne", keys.public(key))
    assert key["d"].encode() not in data
    with pytest.raises(WrongPassphrase):
        officer_file.load(data, PASSPHRASE + ".")


def test_the_public_file_is_read_back_and_opens_nothing():
    officer = Officer("anne", keys.public(keys.make_officer_key()))

    assert officer_file.load_public(officer_file.dump_public(officer)) == officer
    with pytest.raises(BadKey):
        officer_file.load(officer_file.dump_public(officer), PASSPHRASE)


def test_a_short_passphrase_is_refused():
    with pytest.raises(WrongPassphrase, match="found 4 characters, expected at least 12"):
        officer_file.dump("anne", keys.make_officer_key(), "kort", CHEAP)


def test_a_name_that_no_trust_store_may_carry_is_refused():
    with pytest.raises(BadKey):
        officer_file.dump("Anne de Vries", keys.make_officer_key(), PASSPHRASE, CHEAP)


def test_a_file_that_was_given_another_name_or_key_does_not_open():
    other = keys.public(keys.make_officer_key())

    for data in (changed(a_file(), name="bram"), changed(a_file(), jwk=other)):
        with pytest.raises(WrongPassphrase):
            officer_file.load(data, PASSPHRASE)


@pytest.mark.parametrize(
    "changes",
    [
        {"memory_kib": 2**22},
        {"passes": 11},
        {"lanes": 9},
        {"memory_kib": 8, "lanes": 8},
        {"salt": "AA"},
        {"nonce": "AA"},
        {"ciphertext": "?"},
        {"v": 2},
        {"more": 1},
    ],
    ids=str,
)
def test_a_file_of_another_form_is_refused_before_it_costs_anything(changes):
    with pytest.raises((BadKey, WrongPassphrase)):
        officer_file.load(changed(a_file(), **changes), PASSPHRASE)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"null", b"\xff", b"x" * 9000])
def test_a_file_that_is_no_officer_is_refused(data):
    with pytest.raises(BadKey):
        officer_file.load_public(data)
    with pytest.raises(BadKey):
        officer_file.load(data, PASSPHRASE)
