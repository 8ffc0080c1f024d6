"""Evidence rules over a simulation's end state and action log: full, partial or no credit."""

import operator
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assessment.items.app_model import AppModel, Value
from assessment.items.interactions import Simulation
from assessment.items.responses import SimulationResponse
from assessment.items.rules import All, AnyOf, Count, Rule, State

FULL, PARTIAL, NONE = 2, 1, 0

_COMPARE: dict[str, Callable[[object, object], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,  # type: ignore[dict-item]  # lint lets only numbers be ordered
    "<=": operator.le,  # type: ignore[dict-item]
    ">": operator.gt,  # type: ignore[dict-item]
    "<": operator.lt,  # type: ignore[dict-item]
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The *score* (2 full, 1 partial, 0 none) and the *flags* that apply."""

    score: int
    flags: tuple[str, ...]


def judge(simulation: Simulation, app: AppModel, response: SimulationResponse) -> Judgement:
    """What the log in *response* shows, replayed in *app*; IllegalAction where the app could not have done it."""
    state = app.replay(response.log)
    counts = Counter(action.name for action in response.log)
    flags = tuple(name for name, rule in simulation.flags if holds(rule, state, counts))
    if simulation.full is not None and holds(simulation.full, state, counts):
        return Judgement(FULL, flags)
    if simulation.partial is not None and holds(simulation.partial, state, counts):
        return Judgement(PARTIAL, flags)
    return Judgement(NONE, flags)


def holds(rule: Rule, state: Mapping[str, Value], counts: Mapping[str, int]) -> bool:
    """Whether *rule* is true of an end *state* and the number of times each action was done."""
    match rule:
        case All(rules):
            return all(holds(part, state, counts) for part in rules)
        case AnyOf(rules):
            return any(holds(part, state, counts) for part in rules)
        case Count(action, least, most):
            found = counts.get(action, 0)
            return found >= least and (most is None or found <= most)
        case State():
            return _COMPARE[rule.comparison](_left(rule, state), rule.constant)


def distance(found: str, wanted: str) -> int:
    """How many letters must be added, left out or changed to make *wanted* of *found* (Levenshtein 1966)."""
    row = list(range(len(wanted) + 1))
    for turn, letter in enumerate(found, start=1):
        before, row[0] = row[0], turn
        for place, other in enumerate(wanted, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != other))
    return row[-1]


def _left(rule: State, state: Mapping[str, Value]) -> object:
    value = state[rule.field]
    match rule.function:
        case "words":
            return len(str(value).split())
        case "length":
            return len(str(value).strip())
        case "lower":
            return str(value).strip().lower()
        case "distance":
            return distance(str(value).strip().lower(), rule.argument.lower())
    return value
