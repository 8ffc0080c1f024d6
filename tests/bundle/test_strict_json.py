from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.bundle import strict_json
from assessment.bundle.strict_json import NotStrict


def read(text):
    return strict_json.loads(text.encode(), 1024 * 1024)


def test_ordinary_values_come_through():
    value = {"a": [1, -2.5, "x\ny\té", True, False, None, {}], "ب": "ኣ", "edge": 2**53 - 1}

    assert strict_json.loads(strict_json.dumps(value), 1000) == value


def test_sixteen_levels_are_read():
    assert read("[" * 16 + "]" * 16)


def test_brackets_inside_strings_are_not_levels():
    value = ["[[[[[[[[[[[[[[[[[[[[", '\\"{{{{{{{{{{{{{{{{{{{{', "\\"]

    assert strict_json.loads(strict_json.dumps(value), 1000) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"a":1,}',
        "[1,]",
        "'a'",
        "// comment",
        "[1] [2]",
        "\ufeff{}",
        '{"a":1,"a":1}',
        '{"a":1,"\\u0061":2}',
        "NaN",
        "[Infinity]",
        "-Infinity",
        "1e400",
        "-1e400",
        str(2**53),
        str(-(2**53)),
        "9" * 5000,
        "0." + "1" * 50,
        "01",
        '"\\ud800"',
        '{"\\udfff": 1}',
        '["\\u0000"]',
        '"\n"',
        '"\\u001b[31m"',
        '"\\u007f"',
        '"\\u0085"',
        '"\\r"',
        '"\u202e"',
        '"\u2066"',
        "[" * 17 + "]" * 17,
        '{"a":' * 17 + "1" + "}" * 17,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_what_is_ambiguous_or_dangerous_is_refused(text):
    with pytest.raises(NotStrict):
        read(text)


def test_bytes_that_are_not_utf8_are_refused():
    with pytest.raises(NotStrict, match="utf-8"):
        strict_json.loads(b'"\xff"', 100)


def test_size_is_checked_before_anything_else():
    with pytest.raises(NotStrict, match="found 11 bytes, expected at most 10"):
        strict_json.loads(b"[" * 11, 10)


@pytest.mark.parametrize(
    "data",
    [b"[" * 10**6, b'"\\' * 500_000, b'"' + b'\\"' * 500_000, b'{"a":' * 200_000, b"\\" * 10**6],
    ids=["brackets", "escapes", "escaped quotes", "objects", "backslashes"],
)
def test_hostile_input_is_refused_quickly(data):
    begun = perf_counter()

    with pytest.raises(NotStrict):
        strict_json.loads(data, 1024 * 1024)

    assert perf_counter() - begun < 2


def test_marks_that_arabic_and_emoji_need_are_kept():
    assert read('"\u200f\u200d\u200c\u061c"') == "\u200f\u200d\u200c\u061c"


def test_cleaned_text_can_be_carried():
    assert strict_json.clean("a\r\nb\rc\td\x07\u202ee\ud800") == "a\nb\nc\tde"


def test_letters_with_loose_marks_are_put_together():
    assert strict_json.clean("e\u0301") == "\u00e9"
    assert strict_json.clean("\u0627\u0655\u0654") == "\u0625\u0654"


def test_marks_that_a_removed_sign_kept_apart_are_put_together_too():
    assert strict_json.clean("e\u202e\u0301") == "\u00e9"


def test_characters_that_unicode_does_not_know_yet_are_dropped():
    assert strict_json.clean("a\ufdd0\U000e0fffb\uffff") == "ab"


def test_loose_marks_are_refused():
    with pytest.raises(strict_json.NotStrict, match="normal form NFC"):
        read('"e\u0301"')


@given(st.text())
def test_whatever_is_typed_can_be_carried_once_it_is_clean(typed):
    data = strict_json.dumps(strict_json.cleaned({"typed": [typed]}))

    assert strict_json.loads(data, len(data)) == {"typed": [strict_json.clean(typed)]}


@given(st.text())
def test_cleaning_twice_changes_nothing(typed):
    assert strict_json.clean(strict_json.clean(typed)) == strict_json.clean(typed)
