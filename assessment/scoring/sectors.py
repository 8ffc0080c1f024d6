"""Likings to a few sectors to talk about, each with example occupations and why: never one best job, never an order.

Half of what speaks for a sector is the liking of its own activities, half is how alike the person's interests and those
of an occupation are: types of work alone cannot tell a roofer from a kitchen help (CONTENT.md §1.5).
Nothing is left out for what a person may do, for schooling or for the labour market.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import correlation

from assessment.items.model import Item
from assessment.items.responses import Liking
from assessment.items.sector_model import SectorOccupation
from assessment.scoring.likings import HIGHEST, LETTERS, POINTS, error_of_difference, groups, standard_error
from assessment.scoring.profile_model import InterestScore, SectorSuggestion

MOST = 5
EXAMPLES = 3
FEWEST_EXAMPLES = 2
_FOREMOST = 3  # the types of an occupation that are named
_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sector that stands out, with how alike (0–1) the person and its occupations are, where that is known."""

    score: InterestScore
    occupations: tuple[SectorOccupation, ...]
    alike: Mapping[str, float]

    @property
    def value(self) -> float:
        """What speaks for the sector, 0 to 1: its liking, and its occupation that is most alike."""
        liking = self.score.points / self.score.possible
        return _WEIGHT * max(self.alike.values()) + (1 - _WEIGHT) * liking if self.alike else liking

    def error(self, other: "_Candidate") -> float:
        """The error of the difference in value: that of the two likings. The profile is the same on both sides."""
        share = (1 - _WEIGHT) if self.alike else 1.0
        return share * error_of_difference(self.score.rated, other.score.rated) / HIGHEST


def suggestions(
    occupations: Sequence[SectorOccupation],
    types: Sequence[InterestScore],
    sectors: Sequence[InterestScore],
    liked: Sequence[Item],
    ranks: Sequence[Sequence[str]],
) -> tuple[SectorSuggestion, ...]:
    """At most five sectors that stand out by what was *liked*, in the order of *sectors*: no place says who is first.

    A sector stands out where something of it was liked, its mean is "not sure" or better, and that mean is at least one
    standard error above the person's own: a low bar, for a sector too many costs one question. Sectors whose values
    are about equal are named together, and left out together where they would be too many. Where *ranks* puts the six
    *types* in one group, or a type has no score, only the liking of sectors counts.
    """
    person = _profile(types, ranks)
    candidates = {
        score.name: _candidate(score, occupations, person)
        for score in sectors
        if _stands_out(score, liked, occupations)
    }
    values = {name: candidate.value for name, candidate in candidates.items()}
    tied = groups(values, lambda a, b: candidates[a].error(candidates[b]), [score.name for score in sectors])
    named = _most(tied)
    return tuple(_suggestion(candidates[s.name], liked, types, bool(person)) for s in sectors if s.name in named)


def _profile(types: Sequence[InterestScore], ranks: Sequence[Sequence[str]]) -> list[float]:
    """The person's six types; empty where they are no profile: about equal, or not all rated.

    A correlation with a flat profile is undefined, and with a nearly flat one it is noise (PSYCHOMETRICS.md §8).
    """
    values = [score.centred for score in types if score.centred is not None]
    return values if len(values) == len(LETTERS) and len(ranks) > 1 else []


def _stands_out(score: InterestScore, liked: Sequence[Item], occupations: Sequence[SectorOccupation]) -> bool:
    return (
        _above(score)
        and score.points >= score.rated * POINTS[Liking.UNSURE]
        and any(score.name in item.sectors for item in liked)
        and any(occupation.sector == score.name for occupation in occupations)
    )


def _above(score: InterestScore) -> bool:
    """Whether *score* is at least one standard error above the person's own mean."""
    return score.centred is not None and score.centred >= standard_error(score.rated)


def _candidate(score: InterestScore, occupations: Sequence[SectorOccupation], person: Sequence[float]) -> _Candidate:
    of_sector = tuple(occupation for occupation in occupations if occupation.sector == score.name)
    alike = {one.soc: likeness(person, [one.riasec[letter] for letter in LETTERS]) for one in of_sector if person}
    return _Candidate(score, of_sector, alike)


def likeness(person: Sequence[float], occupation: Sequence[float]) -> float:
    """How alike the six types of a *person* and of an *occupation* are, 0 to 1: Pearson's correlation, mapped.

    Neither may be flat. CONTENT.md §1.5, PSYCHOMETRICS.md §8.
    """
    return (correlation(person, occupation) + 1) / 2


def _most(tied: Sequence[Sequence[str]]) -> set[str]:
    """The groups from the highest on that are five together; the first that is too many ends it."""
    named: set[str] = set()
    for group in tied:
        if len(named) + len(group) > MOST:
            break
        named.update(group)
    return named


def _suggestion(
    candidate: _Candidate, liked: Sequence[Item], types: Sequence[InterestScore], has_profile: bool
) -> SectorSuggestion:
    examples = _examples(candidate)
    foremost = {letter for occupation in examples for letter in _foremost(occupation)}
    shared = [score.name for score in types if has_profile and _above(score) and score.name in foremost]
    return SectorSuggestion(
        sector=candidate.score.name,
        occupations=tuple(occupation.soc for occupation in examples),
        liked=tuple(item.id for item in liked if candidate.score.name in item.sectors),
        types=tuple(shared),
    )


def _examples(candidate: _Candidate) -> list[SectorOccupation]:
    """Two or three occupations, the most alike of each skill level first, so that short and long training both show."""
    by_likeness = sorted(candidate.occupations, key=lambda one: -candidate.alike.get(one.soc, 0.0))
    chosen: dict[int, SectorOccupation] = {}
    for occupation in by_likeness:
        chosen.setdefault(occupation.skill_level, occupation)
    named = list(chosen.values())[:EXAMPLES]
    for occupation in by_likeness:
        if len(named) < FEWEST_EXAMPLES and occupation.isco not in {one.isco for one in named}:
            named.append(occupation)
    return sorted(named, key=candidate.occupations.index)


def _foremost(occupation: SectorOccupation) -> list[str]:
    return sorted(LETTERS, key=lambda letter: -occupation.riasec[letter])[:_FOREMOST]
