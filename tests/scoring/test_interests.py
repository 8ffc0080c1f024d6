from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.interactions import Rating
from assessment.items.model import Item
from assessment.items.responses import Liking, Missing, RatingResponse, Response
from assessment.scoring.interests import interests, ranks, standard_error_of_difference
from assessment.scoring.profile_model import Evidence, InterestScore, InterestsResult
from tests.builders import a_bank

LIKINGS = {"+": Liking.LIKE, "?": Liking.UNSURE, "-": Liking.DISLIKE}
DESIGNED = dict.fromkeys("RIASEC", 3)
BANK = replace(a_bank(), sectors={"HO": "Horeca", "ZO": "Zorg", "TV": "Vervoer"})
ITEMS = [
    Item(f"int-{letter}{number}", "Doen", Rating(), riasec=letter, sectors=("HO", "ZO")[: 1 + number % 2])
    for number in range(3)
    for letter in "RIASEC"
]


def rated(
    ratings: Mapping[str, str], missing: Mapping[str, Missing] | None = None, seconds: float = 4.0
) -> InterestsResult:
    """The interests of somebody who rated the three items of each letter in *ratings* as its signs say."""
    given: dict[str, Response] = {}
    for letter, signs in ratings.items():
        of_type = [item for item in ITEMS if item.riasec == letter]
        given |= {i.id: RatingResponse(LIKINGS[s]) for i, s in zip(of_type, signs, strict=False) if s in LIKINGS}
    return interests(BANK, ITEMS, given, missing or {}, dict.fromkeys(given, seconds))


def scores(**points: tuple[int, int]) -> list[InterestScore]:
    """Points and how many were rated, by letter."""
    return [InterestScore(name, got, 2 * count, count) for name, (got, count) in points.items()]


def test_a_like_is_two_points_and_not_sure_is_one() -> None:
    found = {score.name: (score.points, score.possible, score.rated) for score in rated({"R": "+?-"}).types}

    assert found["R"] == (3, 6, 3)
    assert found["S"] == (0, 0, 0)


def test_types_that_are_about_equal_share_a_place() -> None:
    found = ranks(scores(R=(6, 3), I=(5, 3), A=(2, 3), S=(1, 3), E=(0, 3)), DESIGNED)

    assert found == (("R", "I"), ("A", "S"), ("E",))


def test_a_group_is_measured_from_its_highest_not_from_neighbour_to_neighbour() -> None:
    found = ranks(scores(R=(6, 3), I=(5, 3), A=(4, 3), S=(3, 3)), DESIGNED)

    assert found == (("R", "I"), ("A", "S"))


def test_equal_types_stand_in_the_order_of_the_letters() -> None:
    assert ranks(scores(S=(4, 3), A=(4, 3), R=(4, 3)), DESIGNED) == (("R", "A", "S"),)


def test_a_gap_is_prorated_to_the_full_number() -> None:
    assert ranks(scores(R=(4, 2), I=(6, 3), A=(4, 3)), DESIGNED) == (("R", "I"), ("A",))


def test_a_type_with_fewer_than_two_thirds_rated_has_no_place() -> None:
    assert ranks(scores(R=(2, 1), I=(1, 3), A=(0, 0)), DESIGNED) == (("I",),)


def test_nobody_gets_a_place_without_ratings() -> None:
    assert rated({}).ranks == ()
    assert rated({}).evidence is Evidence.NOT_MEASURED


@given(points=st.dictionaries(st.sampled_from("RIASEC"), st.integers(0, 6)))
def test_every_rated_type_stands_in_exactly_one_group(points: dict[str, int]) -> None:
    found = ranks(scores(**{name: (value, 3) for name, value in points.items()}), DESIGNED)

    assert sorted(letter for group in found for letter in group) == sorted(points)
    assert all(len(group) > 0 for group in found)


def test_the_standard_error_of_a_difference_is_that_of_the_formula() -> None:
    assert standard_error_of_difference(3) == pytest.approx(1.5370, abs=1e-4)


def test_a_sector_counts_each_item_that_carries_it() -> None:
    found = rated({**dict.fromkeys("RIASEC", "+++"), "R": "+?-"}).sectors

    assert found == (InterestScore("HO", 33, 36, 18), InterestScore("ZO", 11, 12, 6))


def test_not_knowing_a_picture_is_named_and_is_no_rating() -> None:
    found = rated({"R": "+ "}, {"int-A2": Missing.DONT_KNOW})

    assert found.unknown == ("int-A2",)
    assert {score.name: score.rated for score in found.types}["A"] == 0


@pytest.mark.parametrize(
    ("ratings", "flags"),
    [
        (dict.fromkeys("RIASEC", "+++"), ("same_answer",)),
        (dict.fromkeys("RIASEC", "---"), ("same_answer",)),
        ({**dict.fromkeys("RIASE", "???"), "C": "++-"}, ()),
        (dict.fromkeys("RIASEC", "+?-"), ()),
        ({"R": "+++", "I": "++ "}, ()),
    ],
)
def test_one_answer_for_nearly_everything_is_flagged(ratings: dict[str, str], flags: tuple[str, ...]) -> None:
    assert rated(ratings).flags == flags


def test_very_quick_answers_are_flagged() -> None:
    assert rated(dict.fromkeys("RIASEC", "+?-"), seconds=0.7).flags == ("very_quick",)


def test_more_than_a_quarter_unknown_is_flagged() -> None:
    ids = [item.id for item in ITEMS]

    assert rated({}, dict.fromkeys(ids[:5], Missing.DONT_KNOW)).flags == ("many_unknown",)
    assert rated({}, dict.fromkeys(ids[:4], Missing.DONT_KNOW)).flags == ()
