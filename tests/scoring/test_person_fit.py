"""lz*: as Snijders writes it, about standard normal for honest people, and only ever a question."""

from math import isfinite, log, sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.items.model import Parameters
from assessment.scoring.estimate import posterior
from assessment.scoring.irt import probability
from assessment.scoring.person_fit import LEAST, halves, mode, pattern_fit
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
