"""Bundles that must be accepted, also those that look odd: a reader that refuses more than it should loses sittings."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from assessment.bundle import strict_json
from assessment.bundle.contents import LIFETIME, Contents
from assessment.bundle.schema import seconds
from tests.bundle.builders import some_contents
from tests.proof import forge
from tests.proof.attack import listed
from tests.proof.claim_attacks import instead, profile, says, text, withdrawn, within
from tests.proof.forge import jwe, mirrored
from tests.proof.scene import DAY, KIOSK, NOW, OLD, SECOND, Scene
from tests.vectors.make_contents_v1 import contents as a_sitting

Make = Callable[[Scene], bytes]


def sitting(**changes: object) -> Contents:
    """A whole sitting with the small bank, in Arabic, as a kiosk of the scene tells it."""
    return replace(a_sitting(), **{"issuer": KIOSK, "issued_at": NOW, "audience": "amsterdam", **changes})


def _second(scene: Scene) -> bytes:
    first = scene.opened(scene.sealed(sitting())).jws_digest
    return scene.sealed(sitting(bundle_id="00000000-0000-4000-8000-000000000002", sequence=2, previous=first))


def _dated(kiosk: str, days: float, more: timedelta = timedelta()) -> Make:
    """Sealed by *kiosk* so many days from now."""

    def make(scene: Scene) -> bytes:
        iat = seconds(NOW + days * DAY + more)
        claims = scene.claims(iss=kiosk, iat=iat, exp=iat + seconds(NOW + LIFETIME) - seconds(NOW))
        return scene.bundle(claims, scene.kiosks[kiosk])

    return make


def _outer_text(change: Callable[[str], str]) -> Make:
    """Rightly encrypted under a header that is spelt otherwise."""

    def make(scene: Scene) -> bytes:
        return jwe(scene.outer(), scene.token(scene.claims()), scene.desk, spelt=change).data

    return make


def _inner_reordered(scene: Scene) -> bytes:
    header = json.dumps(dict(reversed(scene.inner().items())), indent=2).encode()
    return scene.jwe(forge.jws(header, strict_json.dumps(scene.claims()), scene.kiosk)).data


GOOD = (
    *listed(
        "valid",
        "accepted",
        whole_sitting=lambda scene: scene.sealed(sitting()),
        whole_sitting_the_next_of_its_kiosk=_second,
        whole_sitting_without_answers=lambda scene: scene.sealed(some_contents()),
        whole_sitting_of_another_kiosk=lambda scene: scene.sealed(sitting(), SECOND),
        whole_sitting_for_the_earlier_desk_key=lambda scene: scene.sealed(sitting(), desk=scene.earlier),
        without_padding=lambda scene: scene.saying(),
        padded_to_the_limit=says("pad", "A" * 16_384),
        other_signature_that_fits=lambda scene: scene.jwe(mirrored(scene.token(scene.claims()))).data,
        outer_header_with_spaces=_outer_text(lambda header: json.dumps(json.loads(header), indent=1)),
        outer_header_in_another_order=_outer_text(
            lambda header: json.dumps(dict(reversed(json.loads(header).items())))
        ),
        outer_header_with_escapes=_outer_text(lambda header: header.replace("alg", "\\u0061lg")),
        inner_header_in_another_order=_inner_reordered,
        sealed_a_day_before_enrolment=_dated(KIOSK, -8),
        sealed_a_day_from_now=_dated(KIOSK, 1),
        sealed_on_the_last_second_of_its_key=_dated(OLD, -50),
        accepted_on_the_last_second=_dated(SECOND, -181),
        claims_with_spaces=text(lambda found: json.dumps(json.loads(found), indent=1)),
        claims_between_line_ends=text(lambda found: f"\r\n\t {found} \n"),
        claims_with_escapes=instead('"prev"', '"\\u0070rev"'),
        sixteen_levels=profile("[" * 14 + "]" * 14),
        brackets_in_a_text=profile('"' + "[{" * 40 + '"'),
        largest_integer=profile(str(2**53 - 1)),
        least_integer=profile(str(-(2**53 - 1))),
        integer_minus_zero=profile("-0"),
        number_of_32_characters=profile("0." + "1" * 30),
        number_too_small_to_tell_from_zero=profile("1e-400"),
        number_with_an_exponent=profile("[1e3, 1E+3, -1.5e-3]"),
        emoji_in_two_escapes=profile('"\\ud83d\\ude00"'),
        emoji_itself=text(lambda found: found.replace('"profile": {}', '"profile": {"x": "😀 سلام ሰላም"}')),
        escaped_slash_tab_and_line_feed=profile('"\\/\\t\\n\\"\\\\"'),
        separators_of_unicode=profile('"\\u2028\\u2029\\u00a0\\ufeff"'),
        marks_of_direction=profile('"\\u200e\\u200f"'),
        text_composed=profile('"\\u00e9 q\\u0323"'),
        name_of_a_prototype=profile('{"__proto__": 1, "constructor": 2, "": 3}'),
        taken_back=lambda scene: withdrawn(scene),
        taken_back_after_it_was_sealed=lambda scene: withdrawn(scene, replaces="ab" * 32, subject="1234567890"),
        trial_of_the_machines=says("kind", "test"),
        program_that_knows_its_files=within("app", build="ab" * 32),
        sequence_at_its_limit=says("seq", 2**53 - 1),
        events_that_say_nothing=says("events", [{}] * 300),
    ),
)


def slug(name: str) -> str:
    """*name* as a file name."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())
