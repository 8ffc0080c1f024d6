"""What a profile states on each scale, read from plain data: profiles of any scoring version can be compared."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """What one scale says: a *level* or the two it lies *between*, the *outcome* of a task, the *order* of interests.

    *order* holds the groups of types that are about equal, highest first; *points_to* is what reading points to.
    All empty: nothing is stated.
    """

    level: str = ""
    between: tuple[str, ...] = ()
    outcome: str = ""
    order: tuple[str, ...] = ()
    points_to: str = ""


def statements(profile: Mapping[str, object]) -> dict[str, Statement]:
    """The statement of each scale of *profile*, plain data of any version; what cannot be read states nothing."""
    return {scale: _statement(result) for scale, result in results(profile).items()}


def results(profile: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    """The results of *profile* by scale, as far as they are there at all."""
    found = profile.get("results")
    plain = [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
    return {str(one["scale"]): one for one in plain if "scale" in one}


def _statement(result: Mapping[str, object]) -> Statement:
    between = _texts(result.get("between")) if len(_list(result.get("between"))) > 1 else ()
    return Statement(
        # a page that names two levels names no single one
        level="" if between else _text(result.get("level")),
        between=between,
        outcome=_text(result.get("outcome")),
        order=tuple("".join(_texts(group)) for group in _list(result.get("ranks"))),
        points_to=_text(result.get("points_to")),
    )


def alike(one: object, other: object) -> bool:
    """Whether two parts of profiles say the same in all that both of them say."""
    match one, other:
        case Mapping(), Mapping():
            return all(alike(one[name], other[name]) for name in one.keys() & other.keys())
        case list(), list():
            return len(one) == len(other) and all(map(alike, one, other))
    return one == other


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(part for part in _list(value) if isinstance(part, str))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
