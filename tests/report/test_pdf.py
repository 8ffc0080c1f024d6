"""The page on paper, read back with another program than the one that made it."""

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from assessment.items.responses import Liking, Missing, RatingResponse, TextResponse
from assessment.report import fonts
from assessment.report.page_model import Origin, ProfilePage, Question
from assessment.report.pdf import pdf
from assessment.report.profile_page import page
from tests.desk.builders import NOW, a_profile, a_sitting, saying, the_bank

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
        q_work=TextResponse("Ik verkocht brood en groente op de markt en later " * 4),
        q_days=Missing.DECLINED,
    )
    asked = {question.text: question for question in full.questions}
    everything = [asked.get(rule.question, Question(rule.question, ("een reden",))) for rule in bank.followups]
    return replace(full, questions=tuple(everything))


def test_the_page_says_what_was_measured_reported_and_not_measured() -> None:
    (text,) = sheets(pdf(a_page()))

    for words in (
        "Gemeten",
        "Eigen opgave",
        "Niet gemeten",
        "kans ongeveer 9 op de 10",
        "Nederlands luisteren",
        "Mogelijke vragen voor het gesprek",
        "Ruimte voor de klantmanager",
    ):
        assert words in text


def test_the_foot_has_code_versions_day_and_the_caveat() -> None:
    (text,) = sheets(pdf(a_page()))

    assert "112 345 6787 · dossier 12 · 22 november 2026 · vragenbank amsterdam 0.1.0" in text
    assert text.count("Indicatief, niet genormeerd; geen vervanging van de leerbaarheidstoets.") == 2


def test_the_fullest_profile_fits_on_one_sheet_and_nothing_is_lost() -> None:
    full = fullest()

    (text,) = sheets(pdf(full))

    for question in full.questions:
        assert question.text in text
    for line in full.answers[0].lines:
        assert line.question in text
    for warning in full.warnings:
        assert warning in text


def test_what_still_does_not_fit_goes_to_a_second_sheet_whole() -> None:
    full = fullest()
    answers = replace(full.answers[0], lines=full.answers[0].lines * 4)

    first, *more = sheets(pdf(replace(full, answers=(answers,))))

    assert "Zie pagina 2." in first
    assert "Ruimte voor de klantmanager" in first
    assert sum(sheet.count("Ik verkocht brood") > 0 for sheet in more) >= 1
    assert " ".join(more).count(answers.lines[0].question) == 4


@pytest.mark.parametrize("own", ["ሓረስታይ ኮይነ ሰሪሐ", "خبّاز", "bakker خبّاز", "👩‍🍳", "नानवाई"])
def test_own_words_in_another_script_are_on_the_screen(own: str) -> None:
    (text,) = sheets(pdf(a_page(q_work=TextResponse(own))))

    assert "staat op het scherm (ander schrift)" in text


@pytest.mark.parametrize("own", ["Bäcker & Söhne", "Dönerci, fırıncı", 'x < y > z "q"'])
def test_own_words_that_can_be_set_are_set(own: str) -> None:
    (text,) = sheets(pdf(a_page(q_work=TextResponse(own))))

    assert own in text


def test_markup_in_own_words_is_only_text() -> None:
    attack = "<b>vet</b> <img src='file:///etc/passwd'/> &amp;"

    (text,) = sheets(pdf(a_page(q_work=TextResponse(attack))))

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
