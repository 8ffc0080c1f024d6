"""What one condition makes of one value."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.app_model import Value
from assessment.items.read_rule import parse_state
from assessment.items.rule_truth import distance, true_of
from assessment.items.rules import whole


@pytest.mark.parametrize(
    ("expression", "value", "expected"),
    [
        ("mail.body == 'Een twee  drie'", "Een twee  drie", True),
        ("words(mail.body) >= 3", "Een twee  drie", True),
        ("words(mail.body) > 3", "Een twee  drie", False),
        ("length(mail.body) <= 14", "Een twee  drie", True),
        ("length(mail.body) < 14", "Een twee  drie", False),
        ("lower(mail.to) == 'lina'", " LINA ", True),
        ("lower(mail.to) != 'lina'", " LINA ", False),
        ("mail.sent == true", False, False),
        ("distance(mail.to, 'Lina') == 0", " LINA ", True),
        ("distance(mail.to, 'Lena') <= 1", " LINA ", True),
        ("distance(mail.to, '') == 4", " LINA ", True),
        ("distance(mail.body, 'twee drie') <= 1", "Een twee  drie", False),
        ("form.age == -1", -1, True),
        ("form.age == 1", True, False),
        ("form.age != 1", "1", True),
        ("form.age >= 1", "3", False),
        ("in_range(form.age, 18, 67)", 18, True),
        ("in_range(form.age, 18, 67)", 67, True),
        ("in_range(form.age, 18, 67)", 68, False),
        ("in_range(form.age, 18, 67)", " 18 ", True),
        ("in_range(form.age, 18, 67)", "٣٤", True),
        ("in_range(form.age, 18, 67)", "17", False),
        ("in_range(form.age, 18, 67)", "dertig", False),
        ("in_range(form.age, 18, 67)", "30,5", False),
        ("in_range(form.age, 18, 67)", "", False),
        ("in_range(form.age, 0, 1)", True, False),
        ("in_range(form.age, -5, -1)", "-3", True),
        ("'cv.pdf' in mail.attachments", ("cv.pdf", "diploma.pdf"), True),
        ("'cv' in mail.attachments", ("cv.pdf",), False),
        ("'cv.pdf' in mail.attachments", (), False),
        ("'cv.pdf' in mail.attachments", "cv.pdf", False),
        ("length(mail.attachments) == 2", ("cv.pdf", "diploma.pdf"), True),
        ("matches(mail.body, 'diploma')", "Hier is mijn Diploma.pdf", True),
        ("matches(mail.body, 'Diploma')", "hier is mijn diploma", True),
        ("matches(mail.body, 'diploma')", "Hier zijn mijn diplomas", False),
        ("matches(mail.body, 'diploma')", "", False),
        ("matches(mail.body, '12')", "Kamer 12 B", True),
        ("matches(mail.body, 'ሰላም')", "ሰላም፡ሊና", True),
    ],
)
def test_a_condition_is_true_of_a_value_or_not(expression: str, value: Value, expected: bool) -> None:
    assert true_of(parse_state(expression), value) is expected


@pytest.mark.parametrize("text", ["1234567", "1.0", "1e3", "1_0", "0x1", "- 1", "één", "1 2", "½", "²"])
def test_what_is_no_whole_number_of_six_digits_is_none(text: str) -> None:
    assert whole(text) is None


# distance

SHORT = st.text("aeé1 ", max_size=5)


@cache
def naive(found: str, wanted: str) -> int:
    """The distance by its definition: the cheapest of leaving out, adding, and changing or keeping the last letter."""
    if not found or not wanted:
        return len(found) + len(wanted)
    changed = naive(found[:-1], wanted[:-1]) + (found[-1] != wanted[-1])
    return min(naive(found[:-1], wanted) + 1, naive(found, wanted[:-1]) + 1, changed)


@given(found=SHORT, wanted=SHORT)
def test_a_distance_is_that_of_the_definition(found: str, wanted: str) -> None:
    assert distance(found, wanted) == naive(found, wanted)


@given(found=st.text(max_size=20), wanted=st.text(max_size=20), other=st.text(max_size=20))
def test_a_distance_is_the_same_both_ways_and_a_detour_is_never_shorter(found: str, wanted: str, other: str) -> None:
    there = distance(found, wanted)

    assert there == distance(wanted, found)
    assert there <= distance(found, other) + distance(other, wanted)
    assert (there == 0) is (found == wanted)
    assert abs(len(found) - len(wanted)) <= there <= max(len(found), len(wanted))


@pytest.mark.parametrize(
    ("found", "wanted", "letters"),
    [
        ("", "", 0),
        ("", "brood", 5),
        ("broot", "brood", 1),
        ("borod", "brood", 2),
        ("brod", "brood", 1),
        ("ab", "ba", 2),
    ],
)
def test_letters_missing_too_many_or_wrong_are_counted(found: str, wanted: str, letters: int) -> None:
    assert distance(found, wanted) == letters
