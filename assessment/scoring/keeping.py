"""What of an action log may be kept: the shape of what was typed, and only the words and numbers of the task itself."""

from collections.abc import Iterable, Iterator

from assessment.items import rules
from assessment.items.app_model import AppModel
from assessment.items.app_values import origins
from assessment.items.interactions import Simulation
from assessment.items.responses import Action
from assessment.items.rule_truth import distance

SLIPS = 2  # letters by which a copy may differ from the card and still be kept, to be judged


def kept(simulation: Simulation, app: AppModel, log: Iterable[Action]) -> tuple[Action, ...]:
    """*log* of a task in *app* as it may be stored: letters become x and digits 9.

    A text stays whole where it is nearly one of the card, is one of the values that the app itself names, or is the
    whole number that a rule asks for. Of other texts the words stay that a rule looks for.
    """
    log = tuple(log)
    card = [value.strip().lower() for _, value in simulation.card]
    named = {value for field in app.fields.values() for value in field.values if isinstance(value, str)}
    numbers = _numbers_asked(simulation, app)
    keep = [
        action.value
        for action in log
        if action.value in named or _is_nearly(action.value, card) or _is_asked(action, numbers)
    ]
    words = {leaf.word.casefold() for leaf in _leaves(simulation) if isinstance(leaf, rules.Mentions)}
    return app.without_letters(log, keep, words)


def _is_nearly(typed: str, card: Iterable[str]) -> bool:
    return any(distance(typed.strip().lower(), value) <= SLIPS for value in card)


def _is_asked(action: Action, numbers: frozenset[str]) -> bool:
    return action.name in numbers and rules.whole(action.value) is not None


def _numbers_asked(simulation: Simulation, app: AppModel) -> frozenset[str]:
    """The actions that type into a field whose number a rule looks at."""
    asked = [leaf.field for leaf in _leaves(simulation) if isinstance(leaf, rules.InRange)]
    fields = {field for name in asked for field in origins(app, name)}
    return frozenset(
        name for name, action in app.actions.items() if any(e.typed and e.field in fields for e in action.effects)
    )


def _leaves(simulation: Simulation) -> Iterator[rules.Leaf]:
    for _, rule in simulation.rules():
        yield from rules.leaves(rule)
