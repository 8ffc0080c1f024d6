"""The pages on which somebody takes everything back."""

import re
from dataclasses import replace

import pytest

from assessment.storage import outbox
from tests.kiosk.builders import Candidate, a_candidate, a_kiosk
from tests.kiosk.test_closing import BANK

FORGET = '"cache", "cookies", "storage"'


@pytest.fixture
def candidate(tmp_path):
    sitting = a_candidate(tmp_path, bank=replace(BANK, content_hash="ab" * 32)).sits_down()
    sitting.get("/code")
    sitting.get("/item")
    return sitting


def code_of(candidate):
    candidate.get("/code")
    return re.search(r'class="code"[^>]*>([\d ]+)<', candidate.page)[1]


def shares(candidate):
    """Share, and return the resume code."""
    code = code_of(candidate)
    candidate.get("/item")
    candidate.goes(candidate.post("/stop"))
    candidate.post("/finish")
    candidate.get("/")
    candidate.goes(candidate.post("/language", locale="nl"))
    return code


def test_the_stop_page_and_the_closing_page_lead_to_deleting(candidate):
    candidate.get("/stop")
    assert 'href="/delete"' in candidate.page

    candidate.goes(candidate.post("/stop"))

    assert 'href="/delete"' in candidate.page


def test_deleting_asks_first_and_the_first_button_keeps_the_answers(candidate):
    candidate.get("/delete")

    asked = candidate.page.partition('action="/delete"')[2]
    buttons = re.findall(r'ams-button--(primary|secondary)"(?: href="([^"]+)")?', asked)
    assert buttons[:2] == [("primary", "/item"), ("secondary", "")]
    assert candidate.get("/item").status_code == 200


def test_after_deleting_the_browser_forgets_and_nothing_is_left(candidate):
    candidate.get("/delete")
    response = candidate.post("/delete")

    assert response.headers["Location"] == "/deleted/nl"
    assert response.headers["Clear-Site-Data"] == FORGET
    assert candidate.goes(response).status_code == 200
    assert candidate.get("/item").status_code == 403
    assert candidate.kiosk.store.slips() == set()


def test_the_language_can_be_changed_where_one_is_asked(candidate):
    candidate.get("/delete")

    candidate.goes(candidate.post("/language", locale="ar", **{"from": "delete"}))

    assert 'action="/delete"' in candidate.page
    assert 'lang="ar"' in candidate.page


def test_who_comes_back_with_the_code_is_asked_and_may_leave_it(candidate):
    code = shares(candidate)

    candidate.goes(candidate.post("/resume", code=code))
    assert 'formaction="/take-back"' in candidate.page

    candidate.goes(candidate.post("/leave"))
    assert candidate.post("/take-back").status_code == 403


def test_who_takes_back_is_told_so_and_the_browser_forgets(candidate, tmp_path):
    code = shares(candidate)
    (first,) = outbox.waiting(tmp_path / "kiosk.db")
    candidate.goes(candidate.post("/resume", code=code))

    response = candidate.post("/take-back")

    (second,) = outbox.waiting(tmp_path / "kiosk.db")
    assert response.headers["Clear-Site-Data"] == FORGET
    assert candidate.goes(response).status_code == 200
    assert (second.sequence, second.name == first.name) == (1, False)


def test_what_was_carried_away_meanwhile_is_not_said_to_be_deleted(candidate):
    code = shares(candidate)
    candidate.goes(candidate.post("/resume", code=code))
    candidate.kiosk.store._db.conn.execute("UPDATE outbox SET exported_on = '2026-11-22'")

    assert candidate.post("/take-back").status_code == 409
    assert "/take-back" not in candidate.page
    candidate.goes(candidate.post("/resume", code=code))
    assert "/take-back" not in candidate.page


@pytest.mark.parametrize("path", ["/delete", "/shared"])
def test_nobody_is_asked_who_is_not_there(tmp_path, path):
    stranger = a_candidate(tmp_path, a_kiosk(tmp_path))

    assert stranger.get(path).status_code == 403


def test_the_code_of_one_person_takes_back_nothing_of_another(candidate):
    code = shares(candidate)
    other = Candidate(candidate.client.application.test_client(), candidate.kiosk).sits_down()
    other_code = shares(other)

    candidate.goes(candidate.post("/resume", code=code))
    candidate.post("/take-back")

    other.goes(other.post("/resume", code=other_code))
    assert 'formaction="/take-back"' in other.page


def test_that_everything_is_deleted_is_said_in_languages_that_we_speak(candidate):
    assert candidate.get("/deleted/ar").status_code == 200
    assert candidate.get("/deleted/xx").status_code == 404
