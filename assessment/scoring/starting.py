"""Where an adaptive section starts: from what is known before its first item, and never part of the estimate."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from assessment.items.design import StartRule, StartSource
from assessment.items.responses import NumberResponse, Response
from assessment.scoring.conditions import values
from assessment.scoring.estimate import Posterior
from assessment.scoring.profile_model import RouterResult, ScaleResult

MOST_FALSE_ALARMS = 0.4  # of the made-up words; above it the router says nothing (CONTENT.md §3.4)


def start_value(
    rule: StartRule | None, unknown: float, responses: Mapping[str, Response], results: Iterable[ScaleResult]
) -> float:
    """The theta, in logits, that *rule* gives: the weighted mean of what is known, at most its highest; else *unknown*.

    DIALANG's order: words known and one's own estimate choose the first items of the test.
    """
    if rule is None:
        return unknown
    routed = {result.scale: result for result in results if isinstance(result, RouterResult)}
    known = [
        (source.weight, theta) for source in rule.sources if (theta := _theta(source, responses, routed)) is not None
    ]
    total = sum(weight for weight, _ in known)
    return min(rule.highest, sum(weight * theta for weight, theta in known) / total) if total else unknown


def _theta(source: StartSource, responses: Mapping[str, Response], routed: Mapping[str, RouterResult]) -> float | None:
    match routed.get(source.name) if source.kind == "scale" else responses.get(source.name):
        case RouterResult(index=float(index), false_alarms=wrong, made_up=asked) if wrong <= MOST_FALSE_ALARMS * asked:
            return _between(source.values, index)
        case RouterResult() | None:
            return None
        case NumberResponse(number):
            return _between(source.values, number)
        case response:
            named = dict(source.values)
            return next((named[value] for value in values(response) if value in named), None)


def _between(named: Sequence[tuple[str, float]], number: float) -> float:
    """The theta for *number*: on the straight line between the two numbers that are *named* on either side of it."""
    points = sorted((float(name), theta) for name, theta in named)
    if number <= points[0][0]:
        return points[0][1]
    for (low, left), (high, right) in pairwise(points):
        if number <= high:
            return left + (right - left) * (number - low) / (high - low)
    return points[-1][1]


def starting_from(known: Posterior, start: float, prior_mean: float, prior_sd: float) -> float:
    """The theta to choose the next item for: what is *known*, as if the prior had been around *start*.

    Moving the mean of a normal prior moves the mean of the posterior by se²/sd² of that (Gelman et al. 2013, §2.5):
    all of it before the first response, ever less after.
    """
    return known.theta + (known.standard_error / prior_sd) ** 2 * (start - prior_mean)
