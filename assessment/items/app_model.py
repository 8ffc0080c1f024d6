"""A simulated app as data: its fields and its legal actions, replayed by the server exactly as the browser runs it.

The browser reads the same file (`static/simulation.js` is the other interpreter). Conditions of one action are
all judged on the state before that action.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assessment.items import rules
from assessment.items.responses import Action

Value = str | bool | int | tuple[str, ...]
State = dict[str, Value]


class NotAnAppModel(ValueError):
    """The file does not describe an app; the message says what was found and expected."""


class IllegalAction(ValueError):
    """A step that the app does not allow in that state, so the log cannot come from our page."""


@dataclass(frozen=True, slots=True)
class Field:
    """One part of the state; *values* lists what it, or a list in it, may hold."""

    start: Value
    values: tuple[Value, ...] = ()
    max_length: int = 500


@dataclass(frozen=True, slots=True)
class Condition:
    """*field* equals (or, negated, does not equal) *value*."""

    field: str
    value: Value
    negated: bool = False

    def holds(self, state: Mapping[str, Value]) -> bool:
        """Whether the condition is true in *state*."""
        return (state[self.field] == self.value) is not self.negated


@dataclass(frozen=True, slots=True)
class Effect:
    """Set *field* to a *constant*, to another field's value (*source*), or to what was typed (neither).

    The *verb* add puts it at the end of the list in *field* unless it is there; remove takes it out.
    """

    field: str
    constant: Value | None = None
    source: str | None = None
    conditions: tuple[Condition, ...] = ()
    verb: Literal["set", "add", "remove"] = "set"

    @property
    def typed(self) -> bool:
        """Whether the value comes from the candidate."""
        return self.constant is None and self.source is None

    def after(self, found: Value, given: Value) -> Value:
        """What *field* holds when it *found* something there and *given* is set, added or removed."""
        match self.verb, found, given:
            case "add", tuple(), str():
                return found if given in found else (*found, given)
            case "remove", tuple(), str():
                return tuple(one for one in found if one != given)
        return given


@dataclass(frozen=True, slots=True)
class AppAction:
    """What a candidate can do: allowed when all *conditions* hold."""

    conditions: tuple[Condition, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class AppModel:
    """A simulated app: *fields* with their start values and *actions* by name."""

    id: str
    version: int
    fields: Mapping[str, Field]
    actions: Mapping[str, AppAction]
    content_hash: str = ""

    def start(self) -> State:
        """The state in which every task begins."""
        return {name: field.start for name, field in self.fields.items()}

    def step(self, state: State, action: Action) -> State:
        """The state after *action* in *state*; IllegalAction where the app does not allow it."""
        known = self.actions.get(action.name)
        if known is None or not all(condition.holds(state) for condition in known.conditions):
            raise IllegalAction(f"the action {action.name!r} is not possible in the app {self.id!r} at this point")
        after = dict(state)
        for effect in known.effects:
            if all(condition.holds(state) for condition in effect.conditions):
                after[effect.field] = effect.after(after[effect.field], self._given(effect, state, action))
        return after

    def _given(self, effect: Effect, state: State, action: Action) -> Value:
        if effect.source is not None:
            return state[effect.source]
        if effect.constant is not None:
            return effect.constant
        if len(action.value) > self.fields[effect.field].max_length:
            raise IllegalAction(f"the text typed into {effect.field!r} is longer than the app allows")
        return action.value

    def replay(self, log: Iterable[Action]) -> State:
        """The end state after every action of *log*."""
        state = self.start()
        for action in log:
            state = self.step(state, action)
        return state

    def without_letters(
        self, log: Iterable[Action], keep: Collection[str], words: Collection[str] = ()
    ) -> tuple[Action, ...]:
        """*log* with each letter typed made an x and each digit a 9, unless all of it is one of the texts to *keep*.

        Counting words and seeing an address in the wrong place stays possible; reading does not. Of a longer text
        only *words* (without capitals) stay.
        """
        kept = {text.strip().lower() for text in keep}
        return tuple(
            action if action.value.strip().lower() in kept else replace(action, value=_masked(action.value, words))
            for action in log
        )


def _masked(text: str, keep: Collection[str]) -> str:
    return "".join(part if part.casefold() in keep else _shape(part) for part in rules.parts(text))


def _shape(text: str) -> str:
    return "".join("9" if char.isdigit() else "x" if char.isalpha() else char for char in text)


def parse(data: object, content_hash: str = "") -> AppModel:
    """The app model that *data* (as read from JSON) describes; NotAnAppModel where it describes none."""
    match data:
        case {"id": str(name), "version": int(version), "fields": dict(fields), "actions": dict(actions)}:
            model = AppModel(
                name,
                version,
                {key: _field(key, value) for key, value in fields.items()},
                {key: _action(key, value) for key, value in actions.items()},
                content_hash,
            )
            _check_names(model)
            _check_lists(model)
            return model
    raise NotAnAppModel("expected an object with id, version, fields and actions")


def _object(data: object, what: str, required: set[str], optional: set[str] | None = None) -> dict[str, object]:
    if isinstance(data, dict) and required <= set(data) <= required | (optional or set()):
        return data
    raise NotAnAppModel(f"{what} is {data!r}, expected the keys {', '.join(sorted(required))}")


def _value(data: object, what: str) -> Value:
    match data:
        case str() | bool() | int():
            return data
        case list() if all(isinstance(text, str) for text in data):
            return tuple(data)
    raise NotAnAppModel(f"{what} is {data!r}, expected a text, a whole number, true or false, or a list of texts")


def _number(data: object, what: str) -> int:
    if isinstance(data, int) and not isinstance(data, bool):
        return data
    raise NotAnAppModel(f"{what} is {data!r}, expected a whole number")


def _list(data: object, what: str) -> list[object]:
    if isinstance(data, list):
        return data
    raise NotAnAppModel(f"{what} is {data!r}, expected a list")


def _field(name: str, data: object) -> Field:
    found = _object(data, f"the field {name!r}", {"start"}, {"values", "max_length"})
    return Field(
        start=_value(found["start"], name),
        values=tuple(_value(value, name) for value in _list(found.get("values", []), name)),
        max_length=_number(found.get("max_length", 500), name),
    )


def _action(name: str, data: object) -> AppAction:
    found = _object(data, f"the action {name!r}", {"when", "then"})
    return AppAction(
        tuple(_condition(part) for part in _list(found["when"], name)),
        tuple(_effect(part) for part in _list(found["then"], name)),
    )


def _condition(data: object) -> Condition:
    found = _object(data, "a condition", {"field"}, {"is", "is_not"})
    if len(found) != 2:
        raise NotAnAppModel(f"found the condition {data!r}, expected field with is or is_not")
    negated = "is_not" in found
    return Condition(str(found["field"]), _value(found["is_not" if negated else "is"], "a condition"), negated)


_VERBS: tuple[Literal["set", "add", "remove"], ...] = ("set", "add", "remove")


def _effect(data: object) -> Effect:
    found = _object(data, "an effect", set(), {*_VERBS, "to", "from", "input", "if"})
    verbs = [verb for verb in _VERBS if verb in found]
    if len(verbs) != 1 or sum(key in found for key in ("to", "from", "input")) != 1:
        raise NotAnAppModel(
            f"found the effect {data!r}, expected set with one of to, from or input, and perhaps if; "
            "add or remove instead of set for lists"
        )
    return Effect(
        field=str(found[verbs[0]]),
        constant=_value(found["to"], "an effect") if "to" in found else None,
        source=str(found["from"]) if "from" in found else None,
        conditions=tuple(_condition(part) for part in _list(found.get("if", []), "an effect's if")),
        verb=verbs[0],
    )


def _check_names(model: AppModel) -> None:
    if unknown := set(_used_names(model)) - set(model.fields):
        raise NotAnAppModel(f"the app {model.id!r} uses fields that it does not have: {', '.join(sorted(unknown))}")


def _used_names(model: AppModel) -> Iterable[str]:
    for action in model.actions.values():
        yield from (condition.field for condition in _conditions(action))
        yield from (effect.field for effect in action.effects)
        yield from (effect.source for effect in action.effects if effect.source is not None)


def _conditions(action: AppAction) -> list[Condition]:
    return [*action.conditions, *(condition for effect in action.effects for condition in effect.conditions)]


def _check_lists(model: AppModel) -> None:
    """A list is compared by no condition, is set as a whole, and has only texts added and removed."""
    lists = {name for name, field in model.fields.items() if isinstance(field.start, tuple)}
    for name, action in model.actions.items():
        for field in sorted({condition.field for condition in _conditions(action)} & lists):
            raise NotAnAppModel(f"the action {name!r} has a condition on the list {field!r}, expected another field")
        for effect in action.effects:
            if not _fits(effect, lists):
                raise NotAnAppModel(
                    f"the action {name!r} has an effect on {effect.field!r} that mixes lists with single values, "
                    "expected add or remove with one text, or set with a list"
                )


def _fits(effect: Effect, lists: Collection[str]) -> bool:
    given = effect.source in lists or isinstance(effect.constant, tuple)
    if effect.verb == "set":
        return given is (effect.field in lists)
    return effect.field in lists and not given
