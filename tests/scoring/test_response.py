from dataclasses import replace

import pytest

from assessment.items.interactions import Credit, Order, SimpleChoice, TextEntry, YesNo
from assessment.items.keys import most_points
from assessment.items.model import Item
from assessment.items.responses import (
    ChoiceResponse,
    GapsResponse,
    Liking,
    Missing,
    OrderResponse,
    RatingResponse,
    Response,
    TextResponse,
    YesNoResponse,
)
from assessment.scoring.response import score
from tests.builders import a_bank, an_item
from tests.candidates import diligent, mistaken

TILES = tuple(SimpleChoice(name, stimulus=word) for name, word in (("a", "morgen"), ("b", "werk"), ("c", "ik")))
SENTENCE = Item("orde", "Maak een zin.", Order(TILES, (("a", "b", "c"), ("c", "b", "a"))))
WORD = Item("woord", "Is dit een Nederlands woord?", YesNo(True))
MADE_UP = Item("geen-woord", "Is dit een Nederlands woord?", YesNo(False))
TYPED = Item("typ", "Schrijf het woord.", TextEntry(40, ("het brood", "Brood", "brood en kaas.")))
DICTATED = replace(TYPED, id="dic", interaction=TextEntry(40, ("hond", "de hond"), Credit.DICTATION))
GAPS = a_bank().item("ct-rooster")
SCORED = [an_item(), SENTENCE, WORD, MADE_UP, TYPED, DICTATED, GAPS]


def typed(text: str) -> int | None:
    return score(TYPED, TextResponse(text), None)


def test_the_key_is_right_and_everything_else_is_not() -> None:
    assert score(an_item(key="a"), ChoiceResponse("a"), None) == 1
    assert score(an_item(key="a"), ChoiceResponse("b"), None) == 0


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a")])
def test_every_right_order_is_right(order: tuple[str, ...]) -> None:
    assert score(SENTENCE, OrderResponse(order), None) == 1


@pytest.mark.parametrize("order", [("b", "a", "c"), ("a", "b"), (), ("a", "b", "c", "c")])
def test_another_order_is_not(order: tuple[str, ...]) -> None:
    assert score(SENTENCE, OrderResponse(order), None) == 0


@pytest.mark.parametrize(("item", "yes", "expected"), [(WORD, 1, 1), (WORD, 0, 0), (MADE_UP, 0, 1), (MADE_UP, 1, 0)])
def test_no_is_right_where_the_word_is_made_up(item: Item, yes: int, expected: int) -> None:
    assert score(item, YesNoResponse(bool(yes)), None) == expected


@pytest.mark.parametrize(
    "text",
    ["brood", "BROOD", "Brood.", " brood ", "brood .", "Het  brood", "het\nbrood.", "brood en kaas", "Brood en Kaas."],
)
def test_case_spaces_and_the_full_stop_do_not_matter(text: str) -> None:
    assert typed(text) == 1


@pytest.mark.parametrize("text", ["", ".", "broot", "broodje", "bro od", "brood, kaas", "brood!", "brood..", ".brood"])
def test_letters_spaces_inside_a_word_and_other_signs_do(text: str) -> None:
    assert typed(text) == 0


@pytest.mark.parametrize(("text", "points"), [("hond", 2), ("De hond.", 2), ("hont", 1), ("hon", 0), ("kat", 0)])
def test_a_dictated_word_as_it_sounds_is_half_right(text: str, points: int) -> None:
    assert score(DICTATED, TextResponse(text), None) == points


@pytest.mark.parametrize(
    ("gaps", "points"), [(("", "", ""), 0), (("derd", "", ""), 1), (("derd", "gens", "ginnen"), 3)]
)
def test_a_text_with_gaps_is_worth_the_bands_that_are_reached(gaps: tuple[str, ...], points: int) -> None:
    assert score(GAPS, GapsResponse(gaps), None) == points


def test_every_item_says_how_many_points_there_are() -> None:
    asked = [most_points(item) for item in SCORED]

    assert asked == [1, 1, 1, 1, 1, 2, 3]
    assert [most_points(replace(item, practice=True)) for item in SCORED] == [0] * len(SCORED)
    assert most_points(a_bank().item("q-work")) == 0


@pytest.mark.parametrize("item", SCORED, ids=lambda item: item.id)
def test_who_knows_has_every_point_and_who_does_not_has_none(item: Item) -> None:
    assert score(item, diligent(item), None) == most_points(item)
    assert score(item, mistaken(item), None) == 0


@pytest.mark.parametrize("item", SCORED, ids=lambda item: item.id)
def test_not_knowing_counts_as_not_right(item: Item) -> None:
    assert score(item, None, Missing.DONT_KNOW) == 0


@pytest.mark.parametrize("reason", set(Missing) - {Missing.DONT_KNOW})
@pytest.mark.parametrize("item", SCORED, ids=lambda item: item.id)
def test_every_other_gap_is_not_scored(item: Item, reason: Missing) -> None:
    assert score(item, None, reason) is None


@pytest.mark.parametrize("item", SCORED, ids=lambda item: item.id)
def test_a_response_of_another_kind_is_not_right(item: Item) -> None:
    assert score(item, RatingResponse(Liking.LIKE), None) == 0


@pytest.mark.parametrize("item", SCORED, ids=lambda item: item.id)
def test_practice_is_not_scored(item: Item) -> None:
    assert score(replace(item, practice=True), None, Missing.DONT_KNOW) is None


@pytest.mark.parametrize(
    ("item", "response"),
    [
        (a_bank().item("q-papers"), ChoiceResponse("here")),
        (a_bank().item("int-cook"), RatingResponse(Liking.LIKE)),
        (a_bank().item("q-licence"), YesNoResponse(True)),
        (a_bank().item("q-work"), TextResponse("kok")),
        (replace(SENTENCE, interaction=Order(TILES)), OrderResponse(("a", "b", "c"))),
    ],
    ids=lambda part: getattr(part, "id", ""),
)
def test_a_question_without_a_right_answer_is_not_scored(item: Item, response: Response) -> None:
    assert score(item, response, None) is None
    assert score(item, None, Missing.DONT_KNOW) is None
