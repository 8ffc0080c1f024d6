import os
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from assessment.storage import database, outbox
from assessment.storage.outbox import ExportFailed
from assessment.storage.sessions import Outgoing, SessionStore
from tests.builders import NOW


def a_bundle(sequence: int = 1, data: bytes = b"sealed " * 1000) -> Outgoing:
    digest = sha256(data).hexdigest()
    return Outgoing(sequence, f"id-{sequence}", f"b-{sequence}.bundle", data, digest, f"{sequence:064}")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_bundles_arrive_whole_and_under_their_own_name(tmp_path: Path) -> None:
    done = outbox.export([a_bundle(1), a_bundle(2, b"other")], tmp_path)

    assert (done.written, done.present) == (2, 0)
    assert files(tmp_path) == {"b-1.bundle": a_bundle().data, "b-2.bundle": b"other"}


def test_what_is_there_already_is_left_alone(tmp_path: Path) -> None:
    outbox.export([a_bundle()], tmp_path)
    before = (tmp_path / "b-1.bundle").stat().st_ino

    done = outbox.export([a_bundle()], tmp_path)

    assert (done.written, done.present) == (0, 1)
    assert (tmp_path / "b-1.bundle").stat().st_ino == before


def test_a_damaged_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "b-1.bundle").write_bytes(a_bundle().data[:-1])

    done = outbox.export([a_bundle()], tmp_path)

    assert done.written == 1
    assert files(tmp_path) == {"b-1.bundle": a_bundle().data}


def test_other_files_on_the_stick_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"sun")

    outbox.export([a_bundle()], tmp_path)

    assert files(tmp_path)["holiday.jpg"] == b"sun"


def test_file_times_do_not_tell_when_somebody_finished(tmp_path: Path) -> None:
    outbox.export([a_bundle()], tmp_path)

    assert (tmp_path / "b-1.bundle").stat().st_mtime == 1_577_836_800  # midnight of a day that tells nothing


def test_without_the_folder_nothing_is_exported(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="expected the stick to be there"):
        outbox.export([a_bundle()], tmp_path / "stick")


def test_a_folder_that_cannot_be_written_to_is_named() -> None:
    with pytest.raises(ExportFailed, match=r"b-1\.bundle was not written"):
        outbox.export([a_bundle()], Path("/proc"))


@pytest.mark.parametrize("name", ["b-1.bundle", "b-1.tmp"])
def test_where_a_bundle_cannot_be_put_no_half_bundle_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()

    with pytest.raises(ExportFailed):
        outbox.export([a_bundle()], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_one_that_fails_leaves_those_before_it_whole(tmp_path: Path) -> None:
    (tmp_path / "b-2.bundle").mkdir()

    with pytest.raises(ExportFailed):
        outbox.export([a_bundle(1), a_bundle(2), a_bundle(3)], tmp_path)
    arrived = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert all(data == a_bundle().data for data in arrived.values())
    assert arrived.keys() <= {"b-1.bundle", "b-3.bundle"}


@pytest.mark.parametrize("name", ["b-1.bundle", "b-1.tmp"])
def test_a_link_on_the_stick_is_not_followed(tmp_path: Path, name: str) -> None:
    stick, victim = tmp_path / "stick", tmp_path / "victim"
    stick.mkdir()
    victim.write_bytes(b"mine")
    (stick / name).symlink_to(victim)

    outbox.export([a_bundle()], stick)

    assert victim.read_bytes() == b"mine"
    assert not (stick / "b-1.bundle").is_symlink()
    assert files(stick) == {"b-1.bundle": a_bundle().data}


def test_a_link_to_a_good_copy_is_no_copy(tmp_path: Path) -> None:
    stick, elsewhere = tmp_path / "stick", tmp_path / "copy"
    stick.mkdir()
    elsewhere.write_bytes(a_bundle().data)
    (stick / "b-1.bundle").symlink_to(elsewhere)

    assert outbox.export([a_bundle()], stick).written == 1
    assert not (stick / "b-1.bundle").is_symlink()


def test_a_bundle_that_is_damaged_on_this_machine_stays_here_and_the_others_go(tmp_path: Path) -> None:
    wrong = Outgoing(2, "id", "b-2.bundle", b"data", sha256(b"other").hexdigest(), "")

    done = outbox.export([a_bundle(1), wrong, a_bundle(3)], tmp_path)

    assert (done.written, done.damaged, done.total) == (2, 1, 3)
    assert files(tmp_path).keys() == {"b-1.bundle", "b-3.bundle"}


# what waits in the database


def with_bundles(folder: Path, *bundles: Outgoing) -> Path:
    """A kiosk's database that holds *bundles*, closed."""
    store = SessionStore(folder / "kiosk.db")
    for bundle in bundles:
        store.seal("nobody", bundle, NOW)
    store.close()
    return folder / "kiosk.db"


def test_what_waits_is_what_was_sealed_in_order(tmp_path: Path) -> None:
    assert outbox.waiting(with_bundles(tmp_path, a_bundle(1), a_bundle(2, b"x"))) == [a_bundle(1), a_bundle(2, b"x")]


def test_the_kiosk_may_go_on_while_the_outbox_is_read(tmp_path: Path) -> None:
    store = SessionStore(tmp_path / "kiosk.db")
    store.seal("nobody", a_bundle(1), NOW)

    before = outbox.waiting(tmp_path / "kiosk.db")
    store.seal("nobody", a_bundle(2), NOW)

    assert (len(before), len(outbox.waiting(tmp_path / "kiosk.db"))) == (1, 2)


def test_the_reader_cannot_write(tmp_path: Path) -> None:
    reader = database.reader(with_bundles(tmp_path, a_bundle()))

    for statement in ("DELETE FROM outbox", "CREATE TABLE mine (x)", "PRAGMA user_version = 3"):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.conn.execute(statement)


def test_the_reader_stays_out_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        outbox.waiting(tmp_path / "kiosk.db")
    assert os.listdir(tmp_path) == []
