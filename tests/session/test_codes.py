from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.session import codes
from assessment.session.codes import WrongCode

RANDOM = st.text("0123456789", min_size=8, max_size=8)
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SAMPLES = [codes.start_code(digits, form) for digits, form in (("00000000", 1), ("12345678", 1), ("99999999", 9))]
SCRIPTS = {
    "Arabic": "٠١٢٣٤٥٦٧٨٩",
    "Persian": "۰۱۲۳۴۵۶۷۸۹",
    "Devanagari": "०१२३४५६७८९",
    "full width": "０１２３４５６７８９",
}


@given(digits=RANDOM, form=st.integers(1, 9))
def test_a_start_code_is_read_back(digits: str, form: int) -> None:
    code = codes.start_code(digits, form)

    assert codes.parse_start_code(codes.show(code)) == code
    assert (len(code), code[0]) == (10, str(form))


@given(slip=st.from_regex(r"[0-9]{4}", fullmatch=True), digits=st.from_regex(r"[0-9]{15}", fullmatch=True))
def test_a_resume_code_is_read_back_and_names_its_slip(slip: str, digits: str) -> None:
    code = codes.resume_code(slip, digits)

    assert codes.parse_resume_code(codes.show(code)) == code
    assert codes.slip_number(code) == slip


@pytest.mark.parametrize("code", SAMPLES)
def test_every_single_wrong_digit_is_found(code: str) -> None:
    for place in range(len(code)):
        for digit in set("0123456789") - {code[place]}:
            with pytest.raises(WrongCode):
                codes.parse_start_code(code[:place] + digit + code[place + 1 :])


@pytest.mark.parametrize("code", [*SAMPLES, codes.start_code("58172903", 4), codes.start_code("91827364", 2)])
def test_every_swap_of_neighbours_is_found(code: str) -> None:
    for place in range(len(code) - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        if swapped != code:
            with pytest.raises(WrongCode):
                codes.parse_start_code(swapped)


def test_the_check_finds_all_errors_in_every_pair_of_digits() -> None:
    numbers = [f"{number:03}" for number in range(1000)]
    right = {number + codes.check_digit(number) for number in numbers}

    for code in right:
        assert not {code[:p] + d + code[p + 1 :] for p in range(4) for d in "0123456789" if d != code[p]} & right
        swaps = {code[:p] + code[p + 1] + code[p] + code[p + 2 :] for p in range(3)} - {code}
        assert not swaps & right


@pytest.mark.parametrize("digits", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_the_digits_of_every_decimal_script_are_read(digits: str) -> None:
    typed = SAMPLES[1].translate(str.maketrans("0123456789", digits))

    assert codes.parse_start_code(typed) == SAMPLES[1]


def test_digits_of_two_scripts_may_stand_together() -> None:
    assert codes.parse_start_code("١" + SAMPLES[1][1:]) == SAMPLES[1]


@pytest.mark.parametrize("typed", ["፩፪፫፬፭፮፯፰፱፩", "Ⅷ234567890", "①②③④⑤⑥⑦⑧⑨⓪", "x123456789", "112345678?", "¹²³"])
def test_what_is_no_decimal_digit_is_refused(typed: str) -> None:
    with pytest.raises(WrongCode, match="expected digits only"):
        codes.parse_start_code(typed)


@pytest.mark.parametrize("spacing", [" ", "-", "\t", "\n", "\u00a0", "\u202f", "\u2009"], ids=ascii)
def test_spaces_and_hyphens_between_digits_are_ignored(spacing: str) -> None:
    assert codes.parse_start_code(spacing.join(f" {SAMPLES[1]} ")) == SAMPLES[1]


@pytest.mark.parametrize("mark", BIDI_CONTROLS, ids=ascii)
def test_invisible_marks_of_direction_are_ignored(mark: str) -> None:
    assert codes.parse_start_code(f"{mark}{SAMPLES[1]}{mark}") == SAMPLES[1]


@pytest.mark.parametrize("typed", ["", " ", SAMPLES[1][:-1], SAMPLES[1] + "0", "1" * 400])
def test_another_length_is_refused(typed: str) -> None:
    with pytest.raises(WrongCode, match="digits, expected 10"):
        codes.parse_start_code(typed)


def test_there_is_no_form_zero() -> None:
    with pytest.raises(WrongCode, match="form number"):
        codes.parse_start_code("0000000000")


@pytest.mark.parametrize(("digits", "form"), [("1234567", 1), ("123456789", 1), ("1234567x", 1), ("12345678", 0)])
def test_a_start_code_is_made_of_eight_digits_and_a_form(digits: str, form: int) -> None:
    with pytest.raises(ValueError, match="expected a form from 1 to 9 and 8 digits"):
        codes.start_code(digits, form)


def test_a_code_is_shown_in_groups_that_can_be_read_aloud() -> None:
    assert codes.show(SAMPLES[1]) == "112 345 6787"
    assert codes.show(codes.resume_code("0042", "123456789012345")).split()[:2] == ["0042", "1234"]


@given(text=st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_a_wrong_code(text: str) -> None:
    for parse in (codes.parse_start_code, codes.parse_resume_code):
        with suppress(WrongCode):
            assert parse(text).isascii()
