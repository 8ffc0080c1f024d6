"""The rule language of simulations: conditions over an end state and an action log, as values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Comparison = Literal["==", "!=", ">=", "<=", ">", "<"]
Constant = str | int | bool

_WHOLE = re.compile(r"\s*([+-]?\d{1,6})\s*")
_PARTS = re.compile(r"[^\W_]+|[\W_]+")


@dataclass(frozen=True, slots=True)
class State:
    """A comparison of one field of the end state, or of a function of it, with a constant.

    words() counts words, length() characters (or what is in a list), lower() ignores case, distance(field, 'text')
    counts the letters that are missing, too many or wrong.
    """

    app: str
    field: str
    comparison: Comparison
    constant: Constant
    function: str | None = None
    argument: str = ""


@dataclass(frozen=True, slots=True)
class InRange:
    """The field is a whole number, or a text that is one, from *least* to *most*; anything else is not in range."""

    app: str
    field: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Includes:
    """The list in the field has *text* in it."""

    app: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """The text in the field has *word* in it as a whole word, whatever the capitals."""

    app: str
    field: str
    word: str


@dataclass(frozen=True, slots=True)
class Count:
    """How often the log holds *action*: at least *least*, at most *most* times.

    With *within_s* what counts is how often it was done in the busiest stretch of so many seconds.
    """

    action: str
    least: int = 0
    most: int | None = None
    within_s: int | None = None


@dataclass(frozen=True, slots=True)
class InOrder:
    """The log holds *actions* in this order, others may come between; all of it in at most *within_s* seconds."""

    actions: tuple[str, ...]
    within_s: int | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every one of *rules* holds."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of *rules* holds."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The *rule* does not hold."""

    rule: "Rule"


OfField = State | InRange | Includes | Mentions
Leaf = OfField | Count | InOrder
Rule = Leaf | All | AnyOf | Not


def located(rule: Rule, path: str = "") -> Iterator[tuple[str, Leaf]]:
    """Every single condition inside *rule* with where it stands below *path*, such as ``/all/0/not``."""
    match rule:
        case All(parts) | AnyOf(parts):
            name = "all" if isinstance(rule, All) else "any"
            for number, part in enumerate(parts):
                yield from located(part, f"{path}/{name}/{number}")
        case Not(part):
            yield from located(part, f"{path}/not")
        case State() | InRange() | Includes() | Mentions() | Count() | InOrder():
            yield path, rule


def leaves(rule: Rule) -> Iterator[Leaf]:
    """Every single condition inside *rule*."""
    return (leaf for _, leaf in located(rule))


def whole(text: str) -> int | None:
    """The whole number, of at most six digits of any script, that *text* is; None where it is none."""
    found = _WHOLE.fullmatch(text)
    return int(found[1]) if found else None


def parts(text: str) -> list[str]:
    """*text* cut into its words, which are letters and digits that stand together, and what stands between them."""
    return _PARTS.findall(text)


def words(text: str) -> frozenset[str]:
    """The words of *text* without capitals."""
    return frozenset(part.casefold() for part in parts(text) if part[0].isalnum())
