"""Which item comes next in an adaptive section."""

from collections.abc import Collection, Sequence
from hashlib import sha256

from assessment.items.model import Item
from assessment.scoring.irt import information

CANDIDATES = 5


def select(items: Sequence[Item], seen: Collection[str], theta: float, seed: int) -> Item | None:
    """One of the five items not yet *seen* that tell most about someone at *theta*; None where none is left.

    Randomesque selection (Kingsbury & Zara 1989): the same *seed* and answers give the same test.
    """
    left = [item for item in items if item.id not in seen and item.parameters is not None]
    left.sort(key=lambda item: (-information(theta, item.parameters), item.id) if item.parameters else (0.0, item.id))
    best = left[:CANDIDATES]
    return best[_draw(seed, len(seen), len(best))] if best else None


def _draw(seed: int, turn: int, size: int) -> int:
    return int.from_bytes(sha256(f"{seed}/{turn}".encode()).digest()[:8]) % size
