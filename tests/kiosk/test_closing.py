import re
from dataclasses import replace

import pytest

from assessment.items.model import Review, Section
from tests.kiosk.builders import a_candidate
from tests.web.builders import INFORMATION, RATING, TYPED, WORDS, a_bank


def another(item, name):
    return replace(item, id=name)


BANK = a_bank(
    Section("start", "Begin", (INFORMATION,)),
    Section("likes", "Wat u leuk vindt", (RATING, another(RATING, "rating-2")), back=True, review=Review.EACH),
    Section("words-1", "Woorden", (TYPED,), review=Review.WHOLE),
    Section("words-2", "Woorden", (another(TYPED, "typed-2"),), review=Review.WHOLE),
    Section("wishes", "Wensen", (WORDS,), back=True, review=Review.EACH),
)


@pytest.fixture
def candidate(tmp_path):
    sitting = a_candidate(tmp_path, bank=BANK).sits_down()
    sitting.goes_on_until('action="/finish"')
    return sitting


def row(candidate, item):
    return re.search(rf'id="{item}">(.*?)</li>', candidate.page, re.DOTALL)[1]


def part(candidate, section):
    return re.search(rf'id="{section}" aria-labelledby(.*?)</section>', candidate.page, re.DOTALL)[1]


def test_the_person_sees_what_they_said(candidate):
    assert "ሓረስታይ" in row(candidate, "words")
    assert "icon--mood-smile" in row(candidate, "rating")


def test_each_part_is_closed_until_somebody_opens_it(candidate):
    assert candidate.page.count('<details class="review__details">') == 2
    assert "<details open" not in candidate.page


def test_a_struck_out_response_is_gone_from_the_page_and_can_come_back(candidate):
    response = candidate.post("/withhold", item="rating")
    assert response.headers["Location"] == "/review#rating"
    candidate.goes(response)
    assert "mood-smile" not in row(candidate, "rating")

    candidate.goes(candidate.post("/release", item="rating"))

    assert "mood-smile" in row(candidate, "rating")


@pytest.mark.parametrize("section", ["likes", "words-1"])
def test_a_part_is_struck_out_as_a_whole_and_comes_back(candidate, section):
    candidate.goes(candidate.post("/withhold", section=section))
    assert f'formaction="/release" name="section" value="{section}"' in part(candidate, section)

    candidate.goes(candidate.post("/release", section=section))

    assert f'formaction="/withhold" name="section" value="{section}"' in part(candidate, section)


def test_sections_with_one_title_are_one_part_and_go_together(candidate):
    candidate.goes(candidate.post("/withhold", section="words-1"))
    (session_id,) = candidate.kiosk.keyring._open

    assert candidate.page.count(">Woorden</h2>") == 1
    assert candidate.kiosk.session(session_id).withheld == {"typed", "typed-2"}


def test_striking_out_part_of_a_part_leaves_the_rest(candidate):
    candidate.goes(candidate.post("/withhold", item="rating"))

    assert 'formaction="/withhold" name="section" value="likes"' in part(candidate, "likes")


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"item": "nothing"},
        {"section": "nothing"},
        {"item": "information"},
        {"section": "start"},
        {"section": "words-2"},
    ],
)
def test_only_what_is_on_the_page_can_be_struck_out(candidate, form):
    assert candidate.post("/withhold", **form).status_code == 422


def test_an_answer_can_be_changed_and_one_comes_back_to_it(candidate):
    candidate.goes(candidate.post("/revisit", item="rating"))
    assert candidate.item == "rating"

    response = candidate.sends(choice="dislike")

    assert response.headers["Location"] == "/review#rating"
    candidate.goes(response)
    assert "mood-sad" in row(candidate, "rating")


def test_the_end_itself_opens_nothing(tmp_path):
    candidate = a_candidate(tmp_path, bank=BANK).sits_down()
    candidate.goes_on_until("/item/words")

    assert candidate.sends(text="kok").headers["Location"] == "/item"


def test_a_test_item_cannot_be_changed(candidate):
    assert candidate.post("/revisit", item="typed").status_code in (409, 422)


def test_stopping_leads_to_the_closing_page(tmp_path):
    candidate = a_candidate(tmp_path).sits_down()
    candidate.get("/stop")

    candidate.goes(candidate.post("/stop"))

    assert 'action="/finish"' in candidate.page


def test_sharing_while_an_item_is_on_screen_is_a_conflict(tmp_path):
    candidate = a_candidate(tmp_path).sits_down()

    assert candidate.post("/finish").status_code == 409


def test_goodbye_is_said_in_languages_that_we_speak(candidate):
    assert candidate.get("/goodbye/ar").status_code == 200
    assert candidate.get("/goodbye/xx").status_code == 404
