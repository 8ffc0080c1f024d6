"""Compares other programs with reference.json and writes comparison.json: where they differ, and by how much.

Run as `python -m tests.vectors.scoring.compare` where some of the programs are installed (README.md says which and how
they are found). One that is not installed is named and left out.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import inf, isfinite, isinf, isnan
from pathlib import Path
from statistics import median
from typing import Any

from tests.vectors.scoring import compare_python

HERE = Path(__file__).parent
REFERENCE = HERE / "reference.json"
R_PROGRAMS = ["catR", "mirt", "ltm", "eRm"]
APART = 0.05  # in theta: nearer than this to a lower maximum means that a search ended there


@dataclass(frozen=True)
class Difference:
    """One estimate of a program beside the reference."""

    program: str
    setting: str
    estimator: str
    models: str
    where: str
    fate: str
    theta: float
    error: float

    @property
    def group(self) -> tuple[str, str, str, str]:
        return self.program, self.setting, self.estimator, self.models


def main() -> None:
    reference = {one["name"]: one for one in json.loads(REFERENCE.read_text())["sets"]}
    versions, differences = {}, []
    for program in [*R_PROGRAMS, "jsCAT", "catsim", "girth"]:
        rows = answers(program)
        if rows:
            versions[program] = rows[0]["version"]
            differences += [difference(program, row, reference[row["set"]]) for row in rows[1:]]
    lines = ",\n".join(json.dumps(row) for row in summary(differences))
    (HERE / "comparison.json").write_text(f'{{"versions": {json.dumps(versions)},\n"rows": [\n{lines}\n]}}\n')


def answers(program: str) -> list[dict[str, Any]]:
    """Rows of *program*, the first with its version; none when it is not installed."""
    print(program, flush=True)
    try:
        rows = list(compare_python.rows(program, REFERENCE)) if program in compare_python.PROGRAMS else called(program)
    except (ImportError, FileNotFoundError, subprocess.CalledProcessError) as reason:
        print(f"{program} left out, for it is not installed or does not run: {reason}")
        return []
    return rows


def called(program: str) -> list[dict[str, Any]]:
    """Rows that a script in R or JavaScript prints; the interpreter finds the program by R_LIBS or NODE_PATH."""
    script = ["node", HERE / "compare_jscat.cjs"] if program == "jsCAT" else ["Rscript", HERE / "compare.R", program]
    if not shutil.which(str(script[0])):
        raise FileNotFoundError(script[0])
    told = subprocess.run([*script, REFERENCE], check=True, stdout=subprocess.PIPE, text=True, env=os.environ)
    return [json.loads(line) for line in told.stdout.splitlines()]


def number(text: Any) -> float:
    return float("nan") if text in ("NA", None) else float(text)


def difference(program: str, row: dict[str, Any], one_set: dict[str, Any]) -> Difference:
    person = one_set["persons"][row["person"]]
    theta, error = number(row["theta"]), number(row["error"])
    right, right_error = map(float, person[row["estimator"]])
    return Difference(
        program,
        row["setting"],
        row["estimator"],
        models(one_set),
        f"{one_set['name']}: {person['kind']}",
        fate(theta, right, [float(edge) for edge in row["range"]], lower_maxima(person, row["estimator"])),
        abs(theta - right),
        abs(error - right_error),
    )


def models(one_set: dict[str, Any]) -> str:
    """The models of a set in short: what a program can score, and where Warm's and Jeffreys' weights differ."""
    found = {"PCM/GPCM" if item.get("steps") else "3PL" if item["c"] else "1PL/2PL" for item in one_set["items"]}
    return found.pop() if len(found) == 1 else "mixed"


def lower_maxima(person: dict[str, Any], estimator: str) -> list[float]:
    return [float(theta) for theta, _ in person.get("lower_maxima", {}).get(estimator, [])]


def fate(theta: float, right: float, limits: list[float], lower: list[float]) -> str:
    """What became of an estimate, before any difference is measured."""
    if isnan(theta):
        return "none"
    if isinf(right):
        return "agrees that it is infinite" if theta == right else "finite for infinite"
    if not limits[0] < right < limits[1]:
        return "beyond its range"
    if abs(theta - right) > APART and any(is_at(theta, other, limits) for other in lower):
        return "another maximum"
    if abs(theta - right) > APART and any(abs(theta - edge) < 1e-3 for edge in limits):
        return "an end of its range"
    return "compared" if isfinite(theta) else "none"


def is_at(theta: float, place: float, limits: list[float]) -> bool:
    """Whether *theta* is *place*; at -infinity counts the lower end of the range, or -10."""
    if place == -inf:
        return theta < max(limits[0], -10) + APART
    return abs(theta - place) < APART


def summary(differences: list[Difference]) -> Iterator[dict[str, Any]]:
    """One row for each program, setting, estimator and kind of models."""
    for group, members in groupby(sorted(differences, key=lambda one: one.group), key=lambda one: one.group):
        named = dict(zip(("program", "setting", "estimator", "models"), group, strict=True))
        yield named | measured(list(members))


def measured(members: list[Difference]) -> dict[str, Any]:
    compared = [one for one in members if one.fate == "compared"]
    fates = {name: sum(one.fate == name for one in members) for name in sorted({one.fate for one in members})}
    if not compared:
        return {"persons": len(members), "fates": fates}
    worst = max(compared, key=lambda one: one.theta)
    theta = {"theta": [brief(median(one.theta for one in compared)), brief(worst.theta)], "worst": worst.where}
    return {"persons": len(members), "fates": fates} | theta | errors(compared)


def errors(compared: Iterable[Difference]) -> dict[str, Any]:
    """Of the standard error; only of those whose theta agrees, for at another theta it is another figure."""
    found = [one.error for one in compared if one.theta < APART and isfinite(one.error)]
    return {"error": [brief(median(found)), brief(max(found))]} if found else {}


def brief(difference: float) -> float:
    return float(f"{difference:.1e}")


if __name__ == "__main__":
    main()
