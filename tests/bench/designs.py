"""`python -m tests.bench.designs [content] [psychometrics]`: the designs of the documents, simulated, a line each.

Banks are drawn with a seed. What the documents do not say is assumed here: see docs/measurements/scoring.md.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from random import Random

from assessment.analysis.designs import of_table
from assessment.analysis.figures import figures
from assessment.analysis.simulation import Design, Truth, simulate
from assessment.items.design import StopRule
from assessment.items.model import Parameters

CENTRES = (-3.0, -1.5, 0.0, 1.5, 3.0)
CONTENT_PRIOR = (0.0, 1.5)
CONTENT_CUTS = [-2.25, -0.75, 0.75, 2.25]
PSYCHOMETRIC_CUTS = [-1.5, -0.5, 0.5, 1.5]
HEAD = (
    f"{'design':44}{'items':>7}{'bias':>8}{'RMSE':>7}{'SE':>7}{'right':>7}{'±1':>7}{'kappa':>7}{'low':>7}{'highest':>9}"
)


def content(seed: int, per_band: int = 24, four_option: float = 0.6) -> dict[str, Parameters]:
    """Five bands of width 1.5 with *per_band* items each, a share of them with a guessing parameter of .25."""
    chance = Random(seed)
    return {
        f"{centre:g}/{number}": Parameters(
            centre + chance.uniform(-0.75, 0.75),
            chance.lognormvariate(0, 0.25),
            0.25 if chance.random() < four_option else 0.0,
        )
        for centre in CENTRES
        for number in range(per_band)
    }


def psychometric(
    seed: int, slope: Callable[[Random], float], guessing: Callable[[Random], float]
) -> dict[str, Parameters]:
    """300 items with normal difficulties."""
    chance = Random(seed)
    return {str(number): Parameters(chance.gauss(0, 1), slope(chance), guessing(chance)) for number in range(300)}


def main() -> None:
    """Simulate each design with 1,000 candidates on each of three banks; an argument names one document."""
    print(HEAD)
    for name, run in {"content": _contents, "psychometrics": _psychometrics}.items():
        if name in (sys.argv[1:] or [name]):
            run()


def _contents() -> None:
    rough = Truth(start=1.0)
    for name, truth in {
        "24 a band, 20 items, no error": rough,
        "error .8": replace(rough, noise=0.8),
        "error 1.2": replace(rough, noise=1.2),
        "shift .75": replace(rough, shift=0.75),
        "shift 1.0": replace(rough, shift=1.0),
    }.items():
        _report(name, lambda seed: _content(content(seed), 20), truth)
    for size in (12, 36):
        _report(
            f"{size} a band, error .8", lambda seed, n=size: _content(content(seed, n), 20), replace(rough, noise=0.8)
        )
    for length in (10, 15, 20, 25, 30):
        _report(
            f"{length} items, error .8", lambda seed, n=length: _content(content(seed), n), replace(rough, noise=0.8)
        )
    for share in (1.0, 0.2):
        _report(f"{share:.0%} four-option", lambda seed, s=share: _content(content(seed, four_option=s), 20), rough)
    _report("not adaptive: 20 random items", lambda seed: _content(content(seed), 20, among=120), rough)


def _content(items: dict[str, Parameters], length: int, among: int = 5) -> Design:
    return of_table(items, StopRule(length, length), CONTENT_PRIOR, CONTENT_CUTS, among)


def _psychometrics() -> None:
    def three(seed: int) -> dict[str, Parameters]:
        return psychometric(seed, lambda r: max(0.3, r.gauss(1.2, 0.25)), lambda r: max(0.0, r.gauss(0.25, 0.02)))

    def discriminating(seed: int) -> dict[str, Parameters]:
        return psychometric(seed, lambda r: r.lognormvariate(0.4, 0.3), lambda r: r.uniform(0.1, 0.25))

    def rasch(seed: int) -> dict[str, Parameters]:
        return psychometric(seed, lambda _: 1.0, lambda _: 0.0)

    error = StopRule(1, 300, precision=0.32)
    for name, bank in {"3PL, a 1.2, c .25": three, "3PL, a 1.5, c .1-.25": discriminating, "Rasch": rasch}.items():
        for rule, words in (
            (error, "SE .32"),
            (StopRule(8, 30, band=0.8), "band .80"),
            (StopRule(8, 30, band=0.75), "band .75"),
        ):
            for among in (1, 5) if rule is error else (1,):
                drawn = f", among {among}" if among > 1 else ""
                _report(f"{name}: {words}{drawn}", lambda seed, b=bank, r=rule, n=among: _table(b(seed), r, n), Truth())


def _table(items: dict[str, Parameters], rule: StopRule, among: int) -> Design:
    return of_table(items, rule, (0.0, 1.0), PSYCHOMETRIC_CUTS, among)


def _report(name: str, design: Callable[[int], Design], truth: Truth, banks: int = 3) -> None:
    """One line: the mean over so many banks, each with its own candidates."""
    rows = [_row(design(seed), truth, seed) for seed in range(1, banks + 1)]
    means = [sum(column) / banks for column in zip(*rows, strict=True)]
    widths = (7, 8, 7, 7, 7, 7, 7, 7, 9)
    digits = (2, 3, 3, 3, 3, 3, 3, 3, 2)
    print(f"{name:44}" + "".join(f"{m:>{w}.{d}f}" for m, w, d in zip(means, widths, digits, strict=True)), flush=True)


def _row(design: Design, truth: Truth, seed: int) -> list[float]:
    found = figures(design, list(simulate(design, truth, 1000, seed)))
    length, levels, exposure = found["length"], found["levels"], found["exposure"]
    assert isinstance(length, dict)
    assert isinstance(levels, dict)
    assert isinstance(exposure, dict)
    names = ("right", "at most one off", "quadratic kappa", "too low")
    return [
        length["mean"],
        *(found[name] for name in ("bias", "rmse", "standard error")),
        *(levels[name] for name in names),
        exposure["highest"],
    ]


if __name__ == "__main__":
    main()
