"""Estimates at a maximum: MLE, MAP and Warm's WLE, each the global one.

The derivative of the logarithm is followed over the whole scale, its falling zeros are the maxima, and these are
compared with each other and with the two ends. With guessing there can be several (Samejima 1973).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from operator import add

from assessment.items.model import Parameters
from assessment.scoring.estimate import Scored, ordered
from assessment.scoring.irt import curve, limits, log_probabilities, slopes
from assessment.scoring.search import Search, heaviest, zeros


@dataclass(frozen=True, slots=True)
class Estimate:
    """A *theta* in logits, infinite where nothing finite is the maximum, with its *standard_error*."""

    theta: float
    standard_error: float


def maximum_likelihood(scored: Iterable[Scored], search: Search | None = None, unknown: float = 0.0) -> Estimate:
    """The global maximum of the likelihood of *scored* items; its error is 1/sqrt(information) (Lord 1980, ch. 4).

    Infinite where the likelihood is highest at an end of the scale. Without responses every theta is as likely:
    *unknown*, with an infinite error.
    """
    answers = ordered(scored)
    if not answers:
        return Estimate(unknown, inf)

    def slope(theta: float) -> float:
        return _slope(answers, theta)

    search = search or Search(_kinds(answers))
    found = zeros(slope, search.points, search.slope(answers))
    best = max(found, key=lambda theta: _height(answers, theta), default=None)
    low, high = (sum(ends) for ends in zip(*(limits(item, category) for item, category in answers), strict=True))
    if best is None or max(low, high) > _height(answers, best):
        return Estimate(inf if high >= low else -inf, inf)
    return _with_error(best, _information(answers, best))


def maximum_a_posteriori(scored: Iterable[Scored], mean: float, sd: float, search: Search | None = None) -> Estimate:
    """The global maximum of the posterior from a normal prior with *mean* and *sd*.

    Its error is 1/sqrt(information + 1/sd²) (Samejima 1969; with expected information as Magis & Raîche 2012).
    """
    answers = ordered(scored)
    if not answers:
        return Estimate(mean, sd)

    def slope(theta: float) -> float:
        return _slope(answers, theta) - (theta - mean) / sd**2

    search = search or Search(_kinds(answers))
    points = search.points
    values = [told + (mean - point) / sd**2 for told, point in zip(search.slope(answers), points, strict=True)]
    # no slope of an item is steeper than this, so beyond it the prior has the upper hand
    far = sd**2 * sum(item.discrimination * (len(item.steps) or 1) for item, _ in answers) + 1
    ends = min(points[0], mean) - far, max(points[-1], mean) + far
    found = zeros(slope, [ends[0], *points, ends[1]], [slope(ends[0]), *values, slope(ends[1])])
    best = max(found, key=lambda theta: _height(answers, theta) - ((theta - mean) / sd) ** 2 / 2)
    return _with_error(best, _information(answers, best) + 1 / sd**2)


def weighted_likelihood(scored: Iterable[Scored], search: Search | None = None, unknown: float = 0.0) -> Estimate:
    """Warm's estimate: the zero of the likelihood's slope + J/(2I), where several the one with the most weight.

    Warm 1989, eq. 10; J and not the derivative of I, so for items with guessing it is not the mode of L*sqrt(I).
    Finite for every pattern but the empty one, which gives *unknown*; its error is 1/sqrt(information).
    """
    answers = ordered(scored)
    if not answers:
        return Estimate(unknown, inf)

    def slope(theta: float) -> float:
        pairs = [curve(theta, item) for item, _ in answers]
        told = sum(known for known, _ in pairs)
        return _slope(answers, theta) + (sum(warm for _, warm in pairs) / (2 * told) if told else 0.0)

    search = search or Search(_kinds(answers))
    found = zeros(slope, search.points, list(map(add, search.slope(answers), search.warm(answers))))
    best = found[0] if len(found) == 1 else heaviest(found, slope, search.points)
    return _with_error(best, _information(answers, best))


def _with_error(theta: float, found: float) -> Estimate:
    return Estimate(theta, 1 / sqrt(found) if found else inf)


def _height(answers: Sequence[Scored], theta: float) -> float:
    return sum(log_probabilities(theta, item)[category] for item, category in answers)


def _slope(answers: Sequence[Scored], theta: float) -> float:
    return sum(slopes(theta, item)[category] for item, category in answers)


def _information(answers: Sequence[Scored], theta: float) -> float:
    return sum(curve(theta, item)[0] for item, _ in answers)


def _kinds(answers: Sequence[Scored]) -> frozenset[Parameters]:
    return frozenset(item for item, _ in answers)
