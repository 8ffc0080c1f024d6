"""Lint rules about how sections that adapt are delivered."""

from collections import Counter
from collections.abc import Collection, Iterator

from assessment.items.design import MOST_FORMS, StartSource, StopRule
from assessment.items.interactions import NumberEntry, Simulation
from assessment.items.keys import has_key, most_points
from assessment.items.model import Delivery, Item, ItemBank, Place, ScaleKind, Section

Finding = tuple[Place, str]


def design_has_an_origin(bank: ItemBank) -> Iterator[Finding]:
    """Each number of the design (prior, stop, blueprint, start, blocks) says under `design` where it comes from."""
    for scale in bank.scales:
        needed = {"prior"} if scale.kind is ScaleKind.ABILITY else set()
        yield from ((scale.places[""], message) for message in _origins(needed, set(scale.design)))
    for section in bank.sections:
        needed = {name for name in ("stop", "blueprint", "start", "blocks") if getattr(section, name)}
        yield from ((section.places[""], message) for message in _origins(needed, set(section.design)))


def _origins(needed: set[str], found: set[str]) -> Iterator[str]:
    for name in sorted(needed - found):
        yield f"found no design: {name}, expected its source, date, author and provisional"
    for name in sorted(found - needed):
        yield f"found design: {name}, but nothing of that name"


def adaptive_section_can_adapt(bank: ItemBank) -> Iterator[Finding]:
    """An adaptive section has a stop rule, an ability scale, only scored items with a difficulty, and no way back."""
    abilities = {scale.id for scale in bank.scales if scale.kind is ScaleKind.ABILITY}
    for section in bank.sections:
        if section.delivery is Delivery.ADAPTIVE:
            yield from _adapts(section, abilities)


def _adapts(section: Section, abilities: Collection[str]) -> Iterator[Finding]:
    if section.scale not in abilities:
        yield section.places[""], "found no ability scale, expected scale: one of " + ", ".join(abilities)
    if section.back:
        yield section.places["back"], "an adaptive section chooses by the answers, so nobody can go back in it"
    if section.stop is None:
        yield section.places[""], "found no stop, expected stop with least, most and precision or band"
    else:
        yield from ((section.places["stop"], message) for message in _stops(section.stop, len(section.items)))
    for item in section.items:
        if not has_key(item) or item.parameters is None:
            yield item.at("type"), f"the item {item.id!r} needs a key and a difficulty to be chosen adaptively"
    yield from _blueprint_fits(section)


def _stops(rule: StopRule, items: int) -> Iterator[str]:
    """What is wrong with the limits of *rule* for a section of so many *items*."""
    if not 1 <= rule.least <= rule.most <= items:
        yield f"found least {rule.least} and most {rule.most}, expected 1 <= least <= most <= {items} items"
    if rule.precision is None and rule.band is None:
        yield "found neither precision nor band, expected at least one of them"
    for name, value, most in (("precision", rule.precision, 9.0), ("minutes", rule.minutes, 60.0)):
        if value is not None and not 0 < value <= most:
            yield f"{name} is {value:g}, expected more than 0 and at most {most:g}"
    if rule.band is not None and not 0.5 <= rule.band < 1:
        yield f"band is {rule.band:g}, expected a probability from 0.5 to below 1"
    if rule.information < 0:
        yield f"information is {rule.information:g}, expected 0 or more"


def _blueprint_fits(section: Section) -> Iterator[Finding]:
    """The shares of a blueprint sum to 1, and each domain has items."""
    if section.blueprint is None:
        return
    total = sum(share for _, share in section.blueprint.shares)
    if abs(total - 1) > 0.001:
        yield section.places["blueprint"], f"the shares sum to {total:g}, expected 1"
    domains = {item.domain for item in section.items}
    for name in sorted({name for name, _ in section.blueprint.shares} - domains - {None}):
        yield section.places["blueprint"], f"no item has the domain {name!r}"
    for item in section.items:
        if item.domain not in dict(section.blueprint.shares):
            yield item.at("domain"), f"the domain {item.domain!r} is not in the blueprint"


def forms_have_enough_items(bank: ItemBank) -> Iterator[Finding]:
    """Each form of an adaptive section has enough items for its shortest sitting; only adaptive sections have forms."""
    for section in bank.sections:
        if section.forms == 1:
            continue
        if section.delivery is not Delivery.ADAPTIVE or not 1 <= section.forms <= MOST_FORMS:
            yield section.places["forms"], f"found {section.forms} forms, expected 1 to {MOST_FORMS}, adaptive only"
        elif section.stop and len(section.items) // section.forms < section.stop.most:
            each = len(section.items) // section.forms
            yield section.places["forms"], f"each form has {each} items, the stop rule may ask for {section.stop.most}"


