"""A profile as short lists, for paper: every result in a fixed order of fields, and what paper must not carry left out.

The names below are the format: a field that the program adds later is not on paper until it is named here.
"""

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Union, cast, get_args, get_origin, get_type_hints

from assessment.bundle.schema import IDENTIFIER, Misfit
from assessment.scoring.profile_model import (
    AbilityResult,
    AnswersResult,
    Band,
    ComputerResult,
    CountResult,
    DomainSeen,
    Evidence,
    Flag,
    FollowUpQuestion,
    InterestScore,
    InterestsResult,
    NotMeasured,
    Profile,
    ReadingResult,
    RouterResult,
    ScaleResult,
    SectionStatus,
    SectorSuggestion,
    TaskResult,
)

DECIMALS = 3
_LARGEST = 100_000
_LONGEST_LIST = 200
_EVIDENCE = {"t": Evidence.TESTED, "s": Evidence.SELF_REPORT, "n": Evidence.NOT_MEASURED}

# a result begins with its letter; what is part of another value has none
LETTERS: dict[type, str] = {
    AbilityResult: "a",
    CountResult: "c",
    InterestsResult: "i",
    ReadingResult: "l",
    ComputerResult: "m",
    NotMeasured: "n",
    RouterResult: "r",
    AnswersResult: "s",
    TaskResult: "t",
}
FIELDS: dict[type, str] = {
    AbilityResult: "scale evidence theta standard_error level between bands answered presented stopped flags",
    CountResult: "scale evidence right scored possible level flags",
    InterestsResult: "scale evidence types ranks code differentiation flat sectors suggestions flags",
    ReadingResult: "scale evidence own letters words points_to missing",
    ComputerResult: "scale evidence level domains stopped",
    NotMeasured: "scale evidence",
    RouterResult: "scale evidence hits words false_alarms made_up index",
    AnswersResult: "scale evidence",
    TaskResult: "scale evidence item outcome score flags",
    Band: "level probability",
    Flag: "name number",
    InterestScore: "name points possible rated",
    SectorSuggestion: "sector occupations types",
    DomainSeen: "domain outcome",
    FollowUpQuestion: "id",
    SectionStatus: "section status presented answered skipped withheld stopped",
}
# answers, and what tells of a single answer: which items were liked, which task took how long, what led to a question
LEFT_OUT: dict[str, object] = {
    "answers": (),
    "tasks": (),
    "seconds": None,
    "liked": (),
    "unknown": (),
    "centred": None,
    "reasons": (),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """What a kiosk states in short: results, questions to ask, how far each section came, and the languages."""

    results: tuple[ScaleResult, ...]
    followups: tuple[FollowUpQuestion, ...]
    sections: tuple[SectionStatus, ...]
    locales: tuple[str, ...]


FIELDS[Stated] = "results followups sections locales"


def of(profile: Profile) -> Stated:
    """What paper carries of *profile*: of its questions only those that no answer led to, for they would tell it."""
    asked = (one for one in profile.followups if all(kind == "level" for kind, *_ in one.reasons))
    return unpack(pack(Stated(profile.results, tuple(asked), profile.sections, profile.locales)))


def pack(stated: Stated) -> list[object]:
    """*stated* as lists of lists."""
    return cast(list[object], _packed(stated))


def unpack(data: object) -> Stated:
    """What *data* states; Misfit where it is anything that *pack* would not write."""
    return cast(Stated, _unpacked(Stated, data, "profile"))


def _packed(value: object) -> object:
    match value:
        case Evidence():
            return value.value[0]
        case float():
            return round(value, DECIMALS)
        case tuple():
            return [_packed(part) for part in value]
        case None | bool() | int() | str():
            return value
    letter = LETTERS.get(type(value))
    parts = [_packed(getattr(value, name)) for name in FIELDS[type(value)].split()]
    return [letter, *parts] if letter else parts


def _unpacked(kind: object, data: object, where: str) -> object:
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple(get_args(kind), data, where)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), data, where)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind, _list(data, where), where)
    return _scalar(kind, data, where)


def _one_of(kinds: tuple[object, ...], data: object, where: str) -> object:
    possible = [kind for kind in kinds if kind is not NoneType]
    if data is None and len(possible) < len(kinds):
        return None
    return _unpacked(possible[0], data, where) if len(possible) == 1 else _lettered(possible, data, where)


def _tuple(kinds: tuple[object, ...], data: object, where: str) -> tuple[object, ...]:
    parts = _list(data, where)
    if kinds[-1] is not Ellipsis and len(parts) != len(kinds):
        raise Misfit(f"{where}: found {len(parts)} parts, expected {len(kinds)}")
    return tuple(_unpacked(kinds[0], part, f"{where}[{number}]") for number, part in enumerate(parts))


def _lettered(possible: list[object], data: object, where: str) -> object:
    letter, *parts = _list(data, where) or [None]
    for kind in possible:
        if isinstance(kind, type) and letter == LETTERS[kind]:
            return _record(kind, parts, where)
    raise Misfit(f"{where}: found a result that begins with no known letter")


def _record(kind: type, parts: list[object], where: str) -> object:
    names = FIELDS[kind].split()
    if len(parts) != len(names):
        raise Misfit(f"{where}: found {len(parts)} fields, expected {len(names)}")
    hints = _hints(kind)
    told = {name: _unpacked(hints[name], part, f"{where}.{name}") for name, part in zip(names, parts, strict=True)}
    rest = {field.name: LEFT_OUT[field.name] for field in fields(kind) if field.name in LEFT_OUT.keys() - told.keys()}
    return kind(**told, **rest)


@cache
def _hints(kind: type) -> dict[str, object]:
    return dict(get_type_hints(kind))


def _list(data: object, where: str) -> list[object]:
    if not isinstance(data, list) or len(data) > _LONGEST_LIST:
        raise Misfit(f"{where}: found {type(data).__name__}, expected a list of at most {_LONGEST_LIST}")
    return data


def _scalar(kind: object, data: object, where: str) -> object:
    if kind is Evidence and isinstance(data, str) and data in _EVIDENCE:
        return _EVIDENCE[data]
    if kind is str and isinstance(data, str) and (not data or IDENTIFIER.fullmatch(data)):
        return data
    if kind is bool and isinstance(data, bool):
        return data
    if kind is int and type(data) is int and 0 <= data <= _LARGEST:
        return data
    if kind is float and _is_number(data):
        return float(cast(float, data))
    raise Misfit(f"{where}: found {type(data).__name__}, expected {getattr(kind, '__name__', kind)}")


def _is_number(data: object) -> bool:
    """A number as *pack* rounds it; true is none."""
    return type(data) in (int, float) and isfinite(data) and abs(data) <= _LARGEST and round(data, DECIMALS) == data  # type: ignore[arg-type, call-overload]
