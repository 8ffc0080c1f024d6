"""How the kiosk stands, for the operator: engine, room on the disk, damage, files put aside. Nothing about a person."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from assessment.storage import database
from assessment.storage.damage import Damage
from assessment.storage.database import Engine
from kiosk.config import KioskConfig

MEGABYTE = 1024 * 1024


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
    return Status(database.intended(config.journal), free_mb(config), config.spare_mb, Damage(), ())


def free_mb(config: KioskConfig) -> int:
    """Whole megabytes that are free on the disk of the kiosk's home folder."""
    return shutil.disk_usage(config.home).free // MEGABYTE


def lines(status: Status) -> Iterator[str]:
    """*status* for a terminal, one fact a line."""
    engine = status.engine
    fault = ", has the WAL-reset fault: harmless with one writer" if engine.wal_reset_fault else ""
    yield f"database: SQLite {engine.version}, journal {engine.journal_mode}, synchronous {engine.synchronous}{fault}"
    room = "" if status.has_room else ": too little, no new session can begin"
    yield f"disk: {status.free_mb} MB free, {status.spare_mb} MB wanted{room}"
