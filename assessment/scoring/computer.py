"""A scale of several simulated tasks: what was seen of each, by domain, and a level by the points of a block."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assessment.items.design import LevelSteps
from assessment.items.domains import DOMAINS
from assessment.items.interactions import Simulation
from assessment.items.model import Item, ItemBank, Scale, Section
from assessment.items.responses import Missing, Response, SimulationResponse
from assessment.scoring import evidence
from assessment.scoring.profile_model import ComputerResult, DomainSeen, Evidence, TaskSeen

OUTCOMES = {evidence.FULL: "seen", evidence.PARTIAL: "partly", evidence.NONE: "not_seen"}
NOT_MEASURED = "not_measured"
_CUT_SHORT = ("", "stopped", "withheld")  # ends after which a task that was not shown was still to come, or is secret


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of one task: the *response*, or why there is none, and the *seconds* it was on screen."""

    response: Response | None
    missing: Missing | None
    seconds: float | None


def task(bank: ItemBank, item: Item, shown: Shown) -> TaskSeen:
    """What was seen in the task *item* of *bank*; "I don't know" gives no points, any other gap is not measured."""
    seconds = None if shown.seconds is None else round(shown.seconds)
    if isinstance(item.interaction, Simulation) and isinstance(shown.response, SimulationResponse):
        found = evidence.judge(item.interaction, bank.app_of(item.interaction), shown.response)
        return TaskSeen(item.id, OUTCOMES[found.score], found.score, found.flags, seconds)
    if shown.missing is Missing.DONT_KNOW:
        return TaskSeen(item.id, OUTCOMES[evidence.NONE], evidence.NONE, (), seconds)
    return TaskSeen(item.id, NOT_MEASURED, None, (), None)


def computer(
    scale: Scale, section: Section, tasks: Sequence[TaskSeen], stopped: str, withheld: Collection[str]
) -> ComputerResult:
    """The level and the domains that *tasks*, those of *section* that were on screen, show on *scale*.

    No level where the first block was not finished: *stopped* says how the section ended.
    """
    items = [item for item in section.items if isinstance(item.interaction, Simulation) and not item.practice]
    measured = any(seen.points is not None for seen in tasks)
    enough = scale.levels and _is_enough(scale.levels, items, tasks, stopped, withheld)
    return ComputerResult(
        scale=scale.id,
        evidence=Evidence.TESTED if measured else Evidence.NOT_MEASURED,
        level=_level(scale.levels, items, tasks) if scale.levels and enough else None,
        tasks=tuple(tasks),
        domains=tuple(_domains(items, tasks)),
        stopped=stopped,
    )


def _is_enough(
    levels: LevelSteps, items: Sequence[Item], tasks: Sequence[TaskSeen], stopped: str, withheld: Collection[str]
) -> bool:
    """Whether every task of the first block that was for this person was judged, and enough of them for its levels.

    A block of which some tasks were not given could not have had its points: then nobody is told the lowest level.
    """
    points = {seen.item: seen.points for seen in tasks}
    first = next((item.block for item in items if item.id in points), None)
    block = [item.id for item in items if item.block == first]
    given = [name for name in block if name in points]
    cut_short = stopped in _CUT_SHORT and len(given) < len(block)
    if not given or cut_short or any(name in withheld for name in block):
        return False
    needed = max((step.least for step in levels.steps if step.block == first), default=0)
    return all(points[name] is not None for name in given) and evidence.FULL * len(given) >= needed


def _level(levels: LevelSteps, items: Sequence[Item], tasks: Sequence[TaskSeen]) -> str:
    """The highest level whose block has its points."""
    block_of = {item.id: item.block for item in items}
    level = levels.lowest
    for step in levels.steps:
        if sum(seen.points or 0 for seen in tasks if block_of[seen.item] == step.block) >= step.least:
            level = step.level
    return level


def _domains(items: Sequence[Item], tasks: Sequence[TaskSeen]) -> Iterator[DomainSeen]:
    """Each domain in the order of the standard: seen with all points of its tasks, partly with some, or not."""
    domain_of = {item.id: item.domain for item in items}
    for domain in DOMAINS:
        points = [seen.points for seen in tasks if domain_of[seen.item] == domain and seen.points is not None]
        yield DomainSeen(domain, _together(points))


def _together(points: Sequence[int]) -> str:
    if not points:
        return NOT_MEASURED
    if sum(points) == evidence.FULL * len(points):
        return OUTCOMES[evidence.FULL]
    return OUTCOMES[evidence.PARTIAL] if any(points) else OUTCOMES[evidence.NONE]
