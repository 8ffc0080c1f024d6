import re

import pytest

from tests.kiosk.builders import START_CODE, a_candidate


@pytest.fixture
def candidate(tmp_path):
    return a_candidate(tmp_path)


@pytest.mark.parametrize("locale", ["nl", "ar", "ti"])
def test_a_whole_sitting_ends_in_a_bundle_and_a_browser_that_knows_nothing(candidate, locale):
    candidate.sits_down(locale)
    candidate.goes_on_until('action="/finish"')

    response = candidate.post("/finish")

    assert response.headers["Location"] == f"/goodbye/{locale}"
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "Max-Age=0" in response.headers["Set-Cookie"]
    assert candidate.kiosk.store.last_sealed()[0] == 1
    assert "Set-Cookie" not in candidate.goes(response).headers


def test_a_page_is_small(candidate):
    candidate.sits_down()

    while 'action="/finish"' not in candidate.page:
        assert len(candidate.page.encode()) < 20_000
        if candidate.answers().status_code == 303:
            candidate.get("/review")


def test_a_double_tap_changes_nothing(candidate):
    candidate.sits_down()
    first, step, given = candidate.item, candidate.step, candidate.given
    candidate.answers()
    after = candidate.item

    candidate.goes(candidate.post(f"/item/{first}", step=step, do="answer", **given))

    assert candidate.item == after


def test_a_stale_page_with_nothing_chosen_shows_what_is_current(candidate):
    candidate.sits_down()
    candidate.goes_on_until('name="choice"')
    item, step = candidate.item, candidate.step
    candidate.answers()

    candidate.goes(candidate.post(f"/item/{item}", step=step, do="answer"))

    assert candidate.item != item


@pytest.mark.parametrize("form", [{}, {"choice": "a"}])
def test_an_answer_to_an_item_that_is_not_on_screen_is_a_conflict(candidate, form):
    candidate.sits_down()
    here = candidate.item

    later = list(candidate.kiosk.bank.items)[-1]
    response = candidate.post(f"/item/{later}", step=candidate.step, do="answer", **form)

    assert response.status_code == 409
    candidate.get("/item")
    assert candidate.item == here


def test_an_item_that_no_bank_has_does_not_exist(candidate):
    candidate.sits_down()

    assert candidate.post("/item/nothing", step="2", do="answer").status_code == 404


@pytest.mark.parametrize("do", ["", "win", "dont_know", "declined"])
def test_only_what_the_page_offers_can_be_done(candidate, do):
    candidate.sits_down()

    assert candidate.sends(do).status_code == 422


def test_without_a_step_nothing_is_taken(candidate):
    candidate.sits_down()

    assert candidate.post(f"/item/{candidate.item}", do="answer").status_code == 422


def test_nothing_chosen_asks_again_and_says_so_first(candidate):
    candidate.sits_down()
    candidate.goes_on_until('name="choice"')
    item = candidate.item

    assert candidate.sends().status_code == 422
    assert candidate.item == item
    assert re.search(r'role="alert" tabindex="-1" data-focus', candidate.page)


def test_going_back_shows_the_answer_given_before(candidate):
    candidate.sits_down()
    candidate.goes_on_until('name="choice"')
    item, picked = candidate.item, candidate.given["choice"]
    candidate.answers()

    candidate.goes(candidate.post("/back"))

    assert candidate.item == item
    assert re.search(f'value="{picked}"[^>]* checked', candidate.page)


def test_dutch_to_be_read_stays_dutch_in_a_page_from_right_to_left(candidate):
    candidate.sits_down("ar")

    candidate.goes_on_until('id="stimulus" lang="nl"')

    assert re.search(r'id="stimulus" lang="nl" dir="ltr" translate="no"', candidate.page)


def test_every_text_has_a_slot_for_sound(candidate):
    candidate.sits_down()
    candidate.goes_on_until('name="choice"')

    assert candidate.page.count('class="sound-slot"') >= 4


def test_the_model_of_an_app_is_served_and_the_key_is_not(candidate):
    model = candidate.get("/simulation/mail.json")

    assert model.get_json()["id"] == "mail"
    assert "postsnel.voorbeeld" not in model.get_data(as_text=True)
    assert candidate.get("/simulation/other.json").status_code == 404


def test_an_action_log_that_the_app_does_not_allow_is_refused_on_the_page(candidate):
    candidate.sits_down()
    candidate.goes_on_until('name="log"')

    response = candidate.sends(log='[{"name": "send", "value": "", "at_ms": 1}]')

    assert response.status_code == 422
    assert "data-focus" in candidate.page


def test_a_page_does_not_tell_how_an_item_is_scored(candidate):
    candidate.sits_down()
    candidate.goes_on_until('id="stimulus"')

    assert not any(word in candidate.page for word in ("difficulty", "guessing", "data-key", "correct"))


def test_an_unknown_language_is_refused(candidate):
    candidate.get("/")

    assert candidate.post("/language", locale="xx").status_code == 422


@pytest.mark.parametrize("page", ["../../x", "//elsewhere.example", "nothing"])
def test_a_change_of_language_leads_to_our_own_pages_only(candidate, page):
    candidate.get("/")

    assert candidate.post("/language", locale="ar", **{"from": page}).status_code == 422


def test_a_change_of_language_keeps_what_stands_on_the_page(candidate):
    candidate.sits_down("nl")
    candidate.goes_on_until('name="text"')
    item = candidate.item

    candidate.goes(candidate.post("/language", locale="ti", step=candidate.step, text="ሓረስታይ", **{"from": "item"}))

    assert candidate.item == item
    assert 'lang="ti"' in candidate.page
    assert "ሓረስታይ</textarea>" in candidate.page


def test_a_start_code_may_be_typed_in_any_digits(candidate):
    candidate.get("/")
    candidate.goes(candidate.post("/language", locale="ar"))

    typed = START_CODE.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert candidate.post("/start", code=f" {typed[:3]} {typed[3:]}").headers["Location"] == "/code"
