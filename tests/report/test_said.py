"""Every kind of response in Dutch words."""

import pytest

from assessment.items.responses import (
    ChoiceResponse,
    GapsResponse,
    Missing,
    MultipleResponse,
    NumberResponse,
    OccupationResponse,
    Response,
    YesNoResponse,
)
from assessment.report import said
from assessment.report.page_model import Own
from tests.builders import a_bank
from tests.desk.builders import TIGRINYA, the_bank
from tests.report.profiles import answering, part


@pytest.mark.parametrize(
    ("scale", "item", "response", "words"),
    [
        ("conditions", "c_licence", MultipleResponse(("b", "forklift")), "Auto (B); Heftruck"),
        ("conditions", "c_money", YesNoResponse(True), "Ja"),
        ("work", "w_regulated", YesNoResponse(False), "Nee"),
        ("education", "e_years", NumberResponse(9), "9"),
        ("work", "w_job", OccupationResponse("tile", "5120"), "Koken in een restaurant (ISCO 5120)"),
    ],
)
def test_an_answer_is_told_in_dutch(scale: str, item: str, response: Response, words: str) -> None:
    (line,) = part(answering(scale, **{item: response}), scale).lines

    assert (line.said, line.own) == (words, None)


def test_a_level_of_school_keeps_the_words_of_the_tile_and_is_no_dutch_diploma() -> None:
    (line,) = part(answering("education", e_level_sy=ChoiceResponse("i3g-secondary")), "education").lines

    assert line.said == "ISCED 3 (algemeen): Algemene middelbare school, klas 10 tot en met 12"


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("i0-none", "ISCED 0"),
        ("i1-ilkokul", "ISCED 1"),
        ("i2-middle", "ISCED 2"),
        ("i3g-lise", "ISCED 3 (algemeen)"),
        ("i3v-meslek", "ISCED 3 (beroepsgericht)"),
        ("i5-kardani", "ISCED 5"),
        ("i7-master", "ISCED 7"),
        ("income", ""),
        ("internet", ""),
    ],
)
def test_a_choice_names_its_level_of_school(choice: str, words: str) -> None:
    assert said.isced(choice) == words


def test_every_level_of_school_in_the_bank_is_known() -> None:
    levels = [item for item in the_bank().items.values() if item.id.startswith("e-level-")]

    assert levels
    assert all(said.isced(choice.id) for item in levels for choice in item.interaction.choices)


def test_an_occupation_in_own_words_stays_as_it_was_typed() -> None:
    (line,) = part(answering("work", w_job=OccupationResponse("text", text=TIGRINYA)), "work").lines

    assert (line.own, line.said) == (Own(TIGRINYA, "ti"), "")


def test_an_occupation_that_was_found_in_esco_has_its_dutch_name() -> None:
    found = OccupationResponse("search", "5131", "499f80e3-860c-48ef-8286-be929a93e254")

    (line,) = part(answering("work", w_job=found), "work").lines

    assert (line.own, line.said) == (None, "sommelier (ISCO 5131)")


def test_an_occupation_that_esco_no_longer_has_shows_its_code_and_dutch_examples() -> None:
    found = OccupationResponse("search", "5131", "gone", "نادل")

    (line,) = part(answering("work", w_job=found), "work").lines

    assert (line.own, line.said) == (Own("نادل", "ti"), "ISCO 5131, zoals: Gasten bedienen in een restaurant")


def test_of_two_tiles_with_one_code_the_one_that_was_picked_is_told() -> None:
    (line,) = part(answering("work", w_job=OccupationResponse("tile", "7411", text="solar")), "work").lines

    assert line.said == "Zonnepanelen plaatsen (ISCO 7411)"


def test_a_gap_is_told_with_its_reason() -> None:
    (line,) = part(answering("work", w_years=Missing.DONT_KNOW), "work").lines

    assert line.missing == "zei: ik weet het niet"


def test_what_was_typed_in_gaps_is_told_as_it_was_typed() -> None:
    told = said.said(a_bank(), "ct-rooster", GapsResponse(("derd", "", "ginnen")), "ar")

    assert (told.words, told.own) == ("", Own("derd; …; ginnen", "ar"))
