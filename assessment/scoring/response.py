"""Item × response to a score."""

from assessment.items.interactions import Choice
from assessment.items.model import Item
from assessment.items.responses import ChoiceResponse, Missing, Response


def score(item: Item, response: Response | None, missing: Missing | None) -> int | None:
    """1 where *response* is the key of a scored choice *item*, 0 where it is not, None where nothing is scored.

    "I don't know" counts as not right: the candidate tells what a wrong choice would have shown.
    Every other kind of missing is left out of the score.
    """
    if item.practice or not isinstance(item.interaction, Choice) or item.interaction.key is None:
        return None
    if isinstance(response, ChoiceResponse):
        return int(response.choice == item.interaction.key)
    return 0 if missing is Missing.DONT_KNOW else None
