"""Which item comes next in an adaptive section."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from math import exp

from assessment.items.design import Blueprint
from assessment.items.model import Item, Parameters
from assessment.scoring.irt import information, steepness

FIRST_CANDIDATES, CANDIDATES = 5, 3  # PSYCHOMETRICS.md §3: among five for the first five items, then among three
_WIDTH = 0.05  # logits; in so narrow a cell the order of the items hardly changes
_KEPT = 400  # the items that a cell remembers in order; after those all are looked at
Allowed = Callable[[Item], bool]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Items with parameters that can be asked for in order of what they tell, whatever their number.

    For each narrow cell of the scale the items are put in order once, by the most that each can tell anywhere in it;
    going down that list, nothing further on can be better once the bound is below what was found (the threshold
    algorithm of Fagin, Lotem & Naor 2003). So the choice is exact, and costs the same in a large bank.
    """

    items: tuple[tuple[Item, Parameters], ...]
    _cells: dict[int, list[tuple[float, Item, Parameters]]] = field(default_factory=dict, compare=False, repr=False)

    def best(self, theta: float, count: int, allowed: Allowed) -> list[tuple[float, Item]]:
        """The *count* items *allowed* that tell most at *theta*, with their information, best first, ties by id."""
        found: list[tuple[float, str, Item]] = []
        for bound, item, parameters in self._from_the_top(theta):
            if len(found) == count and bound < -found[-1][0]:
                break
            if allowed(item):
                found.append((-information(theta, parameters), item.id, item))
                found.sort(key=lambda one: one[:2])
                del found[count:]
        return [(-told, item) for told, _, item in found]

    def _from_the_top(self, theta: float) -> Iterator[tuple[float, Item, Parameters]]:
        number = round(theta / _WIDTH)
        if number not in self._cells:
            self._cells[number] = self._bounded(number * _WIDTH)[:_KEPT]
        yield from self._cells[number]
        if len(self.items) > _KEPT:
            yield from self._bounded(number * _WIDTH)[_KEPT:]

    def _bounded(self, middle: float) -> list[tuple[float, Item, Parameters]]:
        """The items with the most that each tells within half a cell of *middle*, highest first."""
        bounds = (
            (information(middle, parameters) * exp(steepness(parameters) * _WIDTH / 2), item, parameters)
            for item, parameters in self.items
        )
        return sorted(bounds, key=lambda bound: -bound[0])


@dataclass(frozen=True, slots=True)
class Pool:
    """The items of a section that can be chosen, by domain, and the *blueprint* that says how many of each.

    *candidates* are among how many of the best items chance decides: at first, and later.
    """

    domains: dict[str | None, Ranking]
    blueprint: Blueprint | None = None
    candidates: tuple[int, int] = (FIRST_CANDIDATES, CANDIDATES)

    @classmethod
    def of(
        cls,
        items: Sequence[Item],
        blueprint: Blueprint | None = None,
        candidates: tuple[int, int] = (FIRST_CANDIDATES, CANDIDATES),
    ) -> "Pool":
        """The pool of those *items* that have parameters."""
        with_parameters = [(item, item.parameters) for item in items if item.parameters is not None]
        domains: dict[str | None, list[tuple[Item, Parameters]]] = {}
        for item, parameters in with_parameters:
            domains.setdefault(item.domain if blueprint else None, []).append((item, parameters))
        return cls({domain: Ranking(tuple(pairs)) for domain, pairs in domains.items()}, blueprint, candidates)


def select(
    pool: Pool, theta: float, shown: Collection[Item], seed: int, allowed: Allowed, least: float = 0.0
) -> Item | None:
    """One of the few *allowed* items that tell most about someone at *theta*; None where none tells more than *least*.

    Randomesque selection (Kingsbury & Zara 1989): the same *seed* and answers give the same test. With a blueprint
    the item comes from the domain that is furthest below its share of what was *shown* (their content balancing).
    """
    count = pool.candidates[len(shown) >= FIRST_CANDIDATES]
    for domain in _furthest_below(pool, shown):
        best = [item for told, item in pool.domains[domain].best(theta, count, allowed) if told > least]
        if best:
            return best[_draw(seed, len(shown), len(best))]
    return None


def _furthest_below(pool: Pool, shown: Collection[Item]) -> list[str | None]:
    """The domains of *pool*, the one that is furthest below its share first; those without a share last."""
    if len(pool.domains) == 1:
        return list(pool.domains)
    shares: dict[str | None, float] = dict(pool.blueprint.shares) if pool.blueprint else {}
    counts = Counter(item.domain for item in shown)
    turns = len(shown) + 1
    return sorted(
        pool.domains,
        key=lambda domain: (domain not in shares, counts[domain] / turns - shares.get(domain, 0.0), domain or ""),
    )


def _draw(seed: int, turn: int, size: int) -> int:
    return int.from_bytes(sha256(f"{seed}/{turn}".encode()).digest()[:8]) % size
