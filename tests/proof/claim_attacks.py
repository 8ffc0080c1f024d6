"""Attacks by an enrolled kiosk that lies: JSON that reads in two ways, bombs, and claims of the wrong kind."""

import json
from collections.abc import Callable

from tests.proof.attack import Attack, listed
from tests.proof.scene import Scene

Make = Callable[[Scene], bytes]


def text(change: Callable[[str], str | bytes]) -> Make:
    """Claims whose JSON *change* makes another."""

    def make(scene: Scene) -> bytes:
        found = change(json.dumps(scene.claims()))
        return scene.bundle(found if isinstance(found, bytes) else found.encode())

    return make


def instead(old: str, new: str) -> Make:
    """Claims with *new* for the text *old*, which stands there."""

    def change(found: str) -> str:
        assert found.count(old) == 1, old
        return found.replace(old, new)

    return text(change)


def profile(value: str) -> Make:
    """Claims with *value*, as JSON, somewhere in the profile, whose fields no schema reads."""
    return instead('"profile": {}', f'"profile": {{"x": {value}}}')


def says(name: str, value: object) -> Make:
    """Claims in which *name* says *value*."""
    return lambda scene: scene.saying(**{name: value})


def within(name: str, **changes: object) -> Make:
    """Claims with *changes* in the object *name*; None takes a field away."""

    def make(scene: Scene) -> bytes:
        found = {**scene.claims()[name], **changes}  # type: ignore[dict-item]
        return scene.saying(**{name: {field: value for field, value in found.items() if value is not None}})

    return make


def withdrawn(scene: Scene, **changes: object) -> bytes:
    """A bundle of somebody who took everything back, but for *changes*."""
    nothing = {"kind": "withdrawn", "consent": None, "subject": "", "events": [], "profile": {}}
    return scene.saying(**{**nothing, **changes})


def _yesterday(scene: Scene) -> bytes:
    """What version 1 of the format said."""
    claims = scene.without("replaces")
    audit = {"n": 0, "head": ""}
    return scene.bundle({**claims, "v": 1, "app": {"version": "0.1.0"}, "scoring": {"version": "1"}, "audit": audit})


JSON = (
    *listed(
        "M, T 12",
        "malformed_contents",
        empty_claims=lambda scene: scene.bundle(b"{}"),
        claims_are_an_array=text(lambda found: f"[{found}]"),
        claims_are_a_text=lambda scene: scene.bundle(b'"v"'),
        claims_are_null=lambda scene: scene.bundle(b"null"),
        claims_are_no_json=lambda scene: scene.bundle(b"hello"),
        same_name_twice=instead('"seq":', '"seq": 2, "seq":'),
        same_name_twice_by_escape=instead('"seq":', '"s\\u0065q": 2, "seq":'),
        same_name_twice_within=instead('"adjusted":', '"adjusted": true, "adjusted":'),
        same_name_twice_in_the_profile=profile('{"a": 1, "a": 2}'),
        not_a_number=profile("NaN"),
        infinity=profile("Infinity"),
        infinity_below_zero=profile("-Infinity"),
        number_that_overflows=profile("1e999"),
        number_of_5000_digits=profile("9" * 5000),
        fraction_of_5000_digits=profile("0." + "1" * 5000),
        number_beyond_2_53=profile(str(2**53)),
        number_below_2_53=profile(str(-(2**53))),
        number_with_a_leading_zero=profile("01"),
        number_with_a_plus=profile("+1"),
        number_in_hexadecimal=profile("0x10"),
        number_without_a_digit=profile("1."),
        hundred_thousand_levels=lambda scene: scene.bundle(b"[" * 100_000),
        seventeen_levels=profile("[" * 15 + "]" * 15),
        levels_hidden_behind_a_text=profile('"\\"' + '", ' + '"y": ' + "[" * 20 + "]" * 20),
        many_small_numbers=lambda scene: scene.bundle(b"[" + b"1," * 250_000 + b"1]"),
        not_utf_8=text(lambda found: found.encode().replace(b'"profile": {}', b'"profile": {"x": "\xff"}')),
        overlong_utf_8=text(lambda found: found.encode().replace(b'"profile": {}', b'"profile": {"x": "\xc0\xaf"}')),
        surrogate_in_utf_8=text(
            lambda found: found.encode().replace(b'"profile": {}', b'"profile": {"x": "\xed\xa0\x80"}')
        ),
        sixteen_bit_text=text(lambda found: found.encode("utf-16")),
        byte_order_mark=text(lambda found: "\ufeff" + found),
        lone_surrogate=profile('"\\ud800"'),
        surrogates_in_the_wrong_order=profile('"\\udc00\\ud800"'),
        zero_character=profile('"\\u0000"'),
        bell=profile('"\\u0007"'),
        raw_line_end_in_a_text=profile('"a\nb"'),
        control_of_the_second_row=profile('"\\u0085"'),
        right_to_left_override=profile('"\\u202e"'),
        right_to_left_embedding=profile('"\\u202b"'),
        isolate=profile('"\\u2066"'),
        override_in_a_name=profile('{"\\u202e": 1}'),
        text_not_composed=profile('"e\\u0301"'),
        name_not_composed=profile('{"e\\u0301": 1}'),
        unknown_escape=profile('"\\x41"'),
        escape_cut_short=profile('"\\u12"'),
        single_quotes=profile("'a'"),
        comment=profile("1 /* one */"),
        comma_at_the_end=profile("[1,]"),
        python_words=profile("True"),
        second_value_behind=text(lambda found: found + "{}"),
        zero_byte_behind_the_claims=text(lambda found: found + "\0"),
        no_break_space_before=text(lambda found: "\u00a0" + found),
        unterminated=text(lambda found: found[:-1]),
    ),
)

