from collections.abc import Callable, Sequence
from itertools import pairwise
from math import exp, isfinite, pi, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.items.model import Cut, CutScores, Parameters
from assessment.scoring.estimate import bands, on_grid, posterior
from assessment.scoring.grid import Grid
from assessment.scoring.maximum import maximum_a_posteriori
from tests.scoring.patterns import ITEMS, LONG_PATTERNS
from tests.scoring.patterns import PATTERNS as WIDE_PATTERNS

Scored = tuple[Parameters, int]
PARAMETERS = st.builds(Parameters, st.floats(-4, 4), st.sampled_from([1.0, 1.5]), st.sampled_from([0.0, 0.25, 0.5]))
PATTERNS = st.lists(st.tuples(PARAMETERS, st.sampled_from([0, 1])), max_size=14)
BANK = [Parameters(difficulty, 1.0, 0.25) for difficulty in (-3.9, -3.0, -2.3, -1.5, -1.2, -0.7, 0.0, 0.4)]
ROUNDING = 1e-12
CUTS = CutScores("preA1", (Cut("A1", -2.25), Cut("A2", -0.75), Cut("A2+", 0.75)), "source", "date", "author", True)

KNOWN_PATTERNS = {
    "empty": [],
    "all right": [(item, 1) for item in BANK],
    "all wrong": [(item, 0) for item in BANK],
    "the easy half": [(item, int(item.difficulty < -1.3)) for item in BANK],
    "the hard half": [(item, int(item.difficulty > -1.3)) for item in BANK],
    "one right": [(BANK[3], 1)],
    "fourteen right": [(item, 1) for item in BANK + BANK[:6]],
    "without guessing": [(Parameters(b / 2, 1.3), b % 2) for b in range(-5, 6)],
}


def simpson(f: Callable[[float], float], low: float, high: float, steps: int = 4000) -> float:
    """The integral of *f* by Simpson's rule, on a grid twenty-five times finer than ours."""
    width = (high - low) / steps
    inner = sum((4 if number % 2 else 2) * f(low + number * width) for number in range(1, steps))
    return width / 3 * (f(low) + inner + f(high))


def likelihood(scored: Sequence[Scored], mean: float, sd: float) -> Callable[[float], float]:
    """Prior times likelihood, written out once more from the formulae and without a logarithm."""

    def density(theta: float) -> float:
        value = exp(-((theta - mean) ** 2) / (2 * sd * sd))
        for item, right in scored:
            chance = item.guessing + (1 - item.guessing) / (1 + exp(-item.discrimination * (theta - item.difficulty)))
            value *= chance if right else 1 - chance
        return value

    return density


@pytest.mark.parametrize("scored", KNOWN_PATTERNS.values(), ids=KNOWN_PATTERNS.keys())
@pytest.mark.parametrize(("mean", "sd"), [(-1.5, 1.5), (0.0, 1.0)])
def test_the_estimate_agrees_with_fine_integration(scored: list[Scored], mean: float, sd: float) -> None:
    density, low, high = likelihood(scored, mean, sd), mean - 10 * sd, mean + 10 * sd
    mass = simpson(density, low, high)
    theta = simpson(lambda x: x * density(x), low, high) / mass
    spread = sqrt(simpson(lambda x: (x - theta) ** 2 * density(x), low, high) / mass)

    known = posterior(scored, mean, sd)

    assert known.theta == pytest.approx(theta, abs=1e-6)
    assert known.standard_error == pytest.approx(spread, abs=1e-6)


@pytest.mark.parametrize("scored", KNOWN_PATTERNS.values(), ids=KNOWN_PATTERNS.keys())
def test_the_bands_agree_with_fine_integration(scored: list[Scored]) -> None:
    density = likelihood(scored, -1.5, 1.5)
    edges = [-16.5, *(cut.theta for cut in CUTS.cuts), 13.5]
    parts = [simpson(density, low, high) for low, high in pairwise(edges)]

    found = bands(posterior(scored, -1.5, 1.5), CUTS)

    assert [band.probability for band in found] == pytest.approx([part / sum(parts) for part in parts], abs=1e-9)


def test_without_responses_the_estimate_is_the_prior() -> None:
    known = posterior([], -1.5, 1.5)

    assert known.theta == pytest.approx(-1.5)
    assert known.standard_error == pytest.approx(1.5)


@given(scored=PATTERNS, shuffled=st.randoms())
def test_the_order_of_responses_does_not_matter(scored: list[Scored], shuffled: object) -> None:
    other = list(scored)
    shuffled.shuffle(other)

    assert posterior(other, 0.0, 1.0) == posterior(scored, 0.0, 1.0)


