"""Lint rules about the evidence rules of simulations: what they name, and whether they can hold and fail."""

from collections.abc import Collection, Iterator

from assessment.items.app_model import AppModel, Field, Value
from assessment.items.app_values import Reach, reach
from assessment.items.interactions import Simulation
from assessment.items.model import Item, ItemBank, Place
from assessment.items.rule_truth import true_of
from assessment.items.rules import (
    All,
    AnyOf,
    Count,
    Includes,
    InOrder,
    InRange,
    Leaf,
    Mentions,
    OfField,
    Rule,
    State,
    located,
)

Finding = tuple[Place, str]
OWN_FLAGS = ("out_of_time", "idle")
LARGEST_NUMBER = 999_999


def rule_speaks_of_the_app(bank: ItemBank) -> Iterator[Finding]:
    """An evidence rule names fields and actions that the app has, and compares each with its own kind."""
    for item, app, path, leaf in _leaves(bank):
        yield from ((item.at(path), message) for message in _unknown(app, leaf) or _wrong_kind(app, leaf))


def _unknown(app: AppModel, leaf: Leaf) -> list[str]:
    match leaf:
        case Count() | InOrder():
            names = leaf.actions if isinstance(leaf, InOrder) else (leaf.action,)
            known = ", ".join(app.actions)
            return [f"the action {name!r} is not one of {known}" for name in names if name not in app.actions]
        case State() | InRange() | Includes() | Mentions() if leaf.app != app.id:
            return [f"the rule speaks of {leaf.app!r}, the task runs in {app.id!r}"]
        case State() | InRange() | Includes() | Mentions() if leaf.field not in app.fields:
            return [f"the field {leaf.field!r} is not one of {', '.join(app.fields)}"]
    return []


def _wrong_kind(app: AppModel, leaf: Leaf) -> Iterator[str]:
    match leaf:
        case Count() | InOrder():
            return
        case State():
            yield from _wrong_comparison(leaf, app.fields[leaf.field])
        case InRange() | Includes() | Mentions():
            kinds = {InRange: (int, str), Includes: (tuple,), Mentions: (str,)}[type(leaf)]
            found = type(app.fields[leaf.field].start)
            if found not in kinds:
                yield f"{leaf.field!r} is {_KINDS[found]}, expected {' or '.join(_KINDS[kind] for kind in kinds)}"


_KINDS: dict[type, str] = {str: "a text", int: "a whole number", bool: "true or false", tuple: "a list"}


def _wrong_comparison(leaf: State, field: Field) -> Iterator[str]:
    found = type(field.start)
    if leaf.function and found not in ((str, tuple) if leaf.function == "length" else (str,)):
        yield f"{leaf.function}() of {leaf.field!r}, which is {_KINDS[found]}, expected a field that is a text"
        return
    if not leaf.function and found is tuple:
        yield f"{leaf.field!r} is a list, expected \"'…' in {leaf.app}.{leaf.field}\" or length(…)"
        return
    kind = int if leaf.function in ("words", "length", "distance") else found
    if type(leaf.constant) is not kind:
        yield f"{leaf.field!r} is compared with {leaf.constant!r}, expected {_KINDS[kind]}"
    elif kind is not int and leaf.comparison not in ("==", "!="):
        yield f"{leaf.field!r} is {_KINDS[kind]} and has no order, expected == or !="


def rule_can_hold_and_fail(bank: ItemBank) -> Iterator[Finding]:
    """A condition can be true and can be false: it asks for values and actions that the app can come to."""
    known = {name: reach(app) for name, app in bank.apps.items()}
    for item, app, path, leaf in _leaves(bank):
        if not _unknown(app, leaf) and not list(_wrong_kind(app, leaf)):
            yield from ((item.at(path), message) for message in _one_sided(app, known[app.id], leaf))


def _one_sided(app: AppModel, found: Reach, leaf: Leaf) -> Iterator[str]:
    match leaf:
        case Count() | InOrder():
            yield from _log_one_sided(found.actions, leaf)
        case InRange(least=least, most=most) if not -LARGEST_NUMBER <= least <= most <= LARGEST_NUMBER:
            yield f"found the range {least} to {most}, expected two numbers that rise, of at most six digits"
        case State() | InRange() | Includes() | Mentions():
            yield from _field_one_sided(app, found, leaf)


def _log_one_sided(possible: Collection[str], leaf: Count | InOrder) -> Iterator[str]:
    names = leaf.actions if isinstance(leaf, InOrder) else (leaf.action,)
    for name in sorted(set(names) - set(possible)):
        yield f"the action {name!r} can never be done from the start of the app"
    match leaf:
        case Count(least=least, most=int(most)) if least > most:
            yield f"found min {least} above max {most}, which never holds; expected min to be max or less"
        case Count(least=0, most=None):
            yield "found no min and no max, which always holds; expected at least one of them"
        case Count(least=1, most=None, within_s=int()):
            yield "found within_s for one time only, which changes nothing; expected min: 2 or more, or a max"


