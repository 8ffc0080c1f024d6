import re

import pytest

from assessment.session import codes
from tests.kiosk.builders import START_CODE, Clock, a_candidate, a_kiosk


@pytest.fixture
def candidate(tmp_path):
    return a_candidate(tmp_path)


def shown_code(candidate):
    return re.search(r'class="code"[^>]*>([\d ]+)<', candidate.page)[1]


def paused(candidate, **form):
    candidate.sits_down()
    candidate.answers()
    candidate.goes(candidate.post("/pause", **form))
    return candidate


def test_without_a_language_the_first_page_comes_first(candidate):
    assert candidate.get("/start").headers["Location"] == "/"


def test_the_first_page_speaks_every_language(candidate):
    candidate.get("/")

    assert all(f'name="locale" value="{tag}"' in candidate.page for tag in ("nl", "ar", "ti"))


@pytest.mark.parametrize("code", ["", "abc", "1", "11111 11111", "1234567890" * 3])
def test_a_wrong_start_code_keeps_the_page_and_says_so(candidate, code):
    candidate.get("/")
    candidate.post("/language", locale="nl")

    assert candidate.post("/start", code=code).status_code == 422
    assert "data-focus" in candidate.page


def test_a_clock_that_cannot_be_right_sends_the_person_to_the_staff(tmp_path):
    clock = Clock()
    candidate = a_candidate(tmp_path, a_kiosk(tmp_path, clock=clock)).sits_down()
    candidate.goes(candidate.post("/pause"))
    clock.now = clock.now.replace(year=1970)
    candidate.post("/language", locale="nl")

    assert candidate.post("/start", code=START_CODE).status_code == 503
    assert 'href="/"' in candidate.page


def test_the_resume_code_is_shown_before_the_first_item(candidate):
    candidate.sits_down()

    candidate.get("/code")

    assert re.fullmatch(r"\d{4}( \d{4}){4}", shown_code(candidate))


def test_a_pause_shows_the_code_that_leads_back_to_the_same_item(candidate):
    candidate.sits_down()
    candidate.answers()
    item = candidate.item
    candidate.goes(candidate.post("/pause"))
    code = shown_code(candidate)

    assert candidate.get("/item").status_code == 403
    candidate.goes(candidate.post("/resume", code=code))

    assert candidate.item == item


def test_a_pause_keeps_what_was_typed(candidate):
    candidate.sits_down()
    candidate.goes_on_until('name="text"')
    candidate.goes(candidate.post("/pause", step=candidate.step, text="kok"))

    candidate.goes(candidate.post("/resume", code=shown_code(candidate)))

    assert "kok</textarea>" in candidate.page


def test_nobody_sees_the_code_when_nobody_was_there(candidate):
    paused(candidate, away="1")

    assert 'class="code"' not in candidate.page


def test_leaving_forgets_the_code(candidate):
    paused(candidate)

    candidate.goes(candidate.post("/leave"))
    candidate.get("/paused")

    assert 'class="code"' not in candidate.page


def test_leaving_does_not_end_a_session_that_is_open(candidate):
    candidate.sits_down()

    candidate.post("/leave")

    assert candidate.get("/item").status_code == 200


def test_a_wrong_resume_code_keeps_the_page_and_says_so(candidate):
    candidate.get("/resume")

    assert candidate.post("/resume", code="1234").status_code == 422


def test_after_too_many_tries_the_page_says_how_long_to_wait(tmp_path):
    clock = Clock()
    candidate = a_candidate(tmp_path, a_kiosk(tmp_path, clock=clock))
    paused(candidate)
    slip = codes.slip_number(codes.parse_resume_code(shown_code(candidate)))
    wrong = codes.resume_code(slip, "0" * 15)

    tried = [candidate.post("/resume", code=wrong) for _ in range(6)]

    assert tried[0].status_code == 422
    assert tried[-1].status_code == 429
    assert int(tried[-1].headers["Retry-After"]) > 0


def test_without_a_session_the_resume_code_is_asked_for(candidate):
    for path in ("/item", "/review", "/code", "/stop"):
        assert candidate.get(path).status_code == 403
        assert 'action="/resume"' in candidate.page


def test_an_unfinished_session_goes_on_from_the_first_page(candidate):
    candidate.sits_down()

    assert candidate.get("/").headers["Location"] == "/item"
