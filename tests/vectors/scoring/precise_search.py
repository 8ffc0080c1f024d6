"""Every maximum on the line: floats find the cell it is in, 50 digits say where in the cell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from mpmath import fp, mp

from tests.vectors.scoring.precise_models import Item, Pattern, Slopes, log_likelihood, slopes

SPACING = 0.05  # of the first grid, in units of 1/a of the steepest item; a grid twice as fine must find as many roots


class NoReferenceError(Exception):
    """The pattern has no clear answer: two maxima are tied, or one lies where no scale reaches."""


@dataclass(frozen=True)
class Target:
    """What is maximised: its derivative from the slopes, and how much higher it is at one theta than at another."""

    derivative: Callable[[Any, Pattern, Any, Slopes], Any]
    rise: Callable[[Pattern, Any, Any], Any]


def prior_slope(context: Any, pattern: Pattern, theta: Any) -> Any:
    return -(theta - context.mpf(pattern.mean)) / context.mpf(pattern.sd) ** 2


def likelihood_rise(pattern: Pattern, low: Any, high: Any) -> Any:
    return log_likelihood(mp, pattern, high) - log_likelihood(mp, pattern, low)


def posterior_rise(pattern: Pattern, low: Any, high: Any) -> Any:
    mean, sd = mp.mpf(pattern.mean), mp.mpf(pattern.sd)
    return likelihood_rise(pattern, low, high) - ((high - mean) ** 2 - (low - mean) ** 2) / (2 * sd**2)


def weighted_rise(pattern: Pattern, low: Any, high: Any) -> Any:
    def weight(theta: Any) -> Any:
        found = slopes(mp, pattern, theta)
        return found.j / (2 * found.information)

    with mp.workdps(20):  # decides which maximum is higher, nothing else
        return likelihood_rise(pattern, low, high) + mp.quad(weight, mp.linspace(low, high, 9))


MLE = Target(lambda context, pattern, theta, found: found.score, likelihood_rise)
MAP = Target(
    lambda context, pattern, theta, found: found.score + prior_slope(context, pattern, theta),
    posterior_rise,
)
WLE = Target(lambda context, pattern, theta, found: found.score + found.j / (2 * found.information), weighted_rise)


# Where to look: beyond these ends the sign of every derivative is settled.


def is_highest(pattern: Pattern) -> bool:
    return all(k == item.top for item, k in pattern.answers)


def may_be_at_the_bottom(pattern: Pattern) -> bool:
    """Whether the likelihood tends to something above 0 as theta falls: every success may be a guess."""
    return all(k == 0 or float(item.c) > 0 for item, k in pattern.answers)


def settled_below(pattern: Pattern, theta: float) -> bool:
    """Whether MAP and WLE rise everywhere below *theta*, and MLE rises or has gone flat."""
    found = slopes(fp, pattern, theta)
    weight, pull = found.j / (2 * found.information), prior_slope(fp, pattern, theta)
    flattest = min(float(item.a) for item, _ in pattern.answers)
    push = sum(float(item.a) * k for item, k in pattern.answers if float(item.c) == 0)  # of what nobody guesses
    flat = sum(guessed_gain(item, theta) for item, k in pattern.answers if k and float(item.c) > 0)
    rises = push > 2 * found.fall if push else flat < 1e-12
    return min(weight, flattest / 4) > found.fall and pull > found.fall and rises


def guessed_gain(item: Item, theta: float) -> float:
    """The most that log P of a right answer lies above log c below *theta*."""
    c = float(item.c)
    return (1 - c) / c * fp.exp(float(item.a) * (theta - float(item.b)))


def settled_above(pattern: Pattern, theta: float) -> bool:
    """Whether MAP, WLE and (unless all is highest) MLE fall everywhere above *theta*."""
    found = slopes(fp, pattern, theta)
    flattest = min(float(item.a) for item, _ in pattern.answers)
    mle = is_highest(pattern) or found.score < 0
    return (
        mle
        and found.score < flattest / 4 < -found.j / (2 * found.information)
        and (found.score + prior_slope(fp, pattern, theta) < 0)
    )


def ends(pattern: Pattern) -> tuple[float, float]:
    places = [place for item, _ in pattern.answers for place in item.places] + [float(pattern.mean)]
    low, high = min(places) - 1.0123, max(places) + 1.0123  # odd numbers: no root falls exactly on the grid
    while not settled_below(pattern, low):
        low -= 1
        if low < -400:
            raise NoReferenceError("the lower end of the scale is not settled")
    while not settled_above(pattern, high):
        high += 1
    return low, high


def grid(pattern: Pattern) -> list[tuple[float, Slopes]]:
    low, high = ends(pattern)
    spacing = SPACING / 2 / max(1, *(float(item.a) for item, _ in pattern.answers))
    count = int((high - low) / spacing) + 2
    return [(theta, slopes(fp, pattern, theta)) for theta in (low + i * spacing for i in range(count))]


def brackets(pattern: Pattern, target: Target, points: list[tuple[float, Slopes]]) -> list[tuple[float, float]]:
    """Cells of the grid with a maximum; a grid half as fine must agree, so that none is between two points."""
    signs = [(theta, target.derivative(fp, pattern, theta, found) > 0) for theta, found in points]
    fine, coarse = list(maxima(signs)), list(maxima(signs[::2]))
    if len(fine) != len(coarse):
        raise NoReferenceError("the number of maxima depends on the grid")
    return fine


def maxima(signs: list[tuple[float, bool]]) -> Iterator[tuple[float, float]]:
    for (low, rises), (high, still) in pairwise(signs):
        if rises and not still:
            yield low, high


def polish(pattern: Pattern, target: Target, low: float, high: float) -> Any:
    """The root in the cell: halving in floats, secant in 50 digits, proved by a change of sign within 1e-35."""

    def derivative(theta: Any) -> Any:
        context = fp if isinstance(theta, float) else mp
        return target.derivative(context, pattern, theta, slopes(context, pattern, theta))

    while high - low > 1e-10:
        middle = (low + high) / 2
        low, high = (middle, high) if derivative(middle) > 0 else (low, middle)
    root = mp.findroot(derivative, (mp.mpf(low), mp.mpf(high)), solver="secant", tol=mp.mpf(10) ** -80, verify=False)
    around = mp.mpf(10) ** -35
    if not derivative(root - around) > 0 > derivative(root + around):
        raise ArithmeticError(f"no change of sign at {root}")
    return root
