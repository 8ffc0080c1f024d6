"""Conditions on what was said and on levels, for every kind of response and of result."""

from dataclasses import replace
from typing import get_args

import pytest

from assessment.items.model import Condition
from assessment.items.responses import (
    Acknowledged,
    Calendar,
    ChoiceResponse,
    DateResponse,
    GapsResponse,
    Liking,
    MultipleResponse,
    NumberResponse,
    OccupationResponse,
    OrderResponse,
    RatingResponse,
    Response,
    SimulationResponse,
    TextResponse,
    YesNoResponse,
)
from assessment.scoring.conditions import facts, hold, level_of, values
from assessment.scoring.profile_model import (
    AbilityResult,
    AnswersResult,
    ComputerResult,
    CountResult,
    Evidence,
    InterestsResult,
    NotMeasured,
    ReadingResult,
    RouterResult,
    ScaleResult,
    TaskResult,
)

A1 = AbilityResult("dutch", Evidence.TESTED, -1.0, 0.5, "A1", (), (), 8, 8, "precision")
READS = CountResult("reading", Evidence.TESTED, 6, 7, 7, "reads")
PARTLY = TaskResult("computer", "mail-send", Evidence.TESTED, "partly", 1, (), 90)
D2 = ComputerResult("computer", Evidence.TESTED, "D2", (), (), "completed")
AROUND_A = ReadingResult("reading", Evidence.TESTED, "reads", (6, 8), (1, 4), "around_a", ("speed", "functional"))
SILENT = (
    RouterResult("words", Evidence.TESTED, 4, 4, 0, 4, 1.0),
    InterestsResult("interests", Evidence.SELF_REPORT, (), (), None, None, False, (), (), (), (), ()),
    AnswersResult("answers", Evidence.SELF_REPORT, ()),
    NotMeasured("speaking"),
)
SAID = [
    (ChoiceResponse("none"), {"none"}),
    (MultipleResponse(("family", "friend")), {"family", "friend"}),
    (MultipleResponse(()), set()),
    (YesNoResponse(True), {"yes"}),
    (YesNoResponse(False), {"no"}),
    (NumberResponse(0), {"0"}),
    (RatingResponse(Liking.LIKE), {"like"}),
    (OccupationResponse("tile", "5120"), {"5120"}),
    (OrderResponse(("a", "b")), set()),
    (DateResponse(Calendar.PERSIAN, 1373), set()),
    (TextResponse("none"), set()),
    (GapsResponse(("none", "")), set()),
    (SimulationResponse(()), set()),
    (Acknowledged(), set()),
]


def said(response: Response | None, *allowed: str, negated: bool = False) -> bool:
    """Whether a condition on *response* holds."""
    known = facts({} if response is None else {"q": response}, [])
    return hold([Condition("response", "q", allowed, negated)], known)


def level(result: ScaleResult, *allowed: str, negated: bool = False) -> bool:
    """Whether a condition on the level of *result* holds."""
    return hold([Condition("level", result.scale, allowed, negated)], facts({}, [result]))


@pytest.mark.parametrize(("response", "words"), SAID)
def test_each_kind_of_response_has_the_words_by_which_it_is_named(response: Response, words: set[str]) -> None:
    assert set(values(response)) == words


def test_there_is_an_example_of_every_kind_of_response() -> None:
    assert {type(response) for response, _ in SAID} == set(get_args(Response))


def test_a_response_is_in_the_list_or_not() -> None:
    assert said(ChoiceResponse("none"), "none", "copy")
    assert not said(ChoiceResponse("here"), "none", "copy")
    assert said(ChoiceResponse("here"), "none", negated=True)
    assert not said(ChoiceResponse("none"), "none", negated=True)


def test_of_several_picked_one_in_the_list_is_enough() -> None:
    assert said(MultipleResponse(("family", "friend")), "friend", "nobody")
    assert not said(MultipleResponse(("family", "friend")), "nobody")
    assert not said(MultipleResponse(("family", "friend")), "friend", negated=True)


def test_a_number_is_compared_as_a_whole() -> None:
    assert said(NumberResponse(1), "1")
    assert not said(NumberResponse(10), "1")


def test_what_is_not_known_is_in_no_list() -> None:
    assert not said(None, "none")
    assert said(None, "none", negated=True)
    assert not level(replace(A1, level=None), "A1")
    assert level(replace(A1, level=None), "A1", negated=True)


def test_a_level_is_in_the_list_or_not() -> None:
    assert level(A1, "A1", "A2")
    assert level(READS, "reads")
    assert level(PARTLY, "partly")
    assert level(D2, "D2", "D3")
    assert level(AROUND_A, "around_a")
    assert not level(A1, "A2")
    assert not level(READS, "reads", negated=True)


def test_a_level_between_two_is_not_known() -> None:
    assert level_of(replace(A1, between=("A1", "A2"))) is None
    assert not level(replace(A1, between=("A1", "A2")), "A1", "A2")


@pytest.mark.parametrize("result", SILENT, ids=lambda result: result.scale)
def test_a_scale_without_levels_never_satisfies_a_condition(result: ScaleResult) -> None:
    assert level_of(result) is None
    assert not level(result, "A1", "reads", "partly", "seen")


def test_there_is_an_example_of_every_kind_of_result() -> None:
    assert {type(result) for result in (A1, READS, PARTLY, D2, AROUND_A, *SILENT)} == set(get_args(ScaleResult))


def test_a_level_is_never_mistaken_for_an_answer() -> None:
    known = facts({"dutch": ChoiceResponse("A2")}, [A1])

    assert hold([Condition("response", "dutch", ("A2",)), Condition("level", "dutch", ("A1",))], known)
    assert not hold([Condition("level", "dutch", ("A2",))], known)


def test_all_conditions_must_hold_and_none_is_no_condition() -> None:
    known = facts({"q": ChoiceResponse("none")}, [A1])
    school, dutch = Condition("response", "q", ("none",)), Condition("level", "dutch", ("B1",))

    assert hold([], known)
    assert hold([school], known)
    assert not hold([school, dutch], known)
