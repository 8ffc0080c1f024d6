"""Reading in one's own script and in Latin script, side by side: somebody who reads another script is no beginner."""

from collections.abc import Mapping

from assessment.items.model import ItemBank, Scale
from assessment.scoring.profile_model import CountResult, Evidence, ReadingResult, ScaleResult

SPEED, FUNCTIONAL = "speed", "functional"


def reading(bank: ItemBank, scale: Scale, results: Mapping[str, ScaleResult]) -> ReadingResult:
    """What the counts named in the parts of *scale* tell together; parts that the bank has no scale for are named.

    Towards the Alfa levels of the Dutch framework for literacy (Raamwerk Alfabetisering NT2, 2005): before A while
    letters are not known, around A while words are not, around B while words come slowly, and C or further when they
    come fast and are used (CONTENT.md §3.5, provisional). Each is known by the highest level of its count. It points
    somewhere; an alfa intake confirms it.
    """
    counts = {part: results.get(name) for part, name in scale.parts}
    own, letters, words = (_count(counts.get(part)) for part in ("own", "letters", "words"))
    missing = tuple(part for part in (SPEED, FUNCTIONAL) if _count(counts.get(part)) is None)
    measured = [count for count in (own, letters, words) if count is not None]
    return ReadingResult(
        scale=scale.id,
        evidence=Evidence.TESTED if measured else Evidence.NOT_MEASURED,
        own=own.level if own else None,
        letters=(letters.right, letters.possible) if letters else None,
        words=(words.right, words.possible) if words else None,
        points_to=_points_to(bank, {part: _count(found) for part, found in counts.items()}),
        missing=missing if measured else (),
    )


def _count(result: ScaleResult | None) -> CountResult | None:
    return result if isinstance(result, CountResult) and result.scored else None


def _points_to(bank: ItemBank, counts: Mapping[str, CountResult | None]) -> str | None:
    """before_a, around_a, around_b, b_or_further (speed not measured) or c_or_further; None without enough evidence."""
    steps = (("letters", "before_a"), ("words", "around_a"), (SPEED, "around_b"), (FUNCTIONAL, "around_b"))
    for part, below in steps:
        count = counts.get(part)
        if count is None:
            return "b_or_further" if part in (SPEED, FUNCTIONAL) else None
        if count.level is None:
            return None
        if count.level != _highest(bank, count.scale):
            return below
    return "c_or_further"


def _highest(bank: ItemBank, scale: str) -> str:
    cuts = bank.scale(scale).cut_scores
    return cuts.cuts[-1].level if cuts and cuts.cuts else ""
