"""A kiosk whose database is damaged: it starts, says what is damaged, and helps everybody else."""

import re

import pytest
from click.testing import CliRunner

from assessment.storage import database, outbox
from kiosk import home, status
from kiosk.alone import alone
from kiosk.cli import main
from kiosk.config import KioskConfig
from kiosk.status import Status
from tests.builders import NOW
from tests.kiosk.builders import a_candidate, a_kiosk
from tests.storage.builders import a_bundle
from tests.trusting import a_pair


def broken_pause(candidate):
    """Sit down, pause, and have a bit of what was stored flip; the resume code."""
    candidate.sits_down()
    candidate.goes(candidate.post("/pause"))
    code = re.search(r'class="code"[^>]*>([\d ]+)<', candidate.page)[1]
    write(candidate, "UPDATE events SET sealed = zeroblob(50) WHERE sequence = 2")
    return code


def write(candidate, statement):
    candidate.kiosk.store._db.conn.execute(statement)


@pytest.fixture
def candidate(tmp_path):
    return a_candidate(tmp_path)


# at the pages


def test_a_damaged_session_is_told_apart_from_a_wrong_code_and_shows_no_answer(candidate):
    code = broken_pause(candidate)

    for _ in range(7):
        response = candidate.post("/resume", code=code)

    assert response.status_code == 410
    assert "U kunt hier niet verder" in candidate.page
    assert 'href="/"' in candidate.page
    assert not candidate.kiosk.keyring._open


def test_a_damaged_session_says_so_though_the_code_is_wrong_too(candidate):
    code = broken_pause(candidate)
    write(candidate, "UPDATE sessions SET memory_kib = 1073741824")

    assert candidate.post("/resume", code=code).status_code == 410


def test_the_person_may_begin_again(candidate):
    broken_pause(candidate)

    assert candidate.sits_down().item


def test_what_is_damaged_while_somebody_sits_is_shared_with_nobody(candidate, tmp_path):
    candidate.sits_down()
    candidate.goes(candidate.post("/stop"))
    write(candidate, "UPDATE events SET sealed = zeroblob(50) WHERE sequence = 1")

    assert candidate.post("/finish").status_code == 410
    assert outbox.waiting(tmp_path / "kiosk.db") == []


def test_where_the_number_of_the_last_bundle_is_lost_the_answers_wait(candidate, tmp_path):
    candidate.sits_down()
    candidate.goes(candidate.post("/stop"))
    write(candidate, "INSERT INTO numbering VALUES (1, 0, '', 0, 'x')")

    assert candidate.post("/finish").status_code == 503
    assert "niet delen" in candidate.page
    assert candidate.get("/review").status_code == 200
    write(candidate, "DELETE FROM numbering")
    assert candidate.post("/finish").status_code == 303


# for the operator


def an_enrolled(folder):
    """A kiosk's home with keys, and somebody's session in its database."""
    at = a_pair(folder).kiosk_home
    (at / "secret").unlink()
    candidate = a_candidate(at, a_kiosk(at)).sits_down()
    return at, candidate


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code in (0, 1), result.output
    return result.output


def test_the_check_says_what_stores_and_that_nothing_is_damaged(tmp_path):
    at, _ = an_enrolled(tmp_path)

    said = run("check", str(at))

    assert "database: journal wal, synchronous full, SQLite 3." in said
    assert re.search(r"disk: \d+ MB free, 200 MB wanted", said)
    assert "DAMAGED" not in said


def test_the_check_names_the_damaged_session_by_its_slip_and_nothing_else_of_it(tmp_path):
    at, candidate = an_enrolled(tmp_path)
    (slip,) = candidate.kiosk.store.slips()
    write(candidate, "UPDATE events SET sealed = zeroblob(50) WHERE sequence = 2")

    said = run("check", str(at))

    assert f"DAMAGED: the session with number {slip};" in said
    assert next(iter(candidate.kiosk.keyring._open)) not in said


@pytest.mark.parametrize("journal", ["wal", "rollback"])
def test_the_status_is_a_value_that_a_page_can_show(tmp_path, journal):
    candidate = a_candidate(tmp_path)
    candidate.sits_down()
    config = KioskConfig(tmp_path, journal=journal, spare_mb=10**9)

    found = status.read(config)

    assert found == Status(database.intended(journal), found.free_mb, 10**9, found.damage, ())
    assert found.free_mb > 0
    assert not found.has_room
    assert not found.damage
    assert "too little, no new session can begin" in "\n".join(status.lines(found))


def test_a_kiosk_that_never_ran_has_a_status_too(tmp_path):
    assert not status.read(KioskConfig(tmp_path)).damage
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_put_aside_and_the_check_says_so(tmp_path):
    at, candidate = an_enrolled(tmp_path)
    candidate.kiosk.store.close()
    (at / "kiosk.db").write_bytes(b"no database " * 1000)
    assert "DAMAGED: the database as a file" in run("check", str(at))

    assert home.make_ready(KioskConfig(at)) is not None

    assert re.search(r"put aside: damaged-20\d\d-\d\d-\d\dT", run("check", str(at)))
    assert a_candidate(at, a_kiosk(at)).sits_down().item


# recovering


def test_recovering_says_what_was_saved_and_the_session_goes_on(tmp_path):
    at, candidate = an_enrolled(tmp_path)
    candidate.goes(candidate.post("/pause"))
    code = re.search(r'class="code"[^>]*>([\d ]+)<', candidate.page)[1]
    secret = (at / "secret").read_bytes()
    candidate.kiosk.store.seal("nobody", a_bundle(), NOW)
    write(candidate, "UPDATE outbox SET data = zeroblob(9)")
    candidate.kiosk.store.close()

    said = run("recover", str(at))

    assert "DAMAGED: bundle 1; take it from the stick" in said

    assert re.search(r"put aside as damaged-\S+: `kiosk recover`", said)
    assert "  sessions: 1 rows are in the new one\n" in said
    (aside,) = at.glob("damaged-*")
    assert (aside / "kiosk.db").is_file()
    again = a_candidate(at, a_kiosk(at))
    assert (at / "secret").read_bytes() == secret
    again.get("/resume")
    assert again.post("/resume", code=code).status_code == 303


def test_a_kiosk_that_serves_is_not_recovered(tmp_path):
    at, _ = an_enrolled(tmp_path)

    with alone(at):
        assert "found a kiosk that runs in" in run("recover", str(at))
    assert not list(at.glob("damaged-*"))


def test_a_sound_database_is_not_put_aside(tmp_path):
    at, candidate = an_enrolled(tmp_path)
    candidate.kiosk.store.close()

    assert "found nothing damaged" in run("recover", str(at))
    assert not list(at.glob("damaged-*"))


def test_where_there_is_no_database_there_is_nothing_to_recover(tmp_path):
    assert "found no database in" in run("recover", str(tmp_path))


def test_the_number_that_the_desk_knows_lets_sharing_go_on(tmp_path):
    at, candidate = an_enrolled(tmp_path)
    candidate.kiosk.store.close()
    (at / "kiosk.db").write_bytes(b"no database " * 1000)
    assert "NO SHARING" in run("recover", str(at))

    assert "the next bundle gets the number 5" in run("recover", str(at), "--last", "4")
    assert "--last 2 is not used" in run("recover", str(at), "--last", "2")

    again = a_candidate(at, a_kiosk(at)).sits_down()
    again.goes(again.post("/stop"))
    assert again.post("/finish").status_code == 303
    assert [bundle.sequence for bundle in outbox.waiting(at / "kiosk.db")] == [5]
