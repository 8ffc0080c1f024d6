import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.locales import LOCALES
from assessment.web.numerals import Fault, NotANumber, read, say, write


def fault(text):
    with pytest.raises(NotANumber) as caught:
        read(text)
    return caught.value.fault


@pytest.mark.parametrize("text", ["12", " 12 ", "١٢", "۱۲", "१२", "\uff11\uff12", "1 2", "\u200f12"])
def test_any_decimal_digits_are_read(text):
    assert read(text) == 12


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Fault.NOTHING),
        ("  ", Fault.NOTHING),
        ("2.5", Fault.NOT_WHOLE),
        ("2,5", Fault.NOT_WHOLE),
        ("٢٫٥", Fault.NOT_WHOLE),
        ("፲፪", Fault.NOT_DIGITS),
        ("twelve", Fault.NOT_DIGITS),
        ("-3", Fault.NOT_DIGITS),
        ("½", Fault.NOT_DIGITS),
        ("²", Fault.NOT_DIGITS),
        ("1234567", Fault.NOT_DIGITS),
        (".", Fault.NOT_DIGITS),
    ],
)
def test_what_is_no_whole_number_says_why(text, found):
    assert fault(text) is found


@given(st.integers(0, 999_999), st.sampled_from(sorted(LOCALES)))
def test_a_number_is_read_back_from_the_digits_of_every_language(number, tag):
    assert read(write(number, tag)) == number


@given(st.text(max_size=8))
def test_text_is_a_number_or_refused_and_never_anything_else(text):
    try:
        assert read(text) >= 0
    except NotANumber:
        return


def test_sentences_use_the_digits_of_the_language(speaking_persian):
    assert say(25) == "۲۵"
