"""What a rescue keeps, whom it tells, and how the numbers of the bundles go on."""

import resource
import shutil
import sqlite3
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.storage import damage, rescue, retention, salvage
from assessment.storage.damage import DamagedSession
from assessment.storage.database import CannotOpen
from assessment.storage.numbering import NumberingLost
from assessment.storage.sessions import NoSuchSession, SessionStore
from tests.builders import NOW
from tests.storage.broken import PAGE, SESSIONS, a_copy, is_right, numbered, read, zeroed
from tests.storage.builders import FIRST, KEY, PAUSED, sql, stored

# people whose session is lost


@pytest.mark.parametrize("gone", ["the page", "the file"])
def test_whoever_comes_back_to_a_lost_session_is_not_called_wrong(tmp_path: Path, gone: str) -> None:
    path = a_copy(tmp_path / "home")
    if gone == "the page":
        data = path.read_bytes()
        path.write_bytes(zeroed(data, data.index(b"session-0003") // PAGE))
    else:
        path.unlink()

    rescue.ready(path, NOW)

    store = SessionStore(path)
    assert "?" in damage.survey(store._db.conn).sessions
    with pytest.raises(DamagedSession):
        store.stored_key("0003")
    store.create(stored("new", "9999"), KEY, FIRST, NOW)
    assert store.stored_key("9999").session_id == "new"
    retention.erase_sessions(store, (NOW + timedelta(days=1)).date(), NOW)
    with pytest.raises(NoSuchSession):
        store.stored_key("0003")


# what is put aside


def test_what_was_damaged_is_put_aside_untouched_with_its_log(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    store = SessionStore(path)
    store.append("session-0000", KEY, 32, [PAUSED])
    shutil.copytree(path.parent, tmp_path / "at-that-moment")
    path = tmp_path / "at-that-moment" / "kiosk.db"
    path.write_bytes(zeroed(path.read_bytes(), 2))
    before = {name: path.with_name(name).read_bytes() for name in ("kiosk.db", "kiosk.db-wal")}

    done = rescue.ready(path, NOW)

    assert done is not None
    assert done.aside.name == f"damaged-{NOW:%Y-%m-%dT%H-%M-%S}"
    assert {file.name: file.read_bytes() for file in done.aside.iterdir()} == before
    assert not path.with_name("kiosk.db-wal").exists()


def test_what_the_log_held_is_in_the_new_one(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = SessionStore(a_copy(home))
    store.append("session-0000", KEY, 32, [PAUSED])
    shutil.copytree(home, tmp_path / "cut")
    path = tmp_path / "cut" / "kiosk.db"
    path.write_bytes(path.read_bytes()[: -3 * PAGE])

    rescue.rescue(path, "a test", NOW)

    assert read(path)[0]["0000"] == (*SESSIONS["0000"], PAUSED)


def test_two_in_one_second_are_both_kept(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")

    first, second = rescue.rescue(path, "a test", NOW), rescue.rescue(path, "a test", NOW)

    assert first.aside != second.aside
    assert is_right(path) == Counter(sessions=6, bundles=3)


def test_a_sound_database_is_left_alone(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    before = path.read_bytes()

    assert rescue.ready(path, NOW) is None

    assert path.read_bytes() == before
    assert not list(path.parent.glob("damaged-*"))


def test_the_journal_of_a_write_that_was_broken_off_is_no_damage(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    store = SessionStore(path, "rollback")
    sql(store, "PRAGMA cache_size = 1")
    sql(store, "BEGIN IMMEDIATE")
    sql(store, "UPDATE events SET sealed = zeroblob(4000)")  # more than fits in memory: some of it is in the file
    shutil.copytree(path.parent, tmp_path / "cut")
    path = tmp_path / "cut" / "kiosk.db"
    assert path.with_name("kiosk.db-journal").stat().st_size > 512

    assert rescue.ready(path, NOW, "rollback") is None

    assert is_right(path) == Counter(sessions=6, bundles=3)


@pytest.mark.parametrize("also", ["-wal", "-shm"])
def test_a_rescue_that_a_power_cut_broke_off_is_finished_at_the_next_start(tmp_path: Path, also: str) -> None:
    path = a_copy(tmp_path / "home")
    rescue.rescue(path, "a test", NOW)
    path.replace(path.with_name("kiosk.db.rescued"))
    path.write_bytes(b"damaged")
    path.with_name(f"kiosk.db{also}").write_bytes(b"of the damaged one")

    assert rescue.ready(path, NOW) is None

    assert is_right(path) == Counter(sessions=6, bundles=3)


def test_where_there_is_no_room_for_a_new_one_the_old_one_stays(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    path.write_bytes(zeroed(path.read_bytes(), 2))
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5 * PAGE, limits[1]))  # no file gets longer than that

    try:
        with pytest.raises(CannotOpen, match="SQLITE_"):
            rescue.ready(path, NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert path.read_bytes() == before
    rescue.ready(path, NOW)
    assert is_right(path)["bundles"] == 3


# numbers


def test_where_nobody_knows_the_last_number_nothing_is_sealed_until_somebody_says_it(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    path.with_name("kiosk.db-last").unlink()
    path.write_bytes(b"no database " * 1000)
    done = rescue.ready(path, NOW)

    assert done is not None
    assert done.damage.numbering
    with pytest.raises(NumberingLost):
        numbered(path)

    assert rescue.renumber(path, 7)
    assert numbered(path) == 7
    assert not rescue.renumber(path, 2)
    assert numbered(path) == 7


def test_a_bundle_that_was_lost_gets_no_second_one_with_its_number(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    store = SessionStore(path)
    sql(store, "DELETE FROM outbox WHERE sequence = 3")
    sql(store, "DELETE FROM numbering")
    store.close()

    rescue.rescue(path, "a test", NOW)

    assert numbered(path) == 3


def test_what_is_damaged_after_a_rescue_is_still_told(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    store = SessionStore(path)
    sql(store, "UPDATE events SET sealed = zeroblob(30) WHERE session_id = 'session-0004' AND sequence = 9")
    store.close()

    done = rescue.rescue(path, "a test", NOW)

    assert done.damage == damage.Damage(sessions=("0004",))
    assert is_right(path) == Counter(sessions=5, bundles=3)


def test_a_row_without_a_number_stops_no_walk_through_a_damaged_table() -> None:
    source = sqlite3.connect(":memory:")
    source.row_factory = sqlite3.Row
    source.execute("CREATE TABLE events (sequence, sealed)")
    source.execute("CREATE INDEX in_order ON events (sequence, sealed)")
    unreadable = -(2**63)  # SQLite cannot take its absolute value, so reading that row fails
    source.executemany("INSERT INTO events VALUES (?, ?)", [(None, 1), (None, 2), (2, unreadable), (3, 7), (4, 8)])

    sql = "SELECT sequence AS place, abs(sealed) AS sealed FROM events WHERE 1"
    found = [row and row["sealed"] for row in salvage._walk(source, sql, "sequence")]

    assert {1, 7, 8} <= set(found)
    assert None in found
