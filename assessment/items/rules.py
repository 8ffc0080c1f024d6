"""The rule language of simulations: conditions over an end state and an action log, as values."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Comparison = Literal["==", "!=", ">=", "<=", ">", "<"]
Constant = str | int | bool

FUNCTIONS = ("words", "length", "lower", "distance")
_OPERATORS: dict[type[ast.cmpop], Comparison] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.GtE: ">=",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.Lt: "<",
}


class NotARule(ValueError):
    """What stands in the YAML is not a rule; the message says what was found and what is expected."""


@dataclass(frozen=True, slots=True)
class State:
    """A comparison of one field of the end state, or of a function of it, with a constant.

    words() counts words, length() characters, lower() ignores case, distance(field, 'text') counts the letters that
    are missing, too many or wrong.
    """

    app: str
    field: str
    comparison: Comparison
    constant: Constant
    function: str | None = None
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How often the log holds *action*: at least *least*, at most *most* times."""

    action: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every one of *rules* holds."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of *rules* holds."""

    rules: tuple["Rule", ...]


Rule = State | Count | All | AnyOf


def parse(data: object) -> Rule:
    """The rule that *data* (as read from YAML) describes; NotARule where it describes none.

    Forms: {all: [...]}, {any: [...]}, {state: "mail.sent == true"}, {log: {count: send, min: 1, max: 3}}.
    """
    match data if isinstance(data, dict) and len(data) == 1 else None:
        case {"all": list(parts)} if parts:
            return All(tuple(parse(part) for part in parts))
        case {"any": list(parts)} if parts:
            return AnyOf(tuple(parse(part) for part in parts))
        case {"state": str(expression)}:
            return parse_state(expression)
        case {"log": {"count": str(action), **limits}}:
            return _count(action, limits)
    raise NotARule(f"found {data!r}, expected one of all, any, state or log")


def _count(action: str, limits: dict[object, object]) -> Count:
    least, most = limits.get("min", 0), limits.get("max")
    if not isinstance(least, int) or not (most is None or isinstance(most, int)) or set(limits) - {"min", "max"}:
        raise NotARule(f"found the limits {limits!r}, expected whole numbers min and max")
    return Count(action, least, most)


def parse_state(expression: str) -> State:
    """The comparison written as *expression*, such as ``mail.sent == true`` or ``words(mail.body) >= 3``."""
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        raise NotARule(f'found {expression!r}, expected a comparison such as "mail.sent == true"') from None
    match tree:
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _OPERATORS:
            function, app, field, argument = _left(left, expression)
            return State(app, field, _OPERATORS[type(operator)], _constant(right, expression), function, argument)
    raise NotARule(f"found {expression!r}, expected one comparison")


def _left(node: ast.expr, expression: str) -> tuple[str | None, str, str, str]:
    match node:
        case ast.Attribute(value=ast.Name(id=app), attr=field):
            return None, app, field, ""
        case ast.Call(
            func=ast.Name(id="distance"),
            args=[ast.Attribute(value=ast.Name(id=app), attr=field), ast.Constant(value=str(argument))],
            keywords=[],
        ):
            return "distance", app, field, argument
        case ast.Call(
            func=ast.Name(id=function), args=[ast.Attribute(value=ast.Name(id=app), attr=field)], keywords=[]
        ):
            if function in FUNCTIONS and function != "distance":
                return function, app, field, ""
    raise NotARule(f"the left side of {expression!r} is not app.field or a function of it ({', '.join(FUNCTIONS)})")


def _constant(node: ast.expr, expression: str) -> Constant:
    match node:
        case ast.Constant(value=str() | bool() | int() as value):
            return value
        case ast.Name(id="true"):
            return True
        case ast.Name(id="false"):
            return False
    raise NotARule(f"the right side of {expression!r} is not a text, a whole number, true or false")


def leaves(rule: Rule) -> Iterator[State | Count]:
    """Every single condition inside *rule*."""
    match rule:
        case All(rules) | AnyOf(rules):
            for part in rules:
                yield from leaves(part)
        case State() | Count():
            yield rule
