"""Which strings of a bank are translatable, with context and a note for the translator: the only list.

Stimuli and gap texts (Dutch to be read), card values (fictional data) and items for one language are never here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.items.interactions import (
    Choice,
    DateEntry,
    GapText,
    Information,
    MultipleChoice,
    NumberEntry,
    OccupationPicker,
    Order,
    Rating,
    Simulation,
    TextEntry,
    YesNo,
)
from assessment.items.model import Item, ItemBank


@dataclass(frozen=True, slots=True)
class Text:
    """One string to translate. *note* quotes the question it belongs to and what the author wants known."""

    context: str
    text: str
    note: str


def texts(bank: ItemBank) -> Iterator[Text]:
    """Every translatable string of *bank*, in the order in which a candidate meets them."""
    for section in bank.sections:
        yield Text(f"section/{section.id}/title", section.title, "Name of a part of the assessment; keep it short.")
        for item in section.items:
            if item.locale is None:
                yield from item_texts(item)
    for group in bank.occupations:
        yield Text(f"occupation/{group.sector}", group.text, "A sector of work, on a tile with a picture.")
        for tile in group.tiles:
            note = f"An occupation in the sector {group.text}, on a tile with a picture; ISCO-08 {tile.isco}."
            yield Text(f"occupation/{group.sector}/{tile.id}", tile.text, note)


def item_texts(item: Item) -> Iterator[Text]:
    """Every translatable string of *item*."""
    shown = "".join(f" With this Dutch text, which stays Dutch: {text}" for text in _dutch(item))
    yield Text(f"{item.id}/prompt", item.prompt, (item.note + shown).strip())
    note = f"Belongs to: {item.prompt}{shown} {item.note}".strip()
    for name, text in _parts(item):
        yield Text(f"{item.id}/{name}", text, note)


def _dutch(item: Item) -> Iterator[str]:
    """The Dutch that stays on the screen in every language, as the candidate sees it."""
    if item.stimulus:
        yield item.stimulus.text
    if isinstance(item.interaction, GapText):
        yield "".join(f"{gap.before}{gap.half}___" for gap in item.interaction.gaps) + item.interaction.after


def _parts(item: Item) -> Iterator[tuple[str, str]]:
    match item.interaction:
        case Choice(choices=choices) | MultipleChoice(choices=choices) | Order(tiles=choices):
            yield from ((f"choice/{choice.id}", choice.text) for choice in choices if choice.text)
        case Information(paragraphs=paragraphs):
            yield from ((f"paragraph/{number}", text) for number, text in enumerate(paragraphs))
        case Simulation(card=card):
            yield from ((f"card/{number}", label) for number, (label, _) in enumerate(card))
        case Rating() | TextEntry() | GapText() | YesNo() | NumberEntry() | DateEntry() | OccupationPicker():
            return
