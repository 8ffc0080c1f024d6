"""What one answer costs in scoring: estimate, bands, stop rule and the choice of the next item, beside catsim.

Steady state: tables are made; what making them costs in time and memory is shown apart. catsim is as it comes:
maximum likelihood, its own stop rule, maximum information. It lives in an environment of its own.
"""

import json
import subprocess
import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from assessment.analysis.simulation import drawn
from assessment.items.design import StopRule
from assessment.items.interactions import Choice
from assessment.items.model import Cut, CutScores, Item, Parameters
from assessment.scoring.estimate import Scored, bands, posterior
from assessment.scoring.grid import log_rows
from assessment.scoring.selection import Pool, select
from assessment.scoring.stopping import Progress, stop

CATSIM = Path(".venv-bench/bin/python")
SIZES, PEOPLE, ANSWERED = (100, 1_000, 10_000), 200, 15
CUTS = CutScores("0", tuple(Cut(str(n), n - 2.5) for n in range(1, 5)), "", "", "", True)
RULE = StopRule(8, 30, precision=0.01)  # never reached: every answer leads to a next item


@dataclass(frozen=True)
class Person:
    """Who has answered *shown*, with the category of each."""

    seed: int
    shown: tuple[Item, ...]
    scored: tuple[Scored, ...]


def figures() -> dict[str, float]:
    """Milliseconds for one answer by size of the bank, of our scoring and, where it is installed, of catsim."""
    found: dict[str, float] = {}
    for size in SIZES:
        found |= _of_bank(_bank(size), f"{size} items")
    if not CATSIM.is_file():
        print(f"catsim is not installed in {CATSIM.parent.parent}: nothing to compare scoring with")
    return found


def _of_bank(items: Sequence[Item], name: str) -> dict[str, float]:
    people = [_person(Pool.of(items), seed) for seed in range(PEOPLE)]
    pool = Pool.of(items)
    log_rows.cache_clear()
    tracemalloc.start()
    for person in people:
        _answer(pool, person)
    memory, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    log_rows.cache_clear()
    fresh = Pool.of(items)
    first = [_answer(fresh, person) for person in people]
    ours = median(_answer(fresh, person) for person in people)
    found = {f"answer, {name}, ms": ours, f"tables, {name}, ms": sum(first) - len(people) * ours}
    found |= {f"tables, {name}, MB": memory / 2**20}
    if CATSIM.is_file():
        theirs = median(_catsim(items, people))
        found |= {f"catsim, {name}, ms": theirs, f"catsim / ours, {name}": theirs / ours}
    return found


def _bank(size: int) -> list[Item]:
    chance = Random(size)
    rows = [
        Parameters(chance.gauss(0, 1), chance.lognormvariate(0, 0.3), chance.choice((0.0, 0.25))) for _ in range(size)
    ]
    return [Item(f"item-{number}", "", Choice(()), parameters=row) for number, row in enumerate(rows)]


def _person(pool: Pool, seed: int) -> Person:
    chance, shown, scored = Random(seed), [], []
    theta = chance.gauss(0, 1)
    while len(shown) < ANSWERED:
        item = select(pool, posterior(scored, 0, 1).theta, shown, seed, lambda item: item not in shown)
        assert item is not None
        assert item.parameters is not None
        shown.append(item)
        scored.append((item.parameters, drawn(theta, item.parameters, chance)))
    return Person(seed, tuple(shown), tuple(scored))


def _answer(pool: Pool, person: Person) -> float:
    """Milliseconds from the responses to the next item."""
    ids = {item.id for item in person.shown}
    begun = time.perf_counter()
    known = posterior(person.scored, 0, 1)
    ended = stop(RULE, Progress(ANSWERED, known.standard_error, bands(known, CUTS)))
    item = select(pool, known.theta, person.shown, person.seed, lambda item: item.id not in ids)
    taken = 1000 * (time.perf_counter() - begun)
    assert ended is None
    assert item is not None
    return taken


def _catsim(items: Sequence[Item], people: Sequence[Person]) -> list[float]:
    rows = [[one.discrimination, one.difficulty, one.guessing, 1.0] for item in items if (one := item.parameters)]
    numbers = {item.id: number for number, item in enumerate(items)}
    given = [
        {"shown": [numbers[item.id] for item in person.shown], "right": [category for _, category in person.scored]}
        for person in people
    ]
    done = subprocess.run(
        [CATSIM, Path(__file__).with_name("catsim_answers.py")],
        input=json.dumps({"items": rows, "people": given}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    for name, value in figures().items():
        print(f"{name:32} {value:10.3f}")
