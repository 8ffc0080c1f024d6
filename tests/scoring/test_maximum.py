"""MLE, MAP and WLE: hand-made cases here; hundreds of patterns against 50 digits in test_reference.py."""

from math import inf, isfinite, log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.items.model import Parameters
from assessment.scoring.irt import curve, log_probabilities, slopes
from assessment.scoring.maximum import Estimate, maximum_a_posteriori, maximum_likelihood, weighted_likelihood
from assessment.scoring.search import Search
from tests.scoring.patterns import PATTERNS, Scored

EASY = Parameters(-1.0, 1.2)


def likelihood(scored: list[Scored], theta: float) -> float:
    return sum(log_probabilities(theta, item)[category] for item, category in scored)


def test_half_right_on_equal_items_is_their_difficulty() -> None:
    found = maximum_likelihood([(EASY, 1), (EASY, 0)])

    assert found.theta == pytest.approx(-1.0, abs=1e-12)
    assert found.standard_error == pytest.approx(1 / sqrt(2 * 1.2**2 / 4), abs=1e-12)


@pytest.mark.parametrize("category", [0, 1])
def test_all_right_or_all_wrong_has_no_maximum(category: int) -> None:
    assert maximum_likelihood([(EASY, category)] * 3) == Estimate(inf if category else -inf, inf)


def test_the_highest_of_partial_credit_has_no_maximum_either() -> None:
    item = Parameters(0.0, 0.8, steps=(-1.0, 0.0, 1.0))

    assert maximum_likelihood([(item, 3)] * 200) == Estimate(inf, inf)
    assert maximum_likelihood([(item, 0)] * 200) == Estimate(-inf, inf)


def test_guessing_alone_explains_a_pattern_best_at_minus_infinity() -> None:
    easy_wrong_hard_right = [(Parameters(-2.0, 2.0, 0.5), 0), (Parameters(2.0, 2.0, 0.5), 1)]

    assert maximum_likelihood(easy_wrong_hard_right) == Estimate(-inf, inf)


def slips(*answers: tuple[float, float, float, int]) -> list[Scored]:
    """Responses as (difficulty, discrimination, guessing, category)."""
    return [(Parameters(b, a, c), category) for b, a, c, category in answers]


UPPER_WINS = slips(
    (1.2, 3.3, 0.1, 1), (-2.5, 1.5, 0.1, 0), (1.2, 2.8, 0.1, 1), (-1.1, 3.2, 0.1, 1), (-1.8, 1.7, 0.2, 1)
)
LOWER_WINS = slips(
    (0.8, 3.4, 0.2, 1), (-1.2, 2.2, 0.2, 0), (-2.1, 2.6, 0.1, 1), (-2.6, 2.7, 0.2, 1), (0.9, 3.0, 0.1, 1)
)


@pytest.mark.parametrize(
    ("scored", "lower", "upper", "higher"),
    [(UPPER_WINS, -0.95, 1.504, "upper"), (LOWER_WINS, -1.602, 0.91, "lower")],
)
def test_of_two_maxima_the_higher_one_is_found(scored: list[Scored], lower: float, upper: float, higher: str) -> None:
    dip = min(likelihood(scored, lower + (upper - lower) * part / 20) for part in range(21))
    assert dip < likelihood(scored, lower) - 0.3
    assert dip < likelihood(scored, upper) - 0.3

    found = maximum_likelihood(scored)

    assert found.theta == pytest.approx(upper if higher == "upper" else lower, abs=0.005)


def test_one_right_answer_of_warm_is_known_in_closed_form() -> None:
    assert weighted_likelihood([(Parameters(1.0, 1.0), 1)]).theta == pytest.approx(1 + log(3), abs=1e-12)
    assert weighted_likelihood([(Parameters(1.0, 0.5), 0)]).theta == pytest.approx(1 - log(3) / 0.5, abs=1e-12)


def test_without_responses_nothing_is_known() -> None:
    assert maximum_likelihood([], unknown=-1.5) == Estimate(-1.5, inf)
    assert weighted_likelihood([], unknown=-1.5) == Estimate(-1.5, inf)
    assert maximum_a_posteriori([], -1.5, 2.0) == Estimate(pytest.approx(-1.5, abs=1e-12), pytest.approx(2.0))


@settings(max_examples=20, deadline=None)
@given(scored=PATTERNS)
def test_every_estimate_is_a_number_and_where_its_slope_is_zero(scored: list[Scored]) -> None:
    likely, prior = maximum_likelihood(scored), maximum_a_posteriori(scored, 0.5, 1.5)
    warm = weighted_likelihood(scored)

    assert all(estimate.standard_error > 0 for estimate in (likely, prior, warm))
    assert isfinite(prior.theta)
    assert isfinite(warm.theta)
    assert likely.theta == likely.theta
    pull = (prior.theta - 0.5) / 1.5**2
    slope = sum(slopes(prior.theta, item)[category] for item, category in scored)
    assert slope == pytest.approx(pull, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(scored=PATTERNS.filter(bool), theta=st.floats(-20, 20))
def test_no_place_is_more_likely_than_the_maximum(scored: list[Scored], theta: float) -> None:
    found = maximum_likelihood(scored)
    reached = likelihood(scored, found.theta if isfinite(found.theta) else (500 if found.theta > 0 else -500))

    assert likelihood(scored, theta) <= reached + 1e-9


@settings(max_examples=20, deadline=None)
@given(scored=PATTERNS)
def test_a_search_shared_by_everybody_finds_the_same(scored: list[Scored]) -> None:
    items = frozenset(item for item, _ in scored) | {EASY}

    alone, shared = weighted_likelihood(scored), weighted_likelihood(scored, Search(items))

    assert shared.theta == pytest.approx(alone.theta, abs=1e-9)
    assert maximum_likelihood(scored, Search(items)).theta == pytest.approx(maximum_likelihood(scored).theta, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(scored=PATTERNS, shuffled=st.randoms())
def test_the_order_of_responses_does_not_matter(scored: list[Scored], shuffled: object) -> None:
    other = list(scored)
    shuffled.shuffle(other)

    assert maximum_a_posteriori(other, 0.0, 1.0) == maximum_a_posteriori(scored, 0.0, 1.0)
    assert weighted_likelihood(other) == weighted_likelihood(scored)
    assert maximum_likelihood(other) == maximum_likelihood(scored)


@given(item=st.sampled_from([EASY, Parameters(0.3, 1.7, 0.2), Parameters(0.0, 0.9, steps=(-1.0, 2.0, 0.5))]))
def test_warms_j_is_the_sum_of_slope_times_curvature_over_probability(item: Parameters) -> None:
    theta, step = 0.4, 1e-4

    def chances(at: float) -> list[float]:
        return [2.718281828459045**value for value in log_probabilities(at, item)]

    low, here, high = chances(theta - step), chances(theta), chances(theta + step)
    first = [(up - down) / (2 * step) for up, down in zip(high, low, strict=True)]
    second = [(up - 2 * now + down) / step**2 for up, now, down in zip(high, here, low, strict=True)]

    assert curve(theta, item)[1] == pytest.approx(
        sum(a * b / c for a, b, c in zip(first, second, here, strict=True)), rel=1e-5
    )
