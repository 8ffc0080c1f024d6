import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from joserfc import jwe

from assessment.bundle import compact, keys
from assessment.bundle.errors import BadKey, MalformedContents, TooLarge
from assessment.bundle.seal import BLOCK, FILE_NAME, file_name, seal
from assessment.bundle.unseal import verified
from tests.bundle.builders import NOW, a_place, some_contents


def test_the_desk_reads_what_the_kiosk_sealed():
    contents = some_contents(
        events=[{"type": "response_given", "seconds": 1.5, "response": {"text": "ኣነ ጽቡቕ ኣለኹ\nשלום 👋🏾"}}],
        profile={"results": [{"theta": -0.75, "level": None}]},
    )

    assert a_place().unsealed(a_place().sealed(contents)) == contents


@pytest.mark.parametrize("length", [*range(3, 10), 7_000, 8_900, 9_000, 100_000])
def test_a_file_is_a_whole_number_of_blocks(length):
    data = a_place().sealed(some_contents(profile={"text": "x" * length}))

    assert len(data) % BLOCK == 0


def test_short_and_longer_contents_make_files_of_one_size():
    short = a_place().sealed(some_contents())
    longer = a_place().sealed(some_contents(profile={"text": "x" * 5_000}))

    assert len(short) == len(longer) == BLOCK


def test_the_headers_are_those_of_the_format_and_no_others():
    place = a_place()
    data = place.sealed(some_contents())
    token = jwe.decrypt_compact(data, keys.native(place.desk_key), registry=compact.ENCRYPTION).plaintext

    outer = json.loads(compact.decoded(data.split(b".")[0]))
    inner = json.loads(compact.decoded(token.split(b".")[0]))

    assert outer.pop("epk").keys() == {"kty", "crv", "x", "y"}
    assert outer == {
        "alg": "ECDH-ES+A256KW",
        "enc": "A256GCM",
        "kid": place.desk_key["kid"],
        "typ": "assessment-bundle+jwe",
        "cty": "assessment-bundle+jws",
    }
    assert inner == {"alg": "ES256", "kid": place.device_key["kid"], "typ": "assessment-bundle+jws"}


def test_the_digests_are_of_the_file_and_of_the_signed_token():
    place = a_place()

    sealed = seal(some_contents(), place.device_key, keys.public(place.desk_key))

    assert sealed.digest == sha256(sealed.data).hexdigest()
    assert sealed.jws_digest == verified(sealed.data, [place.desk_key], place.trust, NOW).jws_digest


def test_nothing_of_the_contents_stands_in_the_file_in_clear():
    data = a_place().sealed(some_contents(profile={"text": "ZEBRA-7391-QUARTZ"}))

    visible = b"".join(compact.decoded(part) for part in data.split(b".")) + data
    for secret in (b"ZEBRA", b"kiosk-1", b"1234567890", a_place().device_key["kid"].encode()):
        assert secret not in visible


def test_an_old_desk_key_still_opens_what_was_sealed_to_it():
    place = a_place()
    data = place.sealed(some_contents())

    contents = verified(data, [keys.make_recipient_key(), place.desk_key], place.trust, NOW).contents

    assert contents == some_contents()


def test_a_fraction_of_a_second_is_dropped():
    contents = some_contents(issued_at=NOW + timedelta(microseconds=999))

    assert a_place().unsealed(a_place().sealed(contents)).issued_at == NOW


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "a name with spaces"},
        {"issuer": ""},
        {"sequence": 0},
        {"profile": {"theta": float("nan")}},
        {"profile": {"text": "left\u202eright"}},
        {"profile": {"text": "\ud800"}},
        {"profile": {"number": 2**53}},
        {"issued_at": NOW.replace(tzinfo=None)},
        {"events": ["not an event"]},
    ],
    ids=str,
)
def test_contents_that_no_desk_would_accept_are_not_sealed(changes):
    with pytest.raises(MalformedContents):
        a_place().sealed(some_contents(**changes))


def test_contents_beyond_the_limit_are_not_sealed():
    with pytest.raises(TooLarge):
        a_place().sealed(some_contents(profile={"text": "x" * 600_000}))


def test_the_largest_file_that_can_be_sealed_can_be_read():
    contents = some_contents(profile={"text": "x" * 588_000})

    data = a_place().sealed(contents)

    assert len(data) == compact.LARGEST_FILE
    assert a_place().unsealed(data) == contents


def test_a_key_is_used_only_for_what_it_was_made_for():
    place = a_place()

    with pytest.raises(BadKey, match=r"key\.use: expected sig"):
        seal(some_contents(), place.desk_key, keys.public(place.desk_key))
    with pytest.raises(BadKey, match=r"key\.use: expected enc"):
        seal(some_contents(), place.device_key, keys.public(place.device_key))


def test_a_public_key_cannot_sign():
    place = replace(a_place(), device_key=keys.public(a_place().device_key))

    with pytest.raises(BadKey, match="d are missing"):
        place.sealed(some_contents())


def test_a_file_name_says_nothing_but_that_it_is_a_bundle():
    name = file_name(bytes(range(16)))

    assert name == "b-aaaqeayeaudaocajbifqydiob4.bundle"
    assert FILE_NAME.fullmatch(name)


def test_a_file_name_needs_enough_chance():
    with pytest.raises(ValueError, match="expected 16"):
        file_name(b"short")
