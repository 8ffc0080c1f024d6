"""Sectors to talk about, as the page says it: examples, why, and facts about work that have a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.items.sector_model import Demand
from assessment.report import words
from assessment.report.page_model import Example, InterestsPart, SectorPart
from assessment.report.profile_page import page
from assessment.report.sectors import OLD, checked
from assessment.scoring.profile_model import Evidence, InterestsResult, SectorSuggestion
from tests.desk.builders import NOW, a_profile, the_bank
from tests.report.profiles import ORIGIN, shown, with_results

OUTLOOKS = {outlook.sector: outlook for outlook in the_bank().outlooks}
VEHICLES = SectorSuggestion("TV", ("49-3023.00", "49-9041.00"), ("int-brakes", "int-machine"), ("R", "I"))
HOTELS = SectorSuggestion("HO", ("35-2021.00", "35-2014.00", "11-9051.00"), ("int-cake",), ())


def a_result(*suggestions: SectorSuggestion, **changes: object) -> InterestsResult:
    """Interests in which *suggestions* were found."""
    (result,) = [one for one in a_profile().results if isinstance(one, InterestsResult)]
    return replace(result, suggestions=suggestions, **changes)


def told(*suggestions: SectorSuggestion, **changes: object) -> InterestsPart:
    (part,) = shown(with_results(a_result(*suggestions, **changes))).interests
    return part


def test_a_sector_comes_with_examples_and_how_people_learn_them() -> None:
    (hotels,) = told(HOTELS).suggestions

    assert hotels.title == "Horeca"
    assert [(one.name, one.learn) for one in hotels.examples] == [
        ("Keukenhulpen", "meestal te leren op het werk"),
        ("Koks", "meestal een vakopleiding, of leren op het werk"),
        ("Restaurantmanagers", "meestal een langere vakopleiding"),
    ]


def test_a_sector_says_why_it_is_named() -> None:
    (vehicles,) = told(VEHICLES).suggestions

    assert vehicles.liked == ("De remmen van een vrachtwagen vervangen", "Uitzoeken waarom een machine stilstaat")
    assert vehicles.types == "Doen en maken, Dingen uitzoeken"


def test_nothing_of_a_suggestion_is_a_number() -> None:
    fields = {*SectorPart.__slots__, *Example.__slots__, *SectorSuggestion.__slots__}

    assert not {"value", "score", "points", "rank", "tenths", "order"} & fields


def test_the_labour_market_comes_with_its_day_and_source() -> None:
    vehicles, hotels = told(VEHICLES, HOTELS).suggestions

    assert vehicles.market == "krap, werkgevers zoeken mensen"
    assert vehicles.checked.startswith("stand van 18 december 2025; bron: UWV")
    assert hotels.market == "niet bekend"


def test_a_bank_without_a_labour_market_says_nothing_about_it() -> None:
    bank = replace(the_bank(), outlooks=())

    (part,) = page(bank, with_results(a_result(VEHICLES)), ORIGIN, {}).interests

    assert (part.suggestions[0].market, part.suggestions[0].checked) == ("", "")


@pytest.mark.parametrize(("days", "old"), [(0, False), (OLD, False), (OLD + 1, True), (3000, True)])
def test_facts_over_a_year_old_must_be_looked_up_again(days: int, old: bool) -> None:
    outlook = OUTLOOKS["TV"]

    text = checked(outlook, outlook.checked_on + timedelta(days=days))

    assert ("ouder dan een jaar: zoek het opnieuw op" in text) is old
    assert "18 december 2025" in text
    assert outlook.source in text


def test_the_day_of_reading_decides_what_is_old() -> None:
    profile = with_results(a_result(VEHICLES))

    today, later = (
        page(the_bank(), profile, ORIGIN, {}, day).interests[0].suggestions[0].checked
        for day in (None, date(NOW.year + 1, 11, 22))
    )

    assert "ouder dan een jaar" not in today
    assert "ouder dan een jaar" in later


@pytest.mark.parametrize("demand", Demand)
def test_every_outlook_has_its_own_words(demand: Demand) -> None:
    assert words.demand(demand) not in {words.demand(other) for other in Demand if other is not demand}


def test_no_outlook_promises_or_advises() -> None:
    text = " ".join(f"{outlook.note} {words.demand(outlook.demand)}" for outlook in the_bank().outlooks).casefold()

    assert not any(word in text for word in ("advies", "kansrijk", "garantie", "moet u", "recht op"))


# the interests around them


def test_a_profile_without_a_preference_says_so_and_gives_no_order() -> None:
    flat = told(ranks=(tuple("RIASEC"),), flat=True, code=None)

    assert flat.order == ()
    assert flat.preference == "geen voorkeur te zien: alle soorten werk ongeveer gelijk"
    assert (
        "Interesses: geen voorkeur te zien: alle soorten werk ongeveer gelijk"
        in shown(with_results(a_result(ranks=(tuple("RIASEC"),), flat=True, code=None))).reported
    )


def test_the_points_of_sectors_stand_in_the_order_of_the_bank() -> None:
    assert [line.name for line in told(VEHICLES).sectors] == list(the_bank().sectors.values())


def test_a_code_is_shown_only_where_it_was_earned() -> None:
    assert told(code="SEA").code == "SEA"
    assert told(code=None).code == ""


@pytest.mark.parametrize("flag", ["same_answer", "little_spread", "very_quick", "many_unknown"])
def test_every_flag_has_plain_words(flag: str) -> None:
    (remark,) = told(flags=(flag,)).remarks

    assert flag not in remark
    assert "_" not in remark


def test_interests_that_nobody_gave_are_not_told() -> None:
    nothing = a_result(evidence=Evidence.NOT_MEASURED, ranks=(), liked=())

    assert any(line.startswith("Interesses") for line in shown(with_results(nothing)).unmeasured)
