"""Ability estimates to 50 digits, from the definitions; a second opinion that shares no line with the product."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, sqrt
from typing import Any

from mpmath import fp, mp

from tests.vectors.scoring.precise_models import Pattern, Slopes, categories, log_likelihood, slopes
from tests.vectors.scoring.precise_search import (
    MAP,
    MLE,
    WLE,
    NoReferenceError,
    Target,
    brackets,
    grid,
    is_highest,
    may_be_at_the_bottom,
    polish,
)

TIE = 1e-6  # in log units: two maxima closer than this make no reference, whatever the digits


@dataclass(frozen=True)
class Found:
    """The global maximum and its standard error, and the other maxima with how far they lie below it in log units."""

    theta: Any
    error: Any
    others: tuple[tuple[Any, Any], ...] = ()


def best(pattern: Pattern, target: Target, thetas: list[Any]) -> tuple[Any, list[tuple[Any, Any]]]:
    """The highest of *thetas*, and the others with their distance below it."""
    heights = [mp.mpf(0)]
    for low, high in pairwise(thetas):
        heights.append(heights[-1] + target.rise(pattern, low, high))
    top = max(heights)
    others = [(theta, top - height) for theta, height in zip(thetas, heights, strict=True) if height < top]
    return thetas[heights.index(top)], others


def refuse_ties(others: Sequence[tuple[Any, Any]]) -> None:
    if any(gap < TIE for _, gap in others):
        raise NoReferenceError("two maxima are tied")


def map_(pattern: Pattern, points: list[tuple[float, Slopes]]) -> Found:
    """Maximum of the posterior (Mislevy 1986); 1/sqrt(I + 1/sd^2) with the expected information."""
    thetas = [polish(pattern, MAP, *cell) for cell in brackets(pattern, MAP, points)]
    theta, others = best(pattern, MAP, thetas)
    refuse_ties(others)
    information = slopes(mp, pattern, theta).information + 1 / mp.mpf(pattern.sd) ** 2
    return Found(theta, 1 / mp.sqrt(information), tuple(others))


def wle(pattern: Pattern, points: list[tuple[float, Slopes]]) -> Found:
    """Root of l' + J/(2I) that is highest in the weighted likelihood (Warm 1989); 1/sqrt(I)."""
    thetas = [polish(pattern, WLE, *cell) for cell in brackets(pattern, WLE, points)]
    theta, others = best(pattern, WLE, thetas)
    refuse_ties(others)
    return Found(theta, 1 / mp.sqrt(slopes(mp, pattern, theta).information), tuple(others))


def mle(pattern: Pattern, points: list[tuple[float, Slopes]]) -> Found:
    """Supremum of the likelihood over the extended line; 1/sqrt(I), infinite where theta is."""
    if is_highest(pattern):
        return Found(mp.inf, mp.inf)
    thetas = [polish(pattern, MLE, *cell) for cell in brackets(pattern, MLE, points)]
    theta, others = best(pattern, MLE, thetas) if thetas else (-mp.inf, [])
    if may_be_at_the_bottom(pattern):
        theta, others = against_the_bottom(pattern, points[0], theta, others)
    refuse_ties(others)
    error = mp.inf if mp.isinf(theta) else 1 / mp.sqrt(slopes(mp, pattern, theta).information)
    return Found(theta, error, tuple(others))


def against_the_bottom(
    pattern: Pattern, lowest: tuple[float, Slopes], theta: Any, others: list[tuple[Any, Any]]
) -> tuple[Any, list[tuple[Any, Any]]]:
    """The same choice with the limit at -infinity as one more candidate."""
    if mp.isinf(theta):
        falls_from_the_limit(pattern, lowest[1])
        return theta, others
    ahead = log_likelihood(mp, pattern, theta) - log_limit(pattern)
    if ahead > TIE:
        return theta, [*others, (-mp.inf, ahead)]
    falls_from_the_limit(pattern, lowest[1])
    return -mp.inf, [(theta, -ahead), *((other, gap - ahead) for other, gap in others)]


