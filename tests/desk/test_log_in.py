"""Who gets in, and for how long."""

from datetime import timedelta

import pytest

from assessment.desk.service import TRIES, WAIT
from tests.desk.builders import CODE, HOST, PASSWORD, Office
from tests.desk.desk_browser import CaseWorker, a_case_worker


@pytest.mark.parametrize("path", ["/", "/codes", "/codes/slips", f"/cases/{CODE}", "/bundles/x/report.pdf", "/other"])
def test_nothing_is_shown_before_log_in(office: Office, path: str) -> None:
    answer = CaseWorker(office.visitor()).get(path)

    assert (answer.status_code, answer.location) == (303, "/log-in")


def test_a_wrong_password_gives_the_same_answer_as_an_unknown_name(office: Office) -> None:
    worker = CaseWorker(office.visitor())
    pages = []

    for name, password in (("hanna", "verkeerd"), ("niemand", PASSWORD)):
        assert worker.log_in(name, password).status_code == 403
        pages.append("Deze naam en dit wachtwoord horen niet bij elkaar." in worker.page)

    assert pages == [True, True]


def test_after_five_wrong_tries_even_the_right_password_waits(office: Office) -> None:
    worker = CaseWorker(office.visitor())
    for _ in range(TRIES):
        worker.log_in(password="verkeerd")

    answer = worker.log_in()

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert "Minuten wachten: 5" in worker.page
    office.clock.at += WAIT + timedelta(seconds=1)
    assert worker.log_in().status_code == 303


def test_after_half_an_hour_without_a_click_it_is_over(office: Office) -> None:
    worker = a_case_worker(office)
    office.clock.at += timedelta(minutes=29)
    assert worker.get("/").status_code == 200

    office.clock.at += timedelta(minutes=31)

    assert worker.get("/").status_code == 303


def test_logging_out_ends_it(office: Office) -> None:
    worker = a_case_worker(office)

    worker.post("/log-out")

    assert worker.get("/").status_code == 303


def test_a_post_without_a_token_changes_nothing(office: Office) -> None:
    worker = a_case_worker(office)

    answer = worker.post("/codes", count="1", csrf_token="")

    assert answer.status_code == 403
    assert office.desk.codes() == []


def test_a_changed_cookie_is_nobodys(office: Office) -> None:
    worker = a_case_worker(office)
    worker.client.set_cookie("__Host-desk", "abc.def.ghi", domain="127.0.0.1")

    answer = worker.get("/")

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/log-in"


def test_another_host_name_is_refused(office: Office) -> None:
    assert office.visitor().get("/log-in", base_url="http://example.test").status_code == 400


def test_the_cookie_is_for_this_host_and_no_script(office: Office) -> None:
    worker = CaseWorker(office.visitor())

    cookie = worker.log_in().headers["Set-Cookie"]

    assert cookie.startswith("__Host-desk=")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert HOST not in cookie