@given(scored=PATTERNS, item=PARAMETERS)
def test_a_right_answer_raises_the_estimate_and_a_wrong_one_lowers_it(scored: list[Scored], item: Parameters) -> None:
    before = posterior(scored, 0.0, 1.0).theta

    assert posterior([*scored, (item, 1)], 0.0, 1.0).theta > before
    assert posterior([*scored, (item, 0)], 0.0, 1.0).theta < before


@settings(max_examples=60, deadline=None)
@given(scored=LONG_PATTERNS, mean=st.floats(-3, 3), sd=st.floats(0.5, 2.5))
def test_whatever_the_pattern_the_estimate_is_a_number(scored: list[Scored], mean: float, sd: float) -> None:
    known = posterior(scored, mean, sd)

    assert isfinite(known.theta)
    # with guessing it can be more than that of the prior: two answers that contradict each other make two humps
    assert 0 < known.standard_error < 20
    assert all(0 <= band.probability <= 1 for band in bands(known, CUTS))
    assert posterior(list(scored), mean, sd) == known


@settings(max_examples=60, deadline=None)
@given(scored=WIDE_PATTERNS, item=ITEMS, mean=st.floats(-3, 3))
def test_each_more_credit_raises_the_estimate(scored: list[Scored], item: Parameters, mean: float) -> None:
    thetas = [
        posterior([*scored, (item, category)], mean, 1.5).theta for category in range(len(item.steps or (0,)) + 1)
    ]

    assert thetas == sorted(thetas)
    assert len(set(thetas)) == len(thetas)


def test_a_pattern_far_outside_the_prior_is_followed_to_where_it_lies() -> None:
    scored = [(Parameters(7.0 + turn / 100, 4.0), turn % 2) for turn in range(200)]

    known = posterior(scored, 0.0, 0.5)

    assert known.theta == pytest.approx(maximum_a_posteriori(scored, 0.0, 0.5).theta, abs=0.01)
    assert known.theta > 6


@pytest.mark.parametrize("sd", [2.5, 100.0, 1000.0])
def test_the_steepest_items_and_the_widest_prior_need_many_halvings(sd: float) -> None:
    between = [(Parameters(0.3, 100.0), 1), (Parameters(0.5, 100.0), 0), (Parameters(0.1, 50.0), 1)]

    known = posterior(between, 0.0, sd)

    # nearly flat from 0.3 to 0.5, with soft edges: the mean is the middle, the SD that of the flat part and its edges
    assert known.theta == pytest.approx(0.4, abs=0.001)
    assert known.standard_error == pytest.approx(sqrt(0.2**2 / 12 + pi**2 / 3 / 100**2), abs=0.001)


def test_a_grid_that_one_names_is_used_as_it_is() -> None:
    coarse = on_grid([(Parameters(0.0), 1)], 0.0, 1.0, Grid(-4.0, 2.0, 5))

    by_hand = [(x, exp(-x * x / 2) / (1 + exp(-x))) for x in (-4.0, -2.0, 0.0, 2.0, 4.0)]
    assert coarse.theta == pytest.approx(sum(x * w for x, w in by_hand) / sum(w for _, w in by_hand), abs=1e-14)


@given(scored=PATTERNS)
def test_weights_and_bands_sum_to_one(scored: list[Scored]) -> None:
    known = posterior(scored, -1.5, 1.5)

    assert sum(known.weights) == pytest.approx(1)
    assert sum(band.probability for band in bands(known, CUTS)) == pytest.approx(1)
    assert all(band.probability >= 0 for band in bands(known, CUTS))


@given(theta=st.floats(-10, 10), step=st.floats(0, 5))
def test_the_chance_to_be_below_grows(theta: float, step: float) -> None:
    known = posterior([(Parameters(0.0), 1)], 0.0, 1.0)

    assert 0 <= known.below(theta) <= known.below(theta + step) + ROUNDING <= 1 + 2 * ROUNDING


def test_a_very_long_pattern_does_not_underflow() -> None:
    known = posterior([(Parameters(0.0), turn % 2) for turn in range(2000)], 0.0, 1.0)

    assert known.theta == pytest.approx(0.0, abs=0.01)
    assert 0 < known.standard_error < 0.1


def test_bands_carry_the_levels_lowest_first() -> None:
    assert [band.level for band in bands(posterior([], 0.0, 1.0), CUTS)] == ["preA1", "A1", "A2", "A2+"]
