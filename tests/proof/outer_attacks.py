"""Attacks that anyone can make who finds a stick or knows the desk's public key: the file and its outer header."""

import gzip
import json
import zlib
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric import ec

from tests.bundle.builders import some_contents
from tests.proof.attack import Attack, listed
from tests.proof.forge import PRIME, coordinate, jwe, part, taken
from tests.proof.scene import Scene

_BOMB = 30_000_000  # bytes that the compressed text would inflate to
_LARGEST = 1024 * 1024

Make = Callable[[Scene], bytes]


def whole(scene: Scene) -> bytes:
    """A bundle as the program makes it."""
    return scene.sealed(some_contents())


def small(scene: Scene) -> bytes:
    """A bundle in order, without padding."""
    return scene.saying()


def _pieces(scene: Scene) -> list[bytes]:
    return small(scene).split(b".")


def _header(scene: Scene) -> dict[str, object]:
    found: dict[str, object] = json.loads(taken(_pieces(scene)[0]))
    return found


def _with_header(scene: Scene, header: object) -> bytes:
    return b".".join([part(header).encode(), *_pieces(scene)[1:]])


def _header_text(old: str, new: str) -> Make:
    """The header with other text; what follows stays as it was."""

    def make(scene: Scene) -> bytes:
        text = json.dumps(_header(scene), separators=(",", ":"))
        assert old in text
        return _with_header(scene, text.replace(old, new, 1).encode())

    return make


def _field(name: str, value: object) -> Make:
    """A header with one more field, or one other value; rightly encrypted under that header."""
    return lambda scene: scene.jwe(scene.token(scene.claims()), **{name: value}).data


def _epk(**changes: object) -> Make:
    """A header whose epk is another; what follows stays as it was."""

    def make(scene: Scene) -> bytes:
        header = _header(scene)
        epk = {**header["epk"], **changes}  # type: ignore[dict-item]
        return _with_header(scene, {**header, "epk": {name: value for name, value in epk.items() if value is not None}})

    return make


def _on_p384(scene: Scene) -> bytes:
    numbers = ec.generate_private_key(ec.SECP384R1()).public_key().public_numbers()
    epk = {"crv": "P-384", "x": coordinate(numbers.x, 48), "y": coordinate(numbers.y, 48)}
    return _epk(**epk)(scene)


def _swapped(number: int) -> Make:
    """Part *number* taken from another bundle."""

    def make(scene: Scene) -> bytes:
        pieces = _pieces(scene)
        pieces[number] = _pieces(scene)[number]
        return b".".join(pieces)

    return make


def _changed(number: int, change: Callable[[bytes], bytes]) -> Make:
    """Part *number* with other bytes, rightly encoded."""

    def make(scene: Scene) -> bytes:
        pieces = _pieces(scene)
        pieces[number] = part(change(taken(pieces[number]))).encode()
        return b".".join(pieces)

    return make


def _spelt(number: int, change: Callable[[bytes], bytes]) -> Make:
    """Part *number* spelt otherwise."""

    def make(scene: Scene) -> bytes:
        pieces = _pieces(scene)
        pieces[number] = change(pieces[number])
        return b".".join(pieces)

    return make


def _stray_bits(piece: bytes) -> bytes:
    """The same bytes in base64url, with a bit set that stands for nothing."""
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    assert len(piece) % 4 in (2, 3)
    return piece[:-1] + alphabet[alphabet.index(piece[-1]) | 1 :][:1]


