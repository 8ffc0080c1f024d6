"""The page on paper, read back with another program than the one that made it."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from assessment.items.model import Item
from assessment.items.responses import (
    ChoiceResponse,
    Liking,
    Missing,
    MultipleResponse,
    OccupationResponse,
    RatingResponse,
    Response,
)
from assessment.report import fonts
from assessment.report.page_model import Origin, ProfilePage, Question
from assessment.report.pdf import pdf
from assessment.report.profile_page import page
from tests.desk.builders import NOW, a_profile, a_sitting, diligent, nobody, saying, the_bank

MOST = 8  # questions for the conversation in one sitting; more exclude each other
ORIGIN = Origin("1123456787", "dossier 12", "kiosk-noord-1", "0.1.0", NOW)


def a_page(origin: Origin = ORIGIN, **answers: object) -> ProfilePage:
    return page(the_bank(), a_profile(a_sitting(saying(**answers))), origin, {})


def sheets(made: bytes) -> list[str]:
    """The text of each page, with every white space as one space."""
    document = pypdfium2.PdfDocument(made)
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]


def fullest() -> ProfilePage:
    """As much as a real sitting can give: everything liked, long own words, every question, both warnings."""
    bank = the_bank()
    likes = {
        item.id.replace("-", "_"): RatingResponse(Liking.LIKE)
        for item in bank.items.values()
        if item.riasec is not None
    }
    full = a_page(
        replace(ORIGIN, issued=False, differs=True),
        **likes,
        w_job=OccupationResponse("text", text="Ik verkocht brood en groente op de markt"),
        w_tasks=MultipleResponse(("machines", "customers", "accounts", "led", "vehicles", "computer")),
        e_finished=ChoiceResponse("no"),
        q_rather_not=MultipleResponse(("evening", "night", "weekend", "outdoors", "heights", "standing", "lifting")),
        c_childcare=ChoiceResponse("partly"),
        c_helpers=MultipleResponse(("family", "friends", "dutch", "volunteer", "school")),
        q_days=Missing.DECLINED,
        x_team=ChoiceResponse("few"),
        x_care=ChoiceResponse("few"),
        x_plan=ChoiceResponse("often"),
        x_teach=ChoiceResponse("often"),
        z_form=ChoiceResponse("help"),
        z_letter=ChoiceResponse("no"),
    )
    asked = {question.text: question for question in full.questions}
    usual = [asked.get(rule.question, Question(rule.question, ("een reden",))) for rule in bank.followups[:MOST]]
    return replace(full, questions=tuple(usual))


def test_the_page_says_what_was_measured_reported_and_not_measured() -> None:
    (text,) = sheets(pdf(a_page()))

    for words in (
        "Gemeten",
        "Eigen opgave",
        "Niet gemeten",
        "herkent de letters (8 van 8 goed)",
        "1373 (Perzische kalender) = 1994–1995",
        "Nederlands luisteren",
        "Mogelijke vragen voor het gesprek",
        "Ruimte voor de klantmanager",
    ):
        assert words in text


def test_the_foot_has_code_versions_day_and_the_caveat() -> None:
    (text,) = sheets(pdf(a_page()))

    assert f"112 345 6787 · dossier 12 · 22 november 2026 · vragenbank amsterdam {the_bank().version}" in text
    assert text.count("Indicatief, niet genormeerd; geen vervanging van de leerbaarheidstoets.") == 2


def test_the_fullest_profile_fits_on_one_sheet_and_nothing_is_lost() -> None:
    full = fullest()

    (text,) = sheets(pdf(full))

    for question in full.questions:
        assert question.text in text
    for part in full.answers:
        assert all(line.label in text and line.said in text for line in part.lines)
        assert all(thing in text for group in part.groups for row in group.rows for thing in row.things)
    for warning in full.warnings:
        assert warning in text


def liking(*sectors: str) -> dict[str, object]:
    """Answers of somebody who likes what belongs to *sectors* and nothing else."""
    rated = (item for item in the_bank().items.values() if item.riasec is not None)
    return {
        item.id.replace("-", "_"): RatingResponse(Liking.LIKE if set(item.sectors) & set(sectors) else Liking.DISLIKE)
        for item in rated
    }


def test_sectors_stand_on_the_page_with_examples_why_and_the_day_of_the_facts() -> None:
    (text,) = sheets(pdf(a_page(**liking("ZO", "SC"))))

    for words in (
        "Sectoren om over te praten (geen advies, geen volgorde)",
        "Schoonmaak en gebouwen: ",
        "Vindt leuk: Een oudere helpen met aankleden en eten",
        "Tussen haakjes: hoe mensen het meestal leren.",
        "krap, werkgevers zoeken mensen (stand van 18 december 2025; bron: UWV",
    ):
        assert words in text


def test_where_no_sector_stands_out_the_page_says_so() -> None:
    (text,) = sheets(pdf(a_page(**dict.fromkeys(liking(), RatingResponse(Liking.LIKE)))))

    assert "Sectoren: geen springt eruit" in text
    assert "Om samen te bespreken: gaf bijna steeds hetzelfde antwoord" in text


@pytest.mark.parametrize("sectors", [("ZO", "SC"), ("HO", "TV", "LO"), ("IT", "CR", "GR", "OK", "WO")])
def test_a_page_with_sectors_is_still_one_sheet_when_everything_else_is_full(sectors: tuple[str, ...]) -> None:
    interests = a_page(**liking(*sectors)).interests
    full = replace(fullest(), interests=interests)

    (text,) = sheets(pdf(full))

    assert interests[0].suggestions
    for sector in interests[0].suggestions:
        assert sector.title in text
    for question in full.questions:
        assert question.text in text


def test_what_still_does_not_fit_goes_to_a_second_sheet_whole() -> None:
    full = fullest()
    answers = tuple(replace(part, lines=part.lines * 3) for part in full.answers)

    first, *more = sheets(pdf(replace(full, answers=answers)))

    assert "Zie pagina 2." in first
    assert "Ruimte voor de klantmanager" in first
    assert sum(sheet.count("Ik verkocht brood") > 0 for sheet in more) >= 1
    for line in answers[0].lines:
        assert " ".join(more).count(line.question) == 3


def test_long_lists_give_way_before_the_first_answers_do() -> None:
    full = fullest()
    longer = tuple(replace(part, groups=part.groups * 3) for part in full.answers)
    (rows,) = (part.groups[0].rows for part in full.answers if part.scale == "experience")

    first, *_rest = sheets(pdf(replace(full, answers=longer)))

    assert all(line.label in first for part in full.answers for line in part.lines[:6] if not line.missing)
    assert rows[0].things[0] in first
    assert rows[-1].things[-1] not in first


@pytest.mark.parametrize("candidate", [diligent, nobody])
@pytest.mark.parametrize("most", [3, 60, 10_000])
def test_any_sitting_leaves_room_to_write(candidate: Callable[[Item], Response | Missing], most: int) -> None:
    profile = a_profile(a_sitting(candidate, most=most))

    (text,) = sheets(pdf(page(the_bank(), profile, ORIGIN, {})))

    assert "Ruimte voor de klantmanager" in text
    assert "Zie pagina 2." not in text


def test_what_somebody_skipped_is_named_in_short() -> None:
    (text,) = sheets(pdf(a_page(q_days=Missing.SKIPPED, q_important=Missing.SKIPPED)))

    assert "Overgeslagen: Dagen per week; Belangrijkst" in text


@pytest.mark.parametrize("own", ["ሓረስታይ ኮይነ ሰሪሐ", "خبّاز", "bakker خبّاز", "👩‍🍳", "नानवाई"])
def test_own_words_in_another_script_are_on_the_screen(own: str) -> None:
    (text,) = sheets(pdf(a_page(w_job=OccupationResponse("text", text=own))))

    assert "staat op het scherm (ander schrift)" in text


@pytest.mark.parametrize("own", ["Bäcker & Söhne", "Dönerci, fırıncı", 'x < y > z "q"'])
def test_own_words_that_can_be_set_are_set(own: str) -> None:
    (text,) = sheets(pdf(a_page(w_job=OccupationResponse("text", text=own))))

    assert own in text


def test_markup_in_own_words_is_only_text() -> None:
    attack = "<b>vet</b> <img src='file:///etc/passwd'/> &amp;"

    (text,) = sheets(pdf(a_page(w_job=OccupationResponse("text", text=attack))))

    assert attack in text


def test_markup_in_a_reference_is_only_text() -> None:
    (text,) = sheets(pdf(a_page(replace(ORIGIN, reference="<para>12</para>"))))

    assert text.count("<para>12</para>") == 2


def test_the_same_profile_gives_the_same_bytes() -> None:
    assert pdf(a_page()) == pdf(a_page())


def test_every_font_is_inside_and_the_language_is_named() -> None:
    made = pdf(a_page())

    names = set(re.findall(rb"/BaseFont /([A-Z]{6}\+)?([A-Za-z0-9-]+)", made))

    assert names
    assert all(prefix for prefix, _name in names)
    assert b"/Lang (nl)" in made
    assert pypdfium2.PdfDocument(made).get_metadata_value("Title") == "Profiel 112 345 6787"


def test_the_page_is_a4() -> None:
    width, height = pypdfium2.PdfDocument(pdf(a_page()))[0].get_size()

    assert (round(width), round(height)) == (595, 842)


def test_missing_fonts_name_the_command_that_makes_them(tmp_path: Path) -> None:
    with pytest.raises(fonts.FontsMissing, match="make assets"):
        fonts.register(tmp_path)
