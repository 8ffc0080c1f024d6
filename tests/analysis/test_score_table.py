"""`assessment score`: what a statistician gets for two CSV files, and what is said about files that cannot be used."""

import csv
import subprocess
import sys
from collections.abc import Callable
from math import exp, inf, log, pi, sqrt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessment.cli import main

PARAMETERS = "item,model,a,b,c,steps\none,1PL,1,0,,\ntwo,3PL,1.2,-.5,.25,\nsteps,GPCM,1.5,,,-1 0.5 2\n"
RESPONSES = "person,one,two,steps\nanna,1,,\nbert,1,1,3\ncees,,,\n"


def score(folder: Path, parameters: str, responses: str, *options: str) -> Result:
    """What `assessment score` answers for two files with these contents."""
    (folder / "items.csv").write_bytes(parameters.encode())
    (folder / "given.csv").write_bytes(responses.encode())
    files = ("--parameters", str(folder / "items.csv"), "--responses", str(folder / "given.csv"))
    return CliRunner().invoke(main, ["score", *files, *(options or ("--method", "eap"))])


def estimates(result: Result) -> dict[str, tuple[float, float]]:
    """Theta and standard error by person, from what was written."""
    assert result.exit_code == 0, result.output
    return {
        row["person"]: (float(row["theta"]), float(row["standard_error"]))
        for row in csv.DictReader(result.stdout.splitlines())
    }


def integral(f: Callable[[float], float], low: float = -12, high: float = 12, steps: int = 48_000) -> float:
    """By the midpoint rule, with nothing of ours."""
    width = (high - low) / steps
    return width * sum(f(low + (number + 0.5) * width) for number in range(steps))


def moments(likelihood: Callable[[float], float], mean: float = 0.0, sd: float = 1.0) -> tuple[float, float]:
    """Mean and SD of the posterior, written out."""

    def density(theta: float) -> float:
        return likelihood(theta) * exp(-(((theta - mean) / sd) ** 2) / 2) / (sd * sqrt(2 * pi))

    mass = integral(density)
    theta = integral(lambda x: x * density(x)) / mass
    return theta, sqrt(integral(lambda x: (x - theta) ** 2 * density(x)) / mass)


def test_one_rasch_item_right_gives_the_integral_that_one_can_work_out(tmp_path: Path) -> None:
    found = estimates(score(tmp_path, PARAMETERS, RESPONSES))

    assert found["anna"] == pytest.approx(moments(lambda theta: 1 / (1 + exp(-theta))), abs=1e-8)


def test_steps_are_places_on_the_scale(tmp_path: Path) -> None:
    def second(theta: float) -> float:
        weights = [1.0, exp(1.5 * (theta + 1)), exp(1.5 * (theta + 1) + 1.5 * (theta - 0.5))]
        return weights[2] / (sum(weights) + weights[2] * exp(1.5 * (theta - 2)))

    found = estimates(score(tmp_path, PARAMETERS, "person,steps\nanna,2\n", "--method", "eap", "--prior", "-1.5,1.5"))

    assert found["anna"] == pytest.approx(moments(second, -1.5, 1.5), abs=1e-8)


def test_grid_nodes_are_used_as_they_were_asked_for(tmp_path: Path) -> None:
    nodes = [-2.0, 0.0, 2.0]
    weights = [exp(-theta * theta / 2) / (1 + exp(-theta)) for theta in nodes]
    theta = sum(node * weight for node, weight in zip(nodes, weights, strict=True)) / sum(weights)

    found = estimates(score(tmp_path, PARAMETERS, RESPONSES, "--method", "eap", "--grid", "-2,2,3"))

    assert found["anna"][0] == pytest.approx(theta, abs=1e-12)


@pytest.mark.parametrize("method", ["eap", "map"])
def test_without_responses_the_estimate_is_the_prior(tmp_path: Path, method: str) -> None:
    found = estimates(score(tmp_path, PARAMETERS, RESPONSES, "--method", method, "--prior", "-1.5,1.5"))

    assert found["cees"] == pytest.approx((-1.5, 1.5), abs=1e-9)


