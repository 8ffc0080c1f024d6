import json
from dataclasses import replace
from random import Random

import pytest
from joserfc import jws
from joserfc.jwk import OctKey

from assessment.bundle import compact, keys
from assessment.bundle.errors import (
    BundleError,
    DamagedBundle,
    MalformedContents,
    NotABundle,
    TooLarge,
    WrongDesk,
)
from assessment.bundle.seal import INNER
from tests.bundle.builders import a_place, part, some_claims, some_contents


def test_one_flipped_bit_anywhere_is_refused(bundle):
    random = Random(7391)

    for _ in range(200):
        position, bit = random.randrange(len(bundle)), random.randrange(8)
        changed = bytearray(bundle)
        changed[position] ^= 1 << bit
        with pytest.raises(BundleError):
            a_place().unsealed(bytes(changed))


def test_every_flipped_bit_of_the_short_parts_is_refused(bundle):
    long_part = max(bundle.split(b"."), key=len)
    start = bundle.index(long_part) + 8

    for position in [*range(start), *range(start + len(long_part) - 16, len(bundle))]:
        changed = bytearray(bundle)
        changed[position] ^= 1 << (position % 8)
        with pytest.raises(BundleError):
            a_place().unsealed(bytes(changed))


def test_a_file_cut_short_is_refused(bundle):
    for length in range(0, len(bundle), 97):
        with pytest.raises(BundleError):
            a_place().unsealed(bundle[:length])


@pytest.mark.parametrize("added", [b"=", b" ", b"\n", b".", b"A", b"\0"])
def test_anything_added_at_the_end_is_refused(bundle, added):
    with pytest.raises(BundleError):
        a_place().unsealed(bundle + added)


def test_parts_of_two_bundles_do_not_make_one(bundle):
    other = a_place().sealed(some_contents(sequence=2)).split(b".")

    for position, piece in enumerate(other):
        pieces = bundle.split(b".")
        pieces[position] = piece
        with pytest.raises(DamagedBundle):
            a_place().unsealed(b".".join(pieces))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Dear colleague,\n\nsee you on Tuesday.\n",
        b"a.b.c.d.e",
        b"....",
        b"\xff\xfe\x00",
        b"%PDF-1.7",
        "é".encode(),
    ],
)
def test_a_renamed_file_is_not_a_bundle(data):
    with pytest.raises(NotABundle):
        a_place().unsealed(data)


def test_a_signed_token_that_was_not_encrypted_is_not_a_bundle():
    header = {**INNER, "kid": a_place().device_key["kid"]}
    token = compact.signed(header, json.dumps(some_claims()).encode(), keys.native(a_place().device_key))

    with pytest.raises(NotABundle):
        a_place().unsealed(token.encode())


def test_a_huge_file_is_refused_before_it_is_looked_at():
    with pytest.raises(TooLarge):
        a_place().unsealed(b"{" * (compact.LARGEST_FILE + 1))


def test_a_damaged_file_is_told_from_a_strange_one(bundle):
    swapped = bundle[:-40] + (b"AAAA" if bundle[-40:-36] != b"AAAA" else b"BBBB") + bundle[-36:]

    with pytest.raises(DamagedBundle):
        a_place().unsealed(swapped)


@pytest.mark.parametrize(
    "header",
    [
        {"jku": "https://example.org/keys"},
        {"x5u": "https://example.org/cert"},
        {"x5c": ["MIIB"]},
        {"apu": "QWxpY2U"},
        {"crit": ["typ"]},
        {"typ": "assessment-qr+jwe"},
        {"cty": "json"},
    ],
    ids=str,
)
def test_another_outer_header_is_refused(header):
    with pytest.raises(NotABundle):
        a_place().unsealed(a_place().encrypted("token", **header))


@pytest.mark.parametrize(
    ("name", "value"), [("zip", "DEF"), ("jwk", {}), ("alg", "dir"), ("enc", "A128GCM"), ("epk", {})]
)
def test_an_outer_header_that_was_rewritten_is_refused(bundle, name, value):
    first, rest = bundle.split(b".", 1)
    header = {**json.loads(compact.decoded(first)), name: value}

    with pytest.raises(NotABundle):
        a_place().unsealed(part(header).encode() + b"." + rest)


def test_an_outer_header_with_the_same_name_twice_is_refused(bundle):
    header, rest = bundle.split(b".", 1)
    twice = compact.decoded(header).replace(b'"enc":', b'"enc":"A128GCM","enc":')

    with pytest.raises(NotABundle, match="same name twice"):
        a_place().unsealed(part(twice).encode() + b"." + rest)


