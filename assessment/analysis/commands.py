"""`assessment score | simulate`: the options of each command, turned into one call."""

import json
from dataclasses import dataclass
from pathlib import Path

import click

from assessment.analysis import score_table, simulation
from assessment.analysis.figures import figures, told
from assessment.analysis.parameter_table import parameters as read_parameters
from assessment.analysis.plot import plot as picture
from assessment.analysis.simulation import Design, NothingToSimulate, World
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The options of `simulate`."""

    form: int
    candidates: int
    seed: int
    theta: tuple[float, float] | None
    shift: float
    noise: float
    start: float | None
    least: int
    most: int
    precision: float | None
    band: float | None
    cuts: tuple[float, ...]
    as_json: bool
    plot: Path | None

    @property
    def rule(self) -> StopRule:
        """When a section of nothing but parameters ends."""
        return StopRule(self.least, self.most, self.precision, self.band)

    def __call__(self, design: Design) -> str:
        """What the simulation of *design* found, as text; writes the picture where one was asked for."""
        mean, sd = self.theta or (design.mean, design.sd)
        world = World(mean, sd, self.shift, self.noise, self.start)
        found = figures(design, list(simulation.simulate(design, world, self.candidates, self.seed)))
        if self.plot:
            self.plot.write_text(picture(design, "Information and error over the scale"), "utf-8")
        return json.dumps(found, ensure_ascii=False) if self.as_json else told(found)


def _design(bank: str | None, section: str | None, parameters: Path | None, run: _Run) -> Design:
    """What the arguments name: a section of a bank, or a table of parameters with a stop rule."""
    if parameters is not None and bank is None:
        return simulation.of_parameters(read_parameters(parameters), run.rule, run.cuts)
    if bank is None or section is None or parameters is not None:
        raise NothingToSimulate("found no BANK with --section and no --parameters, expected one of them")
    at = Path(bank) if Path(bank).is_dir() else banks.built_in(bank)
    return simulation.of_bank(banks.load(at), section, run.form)


def _cuts(_ctx: click.Context, _option: click.Parameter, value: str | None) -> tuple[float, ...]:
    return tuple(sorted(_numbers(value, ",".join("N" * (value.count(",") + 1))))) if value else ()


@click.command()
@click.argument("bank", required=False)
@click.option("--section", help="The adaptive section of BANK.")
@click.option("--form", default=1, show_default=True, help="The form of the sitting: 2 for a repeat.")
@click.option("--parameters", type=_FILE, help="Instead of BANK: a CSV as for score.")
@click.option("--candidates", default=1000, show_default=True, type=click.IntRange(1, 1_000_000), help="How many.")
@click.option("--seed", default=1, show_default=True, help="Another number, other people.")
@click.option("--theta", callback=normal, metavar="MEAN,SD", help="The people; by default as the prior says.")
@click.option("--shift", default=0.0, help="How much harder all items really are, in logits.")
@click.option("--noise", default=0.0, help="How far off each difficulty is: SD in logits.")
@click.option("--start", type=float, help="Start from the true theta with this error (SD); by default from the prior.")
@click.option("--least", default=8, show_default=True, help="With --parameters: no fewer items.")
@click.option("--most", default=30, show_default=True, help="With --parameters: no more items.")
@click.option("--precision", type=float, help="With --parameters: stop at this standard error.")
@click.option("--band", type=float, help="With --parameters: stop when one level is as probable as this.")
@click.option("--cuts", callback=_cuts, metavar="N,N,…", help="With --parameters: where levels begin.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Write an SVG of information and error.")
def simulate(bank: str | None, section: str | None, parameters: Path | None, **options: object) -> None:
    """Let candidates with a known theta sit an adaptive section, and tell how well it finds them.

    Items are chosen, scored and stopped as at the kiosk; conditions between items do not count here, nor time.
    """
    run = _Run(**options)  # type: ignore[arg-type]  # click has checked them
    click.echo(run(_design(bank, section, parameters, run)))
