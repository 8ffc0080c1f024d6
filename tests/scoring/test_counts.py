from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.interactions import Credit, TextEntry, YesNo
from assessment.items.model import Cut, CutScores, Item, Scale, ScaleKind
from assessment.items.responses import GapsResponse, Missing, Response, TextResponse, YesNoResponse
from assessment.scoring import counts
from assessment.scoring.profile_model import CountResult, Evidence, RouterResult
from tests.builders import a_bank, an_item
from tests.candidates import diligent, mistaken

CUTS = CutScores("reads_not", (Cut("partly", 2), Cut("reads", 5)), "", "", "", True)
SCALE = Scale("reading", "Lezen", ScaleKind.COUNT, cut_scores=CUTS)
SEVEN = [an_item(id=f"own-{number}") for number in range(7)]
WORDS = Scale("words", "Woorden", ScaleKind.ROUTER)


def given_to(items: Sequence[Item], right: int, wrong: int) -> dict[str, Response]:
    """The first *right* of *items* right, the *wrong* after them wrong."""
    known = {item.id: diligent(item) for item in items[:right]}
    return known | {item.id: mistaken(item) for item in items[right : right + wrong]}


def counted(right: int, wrong: int, items: Sequence[Item] = SEVEN, unknown: int = 0) -> CountResult:
    """The result of somebody with so many right, wrong and unknown."""
    rest = items[right + wrong :][:unknown]
    missing = {item.id: Missing.DONT_KNOW for item in rest}
    return counts.count(SCALE, items, given_to(items, right, wrong), missing)


# levels by number right


@pytest.mark.parametrize(
    ("right", "level"), [(0, "reads_not"), (1, "reads_not"), (2, "partly"), (4, "partly"), (5, "reads"), (7, "reads")]
)
def test_the_level_goes_by_the_number_right(right: int, level: str) -> None:
    found = counted(right, 7 - right)

    assert (found.right, found.scored, found.possible, found.level) == (right, 7, 7, level)
    assert found.evidence is Evidence.TESTED


def test_with_less_than_half_scored_no_level_is_named() -> None:
    assert counted(3, 0).level is None
    assert counted(3, 1, SEVEN[:6]).level == counted(3, 0, SEVEN[:6]).level == "partly"
    assert counted(3, 0).evidence is Evidence.TESTED
    assert counted(3, 1).level == "partly"


def test_not_knowing_counts_as_not_right_and_skipping_does_not_count() -> None:
    assert counted(2, 0, unknown=5) == counted(2, 5)
    assert counted(2, 0).scored == 2


def test_without_any_answer_nothing_is_measured() -> None:
    found = counted(0, 0)

    assert (found.evidence, found.level, found.scored) == (Evidence.NOT_MEASURED, None, 0)


def test_practice_and_questions_without_a_key_do_not_count() -> None:
    others = [replace(an_item(id="try"), practice=True), a_bank().item("q-papers")]

    assert counted(5, 2, [*SEVEN, *others]).possible == 7


def test_a_scale_without_cut_scores_has_no_level() -> None:
    found = counts.count(replace(SCALE, cut_scores=None), SEVEN, given_to(SEVEN, 7, 0), {})

    assert (found.right, found.level) == (7, None)


# more than one point


def dictated(number: int) -> Item:
    """A dictated word: two points as it should be, one as it sounds."""
    return Item(f"dictated-{number}", "Schrijf het woord.", TextEntry(40, ("hond",), Credit.DICTATION))


def test_an_item_of_several_points_is_right_at_full_credit_only() -> None:
    items = [dictated(number) for number in range(4)]
    said = dict(zip([item.id for item in items], map(TextResponse, ("hond", "Hond.", "hont", "kat")), strict=True))

    found = counts.count(SCALE, items, said, {})

    assert (found.right, found.scored, found.possible, found.level) == (2, 4, 4, "partly")


def test_a_text_with_gaps_is_right_in_the_highest_band() -> None:
    text = a_bank().item("ct-rooster")
    typed = {number: GapsResponse(("derd", "gen", "ginnen")[:number]) for number in (2, 3)}

    assert [counts.count(SCALE, [text], {text.id: given}, {}).right for given in typed.values()] == [0, 1]


