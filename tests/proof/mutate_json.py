"""JSON changed by chance: as data (fields gone, added, of another kind) and as text (what only a parser notices)."""

import json
from collections.abc import Callable
from random import Random

Value = object

# What programs stumble over. Some of it cannot be written by json.dumps; spelt() puts it in as text.
NASTY: tuple[Value, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2,
    2**31,
    2**53 - 1,
    2**53,
    -(2**53),
    10**30,
    0.0,
    -0.0,
    0.5,
    1e308,
    5e-324,
    "",
    " ",
    "a",
    "null",
    "0",
    "-1",
    "\n",
    "a\n",
    "=1+1",
    "<b>",
    "../..",
    "e\u0301",
    "\u202e",
    "\u2028",
    "\ufeff",
    "😀",
    "٣",
    "a" * 65,
    "a" * 5000,
    "A" * 43,
    "0" * 64,
    "1970-01-01T00:00:00+00:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-11-22T09:30:00",
    [],
    [[]],
    [None],
    [1] * 50,
    {},
    {"": ""},
    {"type": "SessionFinished"},
    {"type": ""},
    {"a": {"b": {"c": [1, 2, {"d": None}]}}},
)
_TEXTS = (
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "9" * 400,
    "01",
    "1.",
    "0x10",
    "'a'",
    '"\\ud800"',
    '"\\u0000"',
    '"\\u202e"',
    '"\\x41"',
    '"a',
    "[1,]",
    '{"a":1,"a":2}',
    "[" * 30 + "]" * 30,
    "[" * 5000,
    "nul",
    "/**/1",
    "\u00a01",
)

_SLOT = "\x1aslot\x1a"  # stands where spelt() puts text that is no JSON


def mutated(value: Value, chance: Random) -> Value:
    """*value* with one to three changes somewhere in it; *value* itself stays as it was."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        value = _once(value, chance)
    return value


def _once(value: Value, chance: Random) -> Value:
    """One change: at the top, or further down with every level."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        name = chance.choice(list(value))
        if isinstance(value[name], dict | list) and value[name] and chance.random() < 0.7:
            return {**value, name: _once(value[name], chance)}
        return chance.choice(_OF_FIELDS)(value, name, chance)
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        if chance.random() < 0.7:
            return [*value[:at], _once(value[at], chance), *value[at + 1 :]]
        return chance.choice(_OF_LISTS)(value, at, chance)
    return _other(value, chance)


def _other(value: Value, chance: Random) -> Value:
    """A value near *value*, or a nasty one."""
    if chance.random() < 0.5:
        return chance.choice(NASTY)
    match value:
        case bool():
            return not value
        case int():
            return value + chance.choice((-1, 1, 86_400, -86_400, 2**40))
        case float():
            return value + chance.choice((-1, 1, 0.5, 1e9))
        case str():
            return _edited(value, chance)
    return chance.choice(NASTY)


def _edited(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    piece = chance.choice(("", "a", "0", "-", "Z", "\n", " ", "\u0300", text, text[:at]))
    return text[:at] + piece + text[at + chance.choice((0, 1, 1, 5)) :]


Change = Callable[[dict[str, Value], str, Random], Value]
_OF_FIELDS: tuple[Change, ...] = (
    lambda value, name, chance: {**value, name: _other(value[name], chance)},
    lambda value, name, chance: {**value, name: _other(value[name], chance)},
    lambda value, name, chance: {**value, name: value[chance.choice(list(value))]},
    lambda value, name, chance: {other: kept for other, kept in value.items() if other != name},
    lambda value, name, chance: {**value, chance.choice(("x", name.upper(), name + " ", "__proto__")): 1},
    lambda value, name, chance: {(name + "x" if other == name else other): kept for other, kept in value.items()},
    lambda value, name, chance: {**value, name: [value[name]]},
    lambda value, name, chance: {**value, name: {name: value[name]}},
    lambda value, name, chance: dict(reversed(value.items())),
)
ChangeOfList = Callable[[list[Value], int, Random], Value]
_OF_LISTS: tuple[ChangeOfList, ...] = (
    lambda value, at, chance: value[:at] + value[at + 1 :],
    lambda value, at, chance: [*value[: at + 1], *value[at:]],
    lambda value, at, chance: value[::-1],
    lambda value, at, chance: value[at:] + value[:at],
    lambda value, at, chance: [*value, chance.choice(NASTY)],
    lambda value, at, chance: [*value[:at], chance.choice(NASTY), *value[at + 1 :]],
    lambda value, at, chance: [*value[:at], value[chance.randrange(len(value))], *value[at + 1 :]],
    lambda value, at, chance: value * 3,
    lambda value, at, chance: chance.sample(value, len(value)),
    lambda value, at, chance: value[:at],
)


def spelt(value: Value, chance: Random) -> bytes:
    """*value* as JSON text that is often good and sometimes not."""
    if chance.random() < 0.8:
        return dumped(value)
    if chance.random() < 0.5 and isinstance(value, dict) and value:
        name = chance.choice(list(value))
        text = dumped({**value, name: _SLOT})
        return text.replace(json.dumps(_SLOT).encode(), chance.choice(_TEXTS).encode(), 1)
    return chance.choice(_SPELLINGS)(dumped(value), chance)


def dumped(value: Value) -> bytes:
    """*value* as JSON, whatever is in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


_SPELLINGS: tuple[Callable[[bytes, Random], bytes], ...] = (
    lambda text, chance: b"\xef\xbb\xbf" + text,
    lambda text, chance: text.decode("utf-8", "replace").encode("utf-16"),
    lambda text, chance: text + chance.choice((b" ", b"\n", b"\0", b"{}", b"x", b"]")),
    lambda text, chance: text[: chance.randrange(len(text))],
    lambda text, chance: text.replace(b":", b" : ").replace(b",", b" ,\n"),
    lambda text, chance: text.replace(b'"', b"'", chance.randrange(1, 5)),
    lambda text, chance: _byte(text, chance),
    lambda text, chance: _byte(text, chance),
    lambda text, chance: _piece(text, chance),
    lambda text, chance: text.replace(b"a", b"\\u0061", chance.randrange(1, 9)),
    lambda text, chance: b"[" * 17 + text + b"]" * 17,
)


def _byte(text: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(text))
    return text[:at] + bytes([chance.randrange(256)]) + text[at + 1 :]


def _piece(text: bytes, chance: Random) -> bytes:
    start, end = sorted(chance.randrange(len(text)) for _ in range(2))
    at = chance.randrange(len(text))
    return text[:at] + text[start:end] + text[at:]
