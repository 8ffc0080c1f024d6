"""`assessment audit`: the logs of kiosk and desk, after somebody opened the databases with a tool of their own."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessment.bundle.audit import Checkpoint
from assessment.bundle.contents import Audit
from assessment.cli import main
from assessment.storage import audit_log
from assessment.storage.audit_log import entries
from tests.builders import NOW
from tests.desk.builders import USER, a_sitting, an_office, contents_of
from tests.desk.desk_browser import a_case_worker
from tests.storage.builders import a_bundle, with_a_session


def audit(*words: object) -> Result:
    return CliRunner().invoke(main, ["audit", *map(str, words)])


def kiosk(home: Path) -> Path:
    store = with_a_session(home)
    store.audit("session_paused", "one", NOW)
    store.seal("one", a_bundle(), NOW)
    store.close()
    return home


def tampered(database: Path, *statements: str) -> None:
    with sqlite3.connect(database) as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_kiosks_log_as_it_was_written_is_whole(tmp_path: Path):
    done = audit("verify", kiosk(tmp_path))

    assert done.exit_code == 0
    assert done.output.startswith("3 entries, each follows from the one before")


def test_one_changed_character_in_a_kiosks_log_is_found_and_named(tmp_path: Path):
    tampered(kiosk(tmp_path) / "kiosk.db", "UPDATE audit SET entry = replace(entry, 'paused', 'paused_') WHERE n = 2")

    done = audit("verify", tmp_path)

    assert done.exit_code == 1
    assert "entry 2" in done.output


def test_a_kiosk_whose_log_was_changed_says_so_in_its_bundles(tmp_path: Path):
    tampered(kiosk(tmp_path) / "kiosk.db", "UPDATE audit SET entry = '{}' WHERE n = 2")

    assert audit_log.broken(tmp_path) == 2
    assert audit_log.broken(tmp_path / "nowhere") == 0

    (tmp_path / "kiosk.db").write_bytes(b"no database" * 1000)
    assert audit_log.broken(tmp_path) == 1


def test_a_desks_log_is_a_chain_too(tmp_path: Path):
    office = an_office(tmp_path)
    office.desk.issue_codes(3, USER)
    office.desk.receive(office.sealed(), USER)

    assert audit("verify", tmp_path).exit_code == 0

    tampered(tmp_path / "desk.db", "UPDATE audit SET detail = '2' WHERE number = 1")

    assert "entry 1" in audit("verify", tmp_path).output


def test_the_log_of_a_desk_of_before_there_was_a_chain_is_chained_once(tmp_path: Path):
    an_office(tmp_path).desk.issue_codes(1, USER)
    tampered(tmp_path / "desk.db", "DROP TABLE audit_chain")

    office = an_office(tmp_path)
    office.desk.issue_codes(2, USER)

    assert [entry.n for entry in entries(tmp_path)] == [1, 2]
    assert audit("verify", tmp_path).exit_code == 0
    assert office.desk.store.audit_head() == Checkpoint(2, entries(tmp_path)[-1].head)


def test_a_chain_with_its_beginning_removed_is_not_chained_again(tmp_path: Path):
    office = an_office(tmp_path)
    office.desk.issue_codes(1, USER)
    office.desk.issue_codes(2, USER)
    office.desk.store.close()
    tampered(tmp_path / "desk.db", "DELETE FROM audit_chain WHERE number = 1")

    an_office(tmp_path)

    assert audit("verify", tmp_path).exit_code == 1


def test_bundles_anchor_the_log_of_their_kiosk(tmp_path: Path):
    log = entries(kiosk(tmp_path))
    desk = tmp_path / "desk"
    desk.mkdir()
    office = an_office(desk)
    stated = Audit(log[2].n, log[2].head)
    office.desk.receive(office.sealed(replace(contents_of(a_sitting()), audit=stated)), USER)
    anchors = tmp_path / "anchors.json"
    anchors.write_text(audit("anchors", desk).output)

    assert "1 checkpoints agree" in audit("verify", tmp_path, "--anchors", anchors).output

    tampered(tmp_path / "kiosk.db", "DELETE FROM audit WHERE n = 3")

    done = audit("verify", tmp_path, "--anchors", anchors)
    assert done.exit_code == 1
    assert "found a log of 2 entries, but it had 3" in done.output


def test_bundles_of_a_log_that_shrank_contradict_each_other(tmp_path: Path):
    office = an_office(tmp_path)
    first = replace(contents_of(a_sitting()), audit=Audit(9, "ab" * 32))
    sealed = office.seal(first)
    later = replace(
        first,
        bundle_id="6f0c9a52-6f5e-4d0e-9f3d-0a1b2c3d4e5f",
        sequence=2,
        previous=sealed.jws_digest,
        audit=Audit(4, "cd" * 32),
    )
    for data in (sealed.data, office.sealed(later)):
        office.desk.receive(data, USER)

    worker = a_case_worker(office)
    worker.get("/kiosks")
    assert "Het logboek van deze kiosk is veranderd." in worker.page
    done = audit("verify", tmp_path)

    assert done.exit_code == 1
    assert "the log had 9 entries before and 4 later" in done.output


def test_the_next_import_of_a_kiosk_with_a_changed_log_tells_the_case_worker(tmp_path: Path):
    office = an_office(tmp_path)
    worker = a_case_worker(office)
    worker.get("/kiosks")
    assert "logboek" not in worker.page

    office.desk.receive(office.sealed(replace(contents_of(a_sitting()), audit=Audit(9, "ab" * 32, 4))), USER)

    worker.get("/kiosks")
    assert "Het logboek van deze kiosk is veranderd." in worker.page


@pytest.mark.parametrize("text", ["", "[1]", '{"kiosk": [["a", 1]]}', '{"kiosk": 3}'])
def test_a_file_that_is_no_list_of_checkpoints_is_named(tmp_path: Path, text: str):
    (tmp_path / "anchors.json").write_text(text)

    done = audit("verify", kiosk(tmp_path), "--anchors", tmp_path / "anchors.json")

    assert done.exit_code == 1
    assert "anchors.json" in done.output
    assert "audit anchors" in done.output


def test_a_folder_without_a_log_is_named(tmp_path: Path):
    done = audit("verify", tmp_path)

    assert done.exit_code == 1
    assert "expected the home folder of a kiosk or a desk" in done.output
