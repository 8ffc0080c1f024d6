"""Which items have a right answer."""

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
from assessment.items.model import Item


def has_key(item: Item) -> bool:
    """Whether a response to *item* can be right or not; practice never is."""
    if item.practice:
        return False
    match item.interaction:
        case Choice(key=key):
            return key is not None
        case YesNo(key=yes):
            return yes is not None
        case Order(orders=orders):
            return bool(orders)
        case TextEntry(accept=right) | GapText(bands=right):
            return bool(right)
        case MultipleChoice() | NumberEntry() | DateEntry() | OccupationPicker() | Rating() | Information():
            return False
        case Simulation():
            return False