SCHEMA = (
    *listed(
        "M, T 6",
        "malformed_contents",
        missing_jti=lambda scene: scene.bundle(scene.without("jti")),
        missing_pad=lambda scene: scene.bundle(scene.without("pad")),
        unknown_claim=says("admin", True),
        unknown_field_within=within("bank", route="fast"),
        missing_field_within=within("consent", locale=None),
        name_in_capitals=instead('"jti"', '"JTI"'),
        version_of_yesterday=_yesterday,
        version_zero=says("v", 0),
        version_is_text=says("v", "1"),
        version_is_true=says("v", True),
        kind_is_null=says("kind", None),
        jti_in_capitals=says("jti", "5F0C9A52-6F5E-4D0E-9F3D-0A1B2C3D4E5F"),
        jti_is_a_path=says("jti", "../../../etc/passwd"),
        jti_with_a_line_end=says("jti", "5f0c9a52-6f5e-4d0e-9f3d-0a1b2c3d4e5f\n"),
        issuer_with_markup=says("iss", "<script>"),
        issuer_not_composed=says("iss", "kiosk-e\u0301"),
        issuer_with_a_look_alike=says("iss", "ki\u043esk-1"),
        issuer_of_65_characters=says("iss", "k" * 65),
        audience_is_a_list=says("aud", ["amsterdam"]),
        sequence_zero=says("seq", 0),
        sequence_below_zero=says("seq", -1),
        sequence_is_true=says("seq", True),
        sequence_with_a_point=instead('"seq": 1', '"seq": 1.0'),
        sequence_with_an_exponent=instead('"seq": 1', '"seq": 1e0'),
        previous_too_short=says("prev", "ab" * 31),
        previous_in_capitals=says("prev", "AB" * 32),
        bank_hash_too_short=within("bank", sha256="ab"),
        bank_version_of_a_formula=within("bank", version="=1+1"),
        consent_scope_is_a_number=within("consent", scopes=[1]),
        consent_scopes_are_a_text=within("consent", scopes="profile"),
        consent_in_arabic_digits=says("subject", "١٢٣٤٥٦٧٨٩٠"),
        clock_adjusted_is_one=within("clock", adjusted=1),
        audit_count_with_a_point=within("audit", n=0.0),
        subject_is_a_formula=says("subject", "=HYPERLINK()"),
        events_are_an_object=says("events", {}),
        events_of_arrays=says("events", [[]]),
        events_beyond_count=says("events", [{}] * 20_001),
        profile_is_an_array=says("profile", []),
        pad_with_padding=says("pad", "AA=="),
        pad_of_20000=says("pad", "A" * 20_000),
        pad_is_null=says("pad", None),
        build_too_short=within("app", build="ab"),
        audit_broken_below_zero=within("audit", broken=-1),
        nobody_sat_a_profile=says("subject", ""),
        nobody_agreed_to_a_profile=says("consent", None),
        profile_that_replaces_another=says("replaces", "ab" * 32),
        trial_that_replaces_a_sitting=lambda scene: scene.saying(kind="test", replaces="ab" * 32),
        withdrawn_with_events=lambda scene: withdrawn(scene, events=[{}]),
        withdrawn_with_a_profile=lambda scene: withdrawn(scene, profile={"results": []}),
        withdrawn_with_consent=lambda scene: withdrawn(scene, consent=scene.claims()["consent"]),
        withdrawn_that_replaces_a_number=lambda scene: withdrawn(scene, replaces=7),
    ),
    *listed("M", "wrong_kind", unknown_kind=says("kind", "ranking"), kind_in_capitals=says("kind", "PROFILE")),
    *listed(
        "M",
        "unknown_format",
        version_of_tomorrow=says("v", 3),
        version_of_a_far_day_with_other_claims=lambda scene: scene.bundle({"v": 2**53 - 1, "body": []}),
    ),
)

CLAIM_ATTACKS: tuple[Attack, ...] = (*JSON, *SCHEMA)