# one language


def in_languages(*locales: str | None) -> list[Item]:
    """Seven items in each of *locales*, None for items that everybody sees."""
    return [replace(item, id=f"{locale}-{item.id}", locale=locale) for locale in locales for item in SEVEN]


def test_items_of_a_language_that_nobody_answered_do_not_count() -> None:
    found = counted(6, 1, in_languages("ar", "nl", "ti"))

    assert (found.right, found.scored, found.possible, found.level) == (6, 7, 7, "reads")


def test_items_for_everybody_count_beside_those_of_a_language() -> None:
    items = in_languages(None, "ar", "nl")

    assert counted(10, 0, items).possible == 14


def test_after_a_switch_the_language_with_most_answers_counts() -> None:
    arabic, dutch = in_languages("ar"), in_languages("nl")
    said = given_to(arabic, 2, 0) | given_to(dutch, 3, 3)

    found = counts.count(SCALE, [*arabic, *dutch], said, {})

    assert (found.right, found.scored, found.possible, found.level) == (3, 6, 7, "partly")


@given(st.lists(st.tuples(st.sampled_from(in_languages(None, "ar", "nl")), st.booleans())))
def test_nobody_has_more_right_than_was_possible(said: list[tuple[Item, bool]]) -> None:
    responses = {item.id: diligent(item) if right else mistaken(item) for item, right in said}

    found = counts.count(SCALE, in_languages(None, "ar", "nl"), responses, {})

    assert 0 <= found.right <= found.scored <= max(found.possible, 7) <= 14
    assert found.level is None or found.scored >= counts.ENOUGH * found.possible


# words and made-up words


def yes_no(key: bool | None, number: int) -> Item:
    """A word, or (False) a made-up word."""
    return Item(f"yn-{key}-{number}", "Is dit een Nederlands woord?", YesNo(key))


LIST = [yes_no(key, number) for key in (True, False) for number in range(4)]


def routed(hits: int, false_alarms: int, items: Sequence[Item] = LIST) -> RouterResult:
    """The result of somebody who says yes to so many words and made-up words."""
    left = {True: hits, False: false_alarms}
    said: dict[str, Response] = {}
    for item in items:
        key = item.interaction.key if isinstance(item.interaction, YesNo) else None
        said[item.id] = YesNoResponse(left.get(key, 0) > 0)
        left[key] = left.get(key, 0) - 1
    return counts.router(WORDS, items, said)


@pytest.mark.parametrize(
    ("hits", "false_alarms", "index"),
    [(4, 0, 1.0), (4, 4, 0.0), (0, 0, 0.0), (0, 4, -1.0), (3, 1, 0.5), (2, 2, 0.0), (3, 0, 0.75)],
    ids=["knows all", "yes to all", "no to all", "the wrong way round", "knows some", "guesses", "careful"],
)
def test_the_index_is_hits_minus_false_alarms(hits: int, false_alarms: int, index: float) -> None:
    found = routed(hits, false_alarms)

    assert (found.hits, found.words, found.false_alarms, found.made_up) == (hits, 4, false_alarms, 4)
    assert found.index == index


@given(words=st.integers(1, 30), made_up=st.integers(1, 30))
def test_yes_to_everything_is_nothing_however_long_the_list(words: int, made_up: int) -> None:
    items = [yes_no(True, number) for number in range(words)] + [yes_no(False, number) for number in range(made_up)]

    assert routed(words, made_up, items).index == 0


def test_an_index_needs_words_and_made_up_words() -> None:
    assert routed(3, 0, LIST[:4]).index is None
    assert routed(0, 2, LIST[4:]).index is None
    assert routed(3, 0, LIST[:4]).evidence is Evidence.TESTED


def test_without_an_answer_there_is_no_index() -> None:
    found = counts.router(WORDS, LIST, {})

    assert (found.evidence, found.index, found.words, found.made_up) == (Evidence.NOT_MEASURED, None, 0, 0)


def test_a_plain_question_is_no_word() -> None:
    assert routed(4, 0, [*LIST, yes_no(None, 0)]) == routed(4, 0)
