"""lz*: as Snijders writes it, about standard normal for honest people, and only ever a question."""

from itertools import product
from math import exp, isfinite, log, sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.items.model import Parameters
from assessment.scoring.estimate import posterior
from assessment.scoring.irt import curve, log_probabilities, probability, slopes
from assessment.scoring.maximum import maximum_a_posteriori, weighted_likelihood
from assessment.scoring.person_fit import LEAST, halves, mode, pattern_fit, standardised
from tests.scoring.patterns import LONG_PATTERNS, Scored

ITEMS = [Parameters(-2.5 + turn / 6, 1.0 + turn % 3 / 4) for turn in range(30)]
GUESSED = [Parameters(-2.5 + turn / 6, 1.0 + turn % 3 / 4, 0.25) for turn in range(30)]


def fit(scored: list[Scored]) -> float | None:
    return pattern_fit(scored, posterior(scored, 0.0, 1.0), 0.0, 1.0)


def drawn(seed: int, items: list[Parameters], wild: float = 0.0) -> list[Scored]:
    """A person from the prior; a share *wild* of the items is answered by the toss of a coin."""
    chance = Random(seed)
    theta = chance.gauss(0, 1)
    return [
        (item, int(chance.random() < (0.5 if chance.random() < wild else probability(theta, item)))) for item in items
    ]


def by_snijders(scored: list[Scored]) -> float:
    """Snijders 2001 for right or wrong, with the mode of the posterior: written out once more."""
    theta = mode(scored, posterior(scored, 0.0, 1.0), 0.0, 1.0)
    step = 1e-5
    chances = [probability(theta, item) for item, _ in scored]
    rises = [(probability(theta + step, i) - probability(theta - step, i)) / (2 * step) for i, _ in scored]
    weights = [log(p / (1 - p)) for p in chances]
    ratios = [rise / (p * (1 - p)) for rise, p in zip(rises, chances, strict=True)]
    share = sum(r * w for r, w in zip(rises, weights, strict=True)) / sum(
        r * q for r, q in zip(rises, ratios, strict=True)
    )
    observed = sum((x - p) * w for (_, x), p, w in zip(scored, chances, weights, strict=True))
    variance = sum((w - share * q) ** 2 * p * (1 - p) for w, q, p in zip(weights, ratios, chances, strict=True))
    return (observed + share * -theta) / sqrt(variance)


@pytest.mark.parametrize("items", [ITEMS, GUESSED], ids=["2PL", "3PL"])
@pytest.mark.parametrize("seed", range(5))
def test_for_right_or_wrong_it_is_what_snijders_writes(items: list[Parameters], seed: int) -> None:
    scored = drawn(seed, items, wild=0.3)

    assert fit(scored) == pytest.approx(by_snijders(scored), abs=1e-5)


def test_of_honest_people_about_one_in_twenty_lies_below_the_fifth_percentile() -> None:
    low = sum((fit(drawn(seed, ITEMS)) or 0.0) < -1.645 for seed in range(400)) / 400

    assert 0.02 <= low <= 0.08


def test_answers_by_the_toss_of_a_coin_are_found() -> None:
    found = sum((fit(drawn(seed, ITEMS, wild=1.0)) or 0.0) < -1.645 for seed in range(100)) / 100

    assert found > 0.85


def test_a_few_items_say_nothing() -> None:
    assert fit(drawn(1, ITEMS[: LEAST - 1])) is None
    assert fit([(ITEMS[0], turn % 2) for turn in range(20)]) is None


@settings(max_examples=60, deadline=None)
@given(scored=LONG_PATTERNS, mean=st.floats(-3, 3))
def test_whatever_the_pattern_it_is_a_number_or_nothing(scored: list[Scored], mean: float) -> None:
    found = pattern_fit(scored, posterior(scored, mean, 1.5), mean, 1.5)

    assert found is None or isfinite(found)
    assert isfinite(halves(scored, mean, 1.5))


# one in five guessed right
TEST = [Parameters(-3 + 6 * turn / 29, 2.0, 0.2) for turn in range(30)]


def flagged(wild: dict[int, float], seed: int) -> float:
    """The share of 300 persons below -1.645 who have those items right with those *wild* chances, by number."""
    people, low = Random(seed), 0
    for _ in range(300):
        theta = people.gauss(0, 1)
        chances = [wild.get(turn, probability(theta, item)) for turn, item in enumerate(TEST)]
        scored = [(item, int(people.random() < chance)) for item, chance in zip(TEST, chances, strict=True)]
        low += (fit(scored) or 0.0) < -1.645
    return low / 300


def test_half_of_the_items_at_random_are_found_more_often_than_not() -> None:
    assert 0.5 < flagged(dict.fromkeys(range(0, 30, 2), 0.5), seed=13) < 0.9


def test_tapping_through_everything_is_not_found_by_responses_alone() -> None:
    assert flagged(dict.fromkeys(range(30), 0.2), seed=14) < 0.15


def test_with_guessing_the_share_of_honest_people_below_is_still_one_in_twenty() -> None:
    assert flagged({}, seed=11) == pytest.approx(0.05, abs=0.035)


def test_hard_items_right_and_easy_ones_wrong_is_unexpected_the_reverse_is_not() -> None:
    assert fit([(item, int(turn >= 15)) for turn, item in enumerate(TEST)]) < -4
    assert fit([(item, int(turn < 15)) for turn, item in enumerate(TEST)]) > 0


@pytest.mark.parametrize("seed", range(5))
def test_the_estimate_of_warm_has_the_same_meaning(seed: int) -> None:
    scored = drawn(seed, GUESSED, wild=0.3)
    warm = weighted_likelihood(scored).theta
    j, told = (sum(curve(warm, item)[part] for item, _ in scored) for part in (1, 0))

    found = standardised(scored, warm, j / told / 2)

    assert found == pytest.approx(fit(scored), abs=0.25)


@pytest.mark.parametrize("seed", range(5))
def test_the_mode_is_the_highest_of_the_posterior(seed: int) -> None:
    scored = drawn(seed, GUESSED, wild=1.0)

    found = mode(scored, posterior(scored, 0.0, 1.0), 0.0, 1.0)

    assert found == pytest.approx(maximum_a_posteriori(scored, 0.0, 1.0).theta, abs=1e-9)


def test_halves_compare_what_came_later_with_what_came_before() -> None:
    right, wrong = [(item, 1) for item in TEST], [(item, 0) for item in TEST]

    assert halves(wrong + right, 0.0, 1.0) > 2.5
    assert halves(right + wrong, 0.0, 1.0) < -2.5
    assert halves(right + right, 0.0, 1.0) == 0


def test_with_partial_credit_it_has_mean_zero_and_variance_one_over_all_patterns() -> None:
    items = [Parameters(0.2, 1.3, 0.0, (-1.0, 1.4)), Parameters(-0.5, 0.8, 0.25), Parameters(1.0, 1.7, 0.0, (0.2, 1.8))]
    theta, mean, square, with_score = 0.3, 0.0, 0.0, 0.0

    for categories in product(range(3), range(2), range(3)):
        scored = list(zip(items, categories, strict=True))
        chance = exp(sum(log_probabilities(theta, item)[category] for item, category in scored))
        slope = sum(slopes(theta, item)[category] for item, category in scored)
        # any theta solves the equation with this pull; what remains has nothing to do with the slope
        value = standardised(scored, theta, -slope)
        mean, square, with_score = (
            mean + chance * value,
            square + chance * value**2,
            with_score + chance * value * slope,
        )

    assert (mean, square, with_score) == (pytest.approx(0), pytest.approx(1), pytest.approx(0))
