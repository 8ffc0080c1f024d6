from dataclasses import replace

import pytest

from assessment.items.responses import ChoiceResponse, Liking, Missing, RatingResponse
from assessment.scoring.response import score
from tests.builders import a_bank, an_item


def test_the_key_is_right_and_everything_else_is_not() -> None:
    assert score(an_item(key="a"), ChoiceResponse("a"), None) == 1
    assert score(an_item(key="a"), ChoiceResponse("b"), None) == 0


def test_not_knowing_counts_as_not_right() -> None:
    assert score(an_item(), None, Missing.DONT_KNOW) == 0


@pytest.mark.parametrize("reason", set(Missing) - {Missing.DONT_KNOW})
def test_every_other_gap_is_not_scored(reason: Missing) -> None:
    assert score(an_item(), None, reason) is None


def test_practice_and_questions_without_a_key_are_not_scored() -> None:
    assert score(replace(an_item(), practice=True), ChoiceResponse("a"), None) is None
    assert score(a_bank().item("q-papers"), ChoiceResponse("here"), None) is None
    assert score(a_bank().item("int-cook"), RatingResponse(Liking.LIKE), None) is None


def test_a_response_of_another_kind_is_not_scored() -> None:
    assert score(an_item(), RatingResponse(Liking.LIKE), None) is None
