"""Rules of simulations as they stand in the YAML: read strictly, each mistake with its place inside the rule."""

import ast
from collections.abc import Mapping

from assessment.items.rules import (
    All,
    AnyOf,
    Comparison,
    Constant,
    Count,
    Includes,
    InOrder,
    InRange,
    Leaf,
    Mentions,
    Not,
    OfField,
    Rule,
    State,
    words,
)

FUNCTIONS = ("words", "length", "lower", "distance")
_OPERATORS: dict[type[ast.cmpop], Comparison] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.GtE: ">=",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.Lt: "<",
}
_EXAMPLE = 'such as "mail.sent == true"'


class NotARule(ValueError):
    """What stands in the YAML is not a rule; *path* says where inside it, the message what was found and expected."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


def parse(data: object, path: str = "") -> Rule:
    """The rule that *data* (as read from YAML) describes; NotARule where it describes none.

    Forms: {all: [...]}, {any: [...]}, {not: ...}, {state: "mail.sent == true"},
    {log: {count: send, min: 1, max: 3, within_s: 60}}, {log: {seq: [open, attach, send], within_s: 30}}.
    """
    match data if isinstance(data, dict) and len(data) == 1 else None:
        case {"all": list(parts)} if parts:
            return All(tuple(parse(part, f"{path}/all/{number}") for number, part in enumerate(parts)))
        case {"any": list(parts)} if parts:
            return AnyOf(tuple(parse(part, f"{path}/any/{number}") for number, part in enumerate(parts)))
        case {"not": part}:
            return Not(parse(part, f"{path}/not"))
    try:
        return _leaf(data)
    except NotARule as error:
        raise NotARule(str(error), path) from None


def _leaf(data: object) -> Leaf:
    match data if isinstance(data, dict) and len(data) == 1 else None:
        case {"state": str(expression)}:
            return parse_state(expression)
        case {"log": {"count": str(action), **limits}}:
            return _count(action, limits)
        case {"log": {"seq": list(actions), **limits}}:
            return _in_order(actions, limits)
    raise NotARule(f"found {data!r}, expected one of all, any, not, state, or log with count or seq")


def _count(action: str, limits: Mapping[object, object]) -> Count:
    found = _whole_numbers(limits, ("min", "max", "within_s"))
    return Count(action, found.get("min", 0), found.get("max"), found.get("within_s"))


def _in_order(actions: list[object], limits: Mapping[object, object]) -> InOrder:
    names = tuple(name for name in actions if isinstance(name, str))
    if len(names) < 2 or len(names) < len(actions):
        raise NotARule(f"found the seq {actions!r}, expected two or more actions, such as [attach, send]")
    return InOrder(names, _whole_numbers(limits, ("within_s",)).get("within_s"))


def _whole_numbers(limits: Mapping[object, object], allowed: tuple[str, ...]) -> dict[str, int]:
    found = {name: value for name, value in limits.items() if name in allowed and isinstance(value, int) and value >= 0}
    if len(found) < len(limits):
        raise NotARule(f"found the limits {dict(limits)!r}, expected whole numbers for {', '.join(allowed)}")
    return {str(name): value for name, value in found.items()}


def parse_state(expression: str) -> OfField:
    """The condition written as *expression*, such as ``mail.sent == true`` or ``words(mail.body) >= 3``.

    Also ``in_range(form.age, 18, 67)``, ``'diploma.pdf' in mail.attachments`` and ``matches(mail.body, 'diploma')``.
    """
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise NotARule(f"found {expression!r}, expected a comparison {_EXAMPLE}") from None
    match tree:
        case ast.Compare(left=left, ops=[ast.In()], comparators=[right]):
            return _includes(left, right, expression)
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _OPERATORS:
            function, app, field, argument = _left(left, expression)
            return State(app, field, _OPERATORS[type(operator)], _constant(right, expression), function, argument)
        case ast.Call(func=ast.Name(id="in_range" | "matches" as name), args=args, keywords=[]):
            return _in_range(args, expression) if name == "in_range" else _mentions(args, expression)
    raise NotARule(f"found {expression!r}, expected one comparison {_EXAMPLE}, in, in_range(…) or matches(…)")


def _includes(left: ast.expr, right: ast.expr, expression: str) -> Includes:
    match left, right:
        case ast.Constant(value=str(text)), ast.Attribute(value=ast.Name(id=app), attr=field):
            return Includes(app, field, text)
    raise NotARule(f"found {expression!r}, expected a 'text' in a list, such as \"'cv.pdf' in mail.attachments\"")


def _in_range(args: list[ast.expr], expression: str) -> InRange:
    match args:
        case [ast.Attribute(value=ast.Name(id=app), attr=field), least, most]:
            limits = _constant(least, expression), _constant(most, expression)
            if type(limits[0]) is int and type(limits[1]) is int:
                return InRange(app, field, limits[0], limits[1])
    raise NotARule(f'found {expression!r}, expected a field and two whole numbers: "in_range(form.age, 18, 67)"')


def _mentions(args: list[ast.expr], expression: str) -> Mentions:
    match args:
        case [ast.Attribute(value=ast.Name(id=app), attr=field), ast.Constant(value=str(word))]:
            if words(word) == {word.casefold()}:
                return Mentions(app, field, word)
    raise NotARule(f"found {expression!r}, expected a field and one word: \"matches(mail.body, 'diploma')\"")


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
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)) if not isinstance(value, bool):
            return -value
        case ast.Name(id="true"):
            return True
        case ast.Name(id="false"):
            return False
    raise NotARule(f"the right side of {expression!r} is not a text, a whole number, true or false")
