"""A disk that has no room: nothing that was acknowledged is lost, and when there is room again it goes on."""

from pathlib import Path

import pytest

from assessment.storage.sessions import NotStored, SessionStore
from tests.builders import NOW
from tests.storage.builders import FIRST, KEY, PAUSED, a_bundle, a_store, sql, with_a_session


def full(store: SessionStore) -> None:
    """Let the database have no page more than it has."""
    ((pages,),) = sql(store, "PRAGMA page_count")
    sql(store, f"PRAGMA max_page_count = {pages}")


def fill(store: SessionStore) -> int:
    """Append events until one is refused; the number of events that were acknowledged."""
    count = 2
    for _ in range(2000):
        try:
            store.append("one", KEY, count, [PAUSED])
        except NotStored:
            return count
        count += 1
    raise AssertionError("the disk never was full")


def test_on_a_full_disk_everything_acknowledged_is_still_there(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    full(store)

    acknowledged = fill(store)

    assert len(store.events("one", KEY)) == acknowledged
    store.close()
    assert len(a_store(tmp_path).events("one", KEY)) == acknowledged


def test_when_there_is_room_again_writing_goes_on(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    full(store)
    acknowledged = fill(store)

    sql(store, "PRAGMA max_page_count = 100000")
    store.append("one", KEY, acknowledged, [PAUSED])

    assert len(store.events("one", KEY)) == acknowledged + 1


def test_on_a_full_disk_a_session_is_not_sealed_and_not_lost(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    full(store)

    with pytest.raises(NotStored):
        store.seal("one", a_bundle(data=bytes(200_000)), NOW)

    assert store.events("one", KEY) == FIRST
    assert store.last_sealed() == (0, "")
