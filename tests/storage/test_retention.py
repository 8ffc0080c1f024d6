"""What lies too long on a laptop goes, and what must stay for the numbering and the chain stays."""

import json
from datetime import date, timedelta
from pathlib import Path

from assessment.bundle import audit
from assessment.storage import outbox, retention
from assessment.storage.audit_log import entries
from assessment.storage.retention import Held
from assessment.storage.sessions import SessionStore
from tests.builders import NOW
from tests.storage.builders import FIRST, KEY, a_bundle, a_store, sql, stored, with_a_session

DAY = timedelta(days=1)
TOMORROW = (NOW + DAY).date()


def with_bundles(folder: Path, *days: int) -> SessionStore:
    """A store with a bundle finished on each of *days* from now, numbered from 1."""
    store = a_store(folder)
    for number, day in enumerate(days, start=1):
        store.seal("nobody", a_bundle(number), NOW + day * DAY)
    return store


def last_entry(store: SessionStore) -> str:
    return str(sql(store, "SELECT entry FROM audit ORDER BY n DESC LIMIT 1")[0][0])


def test_somebody_who_sits_at_this_moment_is_spared(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.create(stored("two", "0002"), KEY, FIRST, NOW)

    assert retention.erase_sessions(store, TOMORROW, NOW, spared={"one"}) == 1

    assert store.slips() == {"0001"}


def test_each_deletion_is_an_audit_entry_with_a_count(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.create(stored("two", "0002"), KEY, FIRST, NOW)

    retention.erase_sessions(store, TOMORROW, NOW)

    assert '"count": 2, "entry": "sessions_erased"' in last_entry(store)


def test_where_nothing_is_too_old_nothing_is_noted(tmp_path: Path) -> None:
    store = with_bundles(tmp_path, 0)
    before = store.audit_head()

    erased = [
        retention.erase_sessions(store, NOW.date(), NOW),
        retention.erase_bundles(store, NOW.date(), NOW),
        retention.erase_tombstones(store, NOW.date(), NOW),
        retention.erase_audit_entries(store, NOW.date(), NOW),
    ]

    assert erased == [0, 0, 0, 0]
    assert store.audit_head() == before


def test_an_erased_bundle_leaves_its_number_and_digests_and_nothing_else(tmp_path: Path) -> None:
    store = with_bundles(tmp_path, 0, 1)

    assert retention.erase_bundles(store, TOMORROW, NOW) == 1

    one, two = a_bundle(1), a_bundle(2)
    assert sql(store, "SELECT sequence, bundle_id, digest, jws_digest, data FROM outbox ORDER BY sequence") == [
        (1, one.bundle_id, one.digest, one.jws_digest, b""),
        (2, two.bundle_id, two.digest, two.jws_digest, two.data),
    ]
    assert [bundle.sequence for bundle in outbox.waiting(tmp_path / "kiosk.db")] == [2]
    assert '"count": 1, "entry": "bundles_erased"' in last_entry(store)


def test_an_erased_bundle_is_in_none_of_the_files(tmp_path: Path) -> None:
    store = with_bundles(tmp_path, 0)

    retention.erase_bundles(store, TOMORROW, NOW)

    assert a_bundle().data not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_numbering_goes_on_where_every_bundle_was_erased(tmp_path: Path) -> None:
    store = with_bundles(tmp_path, 0, 0, 0)
    later = (NOW + 500 * DAY).date()

    retention.erase_bundles(store, later, NOW)
    assert retention.erase_tombstones(store, later, NOW) == 2

    assert store.last_sealed() == (3, a_bundle(3).jws_digest)


def test_a_bundle_that_is_still_whole_is_no_tombstone(tmp_path: Path) -> None:
    store = with_bundles(tmp_path, 0, 0)

    assert retention.erase_tombstones(store, TOMORROW, NOW) == 0


def test_what_old_audit_entries_said_goes_and_the_chain_holds(tmp_path: Path) -> None:
    store = with_bundles(tmp_path, 0, 0, 2, 3)
    checkpoint = audit.Checkpoint(2, entries(tmp_path)[1].head)

    assert retention.erase_audit_entries(store, TOMORROW, NOW + 3 * DAY) == 2

    log = entries(tmp_path)
    assert [entry.text == "" for entry in log] == [True, True, False, False, False]
    assert audit.first_break(log) is None
    assert list(audit.denied(log, [checkpoint])) == []


def test_the_newest_audit_entry_stays_however_old_it_is(tmp_path: Path) -> None:
    store = with_bundles(tmp_path, 0)

    assert retention.erase_audit_entries(store, (NOW + 999 * DAY).date(), NOW) == 0


def test_what_lies_there_is_counted_with_the_day_of_the_oldest(tmp_path: Path) -> None:
    store = with_bundles(tmp_path, 0, 1, 2)
    store.create(stored(), KEY, FIRST, NOW + 4 * DAY)
    retention.erase_bundles(store, TOMORROW, NOW + 4 * DAY)

    with retention.reading(tmp_path / "kiosk.db") as rows:
        assert retention.sessions(rows) == Held(1, (NOW + 4 * DAY).date())
        assert retention.bundles(rows) == Held(2, TOMORROW)
        assert retention.bundles(rows, TOMORROW + DAY) == Held(1, TOMORROW)
        assert retention.tombstones(rows) == Held(1, NOW.date())
        assert retention.audit_entries(rows) == Held(4, NOW.date())


def test_in_an_empty_database_there_is_nothing(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    rows = store.rows

    found = [count(rows) for count in (retention.sessions, retention.bundles, retention.tombstones)]

    assert found == [Held(0, None)] * 3
    assert retention.audit_entries(rows) == Held(0, None)
    assert retention.erase_audit_entries(store, date.max, NOW) == 0


def test_what_was_put_aside_goes_too_and_leaves_a_count(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    for day in ("2026-01-31", "2026-02-01"):
        (tmp_path / f"damaged-{day}T10-00-00").mkdir()
        (tmp_path / f"damaged-{day}T10-00-00" / "kiosk.db").write_bytes(b"sealed")

    assert retention.erase_put_aside(store, date(2026, 2, 1), NOW) == 1

    assert [path.name for path in tmp_path.glob("damaged-*")] == ["damaged-2026-02-01T10-00-00"]
    assert json.loads(last_entry(store)) == {"at": NOW.isoformat(), "count": 1, "entry": "put_aside_erased"}
    assert retention.erase_put_aside(store, date(2026, 2, 1), NOW) == 0
