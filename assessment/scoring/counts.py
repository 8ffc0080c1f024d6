"""Scales that count: how many were right, and words known against words made up."""

from collections import Counter
from collections.abc import Mapping, Sequence

from assessment.items.interactions import YesNo
from assessment.items.keys import has_key, most_points
from assessment.items.model import Item, Scale
from assessment.items.responses import Missing, Response, YesNoResponse
from assessment.scoring.profile_model import CountResult, Evidence, RouterResult
from assessment.scoring.response import score

ENOUGH = 0.5  # the share of items that must be scored before a level is named
_DECIMALS = 4


def count(
    scale: Scale, items: Sequence[Item], responses: Mapping[str, Response], missing: Mapping[str, Missing]
) -> CountResult:
    """How many of *items* were right, with the level of *scale* by number right.

    An item with more than one point is right at full credit only: half right is not one more that is right.
    Of items written for one language those of the language that was answered most count: nobody sees all of them.
    """
    asked = [item for item in items if has_key(item)]
    given = {item.id: score(item, responses.get(item.id), missing.get(item.id)) for item in asked}
    answered = Counter(item.locale for item in asked if item.locale and given[item.id] is not None)
    spoken = max(sorted(answered), key=lambda locale: answered[locale], default=None)
    asked = [item for item in asked if item.locale in (None, spoken)]
    scored = [value == most_points(item) for item in asked if (value := given[item.id]) is not None]
    enough = bool(scored) and len(scored) >= ENOUGH * len(asked)
    return CountResult(
        scale=scale.id,
        evidence=Evidence.TESTED if scored else Evidence.NOT_MEASURED,
        right=sum(scored),
        scored=len(scored),
        possible=len(asked),
        level=_level(scale, sum(scored)) if enough else None,
    )


def _level(scale: Scale, right: int) -> str | None:
    if scale.cut_scores is None:
        return None
    reached = [cut.level for cut in scale.cut_scores.cuts if right >= cut.theta]
    return reached[-1] if reached else scale.cut_scores.lowest


def router(scale: Scale, items: Sequence[Item], responses: Mapping[str, Response]) -> RouterResult:
    """Hits minus false alarms, as shares of the words and of the made-up words that were answered.

    The index of a yes/no vocabulary test (Meara & Buxton 1987): saying yes to everything gives 0.
    """
    said = [
        (item.interaction.key, given.yes)
        for item in items
        if isinstance(item.interaction, YesNo) and isinstance(given := responses.get(item.id), YesNoResponse)
    ]
    words = [yes for key, yes in said if key is True]
    made_up = [yes for key, yes in said if key is False]
    index = sum(words) / len(words) - sum(made_up) / len(made_up) if words and made_up else None
    return RouterResult(
        scale=scale.id,
        evidence=Evidence.TESTED if said else Evidence.NOT_MEASURED,
        hits=sum(words),
        words=len(words),
        false_alarms=sum(made_up),
        made_up=len(made_up),
        index=None if index is None else round(index, _DECIMALS),
    )
