"""Whether conditions on levels and responses hold: for questions, for sections, for follow-ups."""

from collections.abc import Iterable, Mapping

from assessment.items.model import Condition
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
from assessment.scoring.profile_model import (
    AbilityResult,
    AnswersResult,
    ComputerResult,
    CountResult,
    InterestsResult,
    NotMeasured,
    ReadingResult,
    RouterResult,
    ScaleResult,
    TaskResult,
)

Facts = Mapping[tuple[str, str], frozenset[str]]


def hold(conditions: Iterable[Condition], facts: Facts) -> bool:
    """Whether every one of *conditions* is true; what nobody knows is in no list."""
    return all(
        facts.get((condition.kind, condition.name), frozenset()).isdisjoint(condition.allowed) is condition.negated
        for condition in conditions
    )


def facts(responses: Mapping[str, Response], results: Iterable[ScaleResult]) -> Facts:
    """What is known: the values of each response, and the level of each scale that is certain enough."""
    said = {("response", item): frozenset(values(response)) for item, response in responses.items()}
    levels = {("level", result.scale): frozenset((level,)) for result in results if (level := level_of(result))}
    return {**said, **levels}


def level_of(result: ScaleResult) -> str | None:
    """The level that *result* states, None where it states none or lies between two."""
    match result:
        case AbilityResult(level=level, between=()) | CountResult(level=level) | ComputerResult(level=level):
            return level
        case TaskResult(outcome=outcome):
            return outcome
        case ReadingResult(points_to=level):
            return level
        case AbilityResult() | RouterResult() | InterestsResult() | AnswersResult() | NotMeasured():
            return None


def values(response: Response) -> Iterable[str]:
    """The words by which a condition can name *response*."""
    match response:
        case ChoiceResponse(choice):
            yield choice
        case MultipleResponse(choices):
            yield from choices
        case YesNoResponse(yes):
            yield "yes" if yes else "no"
        case NumberResponse(number):
            yield str(number)
        case RatingResponse(liking):
            yield liking.value
        case OccupationResponse(isco=isco):
            yield isco
        case OrderResponse() | DateResponse() | TextResponse() | GapsResponse() | Acknowledged() | SimulationResponse():
            return
