"""Five models in two shapes: what holds of every one of them."""

from math import exp, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.model import Parameters
from assessment.scoring.irt import curve, expected_score, information, log_probabilities, slopes, steepness
from tests.scoring.patterns import ITEMS

THETAS = st.floats(-8, 8)


@given(theta=st.floats(-60, 60), item=ITEMS)
def test_the_chances_sum_to_one(theta: float, item: Parameters) -> None:
    assert sum(map(exp, log_probabilities(theta, item))) == pytest.approx(1, abs=1e-12)


@given(theta=st.floats(-60, 60), item=ITEMS)
def test_information_is_never_negative(theta: float, item: Parameters) -> None:
    assert information(theta, item) >= 0


@given(theta=THETAS, item=ITEMS)
def test_information_is_the_mean_square_of_the_slopes(theta: float, item: Parameters) -> None:
    chances = map(exp, log_probabilities(theta, item))
    mean_square = sum(p * rise**2 for p, rise in zip(chances, slopes(theta, item), strict=True))

    assert isclose(information(theta, item), mean_square, rel_tol=1e-6, abs_tol=1e-12)


@given(theta=THETAS, item=ITEMS)
def test_slopes_are_the_derivatives_of_the_log_probabilities(theta: float, item: Parameters) -> None:
    step = 1e-5
    low, high = log_probabilities(theta - step, item), log_probabilities(theta + step, item)

    for rise, before, after in zip(slopes(theta, item), low, high, strict=True):
        assert rise == pytest.approx((after - before) / (2 * step), rel=1e-4, abs=1e-5)


@given(theta=THETAS, item=ITEMS, away=st.floats(-0.5, 0.5))
def test_information_never_changes_faster_than_its_steepness_says(theta: float, item: Parameters, away: float) -> None:
    bound = information(theta, item) * exp(steepness(item) * abs(away))

    assert information(theta + away, item) <= bound * (1 + 1e-9) + 1e-300


@given(theta=THETAS, more=st.floats(0.01, 3), item=ITEMS)
def test_who_knows_more_gets_more_credit(theta: float, more: float, item: Parameters) -> None:
    assert expected_score(theta + more, item) >= expected_score(theta, item) - 1e-12


@given(theta=THETAS, slope=st.floats(0.1, 4), place=st.floats(-8, 8))
def test_one_step_is_the_two_parameter_model(theta: float, slope: float, place: float) -> None:
    two, partial = Parameters(place, slope), Parameters(place, slope, steps=(place,))

    assert log_probabilities(theta, partial) == pytest.approx(log_probabilities(theta, two), abs=1e-9)
    assert curve(theta, partial) == pytest.approx(curve(theta, two), rel=1e-6, abs=1e-12)
