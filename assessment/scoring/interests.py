"""Ratings to RIASEC and sector scores, within one person: no norms, no comparison between people.

Two letters beside each other on the hexagon are not called consistent here, nor are others called the opposite: whether
the hexagon holds has not been checked for these activities in any of these languages (PSYCHOMETRICS.md §8, CONTENT.md
§1.4), and a case worker could do nothing with it.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from assessment.items.model import Item, ItemBank
from assessment.items.responses import Liking, Missing, RatingResponse, Response
from assessment.scoring.interest_flags import flags
from assessment.scoring.likings import LETTERS, POINTS, error_of_difference, groups
from assessment.scoring.profile_model import Evidence, InterestScore, InterestsResult
from assessment.scoring.sectors import suggestions

ENOUGH = 0.8  # of the activities of a type (PSYCHOMETRICS.md §8): with fewer there is no score
CERTAIN = 1.96
_FEWEST_OF_A_SECTOR = 2  # ours: a sector has two activities or more, and one alone is not a kind of work
_CODE = 3
_DECIMALS = 4


def interests(
    bank: ItemBank,
    items: Sequence[Item],
    responses: Mapping[str, Response],
    missing: Mapping[str, Missing],
    seconds: Mapping[str, float],
) -> InterestsResult:
    """The interests in the section's rating *items*, with sectors to talk about; what was not rated counts for nothing.

    *seconds* is the time of each item that has one.
    """
    ratings = {item.id: given.liking for item in items if isinstance(given := responses.get(item.id), RatingResponse)}
    points = {name: POINTS[liking] for name, liking in ratings.items()}
    unknown = tuple(item.id for item in items if missing.get(item.id) is Missing.DONT_KNOW)
    liked = tuple(item for item in items if ratings.get(item.id) is Liking.LIKE)
    types = tuple(_type(letter, items, points) for letter in LETTERS)
    sectors = tuple(_sector(name, items, points) for name in bank.sectors)
    order = ranks(types)
    return InterestsResult(
        scale="",
        evidence=Evidence.SELF_REPORT if ratings else Evidence.NOT_MEASURED,
        types=types,
        ranks=order,
        code=code(types),
        differentiation=differentiation(types),
        flat=order == (tuple(LETTERS),),
        sectors=tuple(score for score in sectors if score.possible),
        suggestions=suggestions(bank.sector_occupations, types, sectors, liked, order),
        liked=tuple(item.id for item in liked),
        unknown=unknown,
        flags=tuple(
            flags(list(ratings.values()), len(unknown), [seconds[name] for name in ratings if name in seconds])
        ),
    )


def _type(letter: str, items: Sequence[Item], points: Mapping[str, int]) -> InterestScore:
    of_type = [item.id for item in items if item.riasec == letter]
    return _score(letter, of_type, points, ENOUGH * len(of_type))


def _sector(name: str, items: Sequence[Item], points: Mapping[str, int]) -> InterestScore:
    return _score(name, [item.id for item in items if name in item.sectors], points, _FEWEST_OF_A_SECTOR)


def _score(name: str, items: Sequence[str], points: Mapping[str, int], needed: float) -> InterestScore:
    """The points of *items*; set against the person's own mean where at least *needed* of them were rated.

    A mean over the activities that were rated is the sum prorated to all of them.
    """
    given = [points[item] for item in items if item in points]
    centred = None
    if given and len(given) >= needed:
        centred = round(sum(given) / len(given) - sum(points.values()) / len(points), _DECIMALS)
    return InterestScore(name, sum(given), 2 * len(given), len(given), centred)


def ranks(types: Sequence[InterestScore]) -> tuple[tuple[str, ...], ...]:
    """*types* in groups that are about equal, highest first; types without a score are left out.

    About equal is a lead of less than one error of a difference, as CONTENT.md §1.5 has it: close kinds of work are
    named together, and all of them.
    """
    rated = {score.name: score.rated for score in types}
    centred = {score.name: score.centred for score in types if score.centred is not None}
    return groups(centred, lambda first, second: error_of_difference(rated[first], rated[second]), LETTERS)


def code(types: Sequence[InterestScore]) -> str | None:
    """The three letters that are certainly ahead of the three others, highest first; None where they are not earned.

    Each of the three leads each of the others by 1.96 errors of a difference or more, the rule of PSYCHOMETRICS.md §8.
    CONTENT.md §1.5 asks for one error; but a code looks like a fact, is copied where the ties beside it are not, and
    holds nine leads at once, so it takes the stricter of the two. Within the three, letters may be about equal: see
    ranks. A type without a score could be one of the three, so then there is no code.
    """
    scored = [(score.centred, score) for score in types if score.centred is not None]
    if len(scored) < len(LETTERS):
        return None
    ordered = [score for _centred, score in sorted(scored, key=lambda pair: (-pair[0], LETTERS.index(pair[1].name)))]
    ahead = all(_certainly(first, second) for first, second in product(ordered[:_CODE], ordered[_CODE:]))
    return "".join(score.name for score in ordered[:_CODE]) if ahead else None


def _certainly(first: InterestScore, second: InterestScore) -> bool:
    lead = first.points / first.rated - second.points / second.rated
    return lead >= CERTAIN * error_of_difference(first.rated, second.rated)


def differentiation(types: Sequence[InterestScore]) -> float | None:
    """How far the highest type is above the lowest, in points an activity (0 to 2); None with fewer than two scores."""
    centred = [score.centred for score in types if score.centred is not None]
    return round(max(centred) - min(centred), _DECIMALS) if len(centred) > 1 else None
