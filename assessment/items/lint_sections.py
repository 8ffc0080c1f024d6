"""Lint rules about the bank as a whole: sections, scales, follow-ups."""

from collections.abc import Collection, Iterator

from assessment.items.interactions import Choice, GapText, Information
from assessment.items.keys import has_key
from assessment.items.model import Delivery, Item, ItemBank, Place, ScaleKind, Section

Finding = tuple[Place, str]


def item_ids_are_unique(bank: ItemBank) -> Iterator[Finding]:
    """No two items of a bank share an id."""
    seen: set[str] = set()
    for section in bank.sections:
        for item in section.items:
            if item.id in seen:
                yield item.at("id"), f"the id {item.id!r} is used by an earlier item"
            seen.add(item.id)


def section_has_items(bank: ItemBank) -> Iterator[Finding]:
    """A section has at least one item, and no two sections share an id."""
    seen: set[str] = set()
    for section in bank.sections:
        if not section.items:
            yield section.places[""], "found no items, expected at least one"
        if section.id in seen:
            yield section.places["section"], f"the section id {section.id!r} is used by an earlier section"
        seen.add(section.id)


def scale_exists(bank: ItemBank) -> Iterator[Finding]:
    """A section's scale is one of the scales of the bank that are measured."""
    known = [scale.id for scale in bank.scales if scale.kind is not ScaleKind.NONE]
    for section in bank.sections:
        if section.scale is not None and section.scale not in known:
            yield section.places["scale"], f"the scale {section.scale!r} is not one of {', '.join(known)}"


def scale_has_a_section(bank: ItemBank) -> Iterator[Finding]:
    """A measured scale gets its responses from exactly one section; one named as not measured from none."""
    for scale in bank.scales:
        used = sum(section.scale == scale.id for section in bank.sections)
        expected = 0 if scale.kind is ScaleKind.NONE else 1
        if used != expected:
            yield (
                scale.places["id"],
                f"the scale {scale.id!r} belongs to {used} sections, expected {expected}",
            )


def ability_has_cut_scores(bank: ItemBank) -> Iterator[Finding]:
    """A scale of ability or counts has cut scores that rise, ability a prior with a positive SD; others have none."""
    for scale in bank.scales:
        if scale.kind not in (ScaleKind.ABILITY, ScaleKind.COUNT):
            if scale.cut_scores is not None:
                yield scale.places["cut_scores"], "found cut scores on a scale that has no levels"
        elif scale.cut_scores is None or not scale.cut_scores.cuts:
            yield scale.places[""], "found no cut scores, expected lowest and at least one cut"
        else:
            thetas = [cut.theta for cut in scale.cut_scores.cuts]
            if thetas != sorted(set(thetas)):
                yield scale.places["cut_scores"], f"the cut scores {thetas} do not rise"
            if scale.prior_sd <= 0:
                yield scale.places["prior"], f"the prior SD is {scale.prior_sd}, expected more than 0"


def design_has_an_origin(bank: ItemBank) -> Iterator[Finding]:
    """A prior, a stop rule and a blueprint each say under `design` where they come from; nothing else stands there."""
    for scale in bank.scales:
        needed = {"prior"} if scale.kind is ScaleKind.ABILITY else set()
        yield from ((scale.places[""], message) for message in _origins(needed, set(scale.design)))
    for section in bank.sections:
        needed = {"stop"} if section.stop else set()
        needed |= {"blueprint"} if section.blueprint else set()
        yield from ((section.places[""], message) for message in _origins(needed, set(section.design)))


def _origins(needed: set[str], found: set[str]) -> Iterator[str]:
    for name in sorted(needed - found):
        yield f"found no design: {name}, expected its source, date, author and provisional"
    for name in sorted(found - needed):
        yield f"found design: {name}, but nothing of that name"


def adaptive_section_can_adapt(bank: ItemBank) -> Iterator[Finding]:
    """An adaptive section has a stop rule, an ability scale, only scored choice items, and no way back."""
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
        yield section.places[""], "found no stop, expected stop with least, most and precision"
    elif not 1 <= section.stop.least <= section.stop.most <= len(section.items) or section.stop.precision <= 0:
        yield section.places["stop"], f"expected 1 <= least <= most <= {len(section.items)} items, precision above 0"
    for item in section.items:
        if not has_key(item) or item.parameters is None:
            yield item.at("type"), f"the item {item.id!r} needs a key and a difficulty to be chosen adaptively"
    yield from _blueprint_fits(section)


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


def stimulus_stands_once(bank: ItemBank) -> Iterator[Finding]:
    """No two items of a section ask about the same Dutch text or the same keyed picture: one gives away the other."""
    for section in bank.sections:
        seen: dict[str, str] = {}
        for item in section.items:
            for where, subject in _asked_about(item):
                if subject in seen:
                    yield item.at(where), f"the {where} {subject!r} is also that of {seen[subject]!r}"
                else:
                    seen[subject] = item.id


def _asked_about(item: Item) -> Iterator[tuple[str, str]]:
    if item.stimulus:
        yield "stimulus", item.stimulus.text.casefold()
    if isinstance(item.interaction, GapText):
        yield "text", "".join(gap.before + gap.half for gap in item.interaction.gaps).casefold()
    if item.locale is None and isinstance(item.interaction, Choice) and item.interaction.key is not None:
        keyed = (choice.picture for choice in item.interaction.choices if choice.id == item.interaction.key)
        yield from (("picture", name) for name in (item.picture, *keyed) if name)


def practice_comes_first(bank: ItemBank) -> Iterator[Finding]:
    """Each kind of item is practised, unscored, before the first one that counts."""
    practised: set[type] = {Information}
    for item in bank.items.values():
        kind = type(item.interaction)
        if item.practice:
            practised.add(kind)
            if item.parameters is not None:
                yield item.at("difficulty"), "a practice item is not scored and has no difficulty"
        elif kind not in practised:
            yield item.at("type"), f"no practice item of this kind comes before {item.id!r}"
            practised.add(kind)


RULES = {
    "item-ids-are-unique": item_ids_are_unique,
    "section-has-items": section_has_items,
    "scale-exists": scale_exists,
    "scale-has-a-section": scale_has_a_section,
    "ability-has-cut-scores": ability_has_cut_scores,
    "design-has-an-origin": design_has_an_origin,
    "adaptive-section-can-adapt": adaptive_section_can_adapt,
    "stimulus-stands-once": stimulus_stands_once,
    "practice-comes-first": practice_comes_first,
}
