"""Which item comes next in an adaptive section."""

from collections.abc import Collection, Sequence
from hashlib import sha256

from assessment.items.model import Blueprint, Item
from assessment.scoring.irt import information

CANDIDATES = 5


def select(
    items: Sequence[Item], seen: Collection[str], theta: float, seed: int, blueprint: Blueprint | None = None
) -> Item | None:
    """One of the five items not yet *seen* that tell most about someone at *theta*; None where none is left.

    Randomesque selection (Kingsbury & Zara 1989): the same *seed* and answers give the same test. With a *blueprint*
    the item comes from the domain that is furthest below its share so far (Kingsbury & Zara's content balancing).
    """
    left = [item for item in items if item.id not in seen and item.parameters is not None]
    left = _balanced(items, left, seen, blueprint) if blueprint else left
    left.sort(key=lambda item: (-information(theta, item.parameters), item.id) if item.parameters else (0.0, item.id))
    best = left[:CANDIDATES]
    return best[_draw(seed, len(seen), len(best))] if best else None


def _balanced(items: Sequence[Item], left: Sequence[Item], seen: Collection[str], blueprint: Blueprint) -> list[Item]:
    """The items left of the domain that is furthest below its share; all of them where no domain with items is."""
    shown = [item.domain for item in items if item.id in seen]
    turns = len(shown) + 1
    gaps = {
        domain: share - shown.count(domain) / turns
        for domain, share in blueprint.shares
        if any(item.domain == domain for item in left)
    }
    if not gaps:
        return list(left)
    furthest = max(sorted(gaps), key=lambda domain: gaps[domain])
    return [item for item in left if item.domain == furthest]


def _draw(seed: int, turn: int, size: int) -> int:
    return int.from_bytes(sha256(f"{seed}/{turn}".encode()).digest()[:8]) % size
