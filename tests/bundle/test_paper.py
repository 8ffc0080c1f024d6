"""A reduced profile through the two layers of paper: what comes out is what went in, or a named refusal."""

import zlib
from datetime import timedelta

import pytest
from joserfc import jwe

from assessment.bundle import compact, frames, keys, paper, strict_json
from assessment.bundle.errors import (
    BadSignature,
    BundleError,
    DamagedBundle,
    ExpiredBundle,
    MalformedContents,
    NotABundle,
    UnknownDevice,
    WrongDesk,
)
from assessment.bundle.reduced import from_claims, to_claims
from assessment.bundle.trust import Trust
from assessment.bundle.unseal import unseal, verified_paper
from tests.bundle.builders import NOW, a_place, some_contents
from tests.bundle.paper_builders import read, sealed, some_codes, some_raw, some_reduced


def opened(token: bytes, place=None, now=NOW):
    place = place or a_place()
    return verified_paper(token, [place.desk_key], place.trust, now)


def test_what_was_sealed_is_read_back_from_the_codes():
    token = paper.restored(frames.join(read(*reversed(some_codes()))))

    found = opened(token)

    assert found.reduced == some_reduced()
    assert found.kid == a_place().device_key["kid"]


def test_a_stopped_sitting_has_as_many_codes_as_a_whole_one():
    little = to_claims(some_reduced()) | {"profile": [[], [], [], ["ti"]]}
    place = a_place()

    raw = paper.seal_paper(from_claims(little), place.device_key, keys.public(place.desk_key))

    assert len(raw) == len(some_raw()) == frames.capacity(paper.FEWEST)


def test_it_always_fills_its_codes():
    place = a_place()
    lengths = {len(paper.seal_paper(some_reduced(), place.device_key, keys.public(place.desk_key))) for _ in range(12)}

    assert lengths == {frames.capacity(4)}


def test_transcoding_is_exact():
    token = paper.restored(some_raw())

    assert len(compact.parts(token, 5)) == 5
    assert paper.transcoded(token) == some_raw()


def test_the_usual_reader_of_joserfc_opens_it():
    registry = jwe.JWERegistry(algorithms=["ECDH-ES+A256KW", "A256GCM", "DEF"])

    plain = jwe.decrypt_compact(paper.restored(some_raw()), keys.native(a_place().desk_key), registry=registry)

    claims = strict_json.loads(compact.parts(plain.plaintext, 3)[1], 65536)
    assert claims["subject"] == some_reduced().subject


def test_a_flipped_bit_is_refused_wherever_it_is():
    raw = some_raw()

    for place in range(0, len(raw), 3):
        flipped = bytearray(raw)
        flipped[place] ^= 1 << place % 8
        with pytest.raises(BundleError):
            opened(paper.restored(bytes(flipped)))


def test_every_cut_is_refused():
    for length in range(0, len(some_raw()), 5):
        with pytest.raises(BundleError):
            opened(paper.restored(some_raw()[:length]))


# the doors between paper and stick


def test_paper_is_no_bundle_and_a_bundle_is_no_paper():
    place = a_place()

    with pytest.raises(NotABundle):
        unseal(paper.restored(some_raw()), [place.desk_key], place.trust, NOW)
    with pytest.raises(NotABundle):
        opened(place.sealed(some_contents()))


def test_a_signature_for_the_stick_is_not_taken_for_paper():
    place = a_place()
    token = compact.signed(
        {"alg": "ES256", "kid": place.device_key["kid"], "typ": "assessment-bundle+jws"},
        strict_json.dumps(to_claims(some_reduced())),
        keys.native(place.device_key),
    )

    with pytest.raises(MalformedContents):
        opened(sealed(place, token.encode()))


def test_without_compression_it_is_refused():
    header = {**paper.OUTER, "kid": a_place().desk_key["kid"]}
    header.pop("zip")
    key = keys.native(keys.public(a_place().desk_key))

    with pytest.raises(NotABundle):
        opened(jwe.encrypt_compact(header, b"x", key, registry=compact.COMPRESSED).encode())


# whose it is


def test_a_kiosk_that_was_never_enrolled_is_refused():
    with pytest.raises(UnknownDevice):
        verified_paper(paper.restored(some_raw()), [a_place().desk_key], Trust("amsterdam"), NOW)


def test_another_desk_cannot_open_it():
    with pytest.raises(WrongDesk):
        verified_paper(paper.restored(some_raw()), [keys.make_recipient_key()], a_place().trust, NOW)


def test_another_key_under_the_name_of_the_kiosk_is_refused():
    place, stranger = a_place(), keys.make_device_key()
    header = {"alg": "ES256", "kid": place.device_key["kid"], "typ": "assessment-qr+jws"}
    token = compact.signed(header, strict_json.dumps(to_claims(some_reduced())), keys.native(stranger))

    with pytest.raises(BadSignature):
        opened(sealed(place, token.encode()))


def test_it_is_accepted_as_long_as_its_bundle():
    token = paper.restored(some_raw())

    assert opened(token, now=NOW + timedelta(days=180)).reduced == some_reduced()
    with pytest.raises(ExpiredBundle):
        opened(token, now=NOW + timedelta(days=182))


def test_what_is_for_another_municipality_is_refused():
    place = a_place()
    claims = to_claims(some_reduced()) | {"aud": "utrecht"}

    with pytest.raises(WrongDesk):
        opened(sealed(place, claims))


# bombs


def deflated(data: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(data) + deflate.flush()


class Raw:
    """A zip that passes on what was deflated before."""

    name = "DEF"

    def compress(self, data: bytes) -> bytes:
        return data


def with_zip(data: bytes) -> bytes:
    """A token for the desk whose compressed contents are *data*, whatever that is."""
    registry = compact._Compressed(algorithms=["ECDH-ES+A256KW", "A256GCM", "DEF"])
    registry.get_zip = lambda name: Raw()
    header = {**paper.OUTER, "kid": a_place().desk_key["kid"]}
    return jwe.encrypt_compact(header, data, keys.native(keys.public(a_place().desk_key)), registry=registry).encode()


@pytest.mark.parametrize(
    "data",
    [
        deflated(bytes(64 * 1024 + 1)),
        deflated(bytes(20_000_000)),
        deflated(b"a.b.c")[:-1],
        deflated(b"a.b.c") + b"more",
        zlib.compress(b"a.b.c"),
        b"\xff\xff",
    ],
    ids=["a byte too many", "20 MB", "cut", "goes on", "with the head of zlib", "no DEFLATE"],
)
def test_what_does_not_inflate_exactly_within_64_kilobytes_is_refused(data: bytes):
    with pytest.raises(DamagedBundle):
        opened(with_zip(data))


def test_what_inflates_within_it_is_looked_at():
    with pytest.raises(MalformedContents):
        opened(with_zip(deflated(b"a" * 64 * 1024)))
