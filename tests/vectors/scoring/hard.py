"""Scales with a pattern that has several maxima, looked for in a fixed order: where a local search goes wrong."""

from collections.abc import Iterator
from itertools import count
from random import Random

from mpmath import mp

from tests.vectors.scoring.precise import Found, map_, mle, wle
from tests.vectors.scoring.precise_models import Item
from tests.vectors.scoring.precise_search import MAP, MLE, WLE, NoReferenceError, brackets, grid
from tests.vectors.scoring.sets import Person, Scale, decimal, pattern

WANTED = {
    "MLE: another maximum lies more than 1 below": 5,
    "MLE: another maximum lies more than 1 above": 5,
    "MLE: highest at -inf, with a maximum": 4,
    "MLE: a maximum barely higher than the limit at -inf": 3,
    "MAP: two maxima more than 1 apart": 4,
    "WLE: two maxima more than 1 apart": 4,
    "WLE, no guessing: two maxima more than 1 apart": 3,
}
WIDE = ("0", "2.5")


def scales() -> Iterator[Scale]:
    """The first patterns, in order of their seed, that are of a wanted kind."""
    missing = dict(WANTED)
    for seed in count(1):
        items, person = candidate(seed)
        kind = next((kind for kind in kinds(items, person) if missing.get(kind)), None)
        if kind:
            missing[kind] -= 1
            yield Scale(f"several maxima, seed {seed}", items, (Person(kind, person.responses, person.prior),))
        if not any(missing.values()):
            return


def candidate(seed: int) -> tuple[tuple[Item, ...], Person]:
    """Few steep items, and answers in which right and wrong do not follow difficulty."""
    random = Random(f"several maxima {seed}")
    guessing = seed % 3 > 0
    items = tuple(item(random, str(i + 1), guessing) for i in range(random.randint(5, 12)))
    chance = random.uniform(0.3, 0.8)
    return items, Person("", "".join(str(int(random.random() < chance)) for _ in items), WIDE)


def item(random: Random, name: str, guessing: bool) -> Item:
    a, b, c = random.uniform(0.5, 3.5), random.uniform(-3.5, 3.5), random.uniform(0.1, 0.4)
    return Item(name, "3PL" if guessing else "2PL", decimal(a), decimal(b), decimal(c) if guessing else "0")


def kinds(items: tuple[Item, ...], person: Person) -> Iterator[str]:
    given = pattern(items, person)
    points = grid(given)
    several = {
        estimator
        for estimator, target in (("MLE", MLE), ("MAP", MAP), ("WLE", WLE))
        if len(brackets(given, target, points)) > (1 if estimator != "MLE" or "2PL" in items[0].model else 0)
    }
    try:
        yield from of_likelihood(mle(given, points)) if "MLE" in several else ()
        if "MAP" in several and apart(map_(given, points)):
            yield "MAP: two maxima more than 1 apart"
        if "WLE" in several and apart(wle(given, points)):
            yield "WLE" + (", no guessing" if items[0].model == "2PL" else "") + ": two maxima more than 1 apart"
    except NoReferenceError:
        return


def apart(found: Found) -> bool:
    return any(abs(theta - found.theta) > 1 for theta, _ in found.others)


def of_likelihood(found: Found) -> Iterator[str]:
    finite = [theta for theta, _ in found.others if mp.isfinite(theta)]
    if mp.isinf(found.theta) and finite:
        yield "MLE: highest at -inf, with a maximum"
    if mp.isfinite(found.theta) and any(mp.isinf(theta) and gap < 0.05 for theta, gap in found.others):
        yield "MLE: a maximum barely higher than the limit at -inf"
    if any(found.theta - 20 < theta < found.theta - 1 for theta in finite):
        yield "MLE: another maximum lies more than 1 below"
    if any(found.theta + 20 > theta > found.theta + 1 for theta in finite):
        yield "MLE: another maximum lies more than 1 above"
