"""Evidence rules over a simulation's end state and action log: full, partial or no credit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from assessment.items.app_model import AppModel, Value
from assessment.items.interactions import Simulation
from assessment.items.responses import Action, SimulationResponse
from assessment.items.rule_truth import true_of
from assessment.items.rules import All, AnyOf, Count, Includes, InOrder, InRange, Mentions, Not, Rule, State

FULL, PARTIAL, NONE = 2, 1, 0
OUT_OF_TIME, IDLE = "out_of_time", "idle"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The *score* (2 full, 1 partial, 0 none) and the *flags* that apply."""

    score: int
    flags: tuple[str, ...]


def judge(simulation: Simulation, app: AppModel, response: SimulationResponse) -> Judgement:
    """What the log in *response* shows, replayed in *app*; IllegalAction where the app could not have done it."""
    state, log = app.replay(response.log), response.log
    flags = tuple(name for name, rule in simulation.flags if holds(rule, state, log))
    flags += tuple(_overruns(simulation, log))
    if simulation.full is not None and holds(simulation.full, state, log):
        return Judgement(FULL, flags)
    if simulation.partial is not None and holds(simulation.partial, state, log):
        return Judgement(PARTIAL, flags)
    return Judgement(NONE, flags)


def holds(rule: Rule, state: Mapping[str, Value], log: Sequence[Action]) -> bool:
    """Whether *rule* is true of an end *state* and the *log* that led there; any rule is true or false of any state."""
    match rule:
        case All(parts):
            return all(holds(part, state, log) for part in parts)
        case AnyOf(parts):
            return any(holds(part, state, log) for part in parts)
        case Not(part):
            return not holds(part, state, log)
        case Count() | InOrder():
            return _in_log(rule, log)
        case State() | InRange() | Includes() | Mentions():
            return true_of(rule, state.get(rule.field))


def _in_log(rule: Count | InOrder, log: Sequence[Action]) -> bool:
    match rule:
        case Count(action, least, most, within_s):
            times = [at for name, at in _timed(log) if name == action]
            found = len(times) if within_s is None else _busiest(times, 1000 * within_s)
            return found >= least and (most is None or found <= most)
        case InOrder(actions, within_s):
            took = _shortest(list(_timed(log)), actions)
            return took is not None and (within_s is None or took <= 1000 * within_s)


def _timed(log: Sequence[Action]) -> Iterator[tuple[str, int]]:
    """Each action with its time in ms. A clock that seems to run back stands still: the order of the log is sure."""
    return zip((action.name for action in log), accumulate((action.at_ms for action in log), max), strict=True)


def _busiest(times: Sequence[int], stretch: int) -> int:
    """The largest number of *times* in any *stretch*, all in ms."""
    return max((sum(begin <= at <= begin + stretch for at in times) for begin in times), default=0)


def _shortest(log: Sequence[tuple[str, int]], actions: Sequence[str]) -> int | None:
    """The ms of the shortest stretch of *log* that has *actions* in this order; None where none has."""
    ends = (
        (_end(log[turn:], actions), began) for turn, (name, began) in enumerate(log) if actions and name == actions[0]
    )
    return min((end - began for end, began in ends if end is not None), default=None)


def _end(log: Sequence[tuple[str, int]], actions: Sequence[str]) -> int | None:
    """When the last of *actions* is done, taking each as soon as it comes."""
    left = iter(actions)
    wanted = next(left, None)
    for name, at in log:
        if name == wanted and (wanted := next(left, None)) is None:
            return at
    return None


def _overruns(simulation: Simulation, log: Sequence[Action]) -> Iterator[str]:
    """Which limit of time was passed, from the log alone: time never changes the score (CONTENT.md §2.2)."""
    times = [at for _, at in _timed(log)]
    if simulation.time_s is not None and times and times[-1] > 1000 * simulation.time_s:
        yield OUT_OF_TIME
    gaps = (after - before for before, after in pairwise(times))
    if simulation.idle_s is not None and any(gap > 1000 * simulation.idle_s for gap in gaps):
        yield IDLE
