"""What to talk through about how somebody rated the activities. A flag changes no score and blames nobody.

The flags are those of CONTENT.md §1.5. One of them, an unused replay of the sound together with little reading, waits
for sound.
"""

from collections.abc import Iterator, Sequence
from statistics import median, pstdev

from assessment.items.responses import Liking
from assessment.scoring.likings import POINTS

SAME = 0.85
SPREAD = 0.3
QUICK = 0.8  # seconds
UNKNOWN = 0.25
FEWEST = 6  # ours: of fewer answers no share and no median says anything


def flags(ratings: Sequence[Liking], unknown: int, seconds: Sequence[float]) -> Iterator[str]:
    """The names of what stands out in *ratings*, in how many were *unknown*, and in the *seconds* of each rating."""
    if len(ratings) + unknown < FEWEST:
        return
    if max(map(ratings.count, Liking)) > SAME * len(ratings):
        yield "same_answer"
    # with three answers a spread below 0.3 means more than nine in ten the same: this flag is the sharper one of two
    if ratings and pstdev(POINTS[liking] for liking in ratings) < SPREAD:
        yield "little_spread"
    if seconds and median(seconds) < QUICK:
        yield "very_quick"
    if unknown > UNKNOWN * (len(ratings) + unknown):
        yield "many_unknown"
