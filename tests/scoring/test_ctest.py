import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.interactions import TEN_GAPS, Gap, GapText
from assessment.scoring import ctest

WORDS = (("veran", "derd"), ("mor", "gen"), ("be", "ginnen"), ("uw", "erk"), ("la", "ter"))
ENDS = [end for _, end in WORDS] * 2
TEN = GapText(tuple(Gap(" ", half, (end,)) for half, end in WORDS * 2), bands=TEN_GAPS)
TOMORROW = Gap("Je moet ", "mor", ("gen", "gens"))


def completed(number: int) -> tuple[str, ...]:
    """The first *number* gaps as they should be, the others open."""
    return (*ENDS[:number], *[""] * (10 - number))


@pytest.mark.parametrize("typed", ["gen", "gens", "GEN", " gen ", "gen.", "morgen", "Morgens"])
def test_a_word_is_completed_by_its_end_by_another_that_is_listed_or_by_the_whole_word(typed: str) -> None:
    assert ctest.completes(TOMORROW, typed)


@pytest.mark.parametrize("typed", ["", ".", "ge", "genn", "gan", "mor", "morge", "g en", "ochtend"])
def test_nothing_else_completes_it(typed: str) -> None:
    assert not ctest.completes(TOMORROW, typed)


@pytest.mark.parametrize(
    ("number", "points"),
    [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (5, 1), (6, 2), (7, 2), (8, 2), (9, 3), (10, 3)],
)
def test_ten_gaps_are_worth_three_points_by_bands(number: int, points: int) -> None:
    assert ctest.right(TEN, completed(number)) == number
    assert ctest.points(TEN, completed(number)) == points


def test_each_gap_has_its_own_word() -> None:
    assert ctest.right(TEN, tuple(reversed(ENDS))) == 2  # the words in the middle


def test_a_response_with_too_few_or_too_many_gaps_is_read_as_far_as_it_goes() -> None:
    assert ctest.right(TEN, ENDS[:4]) == 4
    assert ctest.right(TEN, [*ENDS, "meer"]) == 10


@given(st.lists(st.text(), max_size=12))
def test_whatever_is_typed_the_points_are_a_number_of_bands(typed: list[str]) -> None:
    assert 0 <= ctest.right(TEN, typed) <= 10
    assert 0 <= ctest.points(TEN, typed) <= 3


@given(st.lists(st.tuples(st.text(), st.text(min_size=1)), min_size=1, max_size=5))
def test_what_was_meant_is_always_right(words: list[tuple[str, str]]) -> None:
    text = GapText(tuple(Gap("", half, (end,)) for half, end in words), bands=(1, len(words)))

    assert ctest.right(text, [end for _, end in words]) == len(words)
    assert ctest.points(text, [end for _, end in words]) == 2


@given(st.lists(st.booleans(), min_size=10, max_size=10), st.integers(0, 9))
def test_one_more_word_never_costs_a_point(known: list[bool], more: int) -> None:
    typed = [end if right else "" for end, right in zip(ENDS, known, strict=True)]
    better = [*typed[:more], ENDS[more], *typed[more + 1 :]]

    assert ctest.points(TEN, better) >= ctest.points(TEN, typed)
