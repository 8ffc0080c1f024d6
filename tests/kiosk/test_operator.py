"""The operator's pages: in with a PIN only, away from candidates, and never an answer, name or code on them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.bundle import keys
from assessment.storage import departures
from assessment.storage.outbox import Exported
from kiosk import pin
from kiosk.app import create_app
from kiosk.config import KioskConfig
from kiosk.operator.courier import Courier, Done, Idle, Stopped
from tests.builders import CHEAP, CODE, NOW
from tests.kiosk.builders import CONFIG, Candidate
from tests.kiosk.carriers import a_receipt, finishes, puts
from tests.kiosk.operators import PAGES, PIN, a_counter, an_operator, comes_in, counts_on, exported, refused

# coming in and leaving


@pytest.mark.parametrize("page", PAGES)
def test_without_the_pin_no_page_opens(tmp_path: Path, page: str) -> None:
    person, _ = a_counter(tmp_path)

    response = person.get(page)

    assert (response.status_code, response.headers["Location"]) == (303, "/operator/log-in")


@pytest.mark.parametrize("action", ["/operator/export", "/operator/read", "/operator/log-out"])
def test_without_the_pin_nothing_is_done(tmp_path: Path, action: str) -> None:
    person, counter = a_counter(tmp_path)
    finishes(person.kiosk)
    person.get("/operator/log-in")

    assert person.post(action).headers["Location"] == "/operator/log-in"
    assert counter.courier.state == Idle()


@pytest.mark.parametrize("action", ["/operator/export", "/operator/read", "/operator/log-in", "/operator/log-out"])
def test_a_form_of_another_page_does_nothing(tmp_path: Path, action: str) -> None:
    person, counter = an_operator(tmp_path)

    assert person.post(action, csrf_token="").status_code == 403
    assert counter.courier.state == Idle()


def test_the_right_pin_opens_the_page(tmp_path: Path) -> None:
    person, _ = an_operator(tmp_path)

    assert "Profielen" in person.page or "Profiles on this kiosk" in person.page


def test_nobody_comes_in_before_a_pin_was_set(tmp_path: Path) -> None:
    person, _ = a_counter(tmp_path, with_pin=False)

    person.get("/operator/log-in")
    assert "kiosk pin HOME" in person.page
    assert 'name="pin"' not in person.page
    assert person.post("/operator/log-in", pin="").headers["Location"] == "/operator/log-in"


def test_after_five_wrong_pins_the_right_one_must_wait_and_a_restart_does_not_help(tmp_path: Path) -> None:
    person, counter = a_counter(tmp_path)
    counter.kiosk.now = lambda: NOW

    assert [refused(person, "000000") for _ in range(5)] == [403, 403, 403, 403, 429]
    restarted = create_app(KioskConfig(tmp_path, port=CONFIG.port), person.kiosk)
    again = Candidate(restarted.test_client(), person.kiosk)
    again.get("/operator/log-in")
    response = again.post("/operator/log-in", pin=PIN)

    assert (response.status_code, response.headers["Retry-After"]) == (429, "15")
    person.kiosk.now = lambda: NOW.replace(minute=NOW.minute + 1)
    comes_in(again)
    assert again.get("/operator").status_code == 200


def test_of_a_thousand_guesses_few_are_looked_at(tmp_path: Path) -> None:
    person, counter = a_counter(tmp_path)
    counter.kiosk.now = lambda: NOW

    looked_at = [refused(person, f"{number:06}") for number in range(100)].count(403)

    assert looked_at == 4  # and the fifth, after which the wait begins
    assert person.kiosk.store.rows("SELECT failures FROM operator_tries")[0]["failures"] == 5


def test_a_new_pin_ends_the_wait(tmp_path: Path) -> None:
    person, counter = a_counter(tmp_path)
    counter.kiosk.now = lambda: NOW
    for _ in range(5):
        refused(person, "000000")

    pin.make(tmp_path, "803177", CHEAP)

    comes_in(person, "803177")
    assert person.get("/operator").status_code == 200


def test_whoever_does_nothing_for_minutes_must_type_the_pin_again(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path)
    later = counter.kiosk.now().timestamp() + 5 * 60 + 60

    counter.kiosk.now = lambda: NOW.fromtimestamp(later, NOW.tzinfo)

    assert person.get("/operator").headers["Location"] == "/operator/log-in"


def test_who_closes_the_page_is_out_and_the_old_cookie_does_not_help(tmp_path: Path) -> None:
    person, _ = an_operator(tmp_path)
    cookie = person.client.get_cookie("__Host-assessment", domain="127.0.0.1")

    response = person.post("/operator/log-out")
    person.client.set_cookie("__Host-assessment", cookie.value, domain="127.0.0.1", secure=True)

    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert person.get("/operator").headers["Location"] == "/operator/log-in"


# away from candidates


@pytest.mark.parametrize("page", [*PAGES, "/operator/log-in"])
def test_in_a_session_no_operator_page_opens(tmp_path: Path, page: str) -> None:
    person, _ = a_counter(tmp_path)
    person.sits_down()

    assert person.get(page).status_code == 409
    assert 'name="pin"' not in person.page
    assert person.post("/operator/log-in", pin=PIN).status_code == 409


def test_whoever_begins_a_session_is_no_operator_any_longer(tmp_path: Path) -> None:
    person, _ = an_operator(tmp_path)
    person.post("/language", locale="nl")
    person.goes(person.post("/start", code=CODE))
    person.goes(person.post("/pause"))

    assert person.get("/operator").headers["Location"] == "/operator/log-in"


def test_no_page_of_a_candidate_leads_to_the_operator(tmp_path: Path) -> None:
    person, _ = a_counter(tmp_path)
    for page in ("/", "/start", "/resume"):
        person.get(page)
        assert "/operator" not in person.page


# what is done


def test_export_ends_with_the_word_that_the_stick_may_be_removed(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path)
    finishes(person.kiosk, 2)

    person.post("/operator/export")
    state = counter.courier.wait()
    person.get("/operator/stick")

    assert state == Done(Exported(written=1, present=2, total=3))
    assert 'role="status"' in person.page
    assert 'http-equiv="refresh"' not in person.page


def test_while_it_copies_the_page_says_to_leave_the_stick_in(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path)
    asked: list[str] = []

    def slowly(tell):
        tell(Exported(written=1, total=9))
        person.get("/operator/stick")
        asked.append(person.page)
        return Exported(written=9, total=9)

    counter.courier.start(slowly)
    counter.courier.wait()

    assert 'http-equiv="refresh"' in asked[0]
    assert "1 " in asked[0]
    assert " disabled" in asked[0]


def test_two_exports_at_once_are_one(tmp_path: Path) -> None:
    _, counter = an_operator(tmp_path)
    done: list[int] = []

    def work(tell):
        counter.courier.start(lambda tell: done.append(2) or Exported())
        done.append(1)
        return Exported()

    counter.courier.start(work)
    counter.courier.wait()

    assert done == [1]


def test_without_a_stick_it_says_so_and_nothing_is_lost(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path, with_stick=False)
    finishes(person.kiosk)

    exported(person, counter)

    assert counter.courier.state == Stopped("stick")
    assert departures.counts(person.kiosk.store).new == 1
    assert person.page.count('role="alert"') >= 2


def test_a_stick_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path, with_stick=False)

    person.goes(person.post("/operator/read"))

    assert counter.heard is not None
    assert not counter.heard.readable


def test_a_receipt_that_counts_for_nothing_is_told(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path)
    finishes(person.kiosk)
    puts(counter.kiosk.stick, person.kiosk, a_receipt(person.kiosk, key=keys.make_device_key()))

    person.goes(person.post("/operator/read"))

    assert 'role="alert"' in person.page
    assert counts_on(person) == [0, 1, 0]


def test_a_receipt_for_another_profile_names_the_number(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path)
    finishes(person.kiosk)
    (one,) = departures.held(person.kiosk.store)
    puts(counter.kiosk.stick, person.kiosk, a_receipt(person.kiosk, replace(one, digest="ee" * 32)))

    person.goes(person.post("/operator/read"))

    assert re.search(r"\b1: ", person.page)


def test_an_export_that_fails_by_our_own_fault_does_not_end_the_kiosk(caplog: pytest.LogCaptureFixture) -> None:
    courier = Courier()

    courier.start(lambda tell: Exported(written=1 // 0))

    assert courier.wait() == Stopped("program")


def test_all_is_in_the_audit_log_and_says_nothing_about_a_person(tmp_path: Path) -> None:
    person, counter = a_counter(tmp_path)
    refused(person, "000000")
    comes_in(person)
    exported(person, counter)
    person.post("/operator/log-out")

    entries = " ".join(row["entry"] for row in person.kiosk.store.rows("SELECT entry FROM audit ORDER BY n"))

    for entry in ("wrong_operator_pin", "operator_came", "manifest_made", "exported", "operator_left"):
        assert f'"{entry}"' in entries
    assert PIN not in entries
    assert "000000" not in entries
