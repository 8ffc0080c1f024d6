"""Makes reference.json: theta and its standard error to 50 digits, of which 20 are written.

Run as `python -m tests.vectors.scoring.make_reference` where mpmath is installed (README.md says which version).
"""

import json
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import mpmath
from mpmath import mp

from tests.vectors.scoring import hard, sets
from tests.vectors.scoring.precise import Found, estimates
from tests.vectors.scoring.precise_models import Item
from tests.vectors.scoring.precise_search import NoReferenceError
from tests.vectors.scoring.sets import Person, Scale

FILE = Path(__file__).with_name("reference.json")
DIGITS = 20


def main() -> None:
    with Pool() as pool:
        found = pool.imap(entry, all_scales())
        FILE.write_text(document(found))


def all_scales() -> Iterator[Scale]:
    yield from sets.scales()
    yield from hard.scales()


def document(found: Iterator[dict[str, Any]]) -> str:
    about = {
        "expect": "theta and standard error of every estimator, as this file has them",
        "made_with": {"mpmath": mpmath.__version__, "digits": mp.dps},
    }
    lines = ",\n".join(f'"{key}": {json.dumps(value)}' for key, value in about.items())
    return "{\n" + lines + ',\n"sets": [\n' + ",\n".join(map(one_set, found)) + "\n]}\n"


def one_set(found: dict[str, Any]) -> str:
    """A line for each item and each person, so that a difference can be read."""
    parts = [f'{{"name": {json.dumps(found["name"])}']
    for key in "items", "persons":
        rows = (json.dumps(row, separators=(",", ":")) for row in found[key])
        parts.append(f'"{key}": [\n' + ",\n".join(rows) + "]")
    return ",\n".join(parts) + "}"


def entry(scale: Scale) -> dict[str, Any]:
    print(scale.name, flush=True)
    return {
        "name": scale.name,
        "items": [parameters(item) for item in scale.items],
        "persons": list(people(scale)),
    }


def people(scale: Scale) -> Iterator[dict[str, Any]]:
    for person in scale.persons:
        try:
            yield scored(scale, person)
        except NoReferenceError as reason:
            print(f"left out: {scale.name}, {person.kind}: {reason}", flush=True)


def parameters(item: Item) -> dict[str, Any]:
    steps = {"steps": [float(step) for step in item.steps]} if item.steps else {}
    places = {} if steps else {"b": float(item.b), "c": float(item.c)}
    return {"item": item.item, "model": item.model, "a": float(item.a)} | places | steps


def scored(scale: Scale, person: Person) -> dict[str, Any]:
    found = estimates(sets.pattern(scale.items, person))
    others = {name: [[written(x) for x in other] for other in one.others] for name, one in found.items() if one.others}
    return (
        {"kind": person.kind, "responses": person.responses, "prior": [float(number) for number in person.prior]}
        | {name: figures(one) for name, one in found.items()}
        | ({"lower_maxima": others} if others else {})
    )


def figures(found: Found) -> list[str]:
    return [written(found.theta), written(found.error)]


def written(number: Any) -> str:
    if mp.isinf(number):
        return "inf" if number > 0 else "-inf"
    return mp.nstr(number if abs(number) > mp.mpf(10) ** -30 else mp.mpf(0), DIGITS)


if __name__ == "__main__":
    main()
