"""Attacks by way of paper: codes that do not belong together, compressed bombs, and claims that no kiosk prints."""

import zlib
from collections.abc import Callable, Sequence

from assessment.bundle import compact, frames, keys, paper, reduced, strict_json, unseal
from assessment.bundle.errors import BundleError
from assessment.bundle.frames import FrameError
from assessment.bundle.keys import Jwk
from assessment.bundle.reduced import Reduced
from assessment.bundle.schema import seconds
from tests.proof import forge
from tests.proof.attack import Attack, listed
from tests.proof.good_bundles import sitting
from tests.proof.scene import DAY, LOST, NOW, OLD, SECOND, Scene

Make = Callable[[Scene], bytes]
Codes = Callable[[Scene], Sequence[str]]
Plain = dict[str, object]
_BOMB = 30_000_000  # bytes that the compressed text would inflate to


def read(scene: Scene, data: bytes) -> str:
    """What comes of the token *data* from paper."""
    try:
        unseal.verified_paper(data, (scene.desk, scene.earlier), scene.trust, scene.now)
    except BundleError as error:
        return error.code
    return "accepted"


def collected(scene: Scene, texts: Sequence[str]) -> str:
    """What comes of the codes that say *texts*, put together."""
    reading = frames.NOTHING
    try:
        for text in texts:
            reading = frames.add(reading, text)
        if not reading.complete:
            return f"{len(reading.read)} of {reading.count} read"
        return read(scene, paper.restored(frames.join(reading)))
    except (BundleError, FrameError) as error:
        return error.code


# tokens


def short() -> Reduced:
    """What paper says of a whole sitting with the small bank."""
    return reduced.of(sitting(), "ef" * 32)


def a_token(scene: Scene, key: Jwk | None = None, **changes: object) -> bytes:
    """A token from paper, signed by the kiosk or with *key*, with changes in its claims; None takes one away."""
    claims = {**reduced.to_claims(short()), **changes}
    kept = {name: value for name, value in claims.items() if value is not None}
    return sealed(scene, strict_json.dumps(kept), key or scene.kiosk)


def sealed(scene: Scene, payload: bytes, key: Jwk, typ: str = "assessment-qr+jws") -> bytes:
    """*payload* signed with *key*, compressed and encrypted to the desk."""
    return squeezed(
        scene, compact.DEFLATE.compress(forge.jws({"alg": "ES256", "kid": key["kid"], "typ": typ}, payload, key))
    )


def squeezed(scene: Scene, data: bytes, **outer: object) -> bytes:
    """*data*, compressed or not, encrypted to the desk under the header of paper, but for *outer*."""
    header = {**paper.OUTER, "kid": scene.desk["kid"], **outer}
    return forge.jwe({name: value for name, value in header.items() if value is not None}, data, scene.desk).data


def _good(scene: Scene) -> bytes:
    """What is compressed in a token that is in order."""
    claims = strict_json.dumps(reduced.to_claims(short()))
    header = {"alg": "ES256", "kid": scene.kiosk["kid"], "typ": "assessment-qr+jws"}
    return compact.DEFLATE.compress(forge.jws(header, claims, scene.kiosk))


def _bomb(size: int) -> Make:
    squeezer = zlib.compressobj(9, wbits=-15)
    data = squeezer.compress(b" " * size) + squeezer.flush()
    return lambda scene: squeezed(scene, data)


def _says(**changes: object) -> Make:
    return lambda scene: a_token(scene, **changes)


def _profile(*parts: object) -> Make:
    """A token whose profile is these *parts*."""
    return lambda scene: a_token(scene, profile=list(parts))


