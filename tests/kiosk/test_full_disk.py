"""A disk without room: told in plain words, nothing is claimed to be saved that is not, and it goes on by itself."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from assessment.session import codes
from assessment.storage import outbox
from tests.kiosk.builders import START_CODE, Candidate, a_candidate


@contextmanager
def no_room() -> Iterator[None]:
    """As long as this lasts the system lets no file of this process be written past its first byte."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def in_the_store(candidate: Candidate) -> int:
    """How many events are stored of the session that is open."""
    ((session_id, opened),) = candidate.kiosk.keyring._open.items()
    return len(candidate.kiosk.store.events(session_id, opened.key))


@pytest.fixture
def candidate(tmp_path):
    return a_candidate(tmp_path)


def test_an_answer_that_is_not_saved_is_called_not_saved_and_comes_back(candidate):
    candidate.sits_down()
    candidate.goes_on_until('name="text"')
    before = in_the_store(candidate)

    with no_room():
        response = candidate.sends(text="ሓረስታይ ኣብ ዓዲ")

    assert response.status_code == 507
    assert "NIET opgeslagen" in candidate.page
    assert "ሓረስታይ ኣብ ዓዲ" in candidate.page
    assert in_the_store(candidate) == before
    assert candidate.sends(text="ሓረስታይ ኣብ ዓዲ").status_code == 303


@pytest.mark.parametrize("path", ["/language", "/stopping", "/pause", "/back"])
def test_what_stands_on_the_page_comes_back_whatever_was_pressed(candidate, path):
    candidate.sits_down()
    candidate.goes_on_until('name="text"')
    form = {"text": "ሓረስታይ", "step": candidate.step, "locale": "ti", "from": "item"}

    with no_room():
        assert candidate.post(path, **form).status_code == 507

    assert "ሓረስታይ" in candidate.page
    assert "NIET opgeslagen" in candidate.page


@pytest.mark.parametrize("locale", ["ar", "ti"])
def test_it_is_told_in_the_language_of_the_candidate(candidate, locale):
    candidate.sits_down(locale)

    with no_room():
        assert candidate.sends(**candidate.given).status_code == 507

    assert 'role="alert"' in candidate.page
    assert "NOT saved" not in candidate.page


def test_reading_goes_on_and_so_does_writing_when_there_is_room_again(candidate):
    candidate.sits_down()
    here = candidate.item
    with no_room():
        for _ in range(3):
            assert candidate.sends(**candidate.given).status_code == 507
        for path in ("/item", "/stop", "/code", "/resume"):
            assert candidate.get(path).status_code == 200
        candidate.get("/item")
        assert candidate.item == here

    candidate.answers()

    assert candidate.item != here


def test_nobody_begins_where_nothing_can_be_stored(candidate):
    candidate.get("/")
    candidate.goes(candidate.post("/language", locale="nl"))

    with no_room():
        assert candidate.post("/start", code=START_CODE).status_code == 507

    assert "NIET opgeslagen" in candidate.page
    assert START_CODE in candidate.page
    assert candidate.kiosk.store.slips() == set()
    assert not candidate.kiosk.keyring._open
    assert candidate.post("/start", code=START_CODE).status_code == 303


def test_nobody_new_begins_on_a_disk_that_is_nearly_full_and_who_sits_goes_on(candidate):
    candidate.sits_down()
    candidate.kiosk.has_room = lambda: False
    other = Candidate(candidate.client.application.test_client(), candidate.kiosk)
    other.get("/")
    other.goes(other.post("/language", locale="nl"))

    assert other.post("/start", code=START_CODE).status_code == 507
    assert "kan nu niemand beginnen" in other.page
    assert candidate.sends(**candidate.given).status_code == 303


def test_a_pause_that_cannot_be_stored_leaves_the_session_open(candidate):
    candidate.sits_down()
    here = candidate.item

    with no_room():
        assert candidate.post("/pause").status_code == 507
        assert 'href="/item"' in candidate.page
        candidate.get("/item")

    assert candidate.item == here
    assert candidate.goes(candidate.post("/pause")).status_code == 200


def test_where_nobody_is_there_the_key_goes_all_the_same(candidate):
    candidate.sits_down()
    candidate.goes_on_until('name="text"')
    here, code = candidate.item, candidate.kiosk.resume_code(next(iter(candidate.kiosk.keyring._open)))
    with no_room():
        away = candidate.post("/pause", away="1", step=candidate.step, text="x")

        assert candidate.goes(away).status_code == 200
        assert not candidate.kiosk.keyring._open
        assert candidate.get("/item").status_code == 403

    candidate.goes(candidate.post("/resume", code=code))
    assert candidate.item == here


def test_coming_back_waits_for_room_and_nobody_guesses_meanwhile(candidate):
    candidate.sits_down()
    code = candidate.kiosk.resume_code(next(iter(candidate.kiosk.keyring._open)))
    candidate.goes(candidate.post("/pause"))
    wrong = codes.resume_code(code[:4], "0" * 15)

    with no_room():
        tried = [candidate.post("/resume", code=typed).status_code for typed in [wrong, code] * 10]

    assert set(tried) == {507}
    assert code in candidate.page
    assert not candidate.kiosk.keyring._open
    assert candidate.post("/resume", code=code).status_code == 303


def test_an_end_that_cannot_be_stored_shares_nothing_and_loses_nothing(candidate, tmp_path):
    candidate.sits_down()
    candidate.goes(candidate.post("/stop"))

    with no_room():
        assert candidate.post("/finish").status_code == 507
        assert 'href="/review"' in candidate.page
        assert candidate.get("/review").status_code == 200

    assert outbox.waiting(tmp_path / "kiosk.db") == []
    assert candidate.post("/finish").status_code == 303
    assert [bundle.sequence for bundle in outbox.waiting(tmp_path / "kiosk.db")] == [1]
