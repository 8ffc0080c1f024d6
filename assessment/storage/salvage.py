"""Copy row by row what can be read of a damaged database; nothing here judges whether it is right, digests do that."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment.storage import database, kiosk_rows
from assessment.storage.kiosk_migrations import migrations
from assessment.storage.kiosk_rows import Row

_PAGE = 4096
_LEAF = 0x0D
_FURTHEST = 100_000  # rows that are asked for one by one behind a place that cannot be read
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '_sqlite_migrations'"
    " ORDER BY rowid"  # as they were made: what is referred to comes first
)


@dataclass(frozen=True, slots=True)
class Copied:
    """How many *rows* of a *table* were copied, and at how many *places* something could not be."""

    table: str
    rows: int
    places: int


def copy(source: Path, target: Path) -> tuple[Copied, ...]:
    """Copy what can be read of the database *source* to a new one, *target*; what was copied, table by table."""
    into = database.writer(target, migrations, "rollback")
    tables = [str(row["name"]) for row in into.conn.execute(_TABLES)]
    out_of = _forgiving(source)
    try:
        with into.atomic():
            return tuple(_copy_table(out_of, into.conn, table) for table in tables)
    finally:
        out_of.close()
        into.close()


def _forgiving(source: Path) -> sqlite3.Connection:
    """A reader that goes past what it does not understand of tables and pages."""
    connection = database.reader(source).conn
    for setting in ("writable_schema = ON", "cell_size_check = OFF"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> Copied:
    rows = places = 0
    for found in _found(source, target, table):
        try:
            if found is not None:
                rows += kiosk_rows.insert(target, table, found, "OR IGNORE")
            places += found is None
        except database.ERRORS as error:
            if not database.is_damage(error):  # no room for the copy: that is nothing that the source lacks
                raise
            places += 1
    return Copied(table, rows, places)


def _found(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> Iterator[Row | None]:
    """The rows of *table*, some of them twice, and None for each place that cannot be read."""
    described = target.execute(f"PRAGMA table_info({table})").fetchall()
    named = ", ".join(str(column["name"]) for column in described)
    if max(column["pk"] for column in described) == 1:
        yield from _walk(source, f"SELECT rowid AS place, {named} FROM {table} NOT INDEXED WHERE 1", "rowid")  # noqa: S608
        return
    last = next(column["name"] for column in described if column["pk"] == 2)
    for session in target.execute("SELECT session_id FROM sessions").fetchall():
        sql = f"SELECT {last} AS place, {named} FROM {table} WHERE session_id = ?"  # noqa: S608 - our own names
        yield from _walk(source, sql, last, str(session["session_id"]))


def _walk(source: sqlite3.Connection, sql: str, key: str, *values: str) -> Iterator[Row | None]:
    """From the first row on; behind what cannot be read, from the last row back, and then between them one by one."""
    ends = {"ASC": 0, "DESC": 0}
    for order in ends:
        try:
            for row in source.execute(f"{sql} ORDER BY {key} {order}", values):
                if isinstance(row["place"], int):  # a changed bit can make it anything
                    ends[order] = row["place"]
                yield _without_place(row)
            return
        except database.ERRORS:
            yield None
    for place in range(ends["ASC"] + 1, min(ends["DESC"], ends["ASC"] + _FURTHEST)):
        try:
            yield from map(_without_place, source.execute(f"{sql} AND {key} = ?", (*values, place)).fetchall())
        except database.ERRORS:
            yield None


def _without_place(row: sqlite3.Row) -> Row:
    found = dict(row)
    del found["place"]
    return found


def with_first_page_of(fresh: Path, source: Path, target: Path) -> None:
    """Write *source* to *target* with the pages that say which tables there are taken from the *fresh* database.

    A database that this program made has its tables where a fresh one has them.
    """
    good, data = fresh.read_bytes(), bytearray(source.read_bytes())
    pages = max(len(data) // _PAGE, len(good) // _PAGE)
    for number in (1, *_children(good)):
        data[(number - 1) * _PAGE : number * _PAGE] = good[(number - 1) * _PAGE : number * _PAGE]
    data[28:40] = pages.to_bytes(4, "big") + bytes(8)  # how many there are; none of them is free
    target.write_bytes(data)


def _children(good: bytes) -> Iterator[int]:
    kind, cells = good[100], int.from_bytes(good[103:105], "big")
    if kind == _LEAF:
        return
    yield int.from_bytes(good[108:112], "big")
    for cell in range(cells):
        place = int.from_bytes(good[112 + 2 * cell : 114 + 2 * cell], "big")
        yield int.from_bytes(good[place : place + 4], "big")
