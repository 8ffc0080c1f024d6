import json
import re

import pytest

from assessment.bundle import keys
from assessment.bundle.errors import BadKey
from tests.bundle.builders import a_place


def changed(key, **changes):
    return json.dumps({**key, **changes}).encode()


def test_a_key_file_is_read_back():
    device, desk = keys.make_device_key(), keys.make_recipient_key()

    assert keys.load_device_key(keys.dump(device)) == device
    assert keys.load_recipient_key(keys.dump(desk)) == desk


def test_the_kid_is_the_thumbprint_of_the_key():
    key = keys.make_device_key()

    assert key["kid"] == keys.native(keys.public(key)).thumbprint()


def test_the_public_part_has_no_private_number():
    key = keys.make_device_key()

    assert key.keys() - keys.public(key).keys() == {"d"}


def test_a_fingerprint_is_thirty_digits_to_read_aloud():
    key = keys.make_device_key()

    assert re.fullmatch(r"\d{5}( \d{5}){5}", keys.fingerprint(key))
    assert keys.fingerprint(key) == keys.fingerprint(keys.public(key))
    assert keys.fingerprint(key) != keys.fingerprint(keys.make_device_key())


def test_a_key_of_the_other_kind_is_refused():
    with pytest.raises(BadKey, match="as in a key to sign with"):
        keys.load_device_key(keys.dump(keys.make_recipient_key()))
    with pytest.raises(BadKey, match="as in the recipient key of a desk"):
        keys.load_recipient_key(keys.dump(keys.make_device_key()))


def test_a_private_key_is_no_public_one_and_the_other_way_round():
    key = keys.make_device_key()

    with pytest.raises(BadKey, match="unknown"):
        keys.device_key(key)
    with pytest.raises(BadKey, match="the fields d are missing"):
        keys.load_device_key(keys.dump(keys.public(key)))


@pytest.mark.parametrize(
    "changes",
    [
        {"kid": "A" * 43},
        {"crv": "P-384"},
        {"kty": "oct"},
        {"x": "A" * 43},
        {"x": "x"},
        {"y": 7},
        {"d": "A" * 43},
        {"d": a_place().device_key["d"]},
        {"extra": "1"},
    ],
    ids=str,
)
def test_a_changed_key_is_refused(changes):
    with pytest.raises(BadKey):
        keys.load_device_key(changed(keys.make_device_key(), **changes))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"-----BEGIN PRIVATE KEY-----", b"x" * 5000, b"\xff"])
def test_a_file_that_is_no_key_is_refused(data):
    with pytest.raises(BadKey):
        keys.load_device_key(data)
