"""`assessment score`: the options of each command, turned into one call."""

from pathlib import Path

import click

from assessment.analysis import score_table
from assessment.analysis.parameter_table import parameters as read_parameters
from assessment.scoring.grid import Grid

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
