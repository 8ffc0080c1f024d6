from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.model import Item
from assessment.items.responses import Liking, RatingResponse
from assessment.scoring.interests import interests
from assessment.scoring.profile_model import InterestScore, InterestsResult
from assessment.scoring.sectors import EXAMPLES, MOST, likeness, suggestions
from tests.builders import the_bank

ITEMS = [item for item in the_bank().items.values() if item.riasec and not item.practice]
OCCUPATIONS = {occupation.soc: occupation for occupation in the_bank().sector_occupations}
likings = st.lists(st.sampled_from([*Liking, None]), min_size=len(ITEMS), max_size=len(ITEMS))


def of(ratings: Mapping[str, Liking | None], items: list[Item] = ITEMS) -> InterestsResult:
    given = {name: RatingResponse(liking) for name, liking in ratings.items() if liking}
    return interests(the_bank(), items, given, {}, {})


def liking(*sectors: str, types: str = "", rest: Liking = Liking.DISLIKE) -> InterestsResult:
    """The interests of somebody who likes the activities of *sectors* and of *types*, and no other."""
    wanted = {item.id: set(item.sectors) & set(sectors) or item.riasec in tuple(types) for item in ITEMS}
    return of({name: Liking.LIKE if like else rest for name, like in wanted.items()})


def named(result: InterestsResult) -> set[str]:
    return {one.sector for one in result.suggestions}


def test_sectors_that_are_liked_are_named_with_what_was_liked() -> None:
    found = {one.sector: one for one in liking("ZO", "OK").suggestions}

    assert {"ZO", "OK"} <= set(found)
    assert set(found["OK"].liked) == {item.id for item in ITEMS if "OK" in item.sectors}


def test_a_sector_is_named_for_the_types_that_it_shares() -> None:
    (care,) = [one for one in liking("ZO", types="S").suggestions if one.sector == "ZO"]

    assert care.types == ("S",)


def test_of_sectors_with_the_same_types_the_one_that_was_liked_is_named() -> None:
    found = named(liking("TV"))

    assert "TV" in found
    assert "BO" not in found


def test_a_sector_that_was_mostly_disliked_is_not_named_for_one_like() -> None:
    found = liking("ZO")

    assert {score.name: (score.points, score.possible) for score in found.sectors}["HK"] == (2, 6)
    assert "HK" not in named(found)


@pytest.mark.parametrize("same", Liking)
def test_the_same_answer_to_everything_names_no_sector(same: Liking) -> None:
    assert of(dict.fromkeys([item.id for item in ITEMS], same)).suggestions == ()


def test_without_a_like_no_sector_is_named() -> None:
    unsure = {item.id: Liking.UNSURE if "HO" in item.sectors else Liking.DISLIKE for item in ITEMS}

    assert of(unsure).suggestions == ()


def test_with_a_flat_profile_only_the_liking_of_sectors_counts() -> None:
    # the three activities of this sector are of three types
    found = of({item.id: Liking.LIKE if "HO" in item.sectors else Liking.UNSURE for item in ITEMS})

    assert found.flat
    assert {one.sector: one.types for one in found.suggestions} == {"HO": ()}


@pytest.mark.parametrize(
    ("high", "low", "count"), [(2, 0, 2), (5, 0, 5), (6, 0, 0), (4, 1, 5), (4, 2, 4), (3, 9, 3), (0, 5, 5)]
)
def test_sectors_about_equal_are_named_together_or_not_at_all(high: int, low: int, count: int) -> None:
    points = dict(zip(the_bank().sectors, [18] * high + [13] * low, strict=False))
    sectors = [InterestScore(name, got, 18, 9, got / 9 - 0.5) for name, got in points.items()]
    flat = [InterestScore(letter, 5, 10, 5, 0.0) for letter in "RIASEC"]

    found = suggestions(the_bank().sector_occupations, flat, sectors, ITEMS, [tuple("RIASEC")])

    assert [one.sector for one in found] == list(points)[:count]


def test_sectors_stand_in_the_order_of_the_bank_so_that_no_place_says_who_is_first() -> None:
    order = list(the_bank().sectors)

    found = [one.sector for one in liking("ZO", "TV", "CR").suggestions]

    assert found == sorted(found, key=order.index)


def test_examples_span_the_levels_of_training() -> None:
    (care,) = [one for one in liking("ZO", types="S").suggestions if one.sector == "ZO"]

    assert {OCCUPATIONS[soc].skill_level for soc in care.occupations} == {2, 3, 4}


def test_examples_of_one_level_are_two_different_groups() -> None:
    (trade,) = [one for one in liking("TV", types="R").suggestions if one.sector == "TV"]

    assert len({OCCUPATIONS[soc].isco for soc in trade.occupations}) == 2


def test_a_bank_without_occupations_names_no_sector() -> None:
    bank = replace(the_bank(), sector_occupations=())
    given = {i.id: RatingResponse(Liking.LIKE if "ZO" in i.sectors else Liking.DISLIKE) for i in ITEMS}

    assert interests(bank, ITEMS, given, {}, {}).suggestions == ()


def test_the_labour_market_changes_no_profile() -> None:
    bank = replace(the_bank(), outlooks=())
    given = {i.id: RatingResponse(Liking.LIKE if "IT" in i.sectors else Liking.DISLIKE) for i in ITEMS}

    assert interests(bank, ITEMS, given, {}, {}) == interests(the_bank(), ITEMS, given, {}, {})


def test_a_likeness_goes_from_nothing_to_all() -> None:
    assert likeness([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert likeness([1, 2, 3], [3, 2, 1]) == pytest.approx(0)


@given(ratings=likings)
def test_only_occupations_of_the_file_and_only_what_was_liked_are_named(ratings: list[Liking | None]) -> None:
    by_item = dict(zip([item.id for item in ITEMS], ratings, strict=True))

    found = of(by_item)

    assert len(found.suggestions) <= MOST
    for one in found.suggestions:
        assert all(OCCUPATIONS[soc].sector == one.sector for soc in one.occupations)
        assert 2 <= len(set(one.occupations)) <= EXAMPLES
        assert one.liked
        assert all(by_item[item] is Liking.LIKE for item in one.liked)


@given(ratings=likings, seed=st.integers())
def test_the_order_of_the_items_does_not_matter(ratings: list[Liking | None], seed: int) -> None:
    by_item = dict(zip([item.id for item in ITEMS], ratings, strict=True))
    mixed = Random(seed).sample(ITEMS, len(ITEMS))

    found, other = of(by_item), of(by_item, mixed)

    assert [replace(one, liked=tuple(sorted(one.liked))) for one in found.suggestions] == [
        replace(one, liked=tuple(sorted(one.liked))) for one in other.suggestions
    ]
    assert (found.types, found.ranks, found.code, found.sectors) == (
        other.types,
        other.ranks,
        other.code,
        other.sectors,
    )
