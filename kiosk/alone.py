"""One program at a time works in a kiosk's home folder: the one that serves, or the one that recovers."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(OSError):
    """Another kiosk works in this home folder."""


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Be the only one in *home* for a while; AlreadyRunning where somebody else is."""
    with (home / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(f"found a kiosk that runs in {home}, expected none: stop it first") from None
        yield
