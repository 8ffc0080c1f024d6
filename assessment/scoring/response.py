"""Item × response to a score."""

from assessment.items.interactions import Choice, Credit, GapText, Order, TextEntry, YesNo
from assessment.items.keys import has_key
from assessment.items.model import Item
from assessment.items.responses import (
    ChoiceResponse,
    GapsResponse,
    Missing,
    OrderResponse,
    Response,
    TextResponse,
    YesNoResponse,
)
from assessment.scoring import ctest, dictation
from assessment.scoring.typed import plain


def score(item: Item, response: Response | None, missing: Missing | None) -> int | None:
    """The points, 0 to `most_points` of the item, of *response* to a scored *item*; None where nothing is scored.

    "I don't know" counts as not right: the candidate tells what a wrong response would have shown.
    Every other kind of missing is left out of the score.
    """
    if not has_key(item):
        return None
    if response is not None:
        return _points(item, response)
    return 0 if missing is Missing.DONT_KNOW else None


def _points(item: Item, response: Response) -> int:
    """What *response* to *item* is worth; 0 where it is one of another kind of item."""
    match item.interaction, response:
        case TextEntry(accept=accept, credit=Credit.DICTATION), TextResponse(text):
            return dictation.dictation(text, accept)
        case GapText() as gap_text, GapsResponse(gaps):
            return ctest.points(gap_text, gaps)
    return int(is_right(item, response))


def is_right(item: Item, response: Response) -> bool:
    """Whether *response* is one of the right ones of *item*, which knows only right and not right."""
    match item.interaction, response:
        case Choice(key=key), ChoiceResponse(choice):
            return choice == key
        case YesNo(key=right), YesNoResponse(yes):
            return yes is right
        case Order(orders=orders), OrderResponse(order):
            return order in orders
        case TextEntry(accept=accept), TextResponse(text):
            return plain(text) in map(plain, accept)
    return False
