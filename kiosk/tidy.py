"""A response as it may be kept: without signs that a bundle cannot carry, and without letters that nobody needs."""

from dataclasses import replace

from assessment.bundle.strict_json import clean
from assessment.items.interactions import Simulation
from assessment.items.model import Item, ItemBank
from assessment.items.responses import (
    Acknowledged,
    ChoiceResponse,
    RatingResponse,
    Response,
    SimulationResponse,
    TextResponse,
)


def tidy(bank: ItemBank, item: Item, response: Response) -> Response:
    """*response* as it is stored: words typed in a simulation keep only their shape, except those of the card."""
    match response:
        case TextResponse(text):
            return TextResponse(clean(text))
        case SimulationResponse(log) if isinstance(item.interaction, Simulation):
            cleaned = tuple(replace(action, value=clean(action.value)) for action in log)
            bank.app_of(item.interaction).replay(cleaned)  # a log that cannot be replayed could never be scored
            keep = [value for _, value in item.interaction.card]
            return SimulationResponse(bank.app_of(item.interaction).without_letters(cleaned, keep))
        case ChoiceResponse() | RatingResponse() | Acknowledged() | SimulationResponse():
            return response