def test_a_bundle_for_the_key_of_another_desk_is_refused(bundle):
    elsewhere = replace(a_place(), desk_key=keys.make_recipient_key())

    with pytest.raises(WrongDesk):
        elsewhere.unsealed(bundle)


def test_a_bundle_with_another_audience_is_refused():
    data = a_place().sealed(some_contents(audience="utrecht"))

    with pytest.raises(WrongDesk, match="found the audience utrecht, expected amsterdam"):
        a_place().unsealed(data)


def test_what_is_encrypted_but_not_signed_is_refused():
    for token in (b"hello", json.dumps(some_claims()).encode(), b"\xff\xfe", b"a.b.c"):
        with pytest.raises(MalformedContents):
            a_place().unsealed(a_place().encrypted(token))


def test_a_token_without_signature_is_refused():
    header = {"alg": "none", "kid": a_place().device_key["kid"], "typ": INNER["typ"]}
    token = f"{part(header)}.{part(some_claims())}."

    with pytest.raises(MalformedContents):
        a_place().unsealed(a_place().encrypted(token))


def test_the_algorithm_none_is_refused_even_with_a_signature():
    header = {"alg": "none", "kid": a_place().device_key["kid"], "typ": INNER["typ"]}
    token = f"{part(header)}.{part(some_claims())}.{part(b'x' * 64)}"

    with pytest.raises(MalformedContents, match="alg: expected ES256"):
        a_place().unsealed(a_place().encrypted(token))


def test_a_public_key_used_as_a_shared_secret_is_refused():
    shared = OctKey.import_key(keys.dump(keys.public(a_place().device_key)))
    header = {"alg": "HS256", "kid": a_place().device_key["kid"], "typ": INNER["typ"]}
    token = jws.serialize_compact(header, json.dumps(some_claims()), shared, algorithms=["HS256"])

    with pytest.raises(MalformedContents, match="alg: expected ES256"):
        a_place().unsealed(a_place().encrypted(token))


@pytest.mark.parametrize("name", ["jwk", "jku", "x5u", "x5c", "crit", "b64", "cty"])
def test_an_inner_header_that_brings_more_is_refused(name):
    header = {**INNER, "kid": a_place().device_key["kid"], name: "anything"}
    token = f"{part(header)}.{part(some_claims())}.{part(b'x' * 64)}"

    with pytest.raises(MalformedContents):
        a_place().unsealed(a_place().encrypted(token))


def test_an_enrolment_request_cannot_pass_for_contents():
    header = {**INNER, "typ": "assessment-enrol+jws", "kid": a_place().device_key["kid"]}
    token = compact.signed(header, json.dumps(some_claims()).encode(), keys.native(a_place().device_key))

    with pytest.raises(MalformedContents, match="typ"):
        a_place().unsealed(a_place().encrypted(token))


GARBAGE = {
    "nothing": b"",
    "not JSON": b"hello",
    "not UTF-8": b'{"v":"\xff"}',
    "an array": b"[]",
    "a string": b'"v"',
    "null": b"null",
    "no fields": b"{}",
    "the same name twice": json.dumps(some_claims()).replace('"seq":', '"seq": 2, "seq":').encode(),
    "NaN": json.dumps(some_claims(profile={"theta": float("nan")})).encode(),
    "infinity": json.dumps(some_claims(profile={"theta": float("inf")})).encode(),
    "a number that overflows": json.dumps(some_claims()).replace('"seq": 1', '"seq": 1e999').encode(),
    "an integer of 5000 digits": json.dumps(some_claims()).replace('"seq": 1', f'"seq": {"9" * 5000}').encode(),
    "an integer beyond 2^53": json.dumps(some_claims(profile={"n": 2**53})).encode(),
    "a lone surrogate": json.dumps(some_claims(profile={"text": "\ud800"})).encode(),
    "a direction override": json.dumps(some_claims(profile={"text": "\u202e"})).encode(),
    "a control character": json.dumps(some_claims(profile={"text": "\x07"})).encode(),
    "deep": b"[" * 100_000,
    "deep and closed": b"[" * 17 + b"]" * 17,
    "something behind": json.dumps(some_claims()).encode() + b"{}",
}


@pytest.mark.parametrize("payload", GARBAGE.values(), ids=GARBAGE.keys())
def test_rightly_signed_garbage_is_refused(payload):
    with pytest.raises(MalformedContents):
        a_place().unsealed(a_place().signed(payload))
