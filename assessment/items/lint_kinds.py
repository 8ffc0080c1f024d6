"""Lint rules about single kinds: several choices, order, numbers, dates, occupations, items for one language."""

from collections.abc import Iterator

from assessment.items.interactions import (
    DateEntry,
    MultipleChoice,
    NumberEntry,
    OccupationPicker,
    Order,
    YesNo,
)
from assessment.items.model import Item, ItemBank, Place, ScaleKind

Finding = tuple[Place, str]


def several_can_be_picked(bank: ItemBank) -> Iterator[Finding]:
    """Least and most of a multiple choice fit its choices, and the one that excludes the others is one of them."""
    for item in bank.items.values():
        match item.interaction:
            case MultipleChoice(choices=choices, least=least, most=most, alone=alone):
                if not 0 <= least <= (len(choices) if most is None else most) <= len(choices):
                    yield item.at("most"), f"expected 0 <= least <= most <= {len(choices)} choices"
                if alone is not None and alone not in {choice.id for choice in choices}:
                    yield item.at("alone"), f"the choice {alone!r} is not one of the choices"


def orders_are_complete(bank: ItemBank) -> Iterator[Finding]:
    """Each right order names every tile exactly once; tiles that look alike have both orders listed."""
    for item in bank.items.values():
        match item.interaction:
            case Order(tiles=tiles, orders=orders):
                ids = sorted(tile.id for tile in tiles)
                for order in orders:
                    if sorted(order) != ids:
                        yield (
                            item.at("orders"),
                            f"found the order {', '.join(order)}, expected each of {', '.join(ids)} once",
                        )
                if not orders and not item.practice:
                    yield item.at("orders"), "found no right order, expected at least one"


def limits_make_sense(bank: ItemBank) -> Iterator[Finding]:
    """Numbers and years have a lower limit below the upper one."""
    for item in bank.items.values():
        match item.interaction:
            case NumberEntry(least=least, most=most) if not 0 <= least < most <= 9999:
                yield item.at("most"), f"found {least} to {most}, expected limits from 0 to 9999"
            case DateEntry(first=first, last=last) if not 1900 <= first < last <= 2100:
                yield item.at("last"), f"found the years {first} to {last}, expected limits from 1900 to 2100"


def occupations_are_listed(bank: ItemBank) -> Iterator[Finding]:
    """A bank with an occupation item has occupations.yaml: known sectors, unique ids, ISCO-08 codes of four digits."""
    for item in bank.items.values():
        if isinstance(item.interaction, OccupationPicker) and not bank.occupations:
            yield item.at("type"), "found no occupations.yaml, expected the tiles to choose from"
    for group in bank.occupations:
        if group.sector not in bank.sectors:
            yield group.places["sector"], f"the sector {group.sector!r} is not one of {', '.join(bank.sectors)}"
        ids = [tile.id for tile in group.tiles]
        for name in sorted({name for name in ids if ids.count(name) > 1}):
            yield group.places["tiles"], f"the id {name!r} stands more than once"
        for tile in group.tiles:
            if not (tile.isco.isdecimal() and len(tile.isco) == 4):
                yield group.places["tiles"], f"the ISCO code {tile.isco!r} of {tile.id!r} is not four digits"


def key_of_a_word(bank: ItemBank) -> Iterator[Finding]:
    """A yes/no item with a key shows the word that it asks about, unless a picture stands for a sentence."""
    for item in bank.items.values():
        if isinstance(item.interaction, YesNo) and item.interaction.key is not None and item.stimulus is None:
            yield item.at("key"), "found a key and no stimulus, expected the word or sentence that is right or not"


def one_language_needs_all(bank: ItemBank) -> Iterator[Finding]:
    """Items written for one language stand in a section that has the same number of them for each language it has."""
    for section in bank.sections:
        found = [item.locale for item in section.items if item.locale is not None]
        counts = {locale: found.count(locale) for locale in sorted(set(found))}
        if len(set(counts.values())) > 1:
            listed = ", ".join(f"{locale} {number}" for locale, number in counts.items())
            yield section.places["items"], f"found items by language: {listed}, expected as many of each"


def conditions_refer_back(bank: ItemBank) -> Iterator[Finding]:
    """A condition names an earlier question with values that it can have, or a level of a scale of the bank."""
    seen: list[Item] = []
    for section in bank.sections:
        for condition in section.conditions:
            yield from (
                (section.places["when"], m)
                for m in _condition(bank, seen, condition.kind, condition.name, condition.allowed)
            )
        for item in section.items:
            for condition in item.conditions:
                yield from (
                    (item.at("when"), m)
                    for m in _condition(bank, seen, condition.kind, condition.name, condition.allowed)
                )
            seen.append(item)
    for followup in bank.followups:
        for condition in followup.conditions:
            found = _condition(bank, seen, condition.kind, condition.name, condition.allowed)
            yield from ((followup.places["when"], message) for message in found)


def _condition(bank: ItemBank, seen: list[Item], kind: str, name: str, allowed: tuple[str, ...]) -> Iterator[str]:
    possible = levels(bank, name) if kind == "level" else _values(seen, name)
    if possible is None:
        return
    for value in allowed:
        if value not in possible:
            yield f"{kind} {name!r} is never {value!r}, expected one of {', '.join(possible) or 'nothing'}"


def levels(bank: ItemBank, name: str) -> list[str]:
    """The levels that the scale called *name* can state."""
    for scale in bank.scales:
        if scale.id == name and scale.cut_scores:
            return [scale.cut_scores.lowest, *(cut.level for cut in scale.cut_scores.cuts)]
        if scale.id == name and scale.levels:
            return [scale.levels.lowest, *(step.level for step in scale.levels.steps)]
        if scale.id == name and scale.kind is ScaleKind.READING:
            return ["before_a", "around_a", "around_b", "b_or_further", "c_or_further"]
        if scale.id == name and scale.kind is ScaleKind.TASK:
            return ["seen", "partly", "not_seen"]
    return []


def _values(seen: list[Item], name: str) -> list[str] | None:
    """What a response to the item called *name* can be; None where that is not a short list."""
    for item in seen:
        if item.id != name:
            continue
        match item.interaction:
            case NumberEntry() | OccupationPicker():
                return None
            case YesNo():
                return ["yes", "no"]
        return [choice.id for choice in getattr(item.interaction, "choices", ())]
    return []


RULES = {
    "several-can-be-picked": several_can_be_picked,
    "orders-are-complete": orders_are_complete,
    "limits-make-sense": limits_make_sense,
    "occupations-are-listed": occupations_are_listed,
    "key-of-a-word": key_of_a_word,
    "one-language-needs-all": one_language_needs_all,
    "conditions-refer-back": conditions_refer_back,
}