def _field_one_sided(app: AppModel, found: Reach, leaf: OfField) -> Iterator[str]:
    outcomes = _outcomes(app, found, leaf)
    if outcomes == {True}:
        yield f"this always holds: {_possible(found, leaf)}"
    elif outcomes == {False}:
        yield f"this never holds: {_possible(found, leaf)}"


def _possible(found: Reach, leaf: OfField) -> str:
    values = sorted(map(_written, found.values[leaf.field]))
    if leaf.field in found.typed:
        return f"check the limits against what can be typed into {leaf.field!r}"
    return f"all that {leaf.field!r} can hold is {', '.join(values) or 'an empty list'}"


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _outcomes(app: AppModel, found: Reach, leaf: OfField) -> set[bool]:
    """What the condition comes to for everything that its field can hold, as far as that makes a difference."""
    values, typed = list(found.values[leaf.field]), leaf.field in found.typed
    if isinstance(app.fields[leaf.field].start, tuple):
        texts = [str(value) for value in values] + ([_telling(leaf), "", *map(str, range(20))] if typed else [])
        return {true_of(leaf, tuple(texts[begin:end])) for begin, end in _stretches(len(texts))}
    longest = app.fields[leaf.field].max_length
    values += [text for text in _samples(leaf, longest) if len(text) <= longest] if typed else []
    return {true_of(leaf, value) for value in values}


def _stretches(size: int) -> Iterator[tuple[int, int]]:
    """All of a list cut off at each end, and each single place."""
    yield from ((0, end) for end in range(size + 1))
    yield from ((place, place + 1) for place in range(size))


def _samples(leaf: OfField, longest: int) -> Iterator[str]:
    """Texts that somebody could type of which, if any, one makes *leaf* true and one makes it false."""
    yield from ("", "~", _telling(leaf))
    match leaf:
        case State(function="words"):
            yield from ("x " * number for number in range(longest // 2 + 1))
        case State(function="length"):
            yield from ("x" * number for number in range(longest + 1))
        case State(function="distance", argument=argument):
            yield from (argument[:end] for end in range(len(argument) + 1))
            yield "~" * longest


def _telling(leaf: OfField) -> str:
    """The text that *leaf* asks for."""
    match leaf:
        case State(constant=constant):
            return str(constant)
        case InRange(least=least):
            return str(least)
        case Includes(text=text) | Mentions(word=text):
            return text


def partial_asks_less(bank: ItemBank) -> Iterator[Finding]:
    """Partial credit asks less than full credit: full is looked at first, so what asks as much never gives partial."""
    for item, simulation in _judged(bank):
        if simulation.full is None or simulation.partial is None:
            continue
        needed = _needs(simulation.full)
        for path, way in _ways(simulation.partial, "score/partial"):
            if needed <= _needs(way):
                yield item.at(path), "this asks all that full asks and never gives partial credit, expected less"


def _needs(rule: Rule) -> frozenset[Rule]:
    """The conditions that must all hold where *rule* holds."""
    if isinstance(rule, All):
        return frozenset().union(*map(_needs, rule.rules))
    return frozenset({rule})


def _ways(rule: Rule, path: str) -> Iterator[tuple[str, Rule]]:
    if isinstance(rule, AnyOf):
        for number, part in enumerate(rule.rules):
            yield from _ways(part, f"{path}/any/{number}")
    else:
        yield path, rule


def limits_are_flags(bank: ItemBank) -> Iterator[Finding]:
    """A limit of time is a second or more, idle shorter than the whole; no flag of the author has its name."""
    for item, simulation in _judged(bank):
        time, idle = simulation.time_s, simulation.idle_s
        if any(limit is not None and limit < 1 for limit in (time, idle)):
            yield item.at("limits"), "found a limit below 1 second, expected 1 or more"
        elif time is not None and idle is not None and idle >= time:
            yield item.at("limits"), f"found idle_s {idle} and time_s {time}, expected idle_s to be the shorter"
        for number, (name, _) in enumerate(simulation.flags):
            if name in OWN_FLAGS:
                yield item.at(f"flags/{number}"), f"the flag {name!r} comes from limits, expected another name"


def _judged(bank: ItemBank) -> Iterator[tuple[Item, Simulation]]:
    for item in bank.items.values():
        if isinstance(item.interaction, Simulation):
            yield item, item.interaction


def _leaves(bank: ItemBank) -> Iterator[tuple[Item, AppModel, str, Leaf]]:
    """Every condition with its item, its app, and where it stands in the item."""
    for item, simulation in _judged(bank):
        if simulation.app in bank.apps:
            for where, rule in simulation.rules():
                yield from ((item, bank.app_of(simulation), path, leaf) for path, leaf in located(rule, where))


RULES = {
    "rule-speaks-of-the-app": rule_speaks_of_the_app,
    "rule-can-hold-and-fail": rule_can_hold_and_fail,
    "partial-asks-less": partial_asks_less,
    "limits-are-flags": limits_are_flags,
}
