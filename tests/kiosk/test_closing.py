import re

import pytest

from tests.kiosk.builders import a_candidate


@pytest.fixture
def candidate(tmp_path):
    sitting = a_candidate(tmp_path).sits_down()
    sitting.goes_on_until('action="/finish"')
    return sitting


def row(candidate, item):
    return re.search(rf'id="{item}">(.*?)</li>', candidate.page, re.DOTALL)[1]


def first(candidate, action):
    return re.search(rf'formaction="{action}" name="item" value="([^"]+)"', candidate.page)[1]


def test_the_person_sees_what_they_said(candidate):
    assert "ሓረስታይ" in candidate.page
    assert "icon--mood-smile" in candidate.page


def test_a_struck_out_response_is_gone_from_the_page_and_can_come_back(candidate):
    item = first(candidate, "/withhold")
    candidate.goes(candidate.post("/withhold", item=item))
    assert "mood-smile" not in row(candidate, item)

    candidate.goes(candidate.post("/release", item=item))

    assert "mood-smile" in row(candidate, item)


def test_a_section_is_struck_out_as_a_whole(candidate):
    section = re.search(r'formaction="/withhold" name="section" value="([^"]+)"', candidate.page)[1]

    candidate.goes(candidate.post("/withhold", section=section))

    assert f'formaction="/release" name="section" value="{section}"' in candidate.page


@pytest.mark.parametrize("form", [{}, {"item": "nothing"}, {"section": "nothing"}, {"item": "welcome"}])
def test_only_what_is_on_the_page_can_be_struck_out(candidate, form):
    assert candidate.post("/withhold", **form).status_code == 422


def test_an_answer_can_be_changed(candidate):
    item = first(candidate, "/revisit")
    candidate.goes(candidate.post("/revisit", item=item))
    assert candidate.item == item

    candidate.goes(candidate.goes(candidate.sends(choice="dislike")))

    assert "mood-sad" in row(candidate, item)


def test_a_test_item_cannot_be_changed(candidate):
    assert candidate.post("/revisit", item="nl-brood").status_code in (409, 422)


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
