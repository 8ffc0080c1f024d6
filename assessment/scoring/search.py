"""Looking for the zeros of a slope over a whole scale, however many there are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import log

from assessment.items.model import Parameters
from assessment.scoring.estimate import Scored
from assessment.scoring.irt import curve, slopes

_REACH = 40.0  # so many logits over the discrimination from its difficulty an item tells nothing more
_STEP = 0.2  # of a logit over the discrimination: nothing turns twice within it
_PARTS = 4  # Simpson panels between two points
_EXACT = 1e-15
_MOST_CHORDS = 100
Slope = Callable[[float], float]


@dataclass(frozen=True)
class Search:
    """Where maxima of the likelihoods of *items* are looked for, and what was worked out there once for everybody."""

    items: frozenset[Parameters]
    _slopes: dict[Parameters, tuple[tuple[float, ...], ...]] = field(default_factory=dict, compare=False, repr=False)
    _curves: dict[Parameters, tuple[tuple[float, ...], ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def points(self) -> tuple[float, ...]:
        """Places near enough to each other that nothing that the items do happens unseen between two of them."""
        return tuple(_walk(sorted(bend for item in self.items for bend in _bends(item))))

    def slope(self, answers: Sequence[Scored]) -> list[float]:
        """The slope of the log likelihood of *answers* at each point."""
        rows = [self._rows(self._slopes, item, slopes)[category] for item, category in answers]
        return list(map(sum, zip(*rows, strict=True)))

    def warm(self, answers: Sequence[Scored]) -> list[float]:
        """J/(2I) of the items of *answers* at each point (Warm 1989)."""
        rows = [self._rows(self._curves, item, curve) for item, _ in answers]
        found = map(sum, zip(*(row[0] for row in rows), strict=True))
        skewed = map(sum, zip(*(row[1] for row in rows), strict=True))
        return [warm / (2 * known) if known else 0.0 for known, warm in zip(found, skewed, strict=True)]

    def _rows(
        self,
        made: dict[Parameters, tuple[tuple[float, ...], ...]],
        item: Parameters,
        make: Callable[[float, Parameters], tuple[float, ...]],
    ) -> tuple[tuple[float, ...], ...]:
        if item not in made:
            made[item] = tuple(zip(*(make(point, item) for point in self.points), strict=True))
        return made[item]


def zeros(slope: Slope, points: Sequence[float], values: Sequence[float]) -> list[float]:
    """The maxima: where *slope*, which has these *values* at *points*, falls through 0, lowest first."""
    return [
        _zero(slope, left, right)
        for (left, before), (right, behind) in pairwise(zip(points, values, strict=True))
        if before > 0 >= behind
    ]


def _bends(item: Parameters) -> Iterator[tuple[float, float, float]]:
    """Where *item* bends the slope, how sharply, and how far from there it tells anything: far, if it is guessed."""
    reach = (_REACH - (log(item.guessing) if item.guessing else 0.0)) / item.discrimination
    yield from ((place, item.discrimination, reach) for place in item.steps or (item.difficulty,))


def _walk(bends: Sequence[tuple[float, float, float]]) -> Iterator[float]:
    point = min(place - reach for place, _, reach in bends)
    last = max(place + reach for place, _, reach in bends)
    while point < last:
        yield point
        near = (steep for place, steep, reach in bends if abs(point - place) <= reach)
        point += _STEP / max(near, default=_STEP)
    yield last


def _zero(slope: Slope, low: float, high: float) -> float:
    """Where *slope*, above 0 at *low* and not at *high*, is 0, to the last bits.

    By chords; the value at an end that stays put is halved (the Illinois method: Dowell & Jarratt 1971).
    """
    left, right, middle, stayed = slope(low), slope(high), low, ""
    for _ in range(_MOST_CHORDS):
        last, middle = middle, (low * right - high * left) / (right - left)
        value = slope(middle)
        if not value or abs(middle - last) <= _EXACT * (1 + abs(middle)):
            break
        if value > 0:
            low, left, right, stayed = middle, value, right / (2 if stayed == "high" else 1), "high"
        else:
            high, right, left, stayed = middle, value, left / (2 if stayed == "low" else 1), "low"
    return middle


def heaviest(found: Sequence[float], slope: Slope, points: Sequence[float]) -> float:
    """The one of *found* with the highest integral of *slope*: what has no formula is compared by its differences."""
    best, height, highest = found[0], 0.0, 0.0
    for left, right in pairwise(found):
        inside = [left, *(point for point in points if left < point < right), right]
        height += sum(_simpson(slope, low, high) for low, high in pairwise(inside))
        if height > highest:
            best, highest = right, height
    return best


def _simpson(slope: Slope, low: float, high: float) -> float:
    width = (high - low) / _PARTS
    inner = sum((4 if turn % 2 else 2) * slope(low + turn * width) for turn in range(1, _PARTS))
    return width / 3 * (slope(low) + inner + slope(high))
