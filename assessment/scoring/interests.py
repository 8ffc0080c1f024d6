"""Ratings to RIASEC and sector scores, within one person: no norms, no comparison between people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt
from statistics import median

from assessment.items.model import Item, ItemBank
from assessment.items.responses import Liking, Missing, RatingResponse, Response
from assessment.scoring.profile_model import Evidence, InterestScore, InterestsResult

POINTS = {Liking.LIKE: 2, Liking.UNSURE: 1, Liking.DISLIKE: 0}
LETTERS = "RIASEC"
# Until there are data: correlation between items of one type and their standard deviation (CONTENT.md §1.5).
INTER_ITEM_CORRELATION = 0.30
ITEM_SD = 0.75


def interests(
    bank: ItemBank,
    items: Sequence[Item],
    responses: Mapping[str, Response],
    missing: Mapping[str, Missing],
    seconds: Mapping[str, float],
) -> InterestsResult:
    """The interest scores of the section's rating *items*; types and sectors without a rating have 0 rated."""
    ratings = {item.id: given.liking for item in items if isinstance(given := responses.get(item.id), RatingResponse)}
    types = tuple(_score(letter, _of_type(items, letter), ratings) for letter in LETTERS)
    sectors = tuple(_score(name, _in_sector(items, name), ratings) for name in bank.sectors)
    unknown = tuple(item.id for item in items if missing.get(item.id) is Missing.DONT_KNOW)
    return InterestsResult(
        scale="",
        evidence=Evidence.SELF_REPORT if ratings else Evidence.NOT_MEASURED,
        types=types,
        ranks=ranks(types, {letter: len(_of_type(items, letter)) for letter in LETTERS}),
        sectors=tuple(score for score in sectors if score.possible),
        liked=tuple(item.id for item in items if ratings.get(item.id) is Liking.LIKE),
        unknown=unknown,
        flags=tuple(_flags(list(ratings.values()), len(unknown), len(items), [seconds.get(i, 9.9) for i in ratings])),
    )


def _of_type(items: Iterable[Item], letter: str) -> list[Item]:
    return [item for item in items if item.riasec == letter]


def _in_sector(items: Iterable[Item], name: str) -> list[Item]:
    return [item for item in items if name in item.sectors]


def _score(name: str, items: Sequence[Item], ratings: Mapping[str, Liking]) -> InterestScore:
    given = [POINTS[ratings[item.id]] for item in items if item.id in ratings]
    return InterestScore(name, sum(given), 2 * len(given), len(given))


def standard_error_of_difference(items: int) -> float:
    """SE of the difference between two sums of *items* ratings (0–2 each), in points.

    SEM = SD * sqrt(1 - alpha), alpha by Spearman-Brown; the difference has sqrt(2) times that (CONTENT.md §1.5).
    """
    alpha = items * INTER_ITEM_CORRELATION / (1 + (items - 1) * INTER_ITEM_CORRELATION)
    sd = ITEM_SD * sqrt(items * (1 + (items - 1) * INTER_ITEM_CORRELATION))
    return sd * sqrt(1 - alpha) * sqrt(2)


def ranks(types: Sequence[InterestScore], designed: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Types in groups that are about equal, highest first.

    A type joins the group while it is less than one SE of a difference below the group's highest. A type rated on
    fewer than two thirds of its items is left out; scores with a gap are prorated to the full number.
    """
    enough = [score for score in types if score.rated and score.rated * 3 >= designed[score.name] * 2]
    prorated = {score.name: score.points / score.rated * designed[score.name] for score in enough}
    groups: list[list[str]] = []
    top = 0.0
    for name in sorted(prorated, key=_by_points(prorated)):
        if groups and top - prorated[name] < standard_error_of_difference(designed[name]):
            groups[-1].append(name)
        else:
            groups.append([name])
            top = prorated[name]
    return tuple(tuple(sorted(group, key=LETTERS.index)) for group in groups)


def _by_points(points: Mapping[str, float]) -> Callable[[str], tuple[float, int]]:
    return lambda name: (-points[name], LETTERS.index(name))


def _flags(ratings: Sequence[Liking], unknown: int, items: int, seconds: Sequence[float]) -> Iterable[str]:
    """What to talk through: one answer for nearly everything, very quick answers, many unknown pictures."""
    if len(ratings) >= 6 and max(ratings.count(liking) for liking in Liking) > 0.85 * len(ratings):
        yield "same_answer"
    if ratings and median(seconds) < 0.8:
        yield "very_quick"
    if items and unknown > 0.25 * items:
        yield "many_unknown"