@pytest.mark.parametrize("method", ["mle", "wle"])
def test_without_responses_and_without_a_prior_nothing_is_known(tmp_path: Path, method: str) -> None:
    found = estimates(score(tmp_path, PARAMETERS, RESPONSES, "--method", method, "--prior", "-1.5,1.5"))

    assert found["cees"] == (-1.5, inf)


def test_a_likelihood_without_a_maximum_is_infinite_and_warms_is_not(tmp_path: Path) -> None:
    likely = score(tmp_path, PARAMETERS, "person,one\nall,1\nnone,0\n", "--method", "mle").stdout
    warm = estimates(score(tmp_path, PARAMETERS, "person,one\nall,1\n", "--method", "wle"))

    assert likely.splitlines()[1:] == ["all,inf,inf", "none,-inf,inf"]
    # the slope 1 - P is -J/(2I) = -(1 - 2P)/2 at P = 3/4
    assert warm["all"][0] == pytest.approx(log(3), abs=1e-9)
    assert warm["all"][1] == pytest.approx(1 / sqrt(3 / 16), abs=1e-9)


def test_the_maximum_likelihood_of_two_rasch_items_lies_half_way(tmp_path: Path) -> None:
    items = "item,model,b\nx,1PL,-1\ny,1PL,2\n"

    found = estimates(score(tmp_path, items, "person,x,y\nanna,1,0\n", "--method", "mle"))

    assert found["anna"][0] == pytest.approx(0.5, abs=1e-12)


def test_all_models_together_give_the_integral_and_the_maximum_of_their_product(tmp_path: Path) -> None:
    def likelihood(theta: float) -> float:
        weights = [1.0, exp(1.5 * (theta + 1)), exp(1.5 * (2 * theta + 0.5)), exp(1.5 * (3 * theta - 1.5))]
        guessed = 0.25 + 0.75 / (1 + exp(-1.2 * (theta + 0.5)))
        return guessed / (1 + exp(-theta)) * weights[3] / sum(weights)

    def height(theta: float) -> float:
        return log(likelihood(theta)) - (theta - 0.5) ** 2 / (2 * 0.8**2)

    options = ("--prior", "0.5,0.8")
    mean = estimates(score(tmp_path, PARAMETERS, RESPONSES, "--method", "eap", *options))["bert"]
    mode = estimates(score(tmp_path, PARAMETERS, RESPONSES, "--method", "map", *options))["bert"]

    assert mean == pytest.approx(moments(likelihood, 0.5, 0.8), abs=1e-8)
    assert mode[0] == pytest.approx(max((number / 10_000 for number in range(40_000)), key=height), abs=1e-4)


def test_numbers_have_seventeen_digits(tmp_path: Path) -> None:
    line = score(tmp_path, PARAMETERS, RESPONSES).stdout.splitlines()[2]

    assert all(f"{float(number):.17g}" == number and len(number) >= 16 for number in line.split(",")[1:])


def test_reading_is_generous_about_how_a_spreadsheet_writes(tmp_path: Path) -> None:
    parameters = (
        "\ufeffsteps; model ;item;b;c;a\r\n;1pl;one;0;;\r\n\r\n"
        ";3PL;two; -.5;.25;1.2\r\n-1  0.5 2;GPCM;steps;0;0;1.5\r\n"
    )
    responses = '\ufeffsteps, person , "two",one\r\n,anna,,1.0\r\n,,,\r\n3,bert, 1,1\r\n,cees\r\n'

    assert score(tmp_path, parameters, responses).stdout == score(tmp_path, PARAMETERS, RESPONSES).stdout


def test_guessing_discrimination_and_columns_may_be_left_out(tmp_path: Path) -> None:
    short = score(tmp_path, "item,model,b,a\none,1PL,1,\ntwo,3PL,2,1.5\n", "person,one,two\nanna,1,0\n").stdout
    full = "item,model,a,b,c,steps\none,1PL,1,1,0,\ntwo,3PL,1.5,2,0,\n"

    assert short == score(tmp_path, full, "person,one,two\nanna,1,0\n").stdout


