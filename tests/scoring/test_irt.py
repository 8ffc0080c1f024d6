from math import exp, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.model import Parameters
from assessment.scoring.irt import information, probability

THETAS = st.floats(-60, 60)
PARAMETERS = st.builds(Parameters, st.floats(-6, 6), st.floats(0.2, 2), st.floats(0, 0.5))


@given(theta=THETAS, item=PARAMETERS)
def test_a_chance_lies_between_guessing_and_one(theta: float, item: Parameters) -> None:
    assert item.guessing <= probability(theta, item) < 1
    assert probability(theta, item) > 0


@given(theta=st.floats(-3, 3), step=st.floats(0.01, 2), item=PARAMETERS)
def test_who_knows_more_has_a_better_chance(theta: float, step: float, item: Parameters) -> None:
    assert probability(theta + step, item) > probability(theta, item)


@given(theta=st.floats(-3, 3), item=PARAMETERS)
def test_an_easier_item_has_a_better_chance(theta: float, item: Parameters) -> None:
    easier = Parameters(item.difficulty - 1, item.discrimination, item.guessing)

    assert probability(theta, easier) > probability(theta, item)


@given(theta=THETAS, item=PARAMETERS)
def test_information_is_never_negative(theta: float, item: Parameters) -> None:
    assert information(theta, item) >= 0


@given(theta=st.floats(-6, 6), item=PARAMETERS)
def test_information_is_the_squared_slope_over_the_variance(theta: float, item: Parameters) -> None:
    step = 1e-5
    slope = (probability(theta + step, item) - probability(theta - step, item)) / (2 * step)
    chance = probability(theta, item)

    assert isclose(information(theta, item), slope**2 / (chance * (1 - chance)), rel_tol=1e-3, abs_tol=1e-6)


@given(theta=st.floats(-8, 8), item=PARAMETERS)
def test_guessing_takes_information_away(theta: float, item: Parameters) -> None:
    honest = Parameters(item.difficulty, item.discrimination)

    assert information(theta, item) <= information(theta, honest) + 1e-12


def test_at_the_difficulty_the_chance_is_halfway_between_guessing_and_one() -> None:
    assert probability(1.3, Parameters(1.3)) == 0.5
    assert probability(1.3, Parameters(1.3, guessing=0.25)) == 0.625


def test_there_is_no_factor_of_one_point_seven() -> None:
    assert probability(1.0, Parameters(0.0)) == pytest.approx(1 / (1 + exp(-1)))
    assert information(0.0, Parameters(0.0, discrimination=2.0)) == pytest.approx(1.0)


@pytest.mark.parametrize("theta", [-1e6, 1e6])
def test_far_away_nothing_overflows(theta: float) -> None:
    assert 0 < probability(theta, Parameters(0.0)) < 1
    assert information(theta, Parameters(0.0)) >= 0
