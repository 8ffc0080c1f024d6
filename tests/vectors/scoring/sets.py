"""The scales and people of the reference: drawn by a seed, or the LSAT of 1970; hard.py has several maxima."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, product
from pathlib import Path
from random import Random

from mpmath import fp

from tests.vectors.scoring.precise_models import Item, Pattern, categories

PRIORS = [("0", "1"), ("-1.5", "1.5"), ("0.5", "0.5"), ("1", "2.5"), ("-2", "1"), ("-0.75", "1.5"), ("0", "2.5")]
STANDARD = ("0", "1")


@dataclass(frozen=True)
class Person:
    """What one person answered: a digit for each item, a dot where it was not administered."""

    kind: str
    responses: str
    prior: tuple[str, str]


@dataclass(frozen=True)
class Scale:
    name: str
    items: tuple[Item, ...]
    persons: tuple[Person, ...]


def pattern(items: tuple[Item, ...], person: Person) -> Pattern:
    answers = [(item, int(digit)) for item, digit in zip(items, person.responses, strict=True) if digit != "."]
    return Pattern(tuple(answers), *person.prior)


def scales() -> Iterator[Scale]:
    yield from lsat()
    for name, draw, lengths in DRAWN:
        for length in lengths:
            random = Random(f"{name} {length}")
            items = tuple(draw(random, str(i + 1)) for i in range(length))
            yield Scale(f"{name}, {length} items", items, tuple(persons(random, items)))


def lsat() -> Iterator[Scale]:
    file = json.loads(Path(__file__).with_name("lsat.json").read_text())
    people = tuple(Person("LSAT", "".join(digits), STANDARD) for digits in product("01", repeat=5))
    for name in "lsat6", "lsat7":
        for model, fit in file[name]["fits"].items():
            items = tuple(Item(str(i + 1), model, **parameters) for i, parameters in enumerate(fit))
            yield Scale(f"{name}, {model}", items, people)


# Items


def decimal(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")


def one_parameter(random: Random, name: str) -> Item:
    return Item(name, "1PL", b=decimal(random.gauss(0, 1.2)))


def one_parameter_steep(random: Random, name: str) -> Item:
    return Item(name, "1PL", a="1.7", b=decimal(random.gauss(-1, 1.5)))


def two_parameters(random: Random, name: str) -> Item:
    return Item(name, "2PL", decimal(random.lognormvariate(0, 0.4)), decimal(random.gauss(0, 1.2)))


def three_parameters(random: Random, name: str) -> Item:
    c = random.choice([0.15, 0.2, 0.25, 1 / 3])
    return Item(name, "3PL", decimal(random.lognormvariate(0.2, 0.35)), decimal(random.gauss(0, 1.2)), decimal(c))


def partial_credit(random: Random, name: str) -> Item:
    return Item(name, "PCM", steps=steps(random))


def generalised_partial_credit(random: Random, name: str) -> Item:
    return Item(name, "GPCM", decimal(random.lognormvariate(0, 0.4)), steps=steps(random))


def steps(random: Random) -> tuple[str, ...]:
    """One to five steps about a place, rising on the whole; about one pair in four is disordered."""
    place, count = random.gauss(0, 1), random.randint(1, 5)
    return tuple(decimal(place + 0.8 * (k - count / 2) + random.gauss(0, 0.7)) for k in range(count))


def disordered(random: Random, name: str) -> Item:
    places = sorted((decimal(random.uniform(-3, 3)) for _ in range(4)), key=float, reverse=True)
    return Item(name, "GPCM", decimal(random.uniform(0.4, 2)), steps=tuple(places))


def mixed(random: Random, name: str) -> Item:
    draw = random.choice([two_parameters, three_parameters, partial_credit, generalised_partial_credit])
    return draw(random, name)


def wide(random: Random, name: str) -> Item:
    """a from 0.1 to 4, b and steps from -8 to 8, c up to 0.5."""
    a, b, c = 0.1 * 40 ** random.random(), random.uniform(-8, 8), random.uniform(0.02, 0.5)
    model = random.choice(["2PL", "3PL", "GPCM"])
    if model == "GPCM":
        return Item(name, model, decimal(a), steps=tuple(decimal(random.uniform(-8, 8)) for _ in range(3)))
    return Item(name, model, decimal(a), decimal(b), decimal(c) if model == "3PL" else "0")


DRAWN: list[tuple[str, Callable[[Random, str], Item], list[int]]] = [
    ("1PL", one_parameter, [1, 5, 20, 60]),
    ("1PL, a 1.7", one_parameter_steep, [10]),
    ("2PL", two_parameters, [1, 6, 30, 60, 400]),
    ("3PL", three_parameters, [1, 10, 30, 60, 400]),
    ("PCM", partial_credit, [1, 4, 20, 60]),
    ("GPCM", generalised_partial_credit, [1, 6, 20, 60]),
    ("disordered", disordered, [2, 10]),
    ("mixed", mixed, [3, 12, 40, 60, 400]),
    ("wide", wide, [4, 20, 40]),
]


# People


def persons(random: Random, items: tuple[Item, ...]) -> Iterator[Person]:
    priors = cycle(random.sample(PRIORS, len(PRIORS)))
    for kind, responses in answers(random, items):
        yield Person(kind, responses, next(priors))


def answers(random: Random, items: tuple[Item, ...]) -> Iterator[tuple[str, str]]:
    if len(items) == 1:
        yield from (("one item", str(k)) for k in range(items[0].top + 1))
        return
    yield "all lowest", "0" * len(items)
    yield "all highest", "".join(str(item.top) for item in items)
    yield "empty", "." * len(items)
    yield "aberrant", aberrant(items)
    yield from (("ordinary", ordinary(random, items, random.gauss(0, 1.5))) for _ in range(3))
    if len(items) > 3:
        yield "partly administered", partly(random, ordinary(random, items, random.gauss(0, 1.5)))
        yield "aberrant, partly administered", partly(random, aberrant(items))


def ordinary(random: Random, items: tuple[Item, ...], theta: float) -> str:
    return "".join(str(response(random, item, theta)) for item in items)


def response(random: Random, item: Item, theta: float) -> int:
    numbers = float(item.a), float(item.b), float(item.c), [float(step) for step in item.steps]
    chances = [chance for chance, _, _ in categories(fp, numbers, theta)]
    return random.choices(range(len(chances)), chances)[0]


def aberrant(items: tuple[Item, ...]) -> str:
    """The easier half lowest, the harder half highest."""
    places = sorted(sum(item.places) / item.top for item in items)
    middle = places[len(places) // 2]
    return "".join(str(item.top) if sum(item.places) / item.top >= middle else "0" for item in items)


def partly(random: Random, responses: str) -> str:
    kept = set(random.sample(range(len(responses)), (len(responses) + 1) // 2))
    return "".join(digit if i in kept else "." for i, digit in enumerate(responses))
