"""What candidates give: one who knows it all, and one who does not."""

from itertools import permutations

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
from assessment.items.responses import (
    Acknowledged,
    Action,
    Calendar,
    ChoiceResponse,
    DateResponse,
    GapsResponse,
    Liking,
    Missing,
    MultipleResponse,
    NumberResponse,
    OccupationResponse,
    OrderResponse,
    RatingResponse,
    Response,
    SimulationResponse,
    TextResponse,
    YesNoResponse,
)

CARD_ADDRESS = "lina@postsnel.voorbeeld"

Given = Response | Missing


def diligent(item: Item) -> Given:  # noqa: C901  # one case for each kind
    """Somebody who does everything: knows the answers, likes it all, sends the e-mail."""
    match item.interaction:
        case Choice(choices=choices, key=key):
            return ChoiceResponse(key or choices[0].id)
        case MultipleChoice(choices=choices, least=least):
            return MultipleResponse(tuple(choice.id for choice in choices[: max(1, least)]))
        case Order(tiles=tiles, orders=orders):
            return OrderResponse(orders[0] if orders else tuple(tile.id for tile in tiles))
        case YesNo(key=key):
            return YesNoResponse(key is not False)
        case NumberEntry(least=least, most=most):
            return NumberResponse((least + most) // 2)
        case DateEntry():
            return DateResponse(Calendar.PERSIAN, 1373)
        case OccupationPicker():
            return OccupationResponse("tile", "5120")
        case TextEntry(accept=(first, *_)):
            return TextResponse(first)
        case GapText(gaps=gaps):
            return GapsResponse(tuple(gap.accept[0] for gap in gaps))
        case Rating():
            return RatingResponse(Liking.LIKE)
        case TextEntry():
            return TextResponse("kok in een restaurant")
        case Information():
            return Acknowledged()
        case Simulation(card=card):
            return an_email() if card else SimulationResponse((Action("compose", "", 900),))


def mistaken(item: Item) -> Response:
    """What somebody gives who does not know: another choice, the other word, the tiles as they lie, no word at all."""
    match item.interaction:
        case Choice(choices=choices, key=key):
            return ChoiceResponse(next(choice.id for choice in choices if choice.id != key))
        case YesNo(key=key):
            return YesNoResponse(key is False)
        case Order(tiles=tiles, orders=orders):
            ids = [tile.id for tile in tiles]
            return OrderResponse(next(order for order in permutations(ids) if order not in orders))
        case GapText(gaps=gaps):
            return GapsResponse(("…",) * len(gaps))
    return TextResponse("…")


def an_email(to: str = CARD_ADDRESS, subject: str = "Hallo", body: str = "Dag lieve Lina") -> SimulationResponse:
    """The log of somebody who writes one e-mail and sends it."""
    return a_log(("compose", ""), ("type_to", to), ("type_subject", subject), ("type_body", body), ("send", ""))


def a_log(*steps: tuple[str, str]) -> SimulationResponse:
    """A log of *steps* (name, what was typed), one a second."""
    return SimulationResponse(tuple(Action(name, value, 1000 * turn) for turn, (name, value) in enumerate(steps)))
