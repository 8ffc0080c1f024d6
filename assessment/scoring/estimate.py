"""Scored responses to an estimate: the mean of the posterior on a grid (EAP)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from assessment.items.model import CutScores, Parameters
from assessment.scoring.irt import probability
from assessment.scoring.profile_model import Band

NODES = 161
HALF_WIDTH = 8.0  # prior standard deviations on either side; step 0.1 SD


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is known about one person on one scale: a *weight* (they sum to 1) at each of *nodes* (logits)."""

    nodes: tuple[float, ...]
    weights: tuple[float, ...]

    @property
    def theta(self) -> float:
        """The posterior mean, in logits (Bock & Mislevy 1982)."""
        return sum(node * weight for node, weight in zip(self.nodes, self.weights, strict=True))

    @property
    def standard_error(self) -> float:
        """The posterior standard deviation, in logits."""
        mean = self.theta
        return sqrt(sum((x - mean) ** 2 * weight for x, weight in zip(self.nodes, self.weights, strict=True)))

    def below(self, theta: float) -> float:
        """The chance that the person is below *theta*; the cell around each node is cut proportionally."""
        step = self.nodes[1] - self.nodes[0]
        share = ((theta - (node - step / 2)) / step for node in self.nodes)
        return sum(min(1.0, max(0.0, part)) * w for part, w in zip(share, self.weights, strict=True))


def posterior(scored: Iterable[tuple[Parameters, int]], mean: float, sd: float) -> Posterior:
    """The posterior after *scored* items (1 right, 0 not), from a normal prior with *mean* and *sd* in logits.

    Works in logarithms and subtracts the largest before going back, so that long patterns do not underflow.
    """
    step = 2 * HALF_WIDTH * sd / (NODES - 1)
    nodes = tuple(mean - HALF_WIDTH * sd + step * number for number in range(NODES))
    logs = [-(((node - mean) / sd) ** 2) / 2 for node in nodes]
    for item, score in sorted(scored, key=_whatever_the_order):
        for number, node in enumerate(nodes):
            right = probability(node, item)
            logs[number] += log(right if score else 1 - right)
    return _normalised(nodes, logs)


def _whatever_the_order(pair: tuple[Parameters, int]) -> tuple[float, float, float, int]:
    """Sums of floats depend on their order in the last bits; the order of the responses must not."""
    item, score = pair
    return item.difficulty, item.discrimination, item.guessing, score


def _normalised(nodes: tuple[float, ...], logs: Sequence[float]) -> Posterior:
    largest = max(logs)
    raw = [exp(value - largest) for value in logs]
    total = sum(raw)
    return Posterior(nodes, tuple(value / total for value in raw))


def bands(known: Posterior, cut_scores: CutScores) -> tuple[Band, ...]:
    """The chance of each level, lowest first: posterior mass between the cut scores."""
    levels = [cut_scores.lowest, *(cut.level for cut in cut_scores.cuts)]
    edges = [0.0, *(known.below(cut.theta) for cut in cut_scores.cuts), 1.0]
    return tuple(
        Band(level, max(0.0, upper - lower)) for level, lower, upper in zip(levels, edges, edges[1:], strict=False)
    )
