"""How databases are opened: settings that are checked, one program that writes, readers that only read."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assessment.storage import database, outbox
from assessment.storage.cases import CaseStore
from assessment.storage.database import AlreadyOpen, CannotOpen, Engine, SettingRefused
from assessment.storage.sessions import SessionStore
from tests.builders import NOW
from tests.storage.builders import FIRST, KEY, PAUSED, a_bundle, a_store, sql, with_a_session

# the engine


@pytest.mark.parametrize(
    ("version", "has_it"),
    [
        ("3.6.23", False),
        ("3.7.0", True),
        ("3.40.1", True),
        ("3.44.5", True),
        ("3.44.6", False),
        ("3.45.0", True),
        ("3.50.4", True),
        ("3.50.7", False),
        ("3.51.2", True),
        ("3.51.3", False),
        ("3.54.1", False),
        ("4.0", False),
    ],
)
def test_engines_with_the_wal_reset_fault_are_known(version: str, has_it: bool) -> None:
    assert database.has_wal_reset_fault(version) is has_it


@pytest.mark.parametrize(("journal", "mode", "synchronous"), [("wal", "wal", "full"), ("rollback", "delete", "extra")])
def test_the_engine_says_how_it_writes(tmp_path: Path, journal: str, mode: str, synchronous: str) -> None:
    with closing(database.writer(tmp_path / "kiosk.db", journal=journal)) as writing:
        found = database.engine(writing.conn)

    version = sqlite3.sqlite_version
    assert found == Engine(version, mode, synchronous, database.has_wal_reset_fault(version))
    assert found == database.intended(journal)


def test_the_journal_can_be_changed_from_one_to_the_other_and_back(tmp_path: Path) -> None:
    with_a_session(tmp_path).close()

    for journal, files in (("rollback", set()), ("wal", {"kiosk.db-wal", "kiosk.db-shm"}), ("rollback", set())):
        store = SessionStore(tmp_path / "kiosk.db", journal)
        assert store.events("one", KEY) == FIRST
        assert {path.name for path in tmp_path.glob("kiosk.db-*")} - {"kiosk.db-lock"} == files
        store.close()


def test_where_no_log_can_be_kept_it_is_said_and_nothing_is_stored_in_another_way(tmp_path: Path) -> None:
    # a file system without shared memory: SQLite goes on with the journal it had, and raises nothing
    connection = sqlite3.connect(f"file:{tmp_path}/kiosk.db?vfs=unix-none", uri=True)
    connection.row_factory = sqlite3.Row

    with pytest.raises(SettingRefused, match=r"found journal_mode = \['delete'\], expected wal"):
        database._set(connection, "wal")


def test_a_file_that_cannot_be_opened_is_named_and_not_called_damaged(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match=r"kiosk\.db: SQLITE_CANTOPEN") as refusal:
        database.writer(tmp_path / "nowhere" / "kiosk.db", journal="rollback")

    assert not refusal.value.damaged


# one program writes


def test_a_second_program_that_would_write_is_refused(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)

    with pytest.raises(AlreadyOpen, match=r"writes in .*kiosk\.db, expected none"):
        a_store(tmp_path)

    store.close()
    assert a_store(tmp_path).slips() == {"0001"}


def test_a_store_that_could_not_be_opened_keeps_nobody_away(tmp_path: Path) -> None:
    (tmp_path / "kiosk.db").write_bytes(b"no database at all " * 300)
    with pytest.raises(CannotOpen) as refusal:
        a_store(tmp_path)
    (tmp_path / "kiosk.db").unlink()

    assert refusal.value.damaged
    assert a_store(tmp_path).slips() == set()


def test_the_desk_has_the_same_settings_and_lets_its_commands_write(tmp_path: Path) -> None:
    desk, command = CaseStore(tmp_path / "desk.db"), CaseStore(tmp_path / "desk.db")

    command.add_user("hanna", "hash")

    assert desk.password_hash("hanna") == "hash"
    assert database.engine(desk._database.conn) == database.intended("rollback")
    assert desk._database.conn.execute("PRAGMA secure_delete").fetchone()[0] == 1


# readers


def with_bundles(folder: Path) -> Path:
    """A database with a bundle, whose log holds more than anybody lets it hold before a checkpoint, as after a kill."""
    home = folder / "home"
    home.mkdir()
    store = with_a_session(home)
    store.seal("nobody", a_bundle(data=bytes(1000)), NOW)
    sql(store, "PRAGMA wal_autocheckpoint = 0")
    for number in range(24):
        sql(store, "INSERT INTO audit VALUES (?, hex(zeroblob(100000)), '')", 1000 + number)
    for path in (home / "kiosk.db", home / "kiosk.db-wal"):
        shutil.copy(path, folder)
    store.close()
    return folder / "kiosk.db"


def test_reading_what_waits_changes_no_byte_and_checkpoints_nothing(tmp_path: Path) -> None:
    path = with_bundles(tmp_path)
    files = (path, path.with_name("kiosk.db-wal"))
    before = [file.read_bytes() for file in files]

    for _ in range(3):
        assert outbox.waiting(path)

    assert len(before[1]) > 1000 * 4096
    assert [file.read_bytes() for file in files] == before


def test_anybody_else_who_reads_there_does_checkpoint(tmp_path: Path) -> None:
    path = with_bundles(tmp_path)
    before = path.read_bytes()

    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT count(*) FROM outbox").fetchall()

    assert path.read_bytes() != before
    assert not path.with_name("kiosk.db-wal").exists()


def test_a_reader_asked_to_checkpoint_does_not(tmp_path: Path) -> None:
    path = with_bundles(tmp_path)
    before = path.read_bytes()

    with closing(database.reader(path)) as reading:
        with pytest.raises(sqlite3.OperationalError):
            reading.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert reading.conn.execute("PRAGMA wal_autocheckpoint").fetchone()[0] == 0

    assert path.read_bytes() == before


def test_the_log_stays_within_its_bounds_while_answers_and_readers_come(tmp_path: Path) -> None:
    store, log, largest = with_a_session(tmp_path), tmp_path / "kiosk.db-wal", 0

    for number in range(600):
        store.append("one", KEY, number + 2, [PAUSED])
        if number % 100 == 0:
            outbox.waiting(tmp_path / "kiosk.db")
        largest = max(largest, log.stat().st_size)

    assert 1_000_000 < largest < 5_000_000
