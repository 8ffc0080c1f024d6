"""Ratings as points, how sure a mean of them is, and which means are about equal: the arithmetic of interests.

Everything is in points an activity: 0 for dislike, 1 for not sure, 2 for like.
"""

from collections.abc import Callable, Mapping, Sequence
from math import hypot, sqrt

from assessment.items.responses import Liking

POINTS = {Liking.LIKE: 2, Liking.UNSURE: 1, Liking.DISLIKE: 0}
HIGHEST = 2
LETTERS = "RIASEC"
# Until there are data: correlation between activities of one kind and their standard deviation (CONTENT.md §1.5).
INTER_ITEM_CORRELATION = 0.30
ITEM_SD = 0.75


def standard_error(rated: int) -> float:
    """The error of a mean over *rated* activities (1 or more), in points an activity.

    SEM = SD * sqrt(1 - alpha) with alpha by Spearman-Brown (CONTENT.md §1.5, PSYCHOMETRICS.md §8); divided by the
    number of activities this is ITEM_SD * sqrt((1 - r) / rated).
    """
    return ITEM_SD * sqrt((1 - INTER_ITEM_CORRELATION) / rated)


def error_of_difference(first: int, second: int) -> float:
    """The error of the difference between means over *first* and over *second* activities, in points an activity."""
    return hypot(standard_error(first), standard_error(second))


def groups(
    values: Mapping[str, float], error: Callable[[str, str], float], order: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """The names of *values* in groups that are about equal, the highest group first, each group in *order*.

    A name joins a group while it is less than the *error* of the difference (of the group's highest and itself) below
    that highest: measured from neighbour to neighbour, the first and the last of a group could be far apart.
    """
    found: list[list[str]] = []
    for name in sorted(values, key=lambda name: (-values[name], order.index(name))):
        if found and values[found[-1][0]] - values[name] < error(found[-1][0], name):
            found[-1].append(name)
        else:
            found.append([name])
    return tuple(tuple(sorted(group, key=order.index)) for group in found)
