"""Bytes that changed by themselves: whatever stands in clear or sealed, it is noticed, named, and hurts nobody else."""

from pathlib import Path

import pytest

from assessment.storage import damage, outbox, vault
from assessment.storage.damage import Damage, DamagedSession
from assessment.storage.numbering import NumberingLost
from assessment.storage.sessions import SessionStore
from tests.builders import NOW
from tests.storage.builders import FIRST, KEY, PAUSED, SECRET, a_bundle, sql, stored, with_a_session


def two_sessions_and_two_bundles(folder: Path) -> SessionStore:
    store = with_a_session(folder)
    store.create(stored("two", "0002"), KEY, FIRST, NOW)
    for number in (1, 2):
        store.seal("nobody", a_bundle(number), NOW)
    return store


def found(store: SessionStore) -> Damage:
    return damage.survey(store._db.conn)


def test_in_a_sound_database_nothing_is_found(tmp_path: Path) -> None:
    store = two_sessions_and_two_bundles(tmp_path)
    store.append("one", KEY, 2, [PAUSED, PAUSED], "session_paused")
    store.record_try("two", 4, NOW)

    assert not found(store)
    assert found(store) == Damage()


CHANGED = {
    "salt": "x'00'",
    "memory_kib": "memory_kib * 1024",
    "passes": "passes + 1",
    "lanes": "lanes * 2",
    "wrapped_key": "zeroblob(40)",
    "failures": "0 - 8",
    "locked_until": "'2036-11-22T09:30:00+00:00'",
    "started_on": "'2036-11-22'",
    "slip": "'0003'",
    "events_digest": "''",
    "row_digest": "''",
}


@pytest.mark.parametrize(("column", "value"), CHANGED.items(), ids=list(CHANGED))
def test_what_stands_of_a_session_in_clear_is_covered(tmp_path: Path, column: str, value: str) -> None:
    store = two_sessions_and_two_bundles(tmp_path)

    sql(store, f"UPDATE sessions SET {column} = {value} WHERE session_id = 'one'")

    with pytest.raises(DamagedSession):
        store.stored_key("0001")
    with pytest.raises(DamagedSession):
        store.append("one", KEY, 2, [PAUSED])
    with pytest.raises(DamagedSession):
        store.events("one", KEY)
    assert found(store).sessions == ("0003" if column == "slip" else "0001",)


def test_no_column_of_a_session_is_left_out(tmp_path: Path) -> None:
    columns = {str(row[1]) for row in sql(with_a_session(tmp_path), "PRAGMA table_info(sessions)")}

    assert columns - {"session_id"} == set(CHANGED)


def test_the_others_go_on(tmp_path: Path) -> None:
    store = two_sessions_and_two_bundles(tmp_path)
    sql(store, "UPDATE events SET sealed = zeroblob(60) WHERE session_id = 'one'")

    store.append("two", KEY, 2, [PAUSED])

    assert store.events("two", KEY) == (*FIRST, PAUSED)
    assert vault.unwrap(store.stored_key("0002").wrapped, "1" * 20, "two", SECRET) == KEY
    assert found(store).sessions == ("0001",)


@pytest.mark.parametrize("sequence", [1, 2, 3, 4])
def test_without_any_key_it_is_found_which_session_misses_an_event(tmp_path: Path, sequence: int) -> None:
    store = two_sessions_and_two_bundles(tmp_path)
    store.append("one", KEY, 2, [PAUSED, PAUSED])

    sql(store, "DELETE FROM events WHERE session_id = 'one' AND sequence = ?", sequence)

    assert found(store).sessions == ("0001",)
    with pytest.raises(DamagedSession):
        store.events("one", KEY)


def test_who_comes_with_a_number_that_nobody_has_may_be_the_one_whose_number_was_damaged(tmp_path: Path) -> None:
    store = two_sessions_and_two_bundles(tmp_path)
    sql(store, "UPDATE sessions SET slip = '7777' WHERE session_id = 'one'")

    for slip in ("0001", "7777"):
        with pytest.raises(DamagedSession):
            store.stored_key(slip)
    assert store.stored_key("0002").session_id == "two"


@pytest.mark.parametrize("after", ["x", "\udcff"])
def test_a_number_that_is_no_text_any_more_keeps_no_other_row_from_being_read(tmp_path: Path, after: str) -> None:
    store = two_sessions_and_two_bundles(tmp_path)
    raw = after.encode("utf-8", "surrogateescape")
    sql(store, "UPDATE sessions SET slip = CAST(? AS TEXT) WHERE session_id = 'one'", raw)

    assert store.stored_key("0002").session_id == "two"
    with pytest.raises(DamagedSession):
        store.stored_key("0001")


BUNDLE = {
    "sequence": "9",
    "bundle_id": "'id-9'",
    "name": "'../elsewhere'",
    "data": "x'00'",
    "digest": "''",
    "jws_digest": "''",
    "finished_on": "''",
    "row_digest": "''",
}


@pytest.mark.parametrize(("column", "value"), BUNDLE.items(), ids=list(BUNDLE))
def test_a_damaged_bundle_is_named_and_not_carried_away(tmp_path: Path, column: str, value: str) -> None:
    store = two_sessions_and_two_bundles(tmp_path)

    sql(store, f"UPDATE outbox SET {column} = {value} WHERE sequence = 2")

    assert outbox.waiting(tmp_path / "kiosk.db") == [a_bundle(1)]
    assert found(store).bundles == (9 if column == "sequence" else 2,)
    assert store.last_sealed() == (2, f"{2:064}")


def test_no_column_of_a_bundle_is_left_out(tmp_path: Path) -> None:
    columns = {str(row[1]) for row in sql(with_a_session(tmp_path), "PRAGMA table_info(outbox)")}

    assert columns - {"exported_on"} == set(BUNDLE)  # that changes while the rest stays


@pytest.mark.parametrize("change", ["sequence = 1", "jws_digest = ''", "known = 0 - 1", "row_digest = ''"])
def test_the_number_of_the_last_bundle_comes_from_beside_the_database_where_it_is_damaged(
    tmp_path: Path, change: str
) -> None:
    store = two_sessions_and_two_bundles(tmp_path)
    sql(store, f"UPDATE numbering SET {change}")

    assert store.last_sealed() == (2, f"{2:064}")
    assert found(store).numbering
    (tmp_path / "kiosk.db-last").unlink()
    with pytest.raises(NumberingLost):
        store.last_sealed()


def test_an_audit_entry_that_was_changed_is_found_and_its_time_not_used(tmp_path: Path) -> None:
    store = two_sessions_and_two_bundles(tmp_path)
    sql(store, "DROP TRIGGER audit_is_never_changed")
    sql(store, "UPDATE audit SET entry = replace(entry, '2026', '2027') WHERE n = 4")

    assert found(store).audit == 4
    assert store.audit_head().at is None
    store.audit("session_paused", "one", NOW)
    assert store.audit_head().n == 5


def test_an_older_database_is_covered_from_its_first_start_on(tmp_path: Path) -> None:
    store = two_sessions_and_two_bundles(tmp_path)
    for table, column in (("sessions", "events_digest"), ("sessions", "row_digest"), ("outbox", "row_digest")):
        sql(store, f"ALTER TABLE {table} DROP COLUMN {column}")
    sql(store, "DROP TABLE numbering")
    sql(store, "DELETE FROM _sqlite_migrations WHERE name = 'm002_disk'")
    store.close()

    newer = SessionStore(tmp_path / "kiosk.db")

    assert not found(newer)
    assert newer.events("one", KEY) == FIRST
    assert newer.last_sealed() == (2, f"{2:064}")
