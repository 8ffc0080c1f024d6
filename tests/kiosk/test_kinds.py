"""Every kind of item on the page: shown, answered, kept when the language changes, shown at the end."""

import re

import pytest

from assessment.items.model import Section
from assessment.items.responses import (
    Calendar,
    DateResponse,
    GapsResponse,
    MultipleResponse,
    NumberResponse,
    OccupationResponse,
    OrderResponse,
    YesNoResponse,
)
from assessment.storage.esco import Esco
from tests.kiosk.builders import a_candidate
from tests.kiosk.conftest import EVERY, given
from tests.web.builders import (
    ARABIC,
    ASKED,
    GAPS,
    HELPERS,
    INFORMATION,
    JOB,
    LAST_DAY,
    SCHOOL_END,
    SENTENCE,
    TYPED,
    WORD,
    WORDS,
    WORKED,
    YEARS,
    a_bank,
)

PERSIAN_MONTH = {"calendar": "persian", "year": "۱۳۷۳", "month_persian": "3"}
COOK = Esco().search("kok", ["nl"])[0].occupation


def ends(candidate):
    candidate.goes(candidate.post("/stop"))
    return candidate.page


@pytest.mark.parametrize("locale", EVERY)
@pytest.mark.parametrize("item", ASKED, ids=lambda item: item.id)
def test_each_kind_is_small_and_can_be_answered_in_each_language(at, item, locale):
    candidate = at(item, locale)
    assert len(candidate.page.encode()) < 20_000

    candidate.answers()

    assert given(candidate, item)


