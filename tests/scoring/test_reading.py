"""Own script and Latin script side by side: where they point, and what is not known."""

import pytest

from assessment.items.model import Scale, ScaleKind
from assessment.scoring.conditions import level_of
from assessment.scoring.profile_model import CountResult, Evidence, ReadingResult
from assessment.scoring.reading import reading
from tests.builders import the_bank

PARTS = (("own", "own-language"), ("letters", "latin-letters"), ("words", "latin-words"))
SCALE = Scale("reading", "Latijns schrift", ScaleKind.READING, parts=PARTS)


def a_count(scale: str, right: int, possible: int, level: str | None) -> CountResult:
    return CountResult(scale, Evidence.TESTED, right, possible, possible, level)


def found(letters: str | None = "reads", words: str | None = "reads", own: str | None = "reads") -> ReadingResult:
    """What the counts with these levels tell together."""
    counts = [("own-language", 7, own), ("latin-letters", 8, letters), ("latin-words", 4, words)]
    return reading(the_bank(), SCALE, {scale: a_count(scale, 3, most, level) for scale, most, level in counts})


@pytest.mark.parametrize(
    ("letters", "words", "points_to"),
    [
        ("none", "none", "before_a"),
        ("some", "reads", "before_a"),
        ("reads", "none", "around_a"),
        ("reads", "some", "around_a"),
        ("reads", "reads", "b_or_further"),
        (None, "reads", None),
        ("reads", None, None),
    ],
)
def test_letters_come_before_words(letters: str | None, words: str | None, points_to: str | None) -> None:
    result = found(letters, words)

    assert result.points_to == points_to
    assert level_of(result) == points_to


def test_somebody_who_reads_another_script_is_told_apart_from_a_beginner() -> None:
    elsewhere, nowhere = found("none", "none", own="reads"), found("none", "none", own="reads_not")

    assert (elsewhere.own, nowhere.own) == ("reads", "reads_not")
    assert elsewhere.points_to == nowhere.points_to == "before_a"


def test_what_no_task_measured_is_named() -> None:
    assert found().missing == ("speed", "functional")
    assert found().letters == (3, 8)


def test_without_a_single_task_nothing_is_said() -> None:
    empty = reading(the_bank(), SCALE, {})

    assert empty == ReadingResult("reading", Evidence.NOT_MEASURED, None, None, None, None, ())


@pytest.mark.parametrize(
    ("functional", "points_to"), [("reads_not", "around_b"), ("partly", "around_b"), ("reads", "c_or_further")]
)
def test_with_speed_and_use_measured_fast_readers_are_told_apart(functional: str, points_to: str) -> None:
    # any count can stand for speed and use here: the bank has no task for them yet
    parts = (*PARTS, ("speed", "latin-words"), ("functional", "own-language"))
    scale = Scale("reading", "Latijns schrift", ScaleKind.READING, parts=parts)
    counts = {
        "own-language": a_count("own-language", 3, 7, functional),
        "latin-letters": a_count("latin-letters", 8, 8, "reads"),
        "latin-words": a_count("latin-words", 4, 4, "reads"),
    }

    result = reading(the_bank(), scale, counts)

    assert result.points_to == points_to
    assert result.missing == ()
