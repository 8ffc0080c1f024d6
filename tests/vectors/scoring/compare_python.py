"""Scores the people of reference.json with catsim and girth, through their public functions."""

import json
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

PROGRAMS = ["catsim", "girth"]
Row = dict[str, Any]


def rows(program: str, reference: Path) -> Iterator[Row]:
    """The version, then a row an estimate; ImportError when *program* is not installed."""
    score: Callable[[Row, Row], Iterator[Row]] = {"catsim": catsim_rows, "girth": girth_rows}[program]
    yield {"version": f"{program} {version(program)}"}
    for one_set in json.loads(reference.read_text())["sets"]:
        if any("steps" in item for item in one_set["items"]):
            continue
        for i, person in enumerate(one_set["persons"]):
            if set(person["responses"]) != {"."}:
                yield from ({"set": one_set["name"], "person": i} | row for row in score(one_set, person))


def administered(person: Row) -> list[int]:
    return [i for i, digit in enumerate(person["responses"]) if digit != "."]


def catsim_rows(one_set: Row, person: Row) -> Iterator[Row]:
    """MLE by bounded search; without the heuristic of Dodd, which is no estimate."""
    import numpy
    from catsim import irt
    from catsim.estimation import NumericalSearchEstimator
    from catsim.item_bank import ItemBank

    bank = ItemBank(numpy.array([[item["a"], item["b"], item["c"], 1] for item in one_set["items"]]), validate=False)
    shown = administered(person)
    right = [person["responses"][i] == "1" for i in shown]
    theta = NumericalSearchEstimator(dodd=False).estimate(
        item_bank=bank, administered_items=shown, response_vector=right, est_theta=0.0
    )
    error = irt.see(theta, bank.get_items(shown)) if abs(theta) < 100 else float("inf")
    yield {"setting": "no heuristic", "estimator": "mle", "theta": theta, "error": error, "range": [-6, 6]}


def girth_rows(one_set: Row, person: Row) -> Iterator[Row]:
    """EAP, MAP and MLE; girth gives no standard error."""
    import girth
    import numpy
    from scipy.stats import norm

    shown = administered(person)
    a, b, c = (numpy.array([float(one_set["items"][i][name]) for i in shown]) for name in "abc")
    answers = numpy.array([[int(person["responses"][i])] for i in shown])
    mean, sd = person["prior"]
    prior = norm(mean, sd).pdf
    guessed = {"guessing": c} if c.any() else {}
    eap, map_, mle = (
        getattr(girth, ("ability_3pl_" if guessed else "ability_") + name) for name in ("eap", "map", "mle")
    )

    def row(setting: str, estimator: str, theta: Any, limits: list[float]) -> Row:
        return {
            "setting": setting,
            "estimator": estimator,
            "theta": float(numpy.ravel(theta)[0]),
            "error": None,
            "range": limits,
        }

    wide = {"distribution": prior, "quadrature_bounds": (mean - 8 * sd, mean + 8 * sd), "quadrature_n": 161}
    yield row("as it comes", "eap", eap(answers, b, a, options={"distribution": prior}, **guessed), [-4.5, 4.5])
    yield row("wider", "eap", eap(answers, b, a, options=wide, **guessed), [*wide["quadrature_bounds"]])
    yield row("as it comes", "map", map_(answers, b, a, options={"distribution": prior}, **guessed), [-6, 6])
    if len(set(answers.flat)) > 1:
        yield row("as it comes", "mle", mle(answers, b, a, **guessed), [-6, 6])
