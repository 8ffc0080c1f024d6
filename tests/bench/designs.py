"""`python -m tests.bench.designs`: adaptive designs on generated banks, beside the figures of the design documents.

Content design: five bands of width 1.5, items a band spread evenly, slopes lognormal (SD 0.3) around 1, 60 % with four
options (guessing .25), author error on the difficulties, people from N(-0.75, 1.9), start value 1 logit off.
Psychometrics design: 300 items 3PL, b from N(0, 1), a lognormal (SD 0.3) around 1.2, c uniform to .25; people N(0, 1);
bands one unit wide. What the documents leave open was chosen so; the seed is fixed.
"""

from dataclasses import replace
from random import Random

from assessment.analysis.figures import figures
from assessment.analysis.simulation import Design, World, of_parameters, simulate
from assessment.items.design import StopRule
from assessment.items.model import Parameters

PEOPLE = 1000
NEVER = 0.01  # a standard error that no section reaches: the length alone ends it
CONTENT_CUTS = (-2.25, -0.75, 0.75, 2.25)
PSYCHOMETRICS_CUTS = (-1.5, -0.5, 0.5, 1.5)
KNOWN = World(-0.75, 1.9, start=1.0)


def content(a_band: int, length: int = 20, four_options: float = 0.6) -> Design:
    """The bank of the content design with so many items *a_band*."""
    chance = Random(4)
    centres = (-3.0, -1.5, 0.0, 1.5, 3.0)
    places = [centre + 1.5 * ((turn + 0.5) / a_band - 0.5) for centre in centres for turn in range(a_band)]
    items = {
        f"item-{number:03}": Parameters(
            place, chance.lognormvariate(0, 0.3), 0.25 if chance.random() < four_options else 0
        )
        for number, place in enumerate(places)
    }
    design = of_parameters(items, StopRule(length, length, NEVER), CONTENT_CUTS)
    return replace(design, mean=-0.75, sd=1.9, candidates=(5, 5))


def psychometrics(rule: StopRule, rasch: bool = False) -> Design:
    """The 300-item bank of the psychometrics design, always the most informative item."""
    chance = Random(5)
    made = [
        Parameters(chance.gauss(0, 1), chance.lognormvariate(0.18, 0.3), chance.uniform(0, 0.25)) for _ in range(300)
    ]
    items = {f"item-{n:03}": Parameters(one.difficulty) if rasch else one for n, one in enumerate(made)}
    return replace(of_parameters(items, rule, PSYCHOMETRICS_CUTS), candidates=(1, 1))


def told(name: str, design: Design, world: World) -> str:
    """One line of a table."""
    found = figures(design, list(simulate(design, world, PEOPLE, 1)))
    cells = (
        name, found["mean_length"], found["mean_standard_error"], found["bias"], found["rmse"],
        found["band_exact"], found["band_within_one"],
    )  # fmt: skip
    return "| " + " | ".join(map(str, cells)) + " |"


def main() -> None:
    """Print the tables."""
    print("| design | length | SE | bias | RMSE | same band | within one |\n|---|---|---|---|---|---|---|")
    print(told("content, 24 a band, right difficulties", content(24), KNOWN))
    for noise in (0.8, 1.2):
        print(told(f"content, 24 a band, error SD {noise}", content(24), replace(KNOWN, noise=noise)))
    for a_band in (12, 36):
        print(told(f"content, {a_band} a band, error SD 0.8", content(a_band), replace(KNOWN, noise=0.8)))
    for length in (10, 15, 25, 30):
        print(told(f"content, length {length}, error SD 0.8", content(24, length), replace(KNOWN, noise=0.8)))
    for share in (1.0, 0.2):
        name = f"content, {share:.0%} with four options, error SD 0.8"
        print(told(name, content(24, four_options=share), replace(KNOWN, noise=0.8)))
    at_random = replace(content(24), candidates=(PEOPLE, PEOPLE))  # among more than there are: any item
    print(told("content, 20 items at random, error SD 0.8", at_random, replace(KNOWN, noise=0.8)))
    for shift in (0.75, 1.0):
        print(told(f"content, all harder by {shift}", content(24), replace(KNOWN, shift=shift)))
    for name, rule in (
        ("SE 0.32", StopRule(1, 300, 0.32)),
        ("one band 0.80, 8 to 30", StopRule(8, 30, band=0.80)),
        ("one band 0.75, 8 to 30", StopRule(8, 30, band=0.75)),
    ):
        print(told(f"300 items 3PL, {name}", psychometrics(rule), World()))
    print(told("300 items Rasch, SE 0.32", psychometrics(StopRule(1, 300, 0.32), rasch=True), World()))


if __name__ == "__main__":
    main()
