"""Reading plain data strictly: exactly the fields that were named, each of exactly the kind that was asked for."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
IDENTIFIER_OR_NONE = re.compile(rf"({IDENTIFIER.pattern})?")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}")
LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SHA256 = re.compile(r"[0-9a-f]{64}")
SHA256_OR_NONE = re.compile(r"([0-9a-f]{64})?")
THUMBPRINT = re.compile(r"[A-Za-z0-9_-]{43}")  # also a P-256 coordinate: 32 bytes in base64url
BASE64URL = re.compile(r"[A-Za-z0-9_-]{0,16384}")

_LONGEST_LIST = 20_000
_LATEST = 4_102_444_800  # the first second of 2100


class Misfit(ValueError):
    """A field is missing, unknown or of the wrong kind. The message names the field, never its value."""


@dataclass(frozen=True, slots=True)
class Record:
    """An object with known field names; *where* is its path, for messages."""

    where: str
    fields: dict[str, object]

    @classmethod
    def of(cls, value: object, where: str, names: frozenset[str]) -> Self:
        """*value* as an object that has exactly the fields *names*."""
        if not isinstance(value, dict):
            raise Misfit(f"{where}: found {_kind(value)}, expected an object")
        if unknown := value.keys() - names:
            raise Misfit(f"{where}: found {len(unknown)} unknown fields, expected only {', '.join(sorted(names))}")
        if missing := names - value.keys():
            raise Misfit(f"{where}: the fields {', '.join(sorted(missing))} are missing")
        return cls(where, value)

    def record(self, name: str, names: frozenset[str]) -> "Record":
        """The object in field *name*, with exactly the fields *names*."""
        return Record.of(self.fields[name], f"{self.where}.{name}", names)

    def text(self, name: str, pattern: re.Pattern[str]) -> str:
        """The string in field *name*, all of which fits *pattern*."""
        return _text(self.fields[name], f"{self.where}.{name}", pattern)

    def texts(self, name: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """The strings in field *name*, each of which fits *pattern*."""
        where = f"{self.where}.{name}"
        return tuple(_text(value, where, pattern) for value in self.values(name))

    def values(self, name: str) -> list[object]:
        """The array in field *name*."""
        value = self.fields[name]
        if not isinstance(value, list) or len(value) > _LONGEST_LIST:
            raise Misfit(f"{self.where}.{name}: found {_kind(value)}, expected an array of at most {_LONGEST_LIST}")
        return value

    def plain(self, name: str) -> dict[str, object]:
        """The object in field *name*, whose own reader checks its fields later."""
        return _plain(self.fields[name], f"{self.where}.{name}")

    def plains(self, name: str) -> list[dict[str, object]]:
        """The objects in field *name*, whose own reader checks their fields later."""
        return [_plain(value, f"{self.where}.{name}") for value in self.values(name)]

    def whole(self, name: str, least: int = 0, most: int = 2**53 - 1) -> int:
        """The integer in field *name*; true is not one."""
        value = self.fields[name]
        if type(value) is not int or not least <= value <= most:
            raise Misfit(f"{self.where}.{name}: found {_kind(value)}, expected an integer from {least} to {most}")
        return value

    def flag(self, name: str) -> bool:
        """The boolean in field *name*; 1 is not one."""
        value = self.fields[name]
        if not isinstance(value, bool):
            raise Misfit(f"{self.where}.{name}: found {_kind(value)}, expected true or false")
        return value

    def moment(self, name: str) -> datetime:
        """The moment in field *name*, written as whole seconds since 1970."""
        return datetime.fromtimestamp(self.whole(name, most=_LATEST), UTC)


def names(text: str) -> frozenset[str]:
    """The field names in *text*, separated by spaces."""
    return frozenset(text.split())


def seconds(moment: datetime) -> int:
    """*moment*, which has a time zone, as whole seconds since 1970."""
    if moment.tzinfo is None:
        raise Misfit(f"found {moment} without a time zone")
    return int(moment.timestamp())


def _text(value: object, where: str, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str):
        raise Misfit(f"{where}: found {_kind(value)}, expected a string")
    if not pattern.fullmatch(value):
        raise Misfit(f"{where}: found a string of {len(value)} characters, expected {pattern.pattern}")
    return value


def _plain(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Misfit(f"{where}: found {_kind(value)}, expected an object")
    return value


def _kind(value: object) -> str:
    return f"{len(value)} values" if isinstance(value, list) else type(value).__name__
