"""JSON as I-JSON (RFC 7493) wants it, and no more: what is ambiguous or oversized is refused before it is used."""

import json
import re
from collections.abc import Iterator
from itertools import accumulate
from math import isfinite
from unicodedata import category, is_normalized, normalize

DEEPEST = 16  # objects and arrays inside each other
LARGEST = 2**53 - 1  # the integers that every JSON reader keeps exact

# An unterminated string runs to the end, so that the scan stays linear on any input.
_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)
_STEPS = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}
_LONGEST_NUMBER = 32  # characters; Python would otherwise work on integers of thousands of digits

# Controls but tab and line feed, bidirectional embeddings, overrides and isolates, lone surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class NotStrict(ValueError):
    """The bytes are not strict JSON."""


def loads(data: bytes, limit: int) -> object:
    """The value in *data*, which may be at most *limit* bytes long; raises NotStrict and nothing else."""
    if len(data) > limit:
        raise NotStrict(f"found {len(data)} bytes, expected at most {limit}")
    if (deepest := _depth(data)) > DEEPEST:
        raise NotStrict(f"found {deepest} levels, expected at most {DEEPEST}")
    value = _parsed(data)
    for text in _texts(value):
        if found := _FORBIDDEN.search(text):
            raise NotStrict(f"found the character U+{ord(found[0]):04X} in a string")
        if not is_normalized("NFC", text):
            raise NotStrict("found a string that is not in the normal form NFC")
    return value


def dumps(value: object) -> bytes:
    """*value* as compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def spaced(value: object) -> bytes:
    """*value* as JSON in ASCII with spaces after commas and colons."""
    return json.dumps(value, allow_nan=False).encode("ascii")


def clean(text: str) -> str:
    """*text* as a bundle can carry it: line ends become line feeds, forbidden characters go, NFC.

    Characters that this version of Unicode does not know go too: only of those it does know is NFC the same for ever.
    """
    kept = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return normalize("NFC", "".join(character for character in kept if category(character) != "Cn"))


def cleaned(value: object) -> object:
    """Plain data with every text in it *clean*; names of fields stay as they are."""
    match value:
        case str():
            return clean(value)
        case list():
            return [cleaned(part) for part in value]
        case dict():
            return {name: cleaned(part) for name, part in value.items()}
    return value


def _parsed(data: bytes) -> object:
    try:
        value: object = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_real,
            parse_constant=_constant,
        )
    except ValueError as found:
        raise NotStrict(str(found)) from found
    return value


def _depth(data: bytes) -> int:
    steps = (_STEPS.get(token[0], 0) for token in _TOKENS.finditer(data))
    return max(accumulate(steps), default=0)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrict("found the same name twice in an object")
    return found


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER or abs(int(digits)) > LARGEST:
        raise NotStrict(f"found an integer of {len(digits)} characters, expected one within ±{LARGEST}")
    return int(digits)


def _real(digits: str) -> float:
    if len(digits) > _LONGEST_NUMBER or not isfinite(float(digits)):
        raise NotStrict(f"found a number of {len(digits)} characters that is too long or too large")
    return float(digits)


def _constant(name: str) -> object:
    raise NotStrict(f"found {name}, expected a number")


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for part in value:
                yield from _texts(part)
        case dict():
            for name, part in value.items():
                yield name
                yield from _texts(part)
