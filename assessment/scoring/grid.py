"""Evenly spaced nodes, and what can be worked out at them once for all candidates."""

from cmath import exp
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf, pi

from assessment.items.model import Parameters
from assessment.scoring.irt import log_probabilities

NODES = 161
HALF_WIDTH = 8.0  # prior standard deviations on either side: a node every 0.1 SD


@dataclass(frozen=True)
class Grid:
    """*count* nodes from *low* upwards, *step* logits apart."""

    low: float
    step: float
    count: int

    @classmethod
    @lru_cache(maxsize=64)  # one grid for everybody: its nodes are worked out once
    def around(cls, mean: float, sd: float) -> "Grid":
        """The grid on which a normal prior with *mean* and *sd* is known to 14 decimals."""
        return cls(mean - HALF_WIDTH * sd, 2 * HALF_WIDTH * sd / (NODES - 1), NODES)

    @cached_property
    def nodes(self) -> tuple[float, ...]:
        """The places of the nodes, in logits, lowest first."""
        return tuple(self.low + self.step * number for number in range(self.count))

    @cached_property
    def _hash(self) -> int:
        return hash((self.low, self.step, self.count))

    def __hash__(self) -> int:
        """Worked out once: every answer of every candidate is looked up with it."""
        return self._hash

    def wider(self) -> "Grid":
        """The same with half as many nodes again on either side."""
        more = self.count // 2
        return Grid(self.low - more * self.step, self.step, self.count + 2 * more)

    def finer(self, first: int, last: int) -> "Grid":
        """From node *first* to node *last*, with half the step."""
        return Grid(self.low + first * self.step, self.step / 2, 2 * (last - first) + 1)

    @lru_cache(maxsize=256)  # noqa: B019  # grids are small and few
    def part(self, first: int, last: int) -> "Grid":
        """From node *first* to the one before node *last*."""
        return Grid(self.low + first * self.step, self.step, last - first)

    def below(self, theta: float) -> tuple[float, ...]:
        """For each node, how much of its weight lies below *theta*.

        A density that the grid is fine enough for is the sum of one sinc function for each node (Shannon 1949), and
        the integral of sinc is the sine integral.
        """
        return _below(self, theta)


@lru_cache(maxsize=256)
def _below(grid: Grid, theta: float) -> tuple[float, ...]:
    return tuple(0.5 + sine_integral(pi * (theta - node) / grid.step) / pi for node in grid.nodes)


@lru_cache(maxsize=4096)
def log_rows(item: Parameters, grid: Grid) -> tuple[tuple[float, ...], ...]:
    """For each category of *item*, its log probability at every node of *grid*."""
    return tuple(zip(*(log_probabilities(node, item) for node in grid.nodes), strict=True))


def sine_integral(x: float) -> float:
    """Si(x), the integral of sin(t)/t from 0 to *x*: Abramowitz & Stegun 1964, 5.2.14, and 5.2.8 with 5.1.22."""
    if x < 0:
        return -sine_integral(-x)
    return _series(x) if x <= 2 else _continued_fraction(x)


def _series(x: float) -> float:
    total = term = x
    for power in range(3, 40, 2):
        term *= -x * x / ((power - 1) * power)
        total += term / power
    return total


def _continued_fraction(x: float) -> float:
    """Si(x) from the exponential integral of an imaginary argument, by Lentz's method."""
    b = 1 + x * 1j
    c, d = complex(inf), 1 / b
    value = d
    for turn in range(1, 200):
        a = -turn * turn
        b += 2
        d = 1 / (a * d + b)
        c = b + a / c
        value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return pi / 2 + (value * exp(-1j * x)).imag
