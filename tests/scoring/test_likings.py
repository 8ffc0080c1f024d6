from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.scoring.likings import error_of_difference, groups, standard_error

LETTERS = "RIASEC"


def test_the_standard_error_is_that_of_the_formula() -> None:
    alpha = 9 * 0.3 / (1 + 8 * 0.3)
    sd_of_a_sum = 0.75 * (9 * (1 + 8 * 0.3)) ** 0.5

    assert 9 * standard_error(9) == pytest.approx(sd_of_a_sum * (1 - alpha) ** 0.5)
    assert 9 * standard_error(9) == pytest.approx(1.8825, abs=1e-4)


def test_the_error_of_a_difference_is_about_three_points_for_nine_items() -> None:
    assert 9 * error_of_difference(9, 9) == pytest.approx(2.6622, abs=1e-4)


def test_a_difference_with_few_items_on_one_side_is_less_sure() -> None:
    assert error_of_difference(9, 3) > error_of_difference(9, 9)


def test_a_group_is_measured_from_its_highest_not_from_neighbour_to_neighbour() -> None:
    found = groups({"R": 2.0, "I": 1.7, "A": 1.4, "S": 1.1}, lambda _first, _second: 0.5, LETTERS)

    assert found == (("R", "I"), ("A", "S"))


def test_a_lead_of_exactly_one_error_is_no_tie() -> None:
    assert groups({"R": 2.0, "I": 1.5}, lambda _first, _second: 0.5, LETTERS) == (("R",), ("I",))


@given(values=st.dictionaries(st.sampled_from(LETTERS), st.floats(-2, 2)), error=st.floats(0.01, 2))
def test_everything_stands_in_exactly_one_group_and_groups_fall(values: dict[str, float], error: float) -> None:
    found = groups(values, lambda _first, _second: error, LETTERS)

    assert sorted(name for group in found for name in group) == sorted(values)
    assert all(min(values[a] for a in high) >= max(values[b] for b in low) for high, low in pairwise(found))
    assert all(max(values[a] for a in group) - min(values[a] for a in group) < error for group in found)
