"""A text with gaps at the kiosk."""

import re
from random import Random

from assessment.demo import responses
from assessment.demo.browser import parse
from tests.kiosk.conftest import given
from tests.web.builders import (
    GAPS,
    TYPED,
)


def test_a_gap_is_a_field_in_dutch_from_left_to_right_with_a_name_in_the_language_of_the_page(at):
    page = at(GAPS, "fa").page

    assert re.search(r'<div class="gaps"[^>]* lang="nl" dir="ltr" translate="no"', page)
    assert re.search(r'id="label-2" lang="fa" dir="rtl" hidden>[^<]*۲[^<]*۲[^<]*</span>', page)
    assert re.search(r'<input[^>]* id="gap-2"[^>]* autocapitalize="none"[^>]* spellcheck="false"', page)


def test_what_is_to_be_typed_stands_nowhere_on_the_page(at):
    page = at(GAPS).page

    assert "derd" not in page
    assert "innen" not in page


def test_a_mistake_in_one_gap_keeps_the_others_and_points_at_it(at):
    candidate = at(GAPS)

    assert candidate.sends(gap=["derd", "x" * 50]).status_code == 422
    assert 'value="derd" aria-labelledby="label-1 half-1">' in candidate.page
    assert 'aria-labelledby="label-2 half-2" aria-invalid="true">' in candidate.page


def test_the_scripted_candidate_of_the_demo_completes_words_too(at):
    candidate = at(GAPS)

    candidate.goes(
        candidate.sends(**responses.given(parse("/item", 200, candidate.page.encode()).document, Random(1), ""))
    )

    assert given(candidate, GAPS).gaps[0] == "en"


def test_enter_in_one_of_several_fields_sends_nothing_yet(at):
    assert re.search(r'class="first-button"[^>]* value="answer" disabled ', at(GAPS).page)
    assert not re.search(r'class="first-button"[^>]* disabled', at(TYPED).page)
