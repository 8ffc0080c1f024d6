"""What a response is worth when blocks are chosen by points: tasks 2, 1 or 0, other items their score."""

from assessment.items.interactions import Simulation
from assessment.items.model import Item, ItemBank
from assessment.items.responses import Response, SimulationResponse
from assessment.scoring.evidence import judge
from assessment.scoring.response import score


def points(bank: ItemBank, item: Item, response: Response | None) -> int:
    """The points, 0 and up, for *response* to *item*; none for practice and for no response."""
    if item.practice or response is None:
        return 0
    if isinstance(item.interaction, Simulation) and isinstance(response, SimulationResponse):
        return judge(item.interaction, bank.app_of(item.interaction), response).score
    return score(item, response, None) or 0
