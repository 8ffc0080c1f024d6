"""Estimates for a table of responses: one line for each person."""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from assessment.analysis.csv_table import Cell, Row, TableError, read
from assessment.items.model import Parameters
from assessment.scoring.estimate import Scored, on_grid, posterior
from assessment.scoring.grid import Grid
from assessment.scoring.maximum import Estimate, maximum_a_posteriori, maximum_likelihood, weighted_likelihood
from assessment.scoring.search import Search

METHODS = ("eap", "map", "mle", "wle")
Found = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Method:
    """How to estimate: *name* is one of METHODS, the prior normal; *grid* is for EAP, None where it fits itself."""

    name: str
    mean: float = 0.0
    sd: float = 1.0
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One line of a table of responses: the items that were administered, with the category of each response."""

    name: str
    scored: tuple[Scored, ...]


def persons(path: Path, items: Mapping[str, Parameters]) -> list[Person]:
    """The responses to *items* in the file at *path*, with the columns person and one for each item.

    An empty cell is an item that was not administered. TableError with the place of what is wrong.
    """
    table = read(path)
    if "person" not in table.header.cells:
        raise TableError(f"{path}:1: column 'person': found no such column, expected person and one for each item")
    for name, cell in table.header.cells.items():
        if name != "person" and name not in items:
            raise cell.wrong("an item of the parameters file", f"the item {name!r}")
    seen: set[str] = set()
    return [_person(row, items, seen) for row in table.rows]


def _person(row: Row, items: Mapping[str, Parameters], seen: set[str]) -> Person:
    cell = row["person"]
    if not cell.text:
        raise cell.wrong("the name or number of a person")
    if cell.text in seen:
        raise cell.wrong("each person once", f"{cell.text!r} a second time")
    seen.add(cell.text)
    given = [(items[name], answer) for name, answer in row.cells.items() if name != "person" and answer.text]
    return Person(cell.text, tuple((item, _category(answer, len(item.steps) or 1)) for item, answer in given))


def _category(cell: Cell, top: int) -> int:
    expected = f"a category from 0 to {top}, or nothing where the item was not administered"
    number = cell.number(expected)
    if not number.is_integer() or not 0 <= number <= top:
        raise cell.wrong(expected)
    return int(number)


def estimator(method: Method, items: Iterable[Parameters]) -> Callable[[Iterable[Scored]], Found]:
    """A function from responses to *items* to theta and standard error by *method*; tables are made once for all."""
    mean, sd, grid = method.mean, method.sd, method.grid
    if method.name == "eap":
        return lambda scored: _mean(scored, mean, sd, grid)
    kinds = frozenset(items)
    if method.name == "map":
        search = Search(kinds)
        return lambda scored: _pair(maximum_a_posteriori(scored, mean, sd, search))
    search = Search(kinds)
    estimate = {"mle": maximum_likelihood, "wle": weighted_likelihood}[method.name]
    return lambda scored: _pair(estimate(scored, search, mean))


def _mean(scored: Iterable[Scored], mean: float, sd: float, grid: Grid | None) -> Found:
    known = on_grid(scored, mean, sd, grid) if grid else posterior(scored, mean, sd)
    return known.theta, known.standard_error


def _pair(found: Estimate) -> Found:
    return found.theta, found.standard_error


def score(parameters: Mapping[str, Parameters], responses: Iterable[Person], method: Method) -> str:
    """The table of estimates as CSV: person, theta, standard_error, each number with 17 significant digits."""
    estimate = estimator(method, parameters.values())
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("person", "theta", "standard_error"))
    # adding 0 turns the -0.0 of a symmetric pattern into 0.0
    writer.writerows(
        (person.name, *(f"{value + 0.0:.17g}" for value in estimate(person.scored))) for person in responses
    )
    return text.getvalue()
