"""Candidates made up of numbers sit an adaptive section, through the very rules that the kiosk follows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp
from random import Random

from assessment.items.design import Blueprint, StopRule
from assessment.items.interactions import Information
from assessment.items.model import Cut, CutScores, Delivery, Item, ItemBank, Parameters
from assessment.scoring import forms
from assessment.scoring.estimate import Scored, bands, posterior
from assessment.scoring.irt import log_probabilities
from assessment.scoring.profile_model import Band
from assessment.scoring.selection import CANDIDATES, FIRST_CANDIDATES, Allowed, Pool, select
from assessment.scoring.starting import starting_from
from assessment.scoring.stopping import Progress, least_information, stop


class NothingToSimulate(ValueError):
    """The bank has no such section, or it does not adapt; the message says what there is."""


@dataclass(frozen=True, slots=True)
class Design:
    """An adaptive section: its *items*, the rules by which it is delivered, and its scale with prior and cut scores."""

    items: tuple[Item, ...]
    stop: StopRule
    mean: float = 0.0
    sd: float = 1.0
    cut_scores: CutScores | None = None
    blueprint: Blueprint | None = None
    candidates: tuple[int, int] = (FIRST_CANDIDATES, CANDIDATES)


@dataclass(frozen=True, slots=True)
class World:
    """How things really are: people around *mean* with *sd*, difficulties off by *shift* and *noise* (SD).

    *start* is how far off (SD) the start value is that is known before the first item; None: nothing is known.
    """

    mean: float = 0.0
    sd: float = 1.0
    shift: float = 0.0
    noise: float = 0.0
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Simulee:
    """Somebody whose *theta* is known, and what the section made of it; *levels* is empty without cut scores."""

    theta: float
    estimate: float
    standard_error: float
    shown: tuple[str, ...]
    reason: str
    levels: tuple[Band, ...] = field(default=())


def of_bank(bank: ItemBank, section_id: str, form: int = 1) -> Design:
    """The section *section_id* of *bank*, as a sitting of *form* gets it; NothingToSimulate where it does not adapt."""
    found = {s.id: s for s in bank.sections if s.delivery is Delivery.ADAPTIVE and s.stop and s.scale}
    if section_id not in found:
        known = ", ".join(found) or "none"
        raise NothingToSimulate(f"found no adaptive section {section_id!r} in {bank.id}, expected one of: {known}")
    section = found[section_id]
    dealt = forms.deal(section.items, section.forms)
    scale, rule = bank.scale(section.scale or ""), section.stop or StopRule(1, 1)
    items = tuple(item for item in section.items if dealt.get(item.id) == form)
    return Design(items, rule, scale.prior_mean, scale.prior_sd, scale.cut_scores, section.blueprint)


def of_parameters(items: Mapping[str, Parameters], rule: StopRule, cuts: Sequence[float] = ()) -> Design:
    """A section of nothing but item parameters, with levels 0, 1, … between the *cuts*."""
    made = tuple(Item(name, name, Information(), parameters=value) for name, value in items.items())
    levels = tuple(Cut(str(number), theta) for number, theta in enumerate(cuts, 1))
    return Design(made, rule, cut_scores=CutScores("0", levels, "", "", "", True) if levels else None)


def simulate(design: Design, world: World, candidates: int, seed: int) -> Iterator[Simulee]:
    """So many *candidates* of *world* in *design*; the same *seed* gives the same people and the same difficulties."""
    chance = Random(seed)
    truth = {item.id: _off(item.parameters, world, chance) for item in design.items if item.parameters is not None}
    pool = Pool.of(design.items, design.blueprint, design.candidates)
    for number in range(candidates):
        yield _sit(design, pool, truth, world, Random(f"{seed}/{number}"))


def _off(parameters: Parameters, world: World, chance: Random) -> Parameters:
    off = world.shift + world.noise * chance.gauss(0, 1)
    steps = tuple(step + off for step in parameters.steps)
    return replace(parameters, difficulty=parameters.difficulty + off, steps=steps)


def _sit(design: Design, pool: Pool, truth: Mapping[str, Parameters], world: World, chance: Random) -> Simulee:
    theta = chance.gauss(world.mean, world.sd)
    start = design.mean if world.start is None else chance.gauss(theta, world.start)
    seed, shown, scored = chance.getrandbits(31), list[Item](), list[Scored]()
    while True:
        known = posterior(scored, design.mean, design.sd)
        levels = bands(known, design.cut_scores) if design.cut_scores else ()
        reason = stop(design.stop, Progress(len(shown), known.standard_error, levels))
        aimed = starting_from(known, start, design.mean, design.sd)
        least = least_information(design.stop, len(shown))
        item = None if reason else select(pool, aimed, shown, seed, _fresh(shown), least)
        if item is None or item.parameters is None:
            reason = reason or ("uninformative" if len(shown) < len(design.items) else "nothing_left")
            names = tuple(one.id for one in shown)
            return Simulee(theta, known.theta, known.standard_error, names, reason, levels)
        shown.append(item)
        scored.append((item.parameters, drawn(theta, truth[item.id], chance)))


def _fresh(shown: Sequence[Item]) -> Allowed:
    """Whether an item was not yet shown."""
    seen = {item.id for item in shown}
    return lambda item: item.id not in seen


def drawn(theta: float, parameters: Parameters, chance: Random) -> int:
    """The category that *chance* draws for someone at *theta* on an item with *parameters*."""
    left = chance.random()
    logs = log_probabilities(theta, parameters)
    for category, value in enumerate(logs):
        left -= exp(value)
        if left < 0:
            return category
    return len(logs) - 1
