from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.interactions import Rating
from assessment.items.model import Item
from assessment.items.responses import Liking, Missing, RatingResponse, Response
from assessment.scoring.interests import code, differentiation, interests, ranks
from assessment.scoring.profile_model import Evidence, InterestScore, InterestsResult
from tests.builders import a_bank

LIKINGS = {"+": Liking.LIKE, "?": Liking.UNSURE, "-": Liking.DISLIKE}
SECTORS = {"HO": "Horeca", "ZO": "Zorg", "TV": "Vervoer"}
ITEMS = [
    Item(f"int-{letter}{number}", "Doen", Rating(), riasec=letter, sectors=("HO", "ZO")[: 1 + number % 2])
    for number in range(5)
    for letter in "RIASEC"
]


def rated(
    ratings: Mapping[str, str], missing: Mapping[str, Missing] | None = None, seconds: float = 4.0
) -> InterestsResult:
    """The interests of somebody who rated the five items of each letter in *ratings* as its signs say."""
    given: dict[str, Response] = {}
    for letter, signs in ratings.items():
        of_type = [item for item in ITEMS if item.riasec == letter]
        given |= {i.id: RatingResponse(LIKINGS[s]) for i, s in zip(of_type, signs, strict=False) if s in LIKINGS}
    bank = replace(a_bank(), sectors=SECTORS)
    return interests(bank, ITEMS, given, missing or {}, dict.fromkeys(given, seconds))


def scores(**points: int) -> tuple[InterestScore, ...]:
    """Types by letter with so many points of ten, over five items."""
    return tuple(InterestScore(letter, got, 10, 5, got / 5 - 1) for letter, got in points.items())


def test_a_like_is_two_points_and_not_sure_is_one() -> None:
    found = {score.name: (score.points, score.possible, score.rated) for score in rated({"R": "+?-+?"}).types}

    assert found["R"] == (6, 10, 5)
    assert found["S"] == (0, 0, 0)


def test_a_type_is_set_against_the_persons_own_mean() -> None:
    found = {score.name: score.centred for score in rated({**dict.fromkeys("RIASE", "?????"), "C": "+++++"}).types}

    assert found["C"] == pytest.approx(0.8333, abs=1e-4)
    assert found["R"] == pytest.approx(-0.1667, abs=1e-4)


def test_saying_yes_to_more_moves_no_type() -> None:
    careful = rated({**dict.fromkeys("RIASE", "-----"), "C": "?????"})
    eager = rated({**dict.fromkeys("RIASE", "?????"), "C": "+++++"})

    assert [score.centred for score in careful.types] == [score.centred for score in eager.types]
    assert careful.ranks == eager.ranks


# four fifths


def test_a_type_with_four_of_five_rated_has_a_score() -> None:
    found = rated({**dict.fromkeys("RIASE", "?????"), "C": "++++ "})

    assert found.ranks == (("C",), ("R", "I", "A", "S", "E"))


def test_a_type_with_fewer_than_four_fifths_rated_has_no_score_and_no_place() -> None:
    found = rated({**dict.fromkeys("RIASE", "?????"), "C": "+++  "})

    assert {score.name: score.centred for score in found.types}["C"] is None
    assert found.ranks == (("R", "I", "A", "S", "E"),)


def test_a_gap_does_not_count_as_a_dislike() -> None:
    found = rated({**dict.fromkeys("IASEC", "?????"), "R": "???? "})

    assert found.ranks == (tuple("RIASEC"),)


def test_nobody_gets_a_place_without_ratings() -> None:
    found = rated({})

    assert (found.ranks, found.code, found.differentiation, found.flat) == ((), None, None, False)
    assert (found.suggestions, found.evidence) == ((), Evidence.NOT_MEASURED)


# ties


def test_types_that_are_less_than_one_error_apart_share_a_place() -> None:
    # one error of a difference is 1.98 points of ten
    assert ranks(scores(R=9, I=8, A=6)) == (("R", "I"), ("A",))