def falls_from_the_limit(pattern: Pattern, lowest: Slopes) -> None:
    """Refuse a likelihood that first rises when theta comes from -infinity, below the lowest point looked at."""
    flattest = min(pattern.answers, key=lambda answer: float(answer[0].a))[0].a
    same = [(item, k) for item, k in pattern.answers if item.a == flattest]
    lead = sum(
        mp.exp(-mp.mpf(item.a) * mp.mpf(item.b)) * ((1 - mp.mpf(item.c)) / mp.mpf(item.c) if k else -1)
        for item, k in same
        if not item.steps
    ) - sum(mp.exp(-mp.mpf(item.a) * mp.mpf(item.steps[0])) for item, k in same if item.steps)
    if lead > 0 or lowest.score > 0:
        raise NoReferenceError("the likelihood has a maximum where no scale reaches")


def log_limit(pattern: Pattern) -> Any:
    """log L as theta falls without end, of a pattern that may be all guesses."""
    return sum(
        (mp.log(mp.mpf(item.c)) if k else mp.log(1 - mp.mpf(item.c)) for item, k in pattern.answers), start=mp.mpf(0)
    )


def eap(pattern: Pattern, points: list[tuple[float, Slopes]], mode: Any) -> Found:
    """Posterior mean and SD (Bock & Mislevy 1982): the trapezoid rule over the line, halved until 30 digits stay.

    The integrand is analytic in a strip and falls like the prior, so the rule converges faster than any power of the
    step. Left out is what lies more than 120 log units below the highest point: 1e-52 of it.
    """
    density = posterior_density(pattern, mode)
    spacing = mp.mpf(1) / max(4, 2 * sqrt(slopes(fp, pattern, float(mode)).information + float(pattern.sd) ** -2))
    low, high = (reach(pattern, density, points, mode, direction) for direction in (-1, 1))
    before = None
    while True:
        count = int((high - low) / spacing) + 1
        weights = [(low + i * spacing, density(low + i * spacing)) for i in range(count)]
        after = moments(weights)
        if before and max(abs(x - y) for x, y in zip(before, after, strict=True)) < mp.mpf(10) ** -30:
            return Found(*after)
        before, spacing = after, spacing / 2


def posterior_density(pattern: Pattern, mode: Any) -> Callable[[Any], Any]:
    mean, sd = mp.mpf(pattern.mean), mp.mpf(pattern.sd)

    def density(theta: Any) -> Any:
        product = mp.exp(-(((theta - mean) / sd) ** 2) / 2)
        for item, k in pattern.answers:
            product *= categories(mp, pattern.parameters(mp, item), theta)[k][0]
        return product

    return density


def reach(
    pattern: Pattern, density: Callable[[Any], Any], points: list[tuple[float, Slopes]], mode: Any, direction: int
) -> Any:
    """Theta beyond which the posterior is under e^-120 of its height: past every other mode, and past the far tail."""
    height = mp.log(density(mode))
    theta = mode
    turns = [t for (t, rises), (_, still) in pairwise(rising(pattern, points)) if rises != still]
    last = max([direction * float(t) for t in turns], default=-inf)
    stride = direction * mp.mpf(pattern.sd) / 4
    while direction * theta < last or mp.log(density(theta)) > height - 120:
        theta += stride
    return theta


def rising(pattern: Pattern, points: list[tuple[float, Slopes]]) -> list[tuple[float, bool]]:
    return [(theta, MAP.derivative(fp, pattern, theta, found) > 0) for theta, found in points]


def moments(weights: list[tuple[Any, Any]]) -> tuple[Any, Any]:
    total = mp.fsum(weight for _, weight in weights)
    mean = mp.fsum(theta * weight for theta, weight in weights) / total
    return mean, mp.sqrt(mp.fsum((theta - mean) ** 2 * weight for theta, weight in weights) / total)


def estimates(pattern: Pattern) -> dict[str, Found]:
    """All four; without answers EAP and MAP are the prior, and MLE and WLE by convention its mean with no certainty."""
    mean, sd = mp.mpf(pattern.mean), mp.mpf(pattern.sd)
    if not pattern.answers:
        return {"eap": Found(mean, sd), "map": Found(mean, sd), "mle": Found(mean, mp.inf), "wle": Found(mean, mp.inf)}
    points = grid(pattern)
    at_most = map_(pattern, points)
    return {
        "eap": eap(pattern, points, at_most.theta),
        "map": at_most,
        "mle": mle(pattern, points),
        "wle": wle(pattern, points),
    }
