"""Rules that hold on every route of both apps, read from their URL maps: a new route is covered by being there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from assessment.web.headers import ALWAYS
from tests.desk.builders import HOST as DESK_HOST
from tests.desk.builders import an_office
from tests.desk.desk_browser import CaseWorker
from tests.kiosk.builders import HOST as KIOSK_HOST
from tests.kiosk.builders import Candidate, a_candidate

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
LOOKING = {"GET", "HEAD", "OPTIONS"}
OPEN_AT_THE_DESK = {"desk.show_log_in", "desk.log_in", "web.static", "static"}
OPEN_AT_THE_KIOSK = {
    "kiosk.deleted",
    "kiosk.home", "kiosk.language", "kiosk.start", "kiosk.resume", "kiosk.paused", "kiosk.goodbye",
    "operator.show_log_in",
}  # fmt: skip
HOSTS = (
    "localhost:{port}", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:{port}0", "127.0.0.1.:{port}", "127.1:{port}",
    "[::1]:{port}", "0.0.0.0:{port}", "evil.example", "evil.example:{port}", "127.0.0.1:{port}.evil.example",
    "127.0.0.1:{port}@evil.example", "2130706433:{port}", "0x7f000001:{port}", "127.0.0.1:{port},evil.example", "",
)  # fmt: skip
FILLED = {"locale": "nl", "item_id": "nl-brood", "app": "mail", "filename": "nothing.js"}


def kiosk(folder: Path) -> tuple[Flask, str]:
    return a_candidate(folder).client.application, KIOSK_HOST


def desk(folder: Path) -> tuple[Flask, str]:
    return an_office(folder).app, DESK_HOST


BOTH = pytest.mark.parametrize("made", [kiosk, desk])
Made = Callable[[Path], tuple[Flask, str]]


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Each rule with an address that fits it."""
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("")
    for rule in app.url_map.iter_rules():
        values = {name: FILLED.get(name, "1") for name in rule.arguments}
        yield rule, adapter.build(rule.endpoint, values, method=next(iter((rule.methods or set()) - LOOKING), None))


def addresses(app: Flask) -> list[str]:
    return [*dict.fromkeys(path for _, path in routes(app)), "/nowhere", "/static/../secret", "/static/nothing.css"]


def check_headers(response: TestResponse, what: str) -> None:
    assert {name: response.headers.getlist(name) for name in ALWAYS} == {k: [v] for k, v in ALWAYS.items()}, what
    if response.mimetype in ("text/html", "application/json", "application/pdf"):
        assert response.headers["Cache-Control"] == "no-store", what
    for cookie in response.headers.getlist("Set-Cookie"):
        assert cookie.startswith("__Host-"), what
        assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; ")), what
    assert "Access-Control-Allow-Origin" not in response.headers, what
    assert b"Traceback" not in response.get_data(), what


@BOTH
def test_every_address_with_every_method_carries_every_header(made: Made, tmp_path: Path):
    app, host = made(tmp_path)
    seen: set[int] = set()

    for path in addresses(app):
        for method in METHODS:
            response = app.test_client().open(path, method=method, base_url=f"http://{host}")
            check_headers(response, f"{method} {path}")
            seen.add(response.status_code)

    assert {200, 303, 403} <= seen


@BOTH
def test_nothing_that_changes_anything_is_done_without_a_token(made: Made, tmp_path: Path):
    app, host = made(tmp_path)
    changing = [(method, path) for rule, path in routes(app) for method in (rule.methods or set()) - LOOKING]

    assert len(changing) >= 5
    for method, path in changing:
        response = app.test_client().open(path, method=method, base_url=f"http://{host}")
        assert response.status_code == 403, f"{method} {path}"


@BOTH
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1:8401"},
        {"Origin": "http://localhost:8401"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_a_good_token(made: Made, tmp_path: Path, headers: dict[str, str]):
    app, host = made(tmp_path)
    token = _token(app, host)

    for rule, path in routes(app):
        for method in (rule.methods or set()) - LOOKING:
            response = app.test_client().open(
                path, method=method, base_url=f"http://{host}", headers=headers, data={"csrf_token": token}
            )
            assert response.status_code == 403, f"{method} {path}"
            assert "from another page" in response.text or "andere pagina" in response.text, path


@BOTH
def test_only_our_own_host_and_port_are_answered(made: Made, tmp_path: Path):
    app, host = made(tmp_path)
    port = host.rpartition(":")[2]
    tried = 0

    for path in addresses(app):
        for other in (name.format(port=port) for name in HOSTS):
            if other in (host, *_also(made, port)):
                continue
            response = app.test_client().get(path, base_url=f"http://{host}", headers={"Host": other})
            assert response.status_code == 400, f"{path} for {other!r}"
            check_headers(response, f"{path} for {other!r}")
            tried += 1

    assert tried >= 200


@BOTH
def test_a_body_that_is_too_large_is_refused_before_anything_looks_at_the_address(made: Made, tmp_path: Path):
    app, host = made(tmp_path)
    too_much = b"x" * (app.config["MAX_CONTENT_LENGTH"] + 1)

    for path in addresses(app):
        for method in ("POST", "PUT", "GET"):
            response = app.test_client().open(path, method=method, base_url=f"http://{host}", data=too_much)
            assert response.status_code == 413, f"{method} {path}"
            check_headers(response, f"{method} {path}")


def test_nobody_sees_a_page_of_the_desk_without_logging_in(tmp_path: Path):
    app, host = desk(tmp_path)
    worker = CaseWorker(app.test_client())
    worker.get("/log-in")

    for rule, path in routes(app):
        if rule.endpoint in OPEN_AT_THE_DESK:
            continue
        for method in (rule.methods or set()) - {"OPTIONS"}:
            response = app.test_client().get(path, base_url=f"http://{host}")
            if method not in LOOKING:
                response = worker.client.open(
                    path, method=method, base_url=f"http://{host}", data={"csrf_token": worker.token}
                )
            assert response.status_code == 303, f"{method} {path}"
            assert response.headers["Location"] == "/log-in", f"{method} {path}"


def test_nobody_sees_a_page_of_a_sitting_without_being_in_it(tmp_path: Path):
    candidate = a_candidate(tmp_path).sits_down()
    stranger = Candidate(candidate.client.application.test_client(), candidate.kiosk)
    stranger.get("/")
    item = candidate.item

    for rule, path in routes(candidate.client.application):
        if rule.endpoint in OPEN_AT_THE_KIOSK or rule.endpoint.endswith("static"):
            continue
        if "GET" in (rule.methods or set()) and rule.endpoint != "kiosk.simulation":
            assert stranger.get(path).status_code in (303, 403), path
            assert item not in stranger.page, path
        elif "POST" in (rule.methods or set()):
            assert stranger.post(path).status_code in (303, 403, 422), path

    candidate.get("/item")
    assert candidate.item == item


def _token(app: Flask, host: str) -> str:
    candidate = Candidate(app.test_client(), None)  # type: ignore[arg-type]  # it only looks here
    response = candidate.client.get("/log-in" if host == DESK_HOST else "/", base_url=f"http://{host}")
    return response.get_data(as_text=True).partition('name="csrf_token" value="')[2].partition('"')[0]


def _also(made: Made, port: str) -> tuple[str, ...]:
    """The desk may be called by this name too."""
    return (f"localhost:{port}",) if made is desk else ()