def start_speaks_of_what_came_before(bank: ItemBank) -> Iterator[Finding]:
    """A start rule names earlier router scales and questions, with values that their results can have."""
    before: list[Section] = []
    for section in bank.sections:
        for source in section.start.sources if section.start else ():
            yield from ((section.places["start"], message) for message in _start_source(source, before, bank))
        if section.start and section.delivery is not Delivery.ADAPTIVE:
            yield section.places["start"], "only an adaptive section has a start"
        before.append(section)


def _start_source(source: StartSource, before: Collection[Section], bank: ItemBank) -> Iterator[str]:
    items = {item.id: item for section in before for item in section.items}
    routers = {scale.id for scale in bank.scales if scale.kind is ScaleKind.ROUTER} & {s.scale for s in before}
    if source.weight <= 0:
        yield f"the weight of {source.name!r} is {source.weight:g}, expected more than 0"
    if source.kind == "scale":
        if source.name not in routers:
            yield f"{source.name!r} is no router scale of an earlier section"
        yield from _numbers(source)
    elif source.name not in items:
        yield f"{source.name!r} is no item of an earlier section"
    elif isinstance(items[source.name].interaction, NumberEntry):
        yield from _numbers(source)
    else:
        yield from _choices(source, items[source.name])


def _numbers(source: StartSource) -> Iterator[str]:
    for name, _ in source.values:
        try:
            float(name)
        except ValueError:
            yield f"the value {name!r} of {source.name!r} is no number"


def _choices(source: StartSource, item: Item) -> Iterator[str]:
    known = [choice.id for choice in getattr(item.interaction, "choices", ())]
    for name, _ in source.values:
        if name not in known:
            yield f"the value {name!r} is not one of the choices of {source.name!r}: {', '.join(known) or 'none'}"


def blocks_lead_on(bank: ItemBank) -> Iterator[Finding]:
    """A staged section has blocks with items; each leads only to later ones, by rising points that can be reached."""
    for section in bank.sections:
        if section.delivery is Delivery.STAGED:
            yield from _blocks(section)
        elif section.blocks:
            yield section.places["blocks"], "found blocks, expected them in a section with delivery: staged only"


def _blocks(section: Section) -> Iterator[Finding]:
    place = section.places.get("blocks", section.places[""])
    names = [block.id for block in section.blocks]
    if section.back:
        yield section.places["back"], "a staged section chooses by the answers, so nobody can go back in it"
    if not names:
        yield place, "found no blocks, expected a list of blocks with id and next"
    for name in sorted(name for name, count in Counter(names).items() if count > 1):
        yield place, f"the block {name!r} stands more than once"
    for number in range(len(names)):
        yield from ((place, message) for message in _following(section, number))
    for item in section.items:
        if item.block not in names:
            yield item.at("block"), f"the block {item.block!r} is not one of {', '.join(names) or 'none'}"


def _following(section: Section, number: int) -> Iterator[str]:
    block, later = section.blocks[number], [other.id for other in section.blocks[number + 1 :]]
    most = sum(_most(item) for item in section.items if item.block == block.id)
    if not any(item.block == block.id for item in section.items):
        yield f"the block {block.id!r} has no items"
    for least, name in block.following:
        if name not in later:
            yield f"the block {block.id!r} leads to {name!r}, which is not a later block"
        if not 0 <= least <= most:
            yield f"the block {block.id!r} asks for {least} points, and has 0 to {most}"
    points = [least for least, _ in block.following]
    if points != sorted(set(points)):
        yield f"the points of the block {block.id!r} do not rise: {', '.join(map(str, points))}"


def _most(item: Item) -> int:
    if isinstance(item.interaction, Simulation):
        return 0 if item.practice else 2
    return most_points(item)


def steps_fit_points(bank: ItemBank) -> Iterator[Finding]:
    """An item with a difficulty that can score more than 1 has a step for each point; others have none."""
    for item in bank.items.values():
        if item.parameters is None:
            continue
        steps, points = len(item.parameters.steps), most_points(item)
        if steps != (points if points > 1 else 0):
            needed = f"{points} steps, how far each lies from the difficulty" if points > 1 else "no steps"
            yield (
                item.at("steps" if steps else "difficulty"),
                f"found {steps} steps for {points} points, expected {needed}",
            )
        if steps and item.parameters.guessing:
            yield item.at("guessing"), "an item with steps has no guessing"


RULES = {
    "design-has-an-origin": design_has_an_origin,
    "adaptive-section-can-adapt": adaptive_section_can_adapt,
    "forms-have-enough-items": forms_have_enough_items,
    "start-speaks-of-what-came-before": start_speaks_of_what_came_before,
    "blocks-lead-on": blocks_lead_on,
    "steps-fit-points": steps_fit_points,
}
