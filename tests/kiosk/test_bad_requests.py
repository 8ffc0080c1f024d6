import pytest

from assessment.web.headers import ALWAYS
from kiosk.app import LARGEST_BODY
from kiosk.views import views
from tests.kiosk.builders import HOST, a_candidate

COOKIE = "__Host-assessment"


@pytest.fixture
def candidate(tmp_path):
    return a_candidate(tmp_path)


@pytest.mark.parametrize("path", ["/", "/item", "/nowhere", "/static/page.js"])
@pytest.mark.parametrize(
    "host", ["localhost:8401", "127.0.0.1", "127.0.0.1:80", "elsewhere.example", "127.0.0.1:84010"]
)
def test_only_our_own_address_is_answered(candidate, path, host):
    response = candidate.client.get(path, base_url="http://127.0.0.1:8401", headers={"Host": host})

    assert response.status_code == 400
    assert response.headers["Content-Security-Policy"] == ALWAYS["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/static/page.js", "/kiosk-static/kiosk.js", "/static/nothing.js", "/simulation/mail.json"]
)
def test_files_carry_the_headers_too(candidate, path):
    candidate.get(path)


def test_a_form_without_its_token_is_refused_and_nothing_is_lost(candidate):
    candidate.sits_down()
    item = candidate.item

    assert candidate.post(f"/item/{item}", csrf_token="", step=candidate.step, do="answer").status_code == 403
    candidate.get("/item")
    assert candidate.item == item


def test_a_form_from_another_page_is_refused(candidate):
    candidate.sits_down()

    response = candidate.post("/pause", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403


def test_a_changed_cookie_is_nobodys_and_is_dropped(candidate):
    candidate.sits_down()
    value = candidate.client.get_cookie(COOKIE, "127.0.0.1").value
    candidate.client.set_cookie(COOKIE, ("A" if value[0] != "A" else "B") + value[1:], domain="127.0.0.1")

    response = candidate.get("/item")

    assert response.status_code == 403
    assert 'action="/resume"' in candidate.page
    assert candidate.client.get_cookie(COOKIE, "127.0.0.1").value != value


def test_the_cookie_is_ours_alone(candidate):
    cookie = candidate.get("/").headers["Set-Cookie"]

    assert cookie.startswith(f"{COOKIE}=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Strict"))
    assert "Domain" not in cookie


@pytest.mark.parametrize("path", ["/language", "/nowhere", "/"])
def test_an_oversize_body_is_refused_whether_it_is_read_or_not(candidate, path):
    response = candidate.client.post(path, data=b"x" * (LARGEST_BODY + 1), base_url=f"http://{HOST}")

    assert response.status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nowhere", 404), ("GET", "/language", 405), ("PUT", "/item", 405)]
)
def test_what_does_not_exist_says_so_in_plain_words(candidate, method, path, status):
    response = candidate.client.open(path, method=method, base_url=f"http://{HOST}")

    assert response.status_code == status
    assert 'href="/item"' in response.get_data(as_text=True)


def test_our_own_fault_shows_no_stack_trace(tmp_path):
    candidate = a_candidate(tmp_path)
    candidate.sits_down()
    candidate.kiosk.now = _no_clock

    response = candidate.sends(**candidate.given)

    assert response.status_code == 500
    assert "Traceback" not in candidate.page
    assert "battery" not in candidate.page


def _no_clock():
    raise RuntimeError("the battery of the clock is empty")


def test_no_page_is_changed_by_looking_at_it(candidate):
    candidate.sits_down()
    (session_id,) = candidate.kiosk.keyring._open
    before = candidate.kiosk.session(session_id).length

    for path in ("/", "/start", "/code", "/item", "/stop", "/review", "/resume", "/paused"):
        candidate.get(path)

    assert candidate.kiosk.session(session_id).length == before


def test_every_form_goes_through_the_token(candidate):
    app = candidate.client.application
    posts = [rule.rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]

    assert views.name == "kiosk"
    for path in posts:
        response = candidate.client.post(path.replace("<item_id>", "nl-brood"), base_url=f"http://{HOST}")
        assert response.status_code == 403, path
