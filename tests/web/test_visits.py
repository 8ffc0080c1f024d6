"""What a browser holds: a random number, fresh whenever it becomes somebody, and worth nothing after the end."""

from datetime import date
from pathlib import Path

import pytest

from assessment.storage.visits import StoredVisits
from assessment.web.visits import ID, Remembered, Visits
from tests.desk.builders import HOST as DESK_HOST
from tests.desk.builders import an_office
from tests.desk.desk_browser import CaseWorker
from tests.kiosk.builders import START_CODE, Candidate, a_candidate
from tests.storage.builders import SECRET, a_store, sql

COOKIE = "__Host-assessment"
NUMBER = "n" * 43
DAY = date(2026, 11, 25)


def number(candidate: Candidate) -> str:
    cookie = candidate.client.get_cookie(COOKIE, "127.0.0.1")
    return cookie.value if cookie else ""


def with_number(candidate: Candidate, value: str) -> Candidate:
    """Another browser that sends *value* in its cookie."""
    other = Candidate(candidate.client.application.test_client(), candidate.kiosk)
    other.client.set_cookie(COOKIE, value, domain="127.0.0.1", secure=True)
    return other


def stored(folder: Path) -> StoredVisits:
    return StoredVisits(a_store(folder), SECRET, lambda: DAY)


@pytest.fixture(params=["memory", "file"])
def visits(request: pytest.FixtureRequest, tmp_path: Path) -> Visits:
    return Remembered() if request.param == "memory" else stored(tmp_path)


def test_what_is_kept_of_a_visit_is_read_until_it_ends(visits: Visits):
    visits.keep(NUMBER, {"locale": "ti"})
    visits.keep(NUMBER, {"locale": "ar", "paused": None})

    assert visits.read(NUMBER) == {"locale": "ar", "paused": None}
    assert visits.read("m" * 43) is None

    visits.end(NUMBER)

    assert visits.read(NUMBER) is None


def test_the_cookie_is_a_random_number_and_nothing_else(tmp_path: Path):
    candidate = a_candidate(tmp_path).sits_down()

    assert ID.fullmatch(number(candidate))
    (tmp_path / "other").mkdir()
    assert number(candidate) != number(a_candidate(tmp_path / "other").sits_down())


def test_a_browser_gets_a_fresh_number_when_it_begins_and_when_it_comes_back(tmp_path: Path):
    candidate = a_candidate(tmp_path)
    candidate.get("/")
    candidate.goes(candidate.post("/language", locale="nl"))
    before = number(candidate)
    candidate.goes(candidate.post("/start", code=START_CODE))
    during = number(candidate)
    candidate.get("/item")
    candidate.goes(candidate.post("/pause"))
    code = candidate.page.partition('class="code')[2].partition(">")[2].partition("<")[0]
    candidate.get("/resume")
    candidate.goes(candidate.post("/resume", code=code))

    assert len({before, during, number(candidate)}) == 3
    for old in (before, during):
        assert with_number(candidate, old).get("/item").status_code == 403


def test_a_number_that_somebody_chose_never_becomes_a_session(tmp_path: Path):
    candidate = with_number(a_candidate(tmp_path), NUMBER)

    candidate.sits_down()

    assert number(candidate) != NUMBER
    assert with_number(candidate, NUMBER).get("/item").status_code == 403


def test_the_number_is_worth_nothing_after_the_next_person_begins(tmp_path: Path):
    candidate = a_candidate(tmp_path).sits_down()
    old = number(candidate)
    candidate.get("/item")
    candidate.post("/pause")
    candidate.get("/paused")
    candidate.post("/leave")

    assert with_number(candidate, old).get("/paused").status_code == 200
    assert 'class="code' not in with_number(candidate, old).page


def test_a_case_worker_gets_a_fresh_number_at_log_in(tmp_path: Path):
    office = an_office(tmp_path)
    worker = CaseWorker(office.visitor())
    worker.get("/log-in")
    before = worker.client.get_cookie("__Host-desk", "127.0.0.1").value
    worker.log_in()
    after = worker.client.get_cookie("__Host-desk", "127.0.0.1").value
    stranger = office.visitor()
    stranger.set_cookie("__Host-desk", before, domain="127.0.0.1", secure=True)

    assert before != after
    assert stranger.get("/", base_url=f"http://{DESK_HOST}").status_code == 303


def test_a_visit_outlives_the_process_and_the_file_alone_tells_nothing_of_it(tmp_path: Path):
    visits = stored(tmp_path)
    visits.keep(NUMBER, {"paused": "1234 5678"})
    visits._store.close()

    assert stored(tmp_path).read(NUMBER) == {"paused": "1234 5678"}
    for file in tmp_path.iterdir():
        assert b"1234" not in file.read_bytes()
        assert NUMBER.encode() not in file.read_bytes()


def test_a_damaged_visit_is_nobodys(tmp_path: Path):
    visits = stored(tmp_path)
    visits.keep(NUMBER, {"id": "5e55"})
    sql(visits._store, "UPDATE visits SET sealed = zeroblob(40)")

    assert visits.read(NUMBER) is None


def test_a_file_that_cannot_be_read_makes_everybody_nobody(tmp_path: Path):
    candidate = a_candidate(tmp_path).sits_down()
    sql(candidate.kiosk.store, "DROP TABLE visits")

    assert candidate.get("/item").status_code == 403


def test_on_a_full_disk_a_visit_is_kept_in_memory_and_goes_on(tmp_path: Path):
    visits = stored(tmp_path)
    ((pages,),) = sql(visits._store, "PRAGMA page_count")
    sql(visits._store, f"PRAGMA max_page_count = {pages}")
    long = {"draft": "x" * 20_000}

    visits.keep(NUMBER, long)

    assert visits.read(NUMBER) == long
    visits.end(NUMBER)
    assert visits.read(NUMBER) is None


def test_old_visits_go(tmp_path: Path):
    visits = stored(tmp_path)
    visits.keep(NUMBER, {"locale": "ti"})

    visits.forget_before(DAY)
    assert visits.read(NUMBER) is not None

    visits.forget_before(date(2026, 11, 26))
    assert visits.read(NUMBER) is None


def test_a_worker_that_showed_a_resume_code_ends(tmp_path: Path):
    candidate = a_candidate(tmp_path).sits_down()
    candidate.get("/item")
    candidate.post("/pause")
    ended: list[str] = []
    candidate.kiosk.keyring.emptied = lambda: ended.append("now")

    candidate.get("/paused")

    assert ended == ["now"]


def test_it_keeps_at_most_a_thousand_visits_in_memory():
    visits = Remembered()
    for count in range(1001):
        visits.keep(str(count), {})

    assert visits.read("0") is None
    assert visits.read("1") == {}