def test_equal_types_stand_in_the_order_of_the_letters() -> None:
    assert ranks(scores(S=4, A=4, R=4)) == (("R", "A", "S"),)


# the code


def test_three_types_that_are_certainly_ahead_give_a_code() -> None:
    assert code(scores(R=1, I=2, A=6, S=10, E=8, C=2)) == "SEA"


def test_a_code_needs_twice_the_lead_of_a_tie() -> None:
    # the third leads the fourth by three points: more than one error of a difference, less than 1.96 of them (3.89)
    close = scores(R=1, I=3, A=6, S=10, E=8, C=2)

    assert code(close) is None
    assert ranks(close) == (("S",), ("E",), ("A",), ("I", "C"), ("R",))


def test_types_within_the_code_may_be_about_equal() -> None:
    found = scores(R=1, I=2, A=9, S=9, E=10, C=2)

    assert code(found) == "EAS"
    assert ranks(found)[0] == ("A", "S", "E")


def test_there_is_no_code_while_a_type_has_no_score() -> None:
    *others, last = scores(A=9, S=9, E=10, R=1, I=2, C=1)

    assert code((*others, last)) == "EAS"
    assert code((*others, replace(last, centred=None))) is None


@given(points=st.lists(st.integers(0, 10), min_size=6, max_size=6))
def test_a_code_never_cuts_through_a_tie(points: list[int]) -> None:
    found = scores(**dict(zip("RIASEC", points, strict=True)))

    if (letters := code(found)) is not None:
        ahead = {letter for group in ranks(found) for letter in group if set(group) & set(letters)}
        assert ahead == set(letters)


# how far apart


def test_the_differentiation_is_the_highest_less_the_lowest() -> None:
    assert differentiation(scores(R=10, I=1, A=5)) == 1.8
    assert differentiation(scores(R=10)) is None


def test_six_types_about_equal_show_no_preference() -> None:
    found = rated({**dict.fromkeys("RIASE", "?????"), "C": "????+"})

    assert found.flat
    assert found.code is None


def test_one_type_ahead_is_a_preference() -> None:
    assert not rated({**dict.fromkeys("RIASE", "?????"), "C": "???++"}).flat


def test_five_types_about_equal_and_one_without_a_score_are_not_called_flat() -> None:
    assert not rated(dict.fromkeys("RIASE", "?????")).flat


# sectors, pictures and flags


def test_a_sector_counts_each_item_that_carries_it() -> None:
    found = {score.name: score for score in rated({**dict.fromkeys("IASEC", "+++++"), "R": "+?-++"}).sectors}

    assert (found["HO"].points, found["HO"].possible, found["HO"].rated) == (57, 60, 30)
    assert (found["ZO"].points, found["ZO"].possible, found["ZO"].rated) == (23, 24, 12)
    assert "TV" not in found


def test_one_activity_is_no_sector() -> None:
    (sector,) = [score for score in rated({"R": " +"}).sectors if score.name == "ZO"]

    assert (sector.rated, sector.centred) == (1, None)


def test_not_knowing_a_picture_is_named_and_is_no_rating() -> None:
    found = rated({"R": "+ "}, {"int-A2": Missing.DONT_KNOW})

    assert found.unknown == ("int-A2",)
    assert {score.name: score.rated for score in found.types}["A"] == 0


def test_flags_change_no_score() -> None:
    slow, quick = (rated(dict.fromkeys("RIASEC", "+?-+?"), seconds=seconds) for seconds in (4, 0.5))

    assert (slow.flags, quick.flags) == ((), ("very_quick",))
    assert replace(quick, flags=()) == slow


def test_numbers_have_four_decimals() -> None:
    found = rated({**dict.fromkeys("RIASE", "+?-+?"), "C": "+++++"})

    assert all(score.centred == round(score.centred or 0, 4) for score in (*found.types, *found.sectors))
