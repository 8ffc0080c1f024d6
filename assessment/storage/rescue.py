"""A kiosk's database that cannot be used any more: put aside untouched, and what can be read copied into a new one.

docs/decisions/0009 tells why. Nothing that was put aside is ever written to or deleted here. A power cut at any
moment leaves either the old file in its place, or the finished new one under the name that `ready` looks for first.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from sqlite_utils import Database

from assessment.storage import damage, database, kiosk_rows, log, numbering, private_files, salvage
from assessment.storage.damage import Damage
from assessment.storage.database import CannotOpen
from assessment.storage.kiosk_migrations import migrations
from assessment.storage.numbering import Last, NumberingLost
from assessment.storage.salvage import Copied

T = TypeVar("T")
ASIDE = "damaged-"
_NUMBERED = {"outbox", "numbering"}
_SHAPE = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


@dataclass(frozen=True, slots=True)
class Rescue:
    """What was done: *why*, where the old file lies now (*aside*), what was *copied*, and what is damaged still."""

    why: str
    aside: Path
    copied: tuple[Copied, ...]
    damage: Damage


def ready(path: Path, now: datetime, journal: str = "wal") -> Rescue | None:
    """Have a database at *path* that can be opened; what was done for that, None where it is sound or new.

    Only for whoever may write there, before it is opened. CannotOpen where the disk is full or fails.
    """
    _finish(path)
    try:
        why = _complaint(path, now, journal)
    except database.ERRORS as error:
        if not database.is_damage(error):
            raise CannotOpen(path, error) from error
        why = database.name_of(error)
    return rescue(path, why, now) if why else None


def _complaint(path: Path, now: datetime, journal: str) -> str | None:
    """Why the file at *path* cannot be used; None where it can."""
    _roll_back(path)
    if _log_is_damaged(path):
        return "found a changed bit in its log"
    if not path.exists() or not (shape := _read(path, _shape)):
        _begin(path, now, journal)
    elif found := _read(path, damage.structure):
        return "; ".join(found)
    elif not _read(path, _pending):
        return None if shape == _expected() else "found other tables than expected"
    try:
        database.writer(path, migrations, journal).close()
    except CannotOpen as error:
        if not error.damaged:
            raise
        return str(error)
    return None


def _log_is_damaged(path: Path) -> bool:
    return path.exists() and log.beside(path).exists() and log.loses_commits(log.beside(path).read_bytes())


def _roll_back(path: Path) -> None:
    """Have SQLite undo what a power cut broke off; a reader is not allowed to."""
    if path.with_name(f"{path.name}-journal").exists():
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()


def _read(path: Path, look: Callable[[sqlite3.Connection], T]) -> T:
    with closing(database.reader(path)) as reading:
        return look(reading.conn)


def _pending(connection: sqlite3.Connection) -> bool:
    return bool(migrations.pending(Database(connection, execute_plugins=False)))


def _shape(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(_SHAPE)]


def _expected() -> list[tuple[object, ...]]:
    with closing(database.writer(":memory:", migrations)) as fresh:
        return _shape(fresh.conn)


def _begin(path: Path, now: datetime, journal: str) -> None:
    """Where the database is gone altogether, the new one goes on behind the last bundle that is known of."""
    last = numbering.read_beside(path)
    if last is not None:
        with closing(database.writer(path, migrations, journal)) as fresh:
            numbering.keep(fresh.conn, last)
            _stand_in(fresh.conn, now)


def rescue(path: Path, why: str, now: datetime) -> Rescue:
    """Put the database at *path* aside and have a new one there, with everything that can be read of the old one.

    *why* is for whoever reads about it. Only while nobody has it open. CannotOpen where there is no room for that.
    """
    aside = _put_aside(path, now)
    untouched = set(aside.iterdir())
    part = path.with_name(f"{path.name}.part")
    try:
        copied = _best(aside / path.name, part)
    except database.ERRORS as error:
        raise CannotOpen(path, error) from error
    for left in set(aside.iterdir()) - untouched:  # SQLite's, from reading
        left.unlink()
    with closing(database.writer(part, migrations, "rollback")) as fresh:
        _number(fresh.conn, path, copied)
        if any(found.places for found in copied if found.table == "sessions"):
            _stand_in(fresh.conn, now)
        found = damage.survey(fresh.conn)
    part.replace(_finished(path))
    _finish(path)
    return Rescue(why, aside, copied, found)


def _put_aside(path: Path, now: datetime) -> Path:
    """The folder with the files of *path* as they are, as further names of the same files: that takes no room."""
    while (aside := path.with_name(f"{ASIDE}{now:%Y-%m-%dT%H-%M-%S}")).exists():
        now += timedelta(seconds=1)
    aside.mkdir(mode=0o700)
    for name in (path.name, f"{path.name}-wal", f"{path.name}-journal"):
        if path.with_name(name).exists():
            os.link(path.with_name(name), aside / name)
    private_files.sync(aside)
    private_files.sync(path.parent)
    return aside


def _best(source: Path, target: Path) -> tuple[Copied, ...]:
    """What is copied of *source*: with all of a damaged log, and with a fresh list of tables if its own is damaged."""
    with TemporaryDirectory(dir=target.parent) as folder:
        if _log_is_damaged(source):
            whole = Path(folder, "whole")
            whole.write_bytes(log.applied(source.read_bytes(), log.beside(source).read_bytes()))
            source = whole
        copied = _copy(source, target)
        if not any(found.places for found in copied):
            return copied
        mended, other = Path(folder, "mended"), Path(folder, "other")
        _mend(source, mended)
        instead = _copy(mended, other)
        if _sound(other) > _sound(target):
            other.replace(target)
            return instead
    return copied


def _mend(source: Path, target: Path) -> None:
    """Write *source* to *target*, with its log, and with the list of tables that a fresh database has."""
    fresh = target.with_name("fresh")
    database.writer(fresh, migrations, "rollback").close()
    salvage.with_first_page_of(fresh, source, target)
    if log.beside(source).exists():
        log.beside(target).write_bytes(log.beside(source).read_bytes())


def _copy(source: Path, target: Path) -> tuple[Copied, ...]:
    target.unlink(missing_ok=True)
    return salvage.copy(source, target)


def _sound(path: Path) -> int:
    """How many sessions and bundles at *path* are as they were stored."""
    found = _read(path, damage.survey)
    sql = "SELECT (SELECT count(*) FROM sessions) + (SELECT count(*) FROM outbox)"
    rows: int = _read(path, lambda connection: connection.execute(sql).fetchone()[0])
    return rows - len(found.sessions) - len(found.bundles)


def _stand_in(connection: sqlite3.Connection, now: datetime) -> None:
    """A damaged session for those that are lost: whoever comes with a code of one is sent to staff, not called wrong.

    It goes as other sessions go that nobody comes back to.
    """
    kiosk_rows.insert(connection, "sessions", kiosk_rows.lost(now.date()), "OR REPLACE")


def _number(connection: sqlite3.Connection, path: Path, copied: tuple[Copied, ...]) -> None:
    """Have the new database know which number the last bundle had, or that it does not know."""
    beside, whole = numbering.read_beside(path), not any(c.places for c in copied if c.table in _NUMBERED)
    try:
        inside, known = numbering.last(connection), numbering.is_kept(connection) or whole
    except NumberingLost:
        inside, known = Last(), False
    numbering.keep(connection, numbering.newest((inside, beside or Last())), known or beside is not None)


def renumber(path: Path, last: int, journal: str = "wal") -> bool:
    """Have the next bundle at *path* come behind number *last*; False where the last one is known there already."""
    with closing(database.writer(path, migrations, journal)) as writing:
        try:
            numbering.last(writing.conn)
        except NumberingLost:
            numbering.keep(writing.conn, Last(last))
            return True
    return False


def _finished(path: Path) -> Path:
    return path.with_name(f"{path.name}.rescued")


def _finish(path: Path) -> None:
    """Have the finished new file, if there is one, take the place of the old one, whose log is not the new one's."""
    if _finished(path).exists():
        private_files.sync(path.parent)
        for name in ("-wal", "-shm", "-journal"):
            path.with_name(f"{path.name}{name}").unlink(missing_ok=True)
        _finished(path).replace(path)
        private_files.sync(path.parent)
