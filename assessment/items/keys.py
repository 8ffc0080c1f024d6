"""Which items have a right answer, and what it is worth."""

from assessment.items.interactions import (
    Choice,
    Credit,
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


def most_points(item: Item) -> int:
    """What a fully right response to *item* scores: 1 right or not, 2 in dictation, one a band; 0 if never scored."""
    if not has_key(item):
        return 0
    match item.interaction:
        case TextEntry(credit=Credit.DICTATION):
            return 2  # one for what sounds right
        case GapText(bands=bands):
            return len(bands)
    return 1