def _flip(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def _json_form(scene: Scene) -> bytes:
    names = ("protected", "encrypted_key", "iv", "ciphertext", "tag")
    return json.dumps(dict(zip(names, (piece.decode() for piece in _pieces(scene)), strict=True))).encode()


def _bomb(scene: Scene) -> bytes:
    squeezer = zlib.compressobj(9, wbits=-15)
    squeezed = squeezer.compress(b" " * _BOMB) + squeezer.flush()
    return scene.jwe(squeezed, zip="DEF").data


FORM = (
    *listed("T 12", "too_large", one_byte_too_many=lambda scene: b"A" * (_LARGEST + 1)),
    *listed(
        "T 6",
        "not_a_bundle",
        empty_file=lambda scene: b"",
        letter_to_a_colleague=lambda scene: b"Dear colleague,\n\nsee you on Tuesday.\n",
        only_dots=lambda scene: b"....",
        byte_order_mark_before=lambda scene: b"\xef\xbb\xbf" + small(scene),
        line_end_behind=lambda scene: small(scene) + b"\n",
        carriage_return_behind=lambda scene: small(scene) + b"\r\n",
        space_behind=lambda scene: small(scene) + b" ",
        zero_byte_behind=lambda scene: small(scene) + b"\0",
        dot_behind=lambda scene: small(scene) + b".",
        sixth_part=lambda scene: small(scene) + b".AAAA",
        fourth_part_is_the_last=lambda scene: small(scene).rpartition(b".")[0],
        line_end_within=_spelt(3, lambda piece: piece[:76] + b"\n" + piece[76:]),
        padding_on_the_tag=_spelt(4, lambda piece: piece + b"=="),
        padding_on_the_header=_spelt(0, lambda piece: piece + b"=" * (-len(piece) % 4 or 4)),
        stray_bits_in_the_tag=_spelt(4, _stray_bits),
        stray_bits_in_the_key=_spelt(1, lambda piece: _stray_bits(piece) if len(piece) % 4 else piece + b"A"),
        standard_base64=_spelt(4, lambda piece: b"+/" + piece[2:]),
        percent_encoded=_spelt(4, lambda piece: b"%41" + piece[1:]),
        no_key_as_if_dir=_spelt(1, lambda piece: b""),
        no_text=_spelt(3, lambda piece: b""),
        sixteen_bits_for_each_letter=lambda scene: small(scene).decode().encode("utf-16"),
        wide_letters=_spelt(4, lambda piece: "Ａ".encode() + piece[1:]),
        whole_file_cut_in_its_middle=lambda scene: whole(scene)[:8192],
        gzip=lambda scene: gzip.compress(small(scene)),
        json_serialisation=_json_form,
        signed_but_not_encrypted=lambda scene: scene.token(scene.claims()),
    ),
)

HEADER = (
    *listed(
        "M, T 7",
        "not_a_bundle",
        alg_RSA_OAEP=_field("alg", "RSA-OAEP"),
        alg_RSA1_5=_field("alg", "RSA1_5"),
        alg_dir=_field("alg", "dir"),
        alg_ECDH_ES_without_key_wrap=_field("alg", "ECDH-ES"),
        alg_ECDH_ES_with_A128KW=_field("alg", "ECDH-ES+A128KW"),
        alg_none_outside=_field("alg", "none"),
        alg_in_a_list=_field("alg", ["ECDH-ES+A256KW"]),
        alg_PBES2_with_two_thousand_million_rounds=lambda scene: (
            jwe(
                scene.outer(alg="PBES2-HS256+A128KW", p2s=part(b"salt" * 4), p2c=2**31 - 1),
                scene.token(scene.claims()),
                scene.desk,
            ).data
        ),
        enc_A128GCM=_field("enc", "A128GCM"),
        enc_A256CBC_HS512=_field("enc", "A256CBC-HS512"),
        zip_bomb=_bomb,
        zip_of_nothing_much=_field("zip", "DEF"),
        outer_jku=_field("jku", "https://example.org/keys"),
        outer_jwk=lambda scene: scene.jwe(scene.token(scene.claims()), jwk=scene.outer()).data,
        outer_x5u=_field("x5u", "https://example.org/certificate"),
        outer_x5c=_field("x5c", ["MIIB"]),
        outer_crit=_field("crit", ["exp"]),
        outer_b64=_field("b64", False),
        outer_apu=_field("apu", "QWxpY2U"),
        outer_without_typ=_field("typ", None),
        outer_without_kid=_field("kid", None),
        outer_kid_is_a_number=_field("kid", 7),
        outer_kid_is_a_path=_field("kid", "../../../../etc/passwd"),
        outer_cty_is_json=_field("cty", "json"),
        outer_typ_of_paper=_field("typ", "assessment-qr+jwe"),
        outer_typ_of_the_inside=_field("typ", "assessment-bundle+jws"),
        outer_typ_in_capitals=_field("typ", "ASSESSMENT-BUNDLE+JWE"),
        outer_alg_twice=_header_text('"enc"', '"alg":"dir","enc"'),
        outer_kid_twice=_header_text('"enc"', '"kid":"AAAA","enc"'),
        outer_alg_twice_by_escape=_header_text('"enc"', '"\\u0061lg":"dir","enc"'),
        outer_header_is_a_list=lambda scene: _with_header(scene, [_header(scene)]),
        outer_header_is_no_json=lambda scene: _with_header(scene, b"alg=none"),
        outer_header_is_not_utf_8=lambda scene: _with_header(scene, b'{"alg":"\xff"}'),
        outer_header_begins_with_a_mark=_header_text("{", "\ufeff{"),
        outer_header_is_deep=lambda scene: _with_header(scene, b"[" * 400 + b"]" * 400),
        outer_header_of_two_kilobytes=_field("kid", "A" * 2048),
        outer_header_with_something_behind=_header_text("}}", "}}{}"),
        outer_NaN=_header_text('"enc"', '"p2c":NaN,"enc"'),
    ),
    *listed("T 6", "damaged_bundle", outer_header_spelt_otherwise=_header_text(",", ", ")),
    *listed(
        "M",
        "wrong_desk",
        other_recipient=lambda scene: scene.jwe(scene.token(scene.claims()), scene.elsewhere).data,
        other_recipient_named=lambda scene: scene.jwe(scene.token(scene.claims()), kid=scene.elsewhere["kid"]).data,
    ),
    *listed(
        "M",
        "damaged_bundle",
        our_kid_on_text_for_another=lambda scene: (
            scene.jwe(scene.token(scene.claims()), scene.elsewhere, kid=scene.desk["kid"]).data
        ),
        earlier_key_on_text_for_this_one=lambda scene: (
            scene.jwe(scene.token(scene.claims()), kid=scene.earlier["kid"]).data
        ),
    ),
)

EPHEMERAL = (
    *listed(
        "M, RFC 7518 6.2",
        "not_a_bundle",
        epk_on_P_384=_on_p384,
        epk_on_secp256k1=_epk(crv="secp256k1"),
        epk_on_X25519=_epk(kty="OKP", crv="X25519", y=None),
        epk_is_a_secret=_epk(kty="oct"),
        epk_with_a_private_key=_epk(d=coordinate(1)),
        epk_without_y=_epk(y=None),
        epk_of_31_bytes=_epk(x=coordinate(1, 31)),
        epk_in_padded_base64=_epk(x=coordinate(1) + "="),
        epk_with_stray_bits=lambda scene: _epk(x=_stray_bits(coordinate(0).encode()).decode())(scene),
        epk_in_numbers=_epk(x=1, y=1),
        epk_is_a_text=lambda scene: _with_header(scene, {**_header(scene), "epk": "P-256"}),
    ),
    *listed(
        "M, invalid curve",
        "damaged_bundle",
        epk_not_on_the_curve=_epk(x=coordinate(1), y=coordinate(1)),
        epk_at_infinity=_epk(x=coordinate(0), y=coordinate(0)),
        epk_as_large_as_the_prime=_epk(x=coordinate(PRIME), y=coordinate(PRIME)),
        epk_beyond_the_prime=_epk(x=coordinate(2**256 - 1), y=coordinate(2**256 - 1)),
        epk_of_another=_epk(
            x="axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY", y="T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"
        ),
    ),
)

BODY = (
    *listed(
        "T 6",
        "damaged_bundle",
        header_of_another_bundle=_swapped(0),
        key_of_another_bundle=_swapped(1),
        nonce_of_another_bundle=_swapped(2),
        text_of_another_bundle=_swapped(3),
        tag_of_another_bundle=_swapped(4),
        one_bit_in_the_key=_changed(1, _flip),
        one_bit_in_the_nonce=_changed(2, _flip),
        one_bit_in_the_text=_changed(3, _flip),
        one_bit_in_the_tag=_changed(4, _flip),
        text_cut_by_a_block=_changed(3, lambda data: data[:-16]),
        text_longer_by_a_block=_changed(3, lambda data: data + bytes(16)),
        tag_of_12_bytes=_changed(4, lambda data: data[:12]),
        tag_of_one_byte=_changed(4, lambda data: data[:1]),
        tag_of_17_bytes=_changed(4, lambda data: data + b"\0"),
        nonce_of_one_byte=_changed(2, lambda data: data[:1]),
        key_of_16_bytes=_changed(1, lambda data: data[:16]),
        key_of_one_byte=_changed(1, lambda data: data[:1]),
        key_of_many_bytes=_changed(1, lambda data: data * 100),
        nonce_of_16_bytes_rightly_used=lambda scene: (
            jwe(scene.outer(), scene.token(scene.claims()), scene.desk, nonce_length=16).data
        ),
        content_key_of_128_bits=lambda scene: (
            jwe(scene.outer(), scene.token(scene.claims()), scene.desk, key_length=16).data
        ),
    ),
)

OUTER_ATTACKS: tuple[Attack, ...] = (*FORM, *HEADER, *EPHEMERAL, *BODY)
