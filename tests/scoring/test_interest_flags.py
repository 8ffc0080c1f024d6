import pytest

from assessment.items.responses import Liking
from assessment.scoring.interest_flags import flags

LIKINGS = {"+": Liking.LIKE, "?": Liking.UNSURE, "-": Liking.DISLIKE}


def flagged(signs: str, unknown: int = 0, seconds: float = 4.0) -> list[str]:
    """The flags of somebody who rated as *signs* say, in *seconds* each, and did not know *unknown* activities."""
    return list(flags([LIKINGS[sign] for sign in signs], unknown, [seconds] * len(signs)))


def test_nothing_stands_out_about_ordinary_answers() -> None:
    assert flagged("+?-+?-+?-+") == []


@pytest.mark.parametrize("sign", "+?-")
def test_the_same_answer_every_time_is_flagged(sign: str) -> None:
    assert flagged(sign * 12) == ["same_answer", "little_spread"]


def test_the_same_answer_in_more_than_seventeen_of_twenty_is_flagged() -> None:
    assert flagged("+" * 17 + "---") == []
    assert flagged("+" * 18 + "--") == ["same_answer"]


def test_answers_that_hardly_differ_are_flagged() -> None:
    assert flagged("+" * 18 + "??") == ["same_answer"]  # a spread of exactly 0.3
    assert flagged("+" * 19 + "?") == ["same_answer", "little_spread"]


def test_very_quick_answers_are_flagged() -> None:
    assert flagged("+?-+?-", seconds=0.8) == []
    assert flagged("+?-+?-", seconds=0.79) == ["very_quick"]


def test_one_quick_answer_is_not_flagged() -> None:
    assert list(flags([LIKINGS[s] for s in "+?-+?-"], 0, [0.2, 4, 4, 4, 4, 4])) == []


def test_more_than_a_quarter_unknown_is_flagged() -> None:
    assert flagged("+?-+?-", unknown=2) == []
    assert flagged("+?-+?-", unknown=3) == ["many_unknown"]


def test_nothing_but_unknown_is_flagged() -> None:
    assert flagged("", unknown=6) == ["many_unknown"]


def test_what_was_not_answered_yet_is_not_unknown() -> None:
    assert flagged("", unknown=5) == []
    assert flagged("+++++") == []


def test_times_that_nobody_took_are_no_times() -> None:
    assert list(flags([LIKINGS[s] for s in "+?-+?-"], 0, [])) == []
