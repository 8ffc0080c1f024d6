"""`kiosk recover`: a new database with all that can be read of the old one, and the number that bundles go on from."""

from collections.abc import Iterator
from datetime import datetime

from assessment.storage import rescue
from kiosk import home, status
from kiosk.alone import alone
from kiosk.config import KioskConfig

_KNOWN = "the number of the last bundle is known"


class NothingToRecover(ValueError):
    """There is no database in that folder, or nothing of it is damaged."""


def recover(config: KioskConfig, last: int | None, now: datetime) -> Iterator[str]:
    """Recover the database of the kiosk of *config*; says line by line what was saved and what was not.

    *last* is the number of its last bundle, where the database cannot know it any more. NothingToRecover,
    AlreadyRunning or CannotOpen where that is not possible now.
    """
    path = config.home / home.DATABASE
    if not path.is_file():
        raise NothingToRecover(f"found no database in {config.home}, expected {path.name}")
    with alone(config.home):
        done = rescue.ready(path, now, config.journal)
        taken = last is not None and rescue.renumber(path, last, config.journal)
        if last is not None:
            yield f"the next bundle gets the number {last + 1}" if taken else f"--last {last} is not used: {_KNOWN}"
        if done is None and status.read(config).damage:
            done = rescue.rescue(path, "`kiosk recover`", now)
        if done is None and not taken:
            raise NothingToRecover(f"found nothing damaged in {path}, so nothing was done")
        yield from status.warnings(done, status.read(config))
