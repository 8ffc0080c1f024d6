"""YAML text as nodes that know their line and column, read strictly: what is expected is named when it is not found.

YAML's guessing (`no` as false, `012` as ten) never applies: a scalar is read as the type that the format asks for.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isfinite
from typing import TypeVar

import yaml

from assessment.items.model import Place

_T = TypeVar("_T")
_GOOD_YAML = "correct YAML (mind colons, quotes and indents)"
_MAY_REFER = re.compile(r"[&*]\S")  # without such a sign there is no anchor and no alias
_WHOLE = re.compile(r"-?[0-9]{1,4000}")  # Python refuses to read more digits
_DEEPEST = 32  # lists and mappings inside each other; ours have 9
_FastLoader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Malformed(ValueError):
    """Something in the file is not what the format asks for."""

    def __init__(self, place: Place, found: str, expected: str) -> None:
        super().__init__(f"found {found}, expected {expected}" if expected else found)
        self.place = place

    @classmethod
    def saying(cls, place: Place, message: str) -> "Malformed":
        """An error at *place* whose *message* says already what was found and expected."""
        return cls(place, message, "")


class _Loader(_FastLoader):  # type: ignore[misc]  # it is one of two classes
    """A loader that stops at a depth where libyaml would overrun the stack, which ends the process.

    PyYAML calls these two methods around every node, to look up tags by path; we have no such tags.
    """

    _depth = 0

    def descend_resolver(self, parent: yaml.Node | None, index: object) -> None:
        """Go into a node of *parent*."""
        self._depth += 1
        if self._depth > _DEEPEST:
            mark = parent.start_mark if parent else None
            raise yaml.MarkedYAMLError(problem=f"more than {_DEEPEST} levels", problem_mark=mark)

    def ascend_resolver(self) -> None:
        """Come out of a node."""
        self._depth -= 1


class Node:
    """One YAML node with its place in *file*."""

    def __init__(self, node: yaml.Node, file: str) -> None:
        self._node = node
        self._file = file

    @property
    def place(self) -> Place:
        """Where the node begins, counted from 1."""
        mark = self._node.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1)

    def malformed(self, expected: str) -> Malformed:
        """The error that says what was found here and what was *expected*."""
        match self._node:
            case yaml.ScalarNode(value=value):
                found = repr(value) if value else "nothing"
            case yaml.SequenceNode():
                found = "a list"
            case _:
                found = "a mapping"
        return Malformed(self.place, found, expected)

    def text(self) -> str:
        """A text that is not empty."""
        if isinstance(self._node, yaml.ScalarNode) and self._node.value.strip():
            return " ".join(self._node.value.split()) if self._node.style != "|" else str(self._node.value).strip()
        raise self.malformed("a text")

    def number(self) -> float:
        """A number with a decimal point, or whole."""
        try:
            number = float(self.text())
        except ValueError:
            raise self.malformed("a number such as -1.5") from None
        if not isfinite(number):
            raise self.malformed("a number such as -1.5")
        return number

    def whole(self) -> int:
        """A whole number."""
        try:
            return int(self.text())
        except ValueError:
            raise self.malformed("a whole number") from None

    def truth(self) -> bool:
        """true or false."""
        return self.one_of({"true": True, "false": False})

    def one_of(self, allowed: Mapping[str, _T]) -> _T:
        """The value that one of the *allowed* words stands for."""
        word = str(self._node.value) if isinstance(self._node, yaml.ScalarNode) else ""
        if word not in allowed:
            raise self.malformed("one of " + ", ".join(allowed))
        return allowed[word]

    def list(self) -> list["Node"]:
        """The nodes of a list."""
        if not isinstance(self._node, yaml.SequenceNode):
            raise self.malformed("a list")
        return [Node(node, self._file) for node in self._node.value]

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(node.text() for node in self.list())

    def is_mapping(self) -> bool:
        """Whether this is a mapping."""
        return isinstance(self._node, yaml.MappingNode)

    def pairs(self) -> dict[str, "Node"]:
        """A mapping with free keys; a key that stands twice is an error."""
        if not isinstance(self._node, yaml.MappingNode):
            raise self.malformed("a mapping (key: value)")
        found: dict[str, Node] = {}
        for key, value in self._node.value:
            name = Node(key, self._file)
            if name.text() in found:
                raise Malformed(name.place, f"the key {name.text()!r} a second time", "each key once")
            found[name.text()] = Node(value, self._file)
        return found

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, "Node"]:
        """A mapping that has all *required* keys and no others than these and the *optional* ones."""
        found = self.pairs()
        required, optional = tuple(required), tuple(optional)
        if missing := [name for name in required if name not in found]:
            raise Malformed(self.place, "no " + " and no ".join(missing), f"the keys {', '.join(required)}")
        for name, place in self._key_places().items():
            if name not in required + optional:
                raise Malformed(place, f"the key {name!r}", "one of " + ", ".join(required + optional))
        return found

    def _key_places(self) -> dict[str, Place]:
        keys = (Node(key, self._file) for key, _ in self._node.value)
        return {key.text(): key.place for key in keys}

    def places(self) -> dict[str, Place]:
        """Where each field of a mapping stands; the mapping itself under the empty name."""
        return {"": self.place, **{name: node.place for name, node in self.pairs().items()}}

    def places_within(self, path: str = "") -> Iterator[tuple[str, Place]]:
        """Where this and everything inside it stands, by *path*: ``/all/0`` is the first of the list under all."""
        yield path, self.place
        parts: dict[str, Node] = self.pairs() if self.is_mapping() else {}
        if isinstance(self._node, yaml.SequenceNode):
            parts = {str(number): node for number, node in enumerate(self.list())}
        for name, node in parts.items():
            yield from node.places_within(f"{path}/{name}")

    def plain(self) -> object:
        """The content as lists, dicts and texts, for hashing and for the rule language."""
        match self._node:
            case yaml.SequenceNode():
                return [node.plain() for node in self.list()]
            case yaml.MappingNode():
                return {name: node.plain() for name, node in self.pairs().items()}
            case yaml.ScalarNode(tag="tag:yaml.org,2002:int", value=value) if _WHOLE.fullmatch(value):
                return int(value)
        return str(self._node.value)

    def read(self, reader: Callable[["Node"], _T]) -> tuple[_T, ...]:
        """Each element of a list as *reader* reads it."""
        return tuple(reader(node) for node in self.list())


def parse(text: str, file: str) -> Node:
    """The root node of the YAML *text*; Malformed with the place where it is no YAML, is empty, or uses an alias."""
    try:
        for token in yaml.scan(text, Loader=_Loader) if _MAY_REFER.search(text) else ():
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
                raise Malformed(_place(token.start_mark, file), "an anchor or alias", "the content itself, written out")
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _place(mark, file) if mark else Place(file, 1, 1)
        raise Malformed(
            place, (error.problem or "no YAML").removeprefix("found "), "correct YAML (mind colons, quotes and indents)"
        ) from None
    except yaml.YAMLError as error:
        raise Malformed(Place(file, 1, 1), str(error).splitlines()[0], "text in UTF-8 that is YAML") from None
    if root is None:
        raise Malformed(Place(file, 1, 1), "an empty file", "a mapping (key: value)")
    return Node(root, file)


def _place(mark: yaml.Mark, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1)
