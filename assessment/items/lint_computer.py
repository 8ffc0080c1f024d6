"""Lint rules about scales of several simulated tasks: their tasks, domains and levels."""

from collections.abc import Iterator

from assessment.items.domains import DOMAINS
from assessment.items.interactions import Information, Simulation
from assessment.items.model import Delivery, Item, ItemBank, Place, Scale, ScaleKind, Section

Finding = tuple[Place, str]
MOST_POINTS = 2  # of one task


def computer_has_levels(bank: ItemBank) -> Iterator[Finding]:
    """A computer scale has levels, each once, by points that its block can give; no other kind of scale has them."""
    for scale in bank.scales:
        if scale.kind is not ScaleKind.COMPUTER:
            if scale.levels is not None:
                yield scale.places["levels"], "found levels, expected them on a scale of kind computer only"
        elif scale.levels is None or not scale.levels.steps:
            yield scale.places[""], "found no levels, expected levels with lowest and at least one step"
        else:
            messages = _levels(scale, list(_tasks(bank, scale)))
            yield from ((scale.places["levels"], message) for message in messages)


def _levels(scale: Scale, tasks: list[Item]) -> Iterator[str]:
    if scale.levels is None:
        return
    names = [scale.levels.lowest, *(step.level for step in scale.levels.steps)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"the level {name!r} stands more than once"
    blocks = [item.block for item in tasks]
    for step in scale.levels.steps:
        most = MOST_POINTS * blocks.count(step.block)
        if not most:
            known = ", ".join(sorted({block for block in blocks if block}))
            yield f"the block {step.block!r} of {step.level!r} is not one of {known or 'none'}"
        elif not 1 <= step.least <= most:
            yield f"{step.level!r} asks for {step.least} points of block {step.block!r}, expected 1 to {most}"


def computer_holds_tasks(bank: ItemBank) -> Iterator[Finding]:
    """A section with a computer scale is not adaptive and holds tasks, each with its block and one of the domains."""
    for scale in bank.scales:
        if scale.kind is not ScaleKind.COMPUTER:
            continue
        for item in _tasks(bank, scale):
            if not item.block:
                yield item.at("block"), "found no block, expected the block whose points it adds to"
            if item.domain not in DOMAINS:
                yield item.at("domain"), f"found the domain {item.domain!r}, expected one of {', '.join(DOMAINS)}"
        for section in bank.sections:
            if section.scale == scale.id:
                yield from _holds(section)


def _holds(section: Section) -> Iterator[Finding]:
    if section.delivery is Delivery.ADAPTIVE:
        yield section.places["delivery"], "found adaptive, expected linear or staged for a computer scale"
    for item in section.items:
        if not isinstance(item.interaction, Simulation | Information):
            yield item.at("type"), f"the item {item.id!r} is no simulation, expected only tasks and information"


def _tasks(bank: ItemBank, scale: Scale) -> Iterator[Item]:
    for section in bank.sections:
        for item in section.items if section.scale == scale.id else ():
            if isinstance(item.interaction, Simulation) and not item.practice:
                yield item


RULES = {
    "computer-has-levels": computer_has_levels,
    "computer-holds-tasks": computer_holds_tasks,
}