def test_a_name_with_a_comma_comes_back_as_it_was(tmp_path: Path) -> None:
    assert list(estimates(score(tmp_path, PARAMETERS, 'person,one\n"Jansen, A.",1\n'))) == ["Jansen, A."]


def test_the_order_of_persons_stays_and_the_order_of_items_does_not_matter(tmp_path: Path) -> None:
    one = score(tmp_path, PARAMETERS, "person,one,two\nz,1,0\na,0,1\n", "--method", "map").stdout
    other = score(tmp_path, PARAMETERS, "two,one,person\n0,1,z\n1,0,a\n", "--method", "map").stdout

    assert one == other
    assert [line[0] for line in one.splitlines()[1:]] == ["z", "a"]


HEADER = "item,model,a,b,c,steps\n"
WRONG_PARAMETERS = {
    "no such model": ("x,4PL,1,0,,", "column 'model': found '4PL', expected one of 1PL, 2PL, 3PL, PCM, GPCM"),
    "slope of 0": ("x,2PL,0,0,,", "column 'a': found '0', expected a discrimination of more than 0"),
    "no slope": ("x,2PL,,0,,", "column 'a': found nothing, expected the discrimination of a 2PL item"),
    "no difficulty": ("x,1PL,1,,,", "column 'b': found nothing, expected the difficulty of a 1PL item"),
    "far away": ("x,1PL,1,1e9,,", "column 'b': found '1e9', expected the difficulty of a 1PL item, from -100 to 100"),
    "not a number": ("x,2PL,1,abc,,", "column 'b': found 'abc', expected the difficulty"),
    "a comma": ('x,2PL,1,"0,5",,', "column 'b': found '0,5', expected the difficulty"),
    "nan": ("x,2PL,1,nan,,", "column 'b': found 'nan', expected the difficulty"),
    "too large": ("x,2PL,1,1e999,,", "column 'b': found '1e999', expected the difficulty"),
    "guessing of 1": ("x,3PL,1,0,1,", "column 'c': found '1', expected a guessing parameter from 0 to below 1"),
    "guessing below 0": ("x,3PL,1,0,-.1,", "column 'c': found '-.1', expected a guessing parameter"),
    "2PL with guessing": ("x,2PL,1,0,.2,", "column 'c': found '.2', expected 0 or nothing: a 2PL item has no guessing"),
    "PCM with guessing": ("x,PCM,1,,.2,1", "column 'c': found '.2', expected 0 or nothing"),
    "PCM with a slope": ("x,PCM,1.3,,,0 1", "column 'a': found '1.3', expected 1 or nothing"),
    "no steps": ("x,GPCM,1,,,", "column 'steps': found nothing, expected the steps of a GPCM item"),
    "2PL with steps": ("x,2PL,1,0,,1 2", "column 'steps': found '1 2', expected no steps for 2PL"),
    "a step is no number": ("x,PCM,1,,,1 b", "column 'steps': found 'b', expected the steps of a PCM item with spaces"),
    "steps and a difficulty": ("x,PCM,1,.5,,1 2", "column 'b': found '.5', expected 0 or nothing"),
    "an item twice": ("y,2PL,1,0,,", "column 'item': found 'y' a second time, expected each item once"),
    "no name": (",2PL,1,0,,", "column 'item': found nothing, expected the name of an item"),
    "too many cells": ("x,2PL,1,0,,,7", "column 7: found 7 cells, expected 6, one under each name"),
}


@pytest.mark.parametrize(("line", "said"), WRONG_PARAMETERS.values(), ids=WRONG_PARAMETERS.keys())
def test_a_mistake_in_the_parameters_is_refused_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    done = score(tmp_path, f"{HEADER}y,1PL,1,0,,\n\n{line}\n", "person,y\nanna,1\n")

    refused(done, f"items.csv:4: {said}")


