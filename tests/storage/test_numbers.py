"""A desk's database from before every number had a row of its own."""

import sqlite3
from dataclasses import replace
from pathlib import Path

from assessment.storage import held
from assessment.storage.case_records import Quarantined
from assessment.storage.cases import CaseStore
from tests.storage.test_cases import BUNDLE, NOW

WITH_PREVIOUS = replace(BUNDLE, bundle_id="b-2", sequence=2, contents='{"prev": "%s"}' % ("ab" * 32))


def as_before(path: Path) -> None:
    """Make the database in *path* what it was before."""
    database = sqlite3.connect(path)
    for table in ("withdrawals", "conflicts", "numbers", "lists", "_sqlite_migrations"):
        database.execute(f"DROP TABLE {table}")
    for column in ("kiosk", "sequence"):
        database.execute(f"ALTER TABLE quarantine DROP COLUMN {column}")
    database.commit()
    database.close()


def a_desk_of_before(path: Path) -> None:
    store = CaseStore(path)
    store.add_user("hanna", "hash")
    store.add(BUNDLE)
    store.add(WITH_PREVIOUS)
    held.quarantine(store, Quarantined("d-9", b"waiting", "unknown_bank", NOW, "hanna"))
    store.close()
    as_before(path)


def test_it_opens_and_everything_is_there(tmp_path: Path) -> None:
    a_desk_of_before(tmp_path / "desk.db")

    store = CaseStore(tmp_path / "desk.db")

    assert store.bundle("b-1") == BUNDLE
    assert [number.previous for number in held.all_numbers(store)] == ["", "ab" * 32]
    assert [one.reason for one in held.quarantined(store)] == ["unknown_bank"]


def test_what_came_in_before_is_still_known(tmp_path: Path) -> None:
    a_desk_of_before(tmp_path / "desk.db")

    assert not CaseStore(tmp_path / "desk.db").add(BUNDLE)


def test_it_is_brought_up_to_date_once(tmp_path: Path) -> None:
    a_desk_of_before(tmp_path / "desk.db")
    CaseStore(tmp_path / "desk.db").close()

    assert len(held.all_numbers(CaseStore(tmp_path / "desk.db"))) == 2
