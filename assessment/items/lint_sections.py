"""Lint rules about the bank as a whole: sections, scales, follow-ups."""

from collections.abc import Collection, Iterator

from assessment.items.interactions import Choice, Information
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
    """An ability scale has a prior with a positive SD and cut scores that rise; others have none."""
    for scale in bank.scales:
        if scale.kind is not ScaleKind.ABILITY:
            if scale.cut_scores is not None:
                yield scale.places["cut_scores"], "found cut scores on a scale that is not an ability"
        elif scale.cut_scores is None or not scale.cut_scores.cuts:
            yield scale.places[""], "found no cut scores, expected lowest and at least one cut"
        else:
            thetas = [cut.theta for cut in scale.cut_scores.cuts]
            if thetas != sorted(set(thetas)):
                yield scale.places["cut_scores"], f"the cut scores {thetas} do not rise"
            if scale.prior_sd <= 0:
                yield scale.places["prior"], f"the prior SD is {scale.prior_sd}, expected more than 0"


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
        if not isinstance(item.interaction, Choice) or item.interaction.key is None or item.parameters is None:
            yield item.at("type"), f"the item {item.id!r} needs a key and a difficulty to be chosen adaptively"


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
    if isinstance(item.interaction, Choice) and item.interaction.key is not None:
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


def followup_refers_to_the_bank(bank: ItemBank) -> Iterator[Finding]:
    """A follow-up's conditions name levels of ability scales and choices of items that exist."""
    for followup in bank.followups:
        for kind, name, allowed in followup.conditions:
            possible = _levels(bank, name) if kind == "level" else _choice_ids(bank, name)
            for value in allowed:
                if value not in possible:
                    found = f"{kind} {name!r} is never {value!r}"
                    yield (
                        followup.places["when"],
                        f"{found}, expected one of {', '.join(possible) or 'nothing'}",
                    )


def _levels(bank: ItemBank, name: str) -> list[str]:
    for scale in bank.scales:
        if scale.id == name and scale.cut_scores:
            return [scale.cut_scores.lowest, *(cut.level for cut in scale.cut_scores.cuts)]
        if scale.id == name and scale.kind is ScaleKind.TASK:
            return ["seen", "partly", "not_seen"]
    return []


def _choice_ids(bank: ItemBank, name: str) -> list[str]:
    item = bank.items.get(name)
    if item and isinstance(item.interaction, Choice):
        return [choice.id for choice in item.interaction.choices]
    return []


RULES = {
    "item-ids-are-unique": item_ids_are_unique,
    "section-has-items": section_has_items,
    "scale-exists": scale_exists,
    "scale-has-a-section": scale_has_a_section,
    "ability-has-cut-scores": ability_has_cut_scores,
    "adaptive-section-can-adapt": adaptive_section_can_adapt,
    "stimulus-stands-once": stimulus_stands_once,
    "practice-comes-first": practice_comes_first,
    "followup-refers-to-the-bank": followup_refers_to_the_bank,
}
