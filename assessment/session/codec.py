"""Frozen dataclasses to plain data and back, strictly: an unknown, missing or wrongly typed field is an error."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints


class NotARecord(ValueError):
    """Plain data that is not what this program writes; the message says where."""


def dump(value: object) -> object:
    """*value* as dicts, lists, texts, numbers, truths and None; each dataclass says its name under "type"."""
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case datetime():
            return value.isoformat()
        case tuple() | list():
            return [dump(part) for part in value]
    if is_dataclass(value):
        return {"type": type(value).__name__, **{f.name: dump(getattr(value, f.name)) for f in fields(value)}}
    raise TypeError(f"no record form for {type(value).__name__}")


def load(kind: object, data: object, where: str = "") -> object:
    """The value of type *kind* that *data* describes; NotARecord where it describes none."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union(get_args(kind), data, where)
    if origin is tuple:
        return _tuple(get_args(kind), data, where)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind, data, where)
    return _scalar(kind, data, where)


def _union(kinds: tuple[object, ...], data: object, where: str) -> object:
    if data is None and NoneType in kinds:
        return None
    if isinstance(data, Mapping):
        for kind in kinds:
            if isinstance(kind, type) and kind.__name__ == data.get("type"):
                return load(kind, data, where)
        raise NotARecord(f"{where}: found the type {data.get('type')!r}")
    plain = [kind for kind in kinds if kind is not NoneType and not is_dataclass(kind)]
    if len(plain) == 1:
        return load(plain[0], data, where)
    raise NotARecord(f"{where}: found {type(data).__name__}")


def _tuple(kinds: tuple[object, ...], data: object, where: str) -> object:
    if not isinstance(data, list):
        raise NotARecord(f"{where}: found {type(data).__name__}, expected a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(load(kinds[0], part, f"{where}[{number}]") for number, part in enumerate(data))
    if len(kinds) != len(data):
        raise NotARecord(f"{where}: found {len(data)} parts, expected {len(kinds)}")
    return tuple(
        load(kind, part, f"{where}[{number}]") for number, (kind, part) in enumerate(zip(kinds, data, strict=True))
    )


@cache
def _hints(kind: type) -> dict[str, object]:
    return dict(get_type_hints(kind))


def _record(kind: type, data: object, where: str) -> object:
    where = f"{where}/{kind.__name__}"
    hints = _hints(kind)
    if not isinstance(data, Mapping) or data.get("type") != kind.__name__:
        raise NotARecord(f"{where}: found something else")
    if set(data) != {"type", *hints}:
        raise NotARecord(f"{where}: found the fields {', '.join(sorted(map(str, data)))}")
    return kind(**{name: load(hint, data[name], f"{where}.{name}") for name, hint in hints.items()})


def _scalar(kind: object, data: object, where: str) -> object:
    if kind is float and isinstance(data, int | float) and not isinstance(data, bool):
        return float(data)
    if kind in (str, int, bool) and type(data) is kind:
        return data
    if isinstance(kind, type) and isinstance(data, str):
        try:
            if issubclass(kind, Enum):
                return kind(data)
            if kind is datetime:
                return _moment(data)
        except ValueError:
            raise NotARecord(f"{where}: found {data[:40]!r}") from None
    raise NotARecord(f"{where}: found {type(data).__name__}, expected {getattr(kind, '__name__', kind)}")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone")
    return moment
