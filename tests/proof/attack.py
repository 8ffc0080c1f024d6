"""What a named attack is: how it is made, where it knocks, and the code that it must be answered with."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.proof.scene import Scene


@dataclass(frozen=True)
class Attack:
    """*make* gives what is handed in at a door, for a scene; *expect* is the one right answer, not just any refusal.

    *source* is the row of the threat model (T 1-34) or of the measurements (M) that names it, or the standard.
    """

    name: str
    source: str
    expect: str
    make: Callable[[Scene], bytes]


def listed(source: str, expect: str, **makers: Callable[[Scene], bytes]) -> tuple[Attack, ...]:
    """Attacks of one kind, by name: underscores are spaces."""
    return tuple(Attack(name.replace("_", " "), source, expect, make) for name, make in makers.items())
