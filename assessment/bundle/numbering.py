"""Which bundles of a kiosk are missing, and where its row does not fit together: from numbers and digests alone.

A kiosk numbers its bundles 1, 2, 3 … without a gap, and goes on counting when it gets a new key. It begins again at 1
only where it lost its database; then its new key begins a row of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bundle number *sequence*: the digests that it may go by, and that of the *previous* one as it says itself.

    Two *names* has what somebody took back: the row behind it was signed when the profile still stood there. None has
    what came in before digests were kept.
    """

    sequence: int
    names: frozenset[str]
    previous: str


@dataclass(frozen=True, slots=True)
class Key:
    """What arrived that was signed with the key *kid*, and what its manifests say.

    They say the *last* number that was given out (0: none came), and of each number the digests of what went along.
    """

    kid: str
    arrived: tuple[Arrival, ...] = ()
    last: int = 0
    listed: Mapping[int, frozenset[str]] = field(default_factory=dict)

    @property
    def lowest(self) -> int:
        """The lowest number that is known of this key."""
        return min((one.sequence for one in self.arrived), default=self.last)

    @property
    def highest(self) -> int:
        """The highest number that is known of this key."""
        return max([self.last, *(one.sequence for one in self.arrived)])


@dataclass(slots=True)
class Row:
    """A row of numbers from 1 on, over one or more *keys* of a kiosk."""

    keys: list[Key] = field(default_factory=list)

    @property
    def highest(self) -> int:
        """The highest number that is known, arrived or not."""
        return max((key.highest for key in self.keys), default=0)

    @property
    def others(self) -> list[int]:
        """The numbers that a manifest names with other contents than the ones that arrived."""
        return sorted(one.sequence for key in self.keys for one in key.arrived if _is_another(one, key))

    @property
    def missing(self) -> list[tuple[int, int]]:
        """The numbers that were given out and did not arrive, as first and last of each run.

        Runs, because a kiosk that lies can name any number: a list up to it would not fit in memory.
        """
        here = {one.sequence for key in self.keys for one in key.arrived}
        around = [0, *sorted(here), self.highest + 1]
        return [(before + 1, after - 1) for before, after in pairwise(around) if after - before > 1]

    @property
    def breaks(self) -> list[int]:
        """The numbers whose bundle names another one before it than the one that arrived under the number before."""
        arrived = sorted((one for key in self.keys for one in key.arrived), key=lambda one: one.sequence)
        first = [1] if arrived and arrived[0].sequence == 1 and arrived[0].previous else []
        return first + [after.sequence for before, after in pairwise(arrived) if not _fits(before, after)]


def rows(keys: Sequence[Key]) -> list[Row]:
    """The rows of a kiosk with these *keys*, in the order in which they were enrolled."""
    found: list[Row] = []
    for key in keys:
        if not found or (key.highest and key.lowest <= found[-1].highest):
            found.append(Row())
        found[-1].keys.append(key)
    return found


def _fits(before: Arrival, after: Arrival) -> bool:
    if after.sequence != before.sequence + 1 or not before.names:
        return True  # there is nothing to compare with
    return after.previous in before.names


def _is_another(one: Arrival, key: Key) -> bool:
    listed = key.listed.get(one.sequence, frozenset())
    return bool(listed and one.names) and not listed & one.names
