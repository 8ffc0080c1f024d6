"""How the database is set, and the log that only grows."""

import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from tests.builders import NOW
from tests.storage.builders import a_bundle, a_store, sql, with_a_session


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("temp_store", 2),
        ("mmap_size", 0),
        ("busy_timeout", 5000),
    ],
)
def test_the_database_is_set_to_survive_a_power_cut(tmp_path: Path, name: str, value: object) -> None:
    assert sql(a_store(tmp_path), f"PRAGMA {name}") == [(value,)]


def test_a_write_waits_for_no_migration_twice(tmp_path: Path) -> None:
    a_store(tmp_path).close()

    assert sql(a_store(tmp_path), "SELECT count(*) FROM sessions") == [(0,)]


def test_the_audit_log_is_a_chain(tmp_path: Path) -> None:
    store = with_a_session(tmp_path)
    store.audit("session_paused", "one", NOW)
    store.seal("one", a_bundle(), NOW)

    head = ""
    for n, entry, stored_head in sql(store, "SELECT n, entry, head FROM audit ORDER BY n"):
        head = sha256(f"assessment-audit/1\0{n}\0{head}\0{entry}".encode()).hexdigest()
        assert stored_head == head
    assert (store.audit_head().n, store.audit_head().head) == (3, head)


def test_the_audit_log_names_no_session(tmp_path: Path) -> None:
    store = with_a_session(tmp_path, session_id="0123456789abcdef")

    assert "0123456789abcdef" not in str(sql(store, "SELECT entry FROM audit"))


@pytest.mark.parametrize("statement", ["UPDATE audit SET entry = '{}'", "DELETE FROM audit"])
def test_the_audit_log_is_only_added_to(tmp_path: Path, statement: str) -> None:
    store = with_a_session(tmp_path)

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        sql(store, statement)


def test_an_empty_audit_log_has_no_head(tmp_path: Path) -> None:
    head = a_store(tmp_path).audit_head()

    assert (head.n, head.head, head.at) == (0, "", None)
