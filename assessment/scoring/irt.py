"""Item response theory, as functions of floats: five models in two shapes, all on the logistic metric.

Right or wrong (1PL, 2PL, 3PL): P = c + (1 - c) / (1 + exp(-a(theta - b))), Birnbaum in Lord & Novick 1968, ch. 17.
Partial credit (PCM, GPCM): P(k) is proportional to exp(sum of a(theta - step) over the first k steps), Masters 1982
and Muraki 1992. An item without steps is of the first shape; category 1 is right, 0 is not.
"""

from itertools import accumulate
from math import exp, inf, log, log1p

from assessment.items.model import Parameters

_SMALLEST = 1e-12


def probability(theta: float, item: Parameters) -> float:
    """Chance, 1e-12 to 1 - 1e-12, of full credit: that someone at *theta* answers *item* correctly."""
    if item.steps:
        chance = exp(_log_partial(theta, item)[-1])
    else:
        known = _logistic(item.discrimination * (theta - item.difficulty))
        chance = item.guessing + (1 - item.guessing) * known
    return min(1 - _SMALLEST, max(_SMALLEST, chance))


def expected_score(theta: float, item: Parameters) -> float:
    """The credit, 0 to the number of steps (1 for right or wrong), that someone at *theta* gets on average."""
    return sum(category * exp(value) for category, value in enumerate(log_probabilities(theta, item)))


def log_probabilities(theta: float, item: Parameters) -> tuple[float, ...]:
    """The logarithm of the chance of each category, lowest first, of someone at *theta*; exact far into the tails."""
    if item.steps:
        return _log_partial(theta, item)
    logit = item.discrimination * (theta - item.difficulty)
    wrong = log1p(-item.guessing) + _log_logistic(-logit)
    if not item.guessing:
        return wrong, _log_logistic(logit)
    right = item.guessing + (1 - item.guessing) * _logistic(logit)
    return wrong, log(right) if right < 0.5 else log1p(-(1 - item.guessing) * _logistic(-logit))


def slopes(theta: float, item: Parameters) -> tuple[float, ...]:
    """The derivative, for each category, of its log probability at *theta*: what one response adds to the score."""
    a, c = item.discrimination, item.guessing
    if item.steps:
        # not category minus mean: of the highest category far up, nothing but rounding would be left
        chances = [exp(value) for value in _log_partial(theta, item)]
        return tuple(a * sum((own - other) * p for other, p in enumerate(chances)) for own in range(len(chances)))
    logit = a * (theta - item.difficulty)
    known, unknown = _logistic(logit), _logistic(-logit)
    share = known / (c + (1 - c) * known) if c else 1.0
    return -a * known, a * (1 - c) * share * unknown


def information(theta: float, item: Parameters) -> float:
    """Fisher information, at least 0, that *item* gives about someone at *theta* (Lord 1980, eq. 5-9; Muraki 1993)."""
    return curve(theta, item)[0]


def curve(theta: float, item: Parameters) -> tuple[float, float]:
    """The information I of *item* at *theta* and Warm's J = sum of P'P''/P over the categories (Warm 1989, eq. 9).

    J is the derivative of I for every model without guessing, and for none with it.
    """
    a, c = item.discrimination, item.guessing
    if item.steps:
        variance, skewed = _moments(theta, item)
        return a * a * variance, a**3 * skewed
    logit = a * (theta - item.difficulty)
    known, unknown = _logistic(logit), _logistic(-logit)
    right = c + (1 - c) * known
    found = a * a * (1 - c) * known * known * unknown / right if right else 0.0
    return found, found * a * (unknown - known)


def limits(item: Parameters, category: int) -> tuple[float, float]:
    """The log probability of *category* at minus and at plus infinity."""
    top = len(item.steps) or 1
    highest = 0.0 if category == top else -inf
    if item.steps or not item.guessing:
        return 0.0 if category == 0 else -inf, highest
    return log(item.guessing if category else 1 - item.guessing), highest


def steepness(item: Parameters) -> float:
    """At most how fast, per logit, the log of the information of *item* rises or falls.

    (log I)' = a * (third moment / variance) for partial credit, at most a * steps; at most 2a with guessing, else a.
    """
    return item.discrimination * (len(item.steps) or (2 if item.guessing else 1))


def _logistic(logit: float) -> float:
    if logit >= 0:
        return 1 / (1 + exp(-logit))
    small = exp(logit)
    return small / (1 + small)


def _log_logistic(logit: float) -> float:
    return -log1p(exp(-logit)) if logit >= 0 else logit - log1p(exp(logit))


def _log_partial(theta: float, item: Parameters) -> tuple[float, ...]:
    gains = accumulate((item.discrimination * (theta - step) for step in item.steps), initial=0.0)
    sums = tuple(gains)
    largest = max(sums)
    total = largest + log(sum(exp(value - largest) for value in sums))
    return tuple(value - total for value in sums)


def _moments(theta: float, item: Parameters) -> tuple[float, float]:
    """Variance and third central moment of the category of someone at *theta*."""
    chances = [exp(value) for value in _log_partial(theta, item)]
    mean = sum(category * chance for category, chance in enumerate(chances))
    away = [(category - mean, chance) for category, chance in enumerate(chances)]
    return sum(d * d * chance for d, chance in away), sum(d**3 * chance for d, chance in away)
