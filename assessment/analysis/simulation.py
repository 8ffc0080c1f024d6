"""Simulated candidates, whose theta is known, sit an adaptive section by the very code of the kiosk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import exp
from random import Random

from assessment.items.design import Blueprint, StopRule
from assessment.items.model import CutScores, Item, Parameters
from assessment.items.subjects import subjects
from assessment.scoring.estimate import Posterior, Scored, bands, posterior
from assessment.scoring.irt import log_probabilities
from assessment.scoring.profile_model import Band
from assessment.scoring.selection import Pool, select
from assessment.scoring.starting import starting_from
from assessment.scoring.stopping import Progress, stop


@dataclass(frozen=True, slots=True)
class Design:
    """What candidates sit: *items* of one form, the prior, and the rules. *among* as in `selection.select`."""

    items: tuple[Item, ...]
    stop: StopRule
    prior: tuple[float, float] = (0.0, 1.0)
    cut_scores: CutScores | None = None
    blueprint: Blueprint | None = None
    among: int | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """What scoring does not know: theta is normal with mean and SD *theta* (None: the prior), items are harder by
    *shift* and by an error with SD *noise* than their author thinks, and a start value is off by SD *start* (None:
    there is none)."""

    theta: tuple[float, float] | None = None
    shift: float = 0.0
    noise: float = 0.0
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Sat:
    """One simulated sitting: the true *theta*, the items shown, what came out, and why it ended."""

    theta: float
    shown: tuple[Item, ...]
    estimate: float
    standard_error: float
    bands: tuple[Band, ...]
    reason: str


def simulate(design: Design, truth: Truth, candidates: int, seed: int) -> Iterator[Sat]:
    """So many sittings; the same *seed* gives the same ones. The errors of the items are drawn once, for everybody."""
    chance = Random(seed)  # noqa: S311  # a simulation, no secret
    real = {item.id: _real(item.parameters, truth, chance) for item in design.items if item.parameters}
    pool = Pool.of(design.items, design.blueprint)
    about = {item.id: frozenset(subject for _, subject in subjects(item)) for item in design.items}
    mean, sd = truth.theta or design.prior
    for number in range(candidates):
        sitting = _Sitting(design, pool, real, about, Random(f"{seed}/{number}"))  # noqa: S311
        yield sitting.sit(sitting.chance.gauss(mean, sd), truth.start, number)


def _real(parameters: Parameters, truth: Truth, chance: Random) -> Parameters:
    error = truth.shift + truth.noise * chance.gauss(0, 1)
    steps = tuple(step + error for step in parameters.steps)
    return replace(parameters, difficulty=parameters.difficulty + error, steps=steps)


@dataclass(frozen=True, slots=True)
class _Sitting:
    design: Design
    pool: Pool
    real: Mapping[str, Parameters]
    about: Mapping[str, frozenset[str]]
    chance: Random

    def sit(self, theta: float, rough: float | None, seed: int) -> Sat:
        mean, sd = self.design.prior
        start = mean if rough is None else theta + rough * self.chance.gauss(0, 1)
        scored: list[Scored] = []
        shown: list[Item] = []
        while True:
            known = posterior(scored, mean, sd)
            levels = bands(known, self.design.cut_scores) if self.design.cut_scores else ()
            reason = stop(self.design.stop, Progress(len(shown), known.standard_error, levels))
            item = None if reason else self._next(known, start, shown, seed)
            if item is None or item.parameters is None:
                reason = reason or self._what_is_left(shown)
                return Sat(theta, tuple(shown), known.theta, known.standard_error, levels, reason)
            shown.append(item)
            scored.append((item.parameters, drawn(theta, self.real[item.id], self.chance)))

    def _next(self, known: Posterior, start: float, shown: Sequence[Item], seed: int) -> Item | None:
        design, asked, ids = self.design, self._asked(shown), {item.id for item in shown}
        return select(
            self.pool,
            starting_from(known, start, *design.prior),
            shown,
            seed,
            lambda item: item.id not in ids and asked.isdisjoint(self.about[item.id]),
            design.stop.information,
            design.among,
        )

    def _asked(self, shown: Sequence[Item]) -> frozenset[str]:
        return frozenset().union(*(self.about[item.id] for item in shown))

    def _what_is_left(self, shown: Sequence[Item]) -> str:
        asked, ids = self._asked(shown), {item.id for item in shown}
        left = (item for item in self.design.items if item.id not in ids and asked.isdisjoint(self.about[item.id]))
        return "uninformative" if any(left) else "nothing_left"


def drawn(theta: float, item: Parameters, chance: Random) -> int:
    """The category of a response by someone at *theta*."""
    sums = accumulate(exp(value) for value in log_probabilities(theta, item))
    point = chance.random()
    return min(sum(point >= total for total in sums), len(item.steps) or 1)
