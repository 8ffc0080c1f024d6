"""How the kiosk stands, for the operator: engine, room on the disk, damage, files put aside. Nothing about a person."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from assessment.storage import audit_log, damage, database, rescue
from assessment.storage.damage import Damage
from assessment.storage.database import Engine
from assessment.storage.rescue import Rescue
from kiosk.config import KioskConfig

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Status:
    """*free_mb* and *spare_mb* are megabytes free and wanted; *aside* names folders with files that were put aside."""

    engine: Engine
    free_mb: int
    spare_mb: int
    damage: Damage
    aside: tuple[str, ...]

    @property
    def has_room(self) -> bool:
        """Whether there is room for new sessions."""
        return self.free_mb >= self.spare_mb


def read(config: KioskConfig) -> Status:
    """The status of the kiosk of *config*, whether it runs or not; read afresh, and nothing is written."""
    aside = sorted(folder.name for folder in config.home.glob(f"{rescue.ASIDE}*") if folder.is_dir())
    return Status(database.intended(config.journal), free_mb(config), config.spare_mb, _damage(config), tuple(aside))


def _damage(config: KioskConfig) -> Damage:
    path = config.home / audit_log.KIOSK
    if not path.is_file():
        return Damage()
    try:
        with closing(database.reader(path)) as reading:
            return damage.survey(reading.conn)
    except database.ERRORS as error:
        return Damage(file=(database.name_of(error),))


def free_mb(config: KioskConfig) -> int:
    """Whole megabytes that are free on the disk of the kiosk's home folder."""
    return shutil.disk_usage(config.home).free // _MEGABYTE


def lines(status: Status) -> Iterator[str]:
    """*status* for a terminal, one fact a line."""
    engine = status.engine
    fault = ", which has the WAL-reset fault (harmless: one program writes)" if engine.wal_reset_fault else ""
    yield f"database: journal {engine.journal_mode}, synchronous {engine.synchronous}, SQLite {engine.version}{fault}"
    room = "" if status.has_room else ": too little, no new session can begin"
    yield f"disk: {status.free_mb} MB free, {status.spare_mb} MB wanted{room}"
    yield from warnings(None, status)


def warnings(done: Rescue | None, status: Status) -> Iterator[str]:
    """What somebody should do something about, one a line; what was *done* just now comes first."""
    yield from rescued(done) if done else ()
    found = status.damage
    if found.file:
        yield f"DAMAGED: the database as a file ({'; '.join(found.file)}); stop the kiosk, then `kiosk recover HOME`"
    for slip in found.sessions:
        yield f"DAMAGED: the session with number {slip or '?'}; it cannot go on, that person may begin again"
    for number in found.bundles:
        yield f"DAMAGED: bundle {number}; take it from the stick, if it was exported before"
    if found.audit is not None:
        yield f"DAMAGED: the audit log, from entry {found.audit} on"
    if found.numbering:
        yield "NO SHARING: the last bundle's number is not known; stop the kiosk, then `kiosk recover HOME --last N`"
    for name in status.aside:
        yield f"put aside: {name}, a database that was damaged; delete it when everything in it is found again"


def rescued(done: Rescue) -> Iterator[str]:
    """What a rescue did, one fact a line."""
    yield f"the database was put aside as {done.aside.name}: {done.why}"
    for copied in done.copied:
        missing = f", {copied.places} places could not be read" if copied.places else ""
        yield f"  {copied.table}: {copied.rows} rows are in the new one{missing}"
