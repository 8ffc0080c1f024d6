"""Whether a condition is true of one value: the meaning of the rule language, for scoring and for the check alike."""

import operator
from collections.abc import Callable

from assessment.items.app_model import Value
from assessment.items.rules import Includes, InRange, Mentions, OfField, State, whole, words

_COMPARE: dict[str, Callable[[object, object], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,  # type: ignore[dict-item]  # only two values of one kind are compared
    "<=": operator.le,  # type: ignore[dict-item]
    ">": operator.gt,  # type: ignore[dict-item]
    "<": operator.lt,  # type: ignore[dict-item]
}


def true_of(rule: OfField, value: Value | None) -> bool:
    """Whether *rule* is true where its field holds *value* (None: no such field). Two kinds are never equal."""
    match rule:
        case InRange(least=least, most=most):
            number = whole(value) if isinstance(value, str) else value
            return type(number) is int and least <= number <= most
        case Includes(text=text):
            return isinstance(value, tuple) and text in value
        case Mentions(word=word):
            return isinstance(value, str) and word.casefold() in words(value)
        case State(comparison=comparison, constant=constant):
            found = _left(rule, value)
            return _COMPARE[comparison](found, constant) if type(found) is type(constant) else comparison == "!="


def _left(rule: State, value: Value | None) -> object:
    match rule.function:
        case "words":
            return len(str(value).split())
        case "length":
            return len(value) if isinstance(value, tuple) else len(str(value).strip())
        case "lower":
            return str(value).strip().lower()
        case "distance":
            return distance(str(value).strip().lower(), rule.argument.lower())
    return value


def distance(found: str, wanted: str) -> int:
    """How many letters must be added, left out or changed to make *wanted* of *found* (Levenshtein 1966)."""
    row = list(range(len(wanted) + 1))
    for turn, letter in enumerate(found, start=1):
        before, row[0] = row[0], turn
        for place, other in enumerate(wanted, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != other))
    return row[-1]
