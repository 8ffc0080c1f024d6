"""Scored responses to an estimate: the mean of the posterior on a grid (EAP)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt
from operator import mul

from assessment.items.model import CutScores, Parameters
from assessment.scoring.grid import Grid, log_rows
from assessment.scoring.profile_model import Band

Scored = tuple[Parameters, int]

_DROP = 60.0  # a node whose log weight lies this far below the highest adds less than 1e-26
_EDGE = 31.0  # an edge this far down cuts off less than 1e-14
_FINE = 0.6  # the largest square of step over width that the trapezoidal rule needs; the error is then below 1e-13
_STEEP = 0.6  # the same for the step times the steepest slope: the poles of the curves lie pi/slope off the line
_BLOCK = 20  # nodes


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is known about one person on one scale: a *weight* (they sum to 1) at each node of *grid*.

    *theta* is the posterior mean and *standard_error* the posterior SD, in logits (Bock & Mislevy 1982).
    """

    grid: Grid
    weights: tuple[float, ...]
    theta: float
    standard_error: float

    def below(self, theta: float) -> float:
        """The chance, 0 to 1, that the person is below *theta*: as exact as the estimate, also between two nodes."""
        share: float = sum(map(mul, self.grid.below(theta), self.weights))
        return min(1.0, max(0.0, share))


def posterior(scored: Iterable[Scored], mean: float, sd: float) -> Posterior:
    """The posterior after *scored* items (category numbers), from a normal prior with *mean* and *sd* in logits.

    The grid has a node every 0.1 *sd*, 8 *sd* either way; it grows while mass lies at its edge, and gets finer while a
    step is too coarse for what the responses tell. Works in logarithms and subtracts the largest before going back, so
    that long patterns do not underflow.
    """
    answers = ordered(scored)
    slopes = [item.discrimination * (len(item.steps) or 1) for item, _ in answers]
    sharpest, steepest = 1 / sd**2 + sum(slope**2 for slope in slopes) / 4, max(slopes, default=0.0)

    def better(grid: Grid, logs: Sequence[float]) -> Grid | None:
        """The grid to try instead of *grid*; None where that one is wide and fine enough."""
        largest = max(logs)
        if min(largest - logs[0], largest - logs[-1]) < _EDGE:
            return grid.wider()
        is_fine = grid.step**2 * sharpest <= _FINE or _bends(logs, largest) <= _FINE
        return None if grid.step * steepest <= _STEEP and is_fine else grid.finer(*_where_mass_is(logs, largest))

    grid = Grid.around(mean, sd)
    logs = _logs(answers, mean, sd, grid)
    # ends: far out the prior falls faster than any likelihood rises, and each halving quarters what bends
    while (other := better(grid, logs)) is not None:
        grid, logs = other, _logs(answers, mean, sd, other)
    return normalised(*_where_mass_lies(grid, logs))


def on_grid(scored: Iterable[Scored], mean: float, sd: float, grid: Grid) -> Posterior:
    """The same on the nodes of *grid* and no others, however coarse they are."""
    return normalised(grid, _logs(ordered(scored), mean, sd, grid))


def ordered(scored: Iterable[Scored]) -> list[Scored]:
    """*scored* in one order: sums of floats depend on theirs in the last bits, and a person's must not."""
    return sorted(scored, key=lambda pair: (*_numbers(pair[0]), pair[1]))


def _numbers(item: Parameters) -> tuple[float, float, float, tuple[float, ...]]:
    return item.difficulty, item.discrimination, item.guessing, item.steps


def _logs(answers: Sequence[Scored], mean: float, sd: float, grid: Grid) -> list[float]:
    """The log of prior times likelihood at each node, up to a constant."""
    rows = [log_rows(item, grid)[category] for item, category in answers]
    return list(map(sum, zip(_log_prior(mean, sd, grid), *rows, strict=True)))


@lru_cache(maxsize=64)
def _log_prior(mean: float, sd: float, grid: Grid) -> tuple[float, ...]:
    return tuple(-(((node - mean) / sd) ** 2) / 2 for node in grid.nodes)


def _bends(logs: Sequence[float], largest: float) -> float:
    """How sharply the log posterior bends down where its mass is: the largest second difference."""
    inside = zip(logs, logs[1:], logs[2:], strict=False)
    low = largest - _DROP
    return max([here + here - left - right for left, here, right in inside if here > low], default=0.0)


def _where_mass_is(logs: Sequence[float], largest: float) -> tuple[int, int]:
    """The first and the last node that matter, with two more on either side: a peak may lie between nodes."""
    matter = [number for number, value in enumerate(logs) if largest - value < _DROP]
    return max(0, matter[0] - 2), min(len(logs) - 1, matter[-1] + 2)


def _where_mass_lies(grid: Grid, logs: Sequence[float]) -> tuple[Grid, Sequence[float]]:
    """The part of *grid* that matters: in whole blocks, so that people share their grids and what is known of them."""
    blocks = [max(logs[first : first + _BLOCK]) for first in range(0, len(logs), _BLOCK)]
    largest = max(blocks)
    matter = [number for number, value in enumerate(blocks) if largest - value < _DROP]
    first, last = matter[0] * _BLOCK, (matter[-1] + 1) * _BLOCK
    return grid.part(first, min(last, len(logs))), logs[first:last]


def normalised(grid: Grid, logs: Sequence[float]) -> Posterior:
    """The posterior with weights in proportion to the exponentials of *logs* at the nodes of *grid*."""
    largest = max(logs)
    raw = [exp(value - largest) for value in logs]
    total = sum(raw)
    weights = tuple([value / total for value in raw])  # a list first: twice as fast as a generator
    theta = sum(map(mul, grid.nodes, weights))
    away = [node - theta for node in grid.nodes]
    variance: float = sum(map(mul, weights, map(mul, away, away)))
    return Posterior(grid, weights, theta, sqrt(variance))


def bands(known: Posterior, cut_scores: CutScores) -> tuple[Band, ...]:
    """The chance of each level, lowest first: posterior mass between the cut scores."""
    levels = [cut_scores.lowest, *(cut.level for cut in cut_scores.cuts)]
    edges = [0.0, *(known.below(cut.theta) for cut in cut_scores.cuts), 1.0]
    return tuple(
        Band(level, max(0.0, upper - lower)) for level, lower, upper in zip(levels, edges, edges[1:], strict=False)
    )
