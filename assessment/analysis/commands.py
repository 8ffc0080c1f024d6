"""`assessment score | simulate`: the options of each command, turned into one call."""

import json
from pathlib import Path

import click

from assessment.analysis import designs, figure_text, score_table
from assessment.analysis import figures as figure_module
from assessment.analysis.parameter_table import parameters as read_parameters
from assessment.analysis.plot import plot as drawing
from assessment.analysis.simulation import Design, Truth
from assessment.analysis.simulation import simulate as sittings
from assessment.items.design import StopRule
from assessment.scoring.grid import Grid
from assessment.storage import banks

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FARTHEST, _MOST_NODES = 1000.0, 100_000


def normal(_ctx: click.Context, _option: click.Parameter, value: str | None) -> tuple[float, float] | None:
    """The mean and the SD that an option MEAN,SD gives."""
    if value is None:
        return None
    mean, sd = _numbers(value, "MEAN,SD")
    if sd <= 0:
        raise click.BadParameter(f"found {value!r}, expected a standard deviation of more than 0")
    return mean, sd


def _nodes(_ctx: click.Context, _option: click.Parameter, value: str | None) -> Grid | None:
    if value is None:
        return None
    low, high, count = _numbers(value, "LOW,HIGH,N", most=_MOST_NODES)
    if not low < high or not count.is_integer() or count < 2:
        raise click.BadParameter(f"found {value!r}, expected LOW below HIGH, and 2 nodes or more")
    return Grid(low, (high - low) / (count - 1), int(count))


def _numbers(value: str, form: str, most: float = _FARTHEST) -> list[float]:
    """The numbers in *value*, as many as *form* names and none further from 0 than *most*."""
    try:
        numbers = [float(text) for text in value.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != len(form.split(",")) or not all(abs(number) <= most for number in numbers):
        raise click.BadParameter(f"found {value!r}, expected {form}: numbers from {-most:g} to {most:g}, with a comma")
    return numbers


@click.command()
@click.option("--parameters", required=True, type=_FILE, help="CSV: item, model, a, b, c, steps (logistic metric).")
@click.option("--responses", required=True, type=_FILE, help="CSV: person and a column for each item; empty: not seen.")
@click.option("--method", required=True, type=click.Choice(score_table.METHODS), help="How to estimate.")
@click.option("--prior", callback=normal, default="0,1", show_default=True, metavar="MEAN,SD", help="Normal prior.")
@click.option("--grid", callback=_nodes, metavar="LOW,HIGH,N", help="For eap: just these nodes. No effect on others.")
def score(parameters: Path, responses: Path, method: str, prior: tuple[float, float], grid: Grid | None) -> None:
    """Estimate theta and its standard error for everybody in a table of responses.

    The models are 1PL, 2PL, 3PL, PCM and GPCM. The steps of a partial-credit item are places on the scale, with spaces
    between them. mle and wle do not use the prior, but give its mean, with an infinite error, where nothing was
    answered. Without a grid eap fits one to each person, until nothing depends on it.
    """
    items = read_parameters(parameters)
    chosen = score_table.Method(method, *prior, grid)
    click.echo(score_table.score(items, score_table.persons(responses, items), chosen), nl=False)


def _cuts(_ctx: click.Context, _option: click.Parameter, value: str | None) -> list[float]:
    return _numbers(value, ",".join("N" * (value.count(",") + 1))) if value else []


@click.command()
@click.argument("bank", required=False)
@click.option("--section", help="The adaptive section of BANK.")
@click.option("--form", default=1, show_default=True, help="The form of it: 1 is a first sitting.")
@click.option("--parameters", type=_FILE, help="Instead of a bank: CSV as for score.")
@click.option("--prior", callback=normal, default="0,1", metavar="MEAN,SD", help="The prior of such a table.")
@click.option("--cuts", callback=_cuts, metavar="THETA,…", help="The cut scores of such a table.")
@click.option("--least", default=1, show_default=True, help="The fewest items of such a table that are shown.")
@click.option("--most", default=20, show_default=True, help="The most.")
@click.option("--precision", type=float, help="Stop at this standard error.")
@click.option("--band", type=float, help="Stop at this probability of a level.")
@click.option("--among", type=click.IntRange(1), help="Draw among so many items; 1 is always the most telling one.")
@click.option("--candidates", default=1000, show_default=True, type=click.IntRange(1), help="How many sit it.")
@click.option("--seed", default=1, show_default=True, help="Another number, other candidates.")
@click.option("--theta", callback=normal, metavar="MEAN,SD", help="Where they really are; else as the prior says.")
@click.option("--shift", default=0.0, help="So many logits are all items harder than their author thinks.")
@click.option("--noise", default=0.0, type=click.FloatRange(0), help="SD of the author's error, item by item.")
@click.option("--start", type=click.FloatRange(0), help="Start near the true theta, with an error of this SD.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Draw information and error as SVG.")
def simulate(  # noqa: PLR0913  # one for each option
    bank: str | None,
    section: str | None,
    form: int,
    parameters: Path | None,
    prior: tuple[float, float],
    cuts: list[float],
    least: int,
    most: int,
    precision: float | None,
    band: float | None,
    among: int | None,
    candidates: int,
    seed: int,
    theta: tuple[float, float] | None,
    shift: float,
    noise: float,
    start: float | None,
    as_json: bool,
    plot: Path | None,
) -> None:
    """Let simulated candidates sit an adaptive section by the rules of the kiosk, and say how well it measures them.

    Conditions of items and time are left out of it: everybody may see every item of the form.
    """
    if (bank is None) == (parameters is None) or (bank is None) != (section is None):
        raise click.UsageError("expected BANK with --section, or --parameters with a file")
    if parameters:
        rule = StopRule(least, most, precision, band)
        design = designs.of_table(read_parameters(parameters), rule, prior, cuts, among)
    else:
        design = _section(str(bank), str(section), form, among)
    if plot:
        plot.write_text(drawing(design, f"{bank} {section}, form {form}" if bank else f"{parameters}"), "utf-8")
    truth = Truth(theta, shift, noise, start)
    found = figure_module.figures(design, list(sittings(design, truth, candidates, seed)))
    click.echo(json.dumps(found) if as_json else figure_text.text(found))


def _section(bank: str, section: str, form: int, among: int | None) -> Design:
    folder = Path(bank) if Path(bank).is_dir() else banks.built_in(bank)
    return designs.of_section(banks.load(folder), section, form, among)
