"""Theta and standard error beside a separately written calculation with 50 digits (tests/vectors/scoring)."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assessment.items.model import Parameters
from assessment.scoring.estimate import Scored, posterior
from assessment.scoring.maximum import maximum_a_posteriori, maximum_likelihood, weighted_likelihood
from assessment.scoring.search import Search

FILE = Path(__file__).parent.parent / "vectors" / "scoring" / "reference.json"
CLOSE = 1e-9
Found = tuple[float, float]


@cache
def reference() -> dict[str, list[dict]]:
    return json.loads(FILE.read_text("utf-8"))


def parameters(item: dict) -> Parameters:
    if item.get("steps"):
        steps = tuple(map(float, item["steps"]))
        return Parameters(sum(steps) / len(steps), float(item["a"]), 0.0, steps)
    return Parameters(float(item["b"]), float(item["a"]), float(item.get("c") or 0))


def persons(name: str) -> Iterator[tuple[dict, list[Scored]]]:
    (found,) = (one for one in reference()["sets"] if one["name"] == name)
    items = [parameters(item) for item in found["items"]]
    for person in found["persons"]:
        answers = zip(items, person["responses"], strict=True)
        yield person, [(item, int(category)) for item, category in answers if category != "."]


@pytest.mark.parametrize("name", [one["name"] for one in reference()["sets"]])
def test_every_estimator_agrees_with_fifty_digits(name: str) -> None:
    (found,) = (one for one in reference()["sets"] if one["name"] == name)
    search = Search(frozenset(parameters(item) for item in found["items"]))
    for person, scored in persons(name):
        mean, sd = map(float, person["prior"])
        known = posterior(scored, mean, sd)
        ours: dict[str, Found] = {"eap": (known.theta, known.standard_error)}
        for method, estimate in {
            "map": maximum_a_posteriori(scored, mean, sd, search),
            "mle": maximum_likelihood(scored, search, unknown=mean),
            "wle": weighted_likelihood(scored, search, unknown=mean),
        }.items():
            ours[method] = (estimate.theta, estimate.standard_error)
        for method, pair in ours.items():
            wanted = tuple(map(float, person[method]))
            assert pair == pytest.approx(wanted, abs=CLOSE, rel=CLOSE), (method, person["kind"], person["responses"])