@pytest.mark.parametrize(
    ("item", "form", "response", "sign"),
    [
        (HELPERS, {"choice": ["teacher", "family"]}, MultipleResponse(("family", "teacher")), "checked"),
        (SENTENCE, {"place": ["3", "1", "2"]}, OrderResponse(("b", "c", "a")), "<option selected>3"),
        (WORD, {"do": "no"}, YesNoResponse(False), 'value="no" aria-current="true"'),
        (YEARS, {"number": "۱۲"}, NumberResponse(12), 'value="12"'),
        (LAST_DAY, PERSIAN_MONTH, DateResponse(Calendar.PERSIAN, 1373, 3), '<option value="3" selected>Khordad'),
        (JOB, {"pick": "tile:HO/cook", "sector": "HO"}, OccupationResponse("tile", "5120"), "checked"),
        (GAPS, {"gap": ["", "innen"]}, GapsResponse(("", "innen")), 'value="innen"'),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_what_is_sent_is_kept_and_stands_there_when_one_goes_back(at, item, form, response, sign):
    candidate = at(item)

    candidate.goes(candidate.sends(**form))
    candidate.goes(candidate.post("/back"))

    assert given(candidate, item) == response
    assert sign in candidate.page


@pytest.mark.parametrize(
    ("item", "form", "sign"),
    [
        (HELPERS, {"choice": ["family", "friends", "teacher"]}, 'value="friends" form="item-form" checked'),
        (SENTENCE, {"place": ["", "1", ""]}, "<option selected>1"),
        (WORKED, {"choice": "yes"}, 'value="yes" aria-current="true"'),
        (YEARS, {"number": "١٢"}, 'value="12"'),
        (SCHOOL_END, {"calendar": "ethiopic", "year": "1987"}, 'value="ethiopic" form="item-form" checked'),
        (JOB, {"pick": "tile:BO/bricklayer", "sector": "BO"}, 'value="tile:BO/bricklayer" form="item-form" checked'),
        (TYPED, {"text": "bro"}, 'value="bro"'),
        (GAPS, {"gap": ["", "in"]}, 'value="in"'),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_a_change_of_language_keeps_what_stands_on_the_page(at, item, form, sign):
    candidate = at(item)

    candidate.goes(candidate.post("/language", locale="ar", step=candidate.step, **{"from": "item"}, **form))

    assert 'lang="ar" dir="rtl"' in candidate.page
    assert sign in candidate.page


@pytest.mark.parametrize(
    ("item", "form"),
    [
        (HELPERS, {"choice": ["none", "family"]}),
        (SENTENCE, {"place": ["1", "1", ""]}),
        (WORD, {}),
        (YEARS, {"number": "2,5"}),
        (GAPS, {"gap": ["", " "]}),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_what_cannot_be_taken_asks_again_and_says_so_first(at, item, form):
    candidate = at(item)

    assert candidate.sends(**form).status_code == 422
    assert candidate.item == item.id
    assert "data-focus" in candidate.page


def test_a_mistake_in_the_picker_stays_on_its_page(at):
    candidate = at(JOB)

    candidate.sends(sector="BO")

    assert 'value="tile:BO/bricklayer"' in candidate.page


def test_yes_and_no_are_for_yes_no_items_only(at):
    assert at(YEARS).sends(do="yes").status_code == 422


def test_one_press_is_enough_and_there_is_no_next(at):
    assert 'name="do" value="answer">' not in at(WORD).page.partition('class="actions"')[2]


@pytest.mark.parametrize(
    ("item", "offered"), [(WORD, True), (SENTENCE, True), (TYPED, True), (GAPS, True), (WORKED, False), (YEARS, False)]
)
def test_not_knowing_is_an_answer_where_something_is_right(at, item, offered):
    candidate = at(item)

    assert ('value="dont_know"' in candidate.page) is offered
    assert candidate.sends(do="dont_know").status_code == (303 if offered else 422)


def test_looking_for_an_occupation_never_writes(at):
    candidate = at(JOB)
    (session_id,) = candidate.kiosk.keyring._open
    before = candidate.kiosk.session(session_id).length

    for query in ("sector=HO", "sector=XX", "sector=", "q=", "q=kok", "q=%00%FF", f"q={'x' * 5000}"):
        assert candidate.get(f"/item?{query}").status_code == 200

    assert candidate.kiosk.session(session_id).length == before


def test_a_change_of_language_stays_on_the_page_of_the_picker(at):
    candidate = at(JOB)
    candidate.get("/item?q=kok")

    candidate.goes(candidate.post("/language", locale="en", step=candidate.step, q="kok", **{"from": "item"}))

    assert 'id="q" value="kok"' in candidate.page


def test_what_is_searched_for_stands_in_no_address(at):
    candidate = at(JOB)
    candidate.get("/item?q=")

    searched = candidate.post("/search", q="kok")
    candidate.goes(searched)
    switched = candidate.post("/language", locale="en", step=candidate.step, q="kok", **{"from": "item"})

    assert 'id="q" value="kok"' in candidate.page
    assert [each.headers["Location"] for each in (searched, switched)] == ["/item?q="] * 2


def test_what_was_searched_for_is_forgotten_with_the_answer(at):
    candidate = at(JOB)
    candidate.get("/item?q=")
    candidate.goes(candidate.post("/search", q="kok"))
    candidate.sends(text="kok")

    candidate.goes(candidate.post("/back"))
    candidate.get("/item?q=")

    assert 'id="q" value=""' in candidate.page


def test_a_name_that_was_found_is_one_press_away(at):
    candidate = at(JOB)
    candidate.get("/item?q=kok")
    assert f'value="esco:{COOK.id}"' in candidate.page

    candidate.goes(candidate.sends(pick=f"esco:{COOK.id}", q="kok"))

    assert given(candidate, JOB) == OccupationResponse("search", COOK.isco, COOK.id)


@pytest.mark.parametrize("locale", ["fa", "ti"])
def test_who_cannot_search_in_their_language_is_told_so(at, locale):
    candidate = at(JOB, locale)
    candidate.get("/item?q=kok")

    assert 'id="search-hint"' in candidate.page
    assert '<span lang="nl" dir="ltr">kok</span>' in candidate.page


def test_an_item_in_one_language_says_which(at):
    page = at(ARABIC, "ar").page

    assert 'id="prompt" lang="ar" dir="rtl"' in page
    assert 'id="stimulus" lang="ar" dir="rtl"' in page
    assert '<span lang="ar" dir="rtl" translate="no">المدرسة مفتوحة</span>' in page


def test_typed_dutch_is_one_line_from_left_to_right(at):
    page = at(TYPED, "ar").page

    assert re.search(r'<input class="ams-text-input typed"[^>]* lang="nl" dir="ltr"[^>]* autocapitalize="off"', page)
    assert 'id="hint"' not in page


def test_the_line_of_dutch_words_runs_left_to_right_in_every_language(at):
    assert re.search(r'class="order__line" dir="ltr"', at(SENTENCE, "fa").page)


@pytest.mark.parametrize(
    ("item", "form", "seen"),
    [
        (HELPERS, {"choice": ["family", "teacher"]}, ("Familie", "Leraar")),
        (SENTENCE, {"place": ["3", "1", "2"]}, ("werk", "ik", "morgen")),
        (WORKED, {"do": "no"}, ("icon--x",)),
        (YEARS, {"number": "12"}, ("12",)),
        (SCHOOL_END, {"calendar": "persian", "year": "1373"}, ("1373", "1994–1995")),
        (
            LAST_DAY,
            {"calendar": "persian", "year": "1373", "month_persian": "3", "day": "7"},
            ("7 Khordad 1373", "28 mei 1994"),
        ),
        (SCHOOL_END, {"calendar": "gregorian", "year": "1994", "month_gregorian": "5"}, ("mei 1994",)),
        (JOB, {"pick": "tile:HO/waiter"}, ("Bedienen",)),
        (JOB, {"pick": f"esco:{COOK.id}"}, ("kok",)),
        (JOB, {"text": "ሓረስታይ"}, ("ሓረስታይ",)),
        (GAPS, {"gap": ["derd", ""]}, ("veranderd · beg…",)),
        (GAPS, {"gap": ["x", "Beginnen"]}, ("veranx · Beginnen",)),
    ],
)
def test_the_closing_page_says_what_was_said(at, item, form, seen):
    candidate = at(item)
    candidate.goes(candidate.sends(**form))

    page = ends(candidate)
    row = re.search(rf'id="{item.id}">(.*?)</li>', page, re.DOTALL)[1]

    places = [row.index(text) for text in seen]
    assert places == sorted(places)


def test_the_closing_page_speaks_the_language_of_the_candidate(at):
    candidate = at(LAST_DAY, "fa")
    candidate.goes(candidate.sends(calendar="persian", year="1373", month_persian="3", day="7"))

    assert "۷ خرداد / جوزا ۱۳۷۳" in ends(candidate)


def test_every_text_of_an_information_screen_has_a_slot_for_sound(at):
    assert at(INFORMATION).page.count('class="sound-slot"') >= 4


def test_parts_with_one_title_are_one_piece_of_the_bar(tmp_path):
    bank = a_bank(Section("a", "Deel", (INFORMATION,)), Section("b", "Deel", (WORDS,)), Section("c", "Slot", (YEARS,)))
    candidate = a_candidate(tmp_path, bank=bank).sits_down()
    assert candidate.page.count('class="progress__part ') == 2

    candidate.answers()

    assert re.findall(r"progress__part--(\w+)", candidate.page) == ["current", "ahead"]
    candidate.answers()
    assert re.findall(r"progress__part--(\w+)", candidate.page) == ["done", "current"]