WRONG_RESPONSES = {
    "unknown item": ("person,one,five\nanna,1,1\n", ":1: column 'five': found the item 'five', expected an item of"),
    "category too high": ("person,steps\nanna,4\n", ":2: column 'steps': found '4', expected a category from 0 to 3"),
    "below 0": ("person,one\nanna,-1\n", ":2: column 'one': found '-1', expected a category from 0 to 1, or nothing"),
    "half": ("person,one\nanna,0.5\n", ":2: column 'one': found '0.5', expected a category from 0 to 1"),
    "no number": ("person,one\nanna,NA\n", ":2: column 'one': found 'NA', expected a category from 0 to 1"),
    "infinite": ("person,one\nanna,inf\n", ":2: column 'one': found 'inf', expected a category from 0 to 1"),
    "a person twice": (
        "person,one\nanna,1\nanna,0\n",
        ":3: column 'person': found 'anna' a second time, expected each",
    ),
    "nobody": ("person,one\n,1\n", ":2: column 'person': found nothing, expected the name or number of a person"),
    "no persons": ("one\n1\n", ":1: column 'person': found no such column, expected person and one for each item"),
    "item twice": ("person,one,one\nanna,1,1\n", ":1: column 'one': found this column 2 times, expected every column"),
    "no column name": ("person,,one\nanna,1,1\n", ":1: column 2: found no name, expected one above every column"),
    "empty": ("", ":1: found an empty file, expected a line with column names"),
    "after a quoted line": ('person,one\n"a\nb",1\nc,7\n', ":4: column 'one': found '7', expected a category"),
}


@pytest.mark.parametrize(("text", "said"), WRONG_RESPONSES.values(), ids=WRONG_RESPONSES.keys())
def test_a_mistake_in_the_responses_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    refused(score(tmp_path, PARAMETERS, text), f"given.csv{said}")


WRONG_HEADERS = {
    "upper asymptote": ("item,model,a,b,c,d,steps\n", "column 'd': found 'd', expected only the columns item, model"),
    "no model": ("item,a,b\n", "column 'model': found no such column, expected item, model, a, b, c, steps"),
}


@pytest.mark.parametrize(("header", "said"), WRONG_HEADERS.values(), ids=WRONG_HEADERS.keys())
def test_a_header_that_does_not_fit_is_refused(tmp_path: Path, header: str, said: str) -> None:
    refused(score(tmp_path, header, RESPONSES), f"items.csv:1: {said}")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_bytes(PARAMETERS.encode() + b"caf\xe9,1PL,,0,,\n")
    (tmp_path / "given.csv").write_text(RESPONSES)
    files = ["--parameters", str(tmp_path / "items.csv"), "--responses", str(tmp_path / "given.csv")]

    refused(CliRunner().invoke(main, ["score", *files, "--method", "eap"]), "items.csv:5: found text that is not UTF-8")


def refused(done: Result, said: str) -> None:
    """One sentence with its place on standard error, nothing on standard output, and no stack trace."""
    assert done.exit_code == 1
    assert done.stdout == ""
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert isinstance(done.exception, SystemExit)


WRONG_OPTIONS = {
    "no such method": ("--method", "mean"),
    "no method": ("--prior", "0,1"),
    "one number": ("--method", "map", "--prior", "0"),
    "no SD": ("--method", "map", "--prior", "0,0"),
    "a word": ("--method", "map", "--prior", "0,one"),
    "upside down": ("--method", "eap", "--grid", "4,-4,33"),
    "one node": ("--method", "eap", "--grid", "-4,4,1"),
    "half a node": ("--method", "eap", "--grid", "-4,4,3.5"),
    "infinite": ("--method", "eap", "--grid", "-inf,4,3"),
}


@pytest.mark.parametrize("options", WRONG_OPTIONS.values(), ids=WRONG_OPTIONS.keys())
def test_a_wrong_option_is_refused(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = score(tmp_path, PARAMETERS, RESPONSES, *options)

    assert (done.exit_code, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_the_command_works_as_it_is_typed(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text(PARAMETERS)
    (tmp_path / "given.csv").write_text(RESPONSES)
    words = ["score", "--parameters", "items.csv", "--responses", "given.csv", "--method", "wle", "--prior", "-1,2"]

    done = subprocess.run(
        [sys.executable, "-m", "assessment", *words], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    lines = done.stdout.splitlines()
    assert lines[0] == "person,theta,standard_error"
    assert [line.partition(",")[0] for line in lines[1:]] == ["anna", "bert", "cees"]
    assert lines[3] == "cees,-1,inf"
