"""A response as it may be kept: without signs that a bundle cannot carry, and without letters that nobody needs."""

from dataclasses import replace

from assessment.bundle.strict_json import clean
from assessment.items.interactions import Simulation
from assessment.items.model import Item, ItemBank
from assessment.items.responses import (
    Acknowledged,
    ChoiceResponse,
    DateResponse,
    GapsResponse,
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
from assessment.scoring.keeping import kept


def tidy(bank: ItemBank, item: Item, response: Response) -> Response:
    """*response* as it is stored: words typed in a simulation keep only their shape, except those of the task."""
    match response:
        case TextResponse(text):
            return TextResponse(clean(text))
        case GapsResponse(gaps):
            return GapsResponse(tuple(map(clean, gaps)))
        case SimulationResponse(log) if isinstance(item.interaction, Simulation):
            cleaned = tuple(replace(action, value=clean(action.value)) for action in log)
            bank.app_of(item.interaction).replay(cleaned)  # a log that cannot be replayed could never be scored
            return SimulationResponse(kept(item.interaction, bank.app_of(item.interaction), cleaned))
        case OccupationResponse(text=text):
            return replace(response, text=clean(text))
        case ChoiceResponse() | MultipleResponse() | OrderResponse() | YesNoResponse() | RatingResponse():
            return response
        case NumberResponse() | DateResponse() | Acknowledged() | SimulationResponse():
            return response
