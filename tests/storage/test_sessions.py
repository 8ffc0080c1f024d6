import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.storage import vault
from assessment.storage.damage import DamagedSession
from assessment.storage.retention import erase_sessions
from assessment.storage.sessions import AlreadyStored, NoSuchSession
from tests.builders import NOW, a_start
from tests.storage.builders import FIRST, KEY, PAUSED, SECRET, SKIPPED, a_bundle, a_store, sql, stored, with_a_session

# events


def test_events_come_back_in_order(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.append("one", KEY, 2, [SKIPPED])
    store.append("one", KEY, 3, [PAUSED])

    assert store.events("one", KEY) == (*FIRST, SKIPPED, PAUSED)


def test_they_are_there_after_opening_the_file_again(tmp_path: Path) -> None:
    with_a_session(tmp_path).close()

    assert a_store(tmp_path).events("one", KEY) == FIRST


def test_they_are_there_though_the_store_was_never_closed(tmp_path: Path) -> None:
    with_a_session(tmp_path)
    shutil.copytree(tmp_path, tmp_path / "at-that-moment")

    assert a_store(tmp_path / "at-that-moment").events("one", KEY) == FIRST


def test_two_events_at_the_same_place_are_refused(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.append("one", KEY, 2, [SKIPPED])

    with pytest.raises(AlreadyStored):
        store.append("one", KEY, 2, [PAUSED])
    assert store.events("one", KEY) == (*FIRST, SKIPPED)


def test_of_several_events_all_are_stored_or_none(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    sql(store, "INSERT INTO events VALUES ('one', 4, x'00')")

    with pytest.raises(AlreadyStored):
        store.append("one", KEY, 2, [SKIPPED, PAUSED])
    assert sql(store, "SELECT sequence FROM events") == [(1,), (2,), (4,)]


def test_two_sessions_never_share_an_id_or_a_slip(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)

    for session_id, slip in (("one", "0002"), ("two", "0001")):
        with pytest.raises(AlreadyStored):
            store.create(stored(session_id, slip), KEY, FIRST, NOW)
    assert store.slips() == {"0001"}


def test_events_of_no_session_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AlreadyStored):
        a_store(tmp_path).append("nobody", KEY, 0, [PAUSED])


# what is stored cannot be read or changed


@pytest.mark.parametrize("place", [0, 5, 12, 40, -1])
def test_one_flipped_bit_is_noticed(tmp_path: Path, place: int) -> None:
    store = with_a_session(tmp_path)
    ((sealed,),) = sql(store, "SELECT sealed FROM events WHERE sequence = 2")
    flipped = bytearray(sealed)
    flipped[place] ^= 1
    sql(store, "UPDATE events SET sealed = ? WHERE sequence = 2", bytes(flipped))

    with pytest.raises(DamagedSession):
        store.events("one", KEY)


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(60)])
def test_something_else_in_its_place_is_noticed(tmp_path: Path, sealed: bytes) -> None:
    store = with_a_session(tmp_path)
    sql(store, "UPDATE events SET sealed = ? WHERE sequence = 2", sealed)

    with pytest.raises(DamagedSession):
        store.events("one", KEY)


def test_an_event_cannot_be_moved_to_another_session(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.create(stored("two", "0002"), KEY, FIRST, NOW)
    sql(store, "UPDATE events SET sealed = (SELECT sealed FROM events WHERE session_id = 'one' AND sequence = 2)"
        " WHERE session_id = 'two' AND sequence = 2")  # fmt: skip

    with pytest.raises(DamagedSession):
        store.events("two", KEY)


def test_an_event_cannot_be_moved_to_another_place(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    sql(store, "UPDATE events SET sequence = 3 WHERE sequence = 2")

    with pytest.raises(DamagedSession):
        store.events("one", KEY)


def test_an_event_that_was_taken_away_from_between_is_noticed(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.append("one", KEY, 2, [SKIPPED, PAUSED])
    sql(store, "DELETE FROM events WHERE sequence = 3")

    with pytest.raises(DamagedSession):
        store.events("one", KEY)


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    with pytest.raises(DamagedSession):
        with_a_session(tmp_path).events("one", vault.new_key())


def test_nothing_that_was_given_stands_in_the_files_in_clear(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.append("one", KEY, 2, [SKIPPED])

    found = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert b"welcome" not in found
    assert b"skipped" not in found
    assert a_start().subject.encode() not in found


# keys and tries


def test_how_to_open_a_session_is_found_by_its_slip(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    known = stored()
    store.create(known, KEY, FIRST, NOW)

    assert store.stored_key("0001") == known
    assert vault.unwrap(store.stored_key("0001").wrapped, "1" * 20, "one", SECRET) == KEY


def test_a_slip_of_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchSession):
        with_a_session(tmp_path).stored_key("9999")


def test_tries_are_remembered_after_a_restart(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.record_try("one", 6, NOW + timedelta(seconds=30))
    store.close()

    known = a_store(tmp_path).stored_key("0001")

    assert (known.failures, known.locked_until) == (6, NOW + timedelta(seconds=30))


# the end


def test_sealing_leaves_the_bundle_and_erases_the_session(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)

    store.seal("one", a_bundle(), NOW)

    assert sql(store, "SELECT count(*) FROM sessions UNION ALL SELECT count(*) FROM events") == [(0,), (0,)]
    assert sql(store, "SELECT name FROM outbox") == [("b-1.bundle",)]
    assert store.last_sealed() == (1, f"{1:064}")


def test_after_sealing_nothing_of_the_session_is_left_in_the_files(tmp_path: Path) -> None:
    store = with_a_session(tmp_path, session_id="0123456789abcdef0123456789abcdef")
    traces = [row[0] for row in sql(store, "SELECT sealed FROM events UNION ALL SELECT wrapped_key FROM sessions")]
    traces += [row[0] for row in sql(store, "SELECT salt FROM sessions")]
    traces.append(b"0123456789abcdef0123456789abcdef")

    store.seal("0123456789abcdef0123456789abcdef", a_bundle(), NOW)

    found = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert len(traces) == 5
    assert not [trace for trace in traces if trace in found]
    assert a_bundle().data in found


def test_a_bundle_that_cannot_be_stored_erases_nothing(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.seal("nobody", a_bundle(), NOW)

    with pytest.raises(AlreadyStored):
        store.seal("one", a_bundle(), NOW)
    assert store.events("one", KEY) == FIRST
    assert store.audit_head().n == 2


def test_before_the_first_bundle_there_is_no_last_one(tmp_path: Path) -> None:
    assert a_store(tmp_path).last_sealed() == (0, "")


# sessions that nobody comes back to


def test_what_began_before_a_day_is_forgotten_and_the_rest_is_not(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.create(stored("two", "0002"), KEY, FIRST, NOW + timedelta(days=1))

    assert erase_sessions(store, (NOW + timedelta(days=1)).date(), NOW) == 1

    assert store.slips() == {"0002"}
    assert (store.events("one", KEY), store.events("two", KEY)) == ((), FIRST)


def test_what_was_forgotten_is_in_none_of_the_files(tmp_path: Path) -> None:
    with_a_session(tmp_path).close()
    store = a_store(tmp_path)
    ((wrapped, salt),) = sql(store, "SELECT wrapped_key, salt FROM sessions")
    sealed = [row[0] for row in sql(store, "SELECT sealed FROM events")]

    erase_sessions(store, (NOW + timedelta(days=1)).date(), NOW)

    found = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not [trace for trace in (wrapped, salt, *sealed) if trace in found]