PAPER_ATTACKS: tuple[Attack, ...] = (
    *listed(
        "T 12, T 7",
        "not_a_bundle",
        paper_that_is_a_bundle=lambda scene: scene.saying(),
        paper_without_zip=lambda scene: squeezed(scene, _good(scene), zip=None),
        paper_with_another_zip=lambda scene: squeezed(scene, _good(scene), zip="GZIP"),
        paper_with_the_typ_of_a_list=lambda scene: squeezed(scene, _good(scene), typ="assessment-manifest+jwe"),
        paper_with_jku=lambda scene: squeezed(scene, _good(scene), jku="https://example.org/keys"),
    ),
    *listed(
        "T 12, M",
        "damaged_bundle",
        paper_bomb_of_thirty_megabytes=_bomb(_BOMB),
        paper_bomb_of_one_byte_too_many=_bomb(compact.LARGEST_INFLATED + 1),
        paper_that_is_not_compressed=lambda scene: squeezed(scene, b"hello"),
        paper_cut_before_its_end=lambda scene: squeezed(scene, _good(scene)[:-3]),
        paper_with_something_behind_its_end=lambda scene: squeezed(scene, _good(scene) + b"\0"),
        paper_compressed_as_zlib=lambda scene: squeezed(scene, zlib.compress(b"a.b.c")),
    ),
    *listed(
        "T 7, role-bound keys",
        "malformed_contents",
        bundle_within_paper=lambda scene: sealed(
            scene, strict_json.dumps(scene.claims()), scene.kiosk, "assessment-bundle+jws"
        ),
        claims_of_a_bundle_within_paper=lambda scene: sealed(scene, strict_json.dumps(scene.claims()), scene.kiosk),
        paper_of_another_kind=_says(kind="profile"),
        paper_of_version_2=_says(v=2),
        paper_without_full=_says(full=None),
        paper_with_one_claim_more=_says(events=[]),
        paper_dated_true=_says(iat=True),
        paper_with_a_profile_of_fields=_says(profile={"results": []}),
        paper_with_a_profile_too_short=_profile([], [], []),
        paper_with_an_unknown_result=_profile([["z", "dutch"]], [], [], []),
        paper_with_a_result_of_no_letter=_profile([[]], [], [], []),
        paper_with_a_text_for_a_number=_profile([["c", "letters", "t", "7", 8, 8, "reads", []]], [], [], []),
        paper_with_true_for_a_number=_profile([["c", "letters", "t", True, 8, 8, "reads", []]], [], [], []),
        paper_with_a_sentence=_profile([["n", "He is <b>bad</b>", "n"]], [], [], []),
        paper_with_four_decimals=_profile([["r", "router", "t", 1, 2, 0, 1, 0.12345]], [], [], []),
        paper_with_a_list_too_long=_profile([], [], [], ["nl"] * 201),
    ),
    *listed(
        "T 7",
        "unknown_device",
        paper_of_a_stranger=lambda scene: a_token(scene, scene.stranger),
        paper_of_another_kiosk=_says(iss=SECOND),
        paper_signed_with_the_receipt_key=lambda scene: a_token(scene, scene.receipts),
    ),
    *listed("T 18", "revoked_device", paper_of_a_lost_kiosk=lambda scene: a_token(scene, scene.kiosks[LOST], iss=LOST)),
    *listed("T 18", "expired_device", paper_of_an_expired_key=lambda scene: a_token(scene, scene.kiosks[OLD], iss=OLD)),
    *listed("M", "wrong_desk", paper_for_another_municipality=_says(aud="utrecht")),
    *listed("T 17", "clock_doubt", paper_from_the_future=_says(iat=seconds(NOW + 2 * DAY))),
    *listed(
        "T 29",
        "unlisted_bank",
        paper_with_an_unlisted_bank=_says(bank={"id": "a", "version": "1", "sha256": "00" * 32}),
    ),
)


# codes


def codes(scene: Scene, sequence: int = 1) -> list[str]:
    """The codes of a sitting."""
    said = reduced.of(sitting(sequence=sequence), "ef" * 32)
    return frames.cut(paper.seal_paper(said, scene.kiosk, keys.public(scene.desk)))


def _changed(change: Callable[[str], str]) -> Codes:
    """The codes, the first of which *change* alters."""

    def make(scene: Scene) -> Sequence[str]:
        first, *rest = codes(scene)
        return [*rest, change(first)]

    return make


def _mixed(scene: Scene) -> Sequence[str]:
    """All but one of the codes, and one of another page under the name of this one."""
    *mine, last = codes(scene)
    mine_frame, other = frames.parse(last), frames.parse(codes(scene, 2)[-1])
    return [*mine, frames.text(frames.Frame(mine_frame.name, other.number, other.count, other.share))]


def _two_pages(scene: Scene) -> Sequence[str]:
    return [*codes(scene)[:-1], codes(scene, 2)[-1]]


CODE_ATTACKS: tuple[Attack, ...] = (
    *listed("§4.6", "accepted", codes_in_reverse=lambda scene: codes(scene)[::-1]),
    *listed("§4.6", "accepted", codes_read_three_times=lambda scene: codes(scene) * 3),
    *listed("§4.6", "3 of 4 read", codes_of_which_one_is_missing=lambda scene: codes(scene)[1:]),
    *listed(
        "§4.6",
        "other_page",
        codes_of_two_pages=_two_pages,
        codes_with_another_count=_changed(lambda text: text.replace("/4:", "/5:")),
    ),
    *listed(
        "§4.6, T 6",
        "mixed_frames",
        codes_of_two_pages_under_one_name=_mixed,
        codes_one_number_twice=lambda scene: [*(one := codes(scene)), one[0].replace(":1/4:", ":2/4:")],
        codes_two_numbers_exchanged=lambda scene: [
            *(one := codes(scene))[2:],
            one[0].replace(":1/", ":2/"),
            one[1].replace(":2/", ":1/"),
        ],
    ),
    *listed(
        "§4.6",
        "not_a_frame",
        code_of_a_shop=lambda scene: ["https://example.org"],
        code_that_is_empty=lambda scene: [""],
        code_in_lower_case=_changed(str.lower),
        code_with_a_line_end=_changed(lambda text: text + "\n"),
        code_cut_short=_changed(lambda text: text[:-3]),
        code_with_a_number_beyond_its_count=_changed(lambda text: text.replace(":1/4:", ":5/4:")),
        code_number_zero=_changed(lambda text: text.replace(":1/4:", ":0/4:")),
        code_of_a_certificate=_changed(lambda text: text.replace("AB1:", "HC1:")),
        code_of_a_megabyte=_changed(lambda text: text + "A" * 1_000_000),
    ),
)
