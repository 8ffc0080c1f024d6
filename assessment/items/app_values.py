"""What can ever stand in an app's fields and which actions can ever be done: never too little, at times too much.

Each field is looked at by itself, so that the search stays small: two values that never stand together count as
possible. What is said to be impossible is so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.items.app_model import AppModel, Condition, Effect, Value


@dataclass(slots=True)
class Reach:
    """The *values* that each field can hold (of a list: its elements), those *typed* into, and the *actions*."""

    values: Mapping[str, set[Value]]
    typed: set[str] = field(default_factory=set)
    actions: set[str] = field(default_factory=set)

    def meets(self, condition: Condition) -> bool:
        """Whether *condition* can hold."""
        known = self.values[condition.field]
        return condition.field in self.typed or any(
            (value == condition.value) is not condition.negated for value in known
        )

    def size(self) -> int:
        """A number that grows with everything that is found."""
        return len(self.actions) + len(self.typed) + sum(map(len, self.values.values()))


def reach(app: AppModel) -> Reach:
    """Everything that actions of *app* can lead to from its start."""
    found = Reach({name: _elements(field.start) for name, field in app.fields.items()})
    before = -1
    while found.size() > before:
        before = found.size()
        for name, action in app.actions.items():
            if all(map(found.meets, action.conditions)):
                found.actions.add(name)
                for effect in action.effects:
                    _add(found, effect)
    return found


def _add(found: Reach, effect: Effect) -> None:
    if effect.verb == "remove" or not all(map(found.meets, effect.conditions)):
        return
    if effect.typed or effect.source in found.typed:
        found.typed.add(effect.field)
    if effect.source is not None:
        found.values[effect.field].update(found.values[effect.source])
    elif effect.constant is not None:
        found.values[effect.field].update(_elements(effect.constant))


def _elements(value: Value) -> set[Value]:
    return set(value) if isinstance(value, tuple) else {value}


def origins(app: AppModel, name: str) -> frozenset[str]:
    """The field called *name* and every field whose content can come into it."""
    found = {name}
    effects = [effect for action in app.actions.values() for effect in action.effects]
    while more := {e.source for e in effects if e.source is not None and e.field in found} - found:
        found |= more
    return frozenset(found)
