"""Item × response to a score."""

from assessment.items.interactions import Choice, Order, TextEntry, YesNo
from assessment.items.keys import has_key
from assessment.items.model import Item
from assessment.items.responses import (
    ChoiceResponse,
    Missing,
    OrderResponse,
    Response,
    TextResponse,
    YesNoResponse,
)


def score(item: Item, response: Response | None, missing: Missing | None) -> int | None:
    """1 where *response* to a scored *item* is right, 0 where it is not, None where nothing is scored.

    "I don't know" counts as not right: the candidate tells what a wrong response would have shown.
    Every other kind of missing is left out of the score.
    """
    if not has_key(item):
        return None
    if response is not None:
        return int(is_right(item, response))
    return 0 if missing is Missing.DONT_KNOW else None


def is_right(item: Item, response: Response) -> bool:
    """Whether *response* is one of the right ones of *item*."""
    match item.interaction, response:
        case Choice(key=key), ChoiceResponse(choice):
            return choice == key
        case YesNo(key=right), YesNoResponse(yes):
            return yes is right
        case Order(orders=orders), OrderResponse(order):
            return order in orders
        case TextEntry(accept=accept), TextResponse(text):
            return _plain(text) in map(_plain, accept)
    return False


def _plain(text: str) -> str:
    """Typed Dutch without what nobody should be marked down for: case, spaces around it, the full stop."""
    return " ".join(text.casefold().split()).removesuffix(".").rstrip()
