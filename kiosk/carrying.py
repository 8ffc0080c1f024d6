"""`kiosk export` and `kiosk receive`: the same as on the operator's page, for a kiosk that does not run."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assessment.storage import outbox
from assessment.storage.outbox import Exported
from assessment.storage.sessions import SessionStore
from kiosk import home, transfer
from kiosk.alone import AlreadyRunning, alone
from kiosk.transfer import Heard

DATABASE = "kiosk.db"
_BESIDE = "The kiosk runs, so no list was written and nothing was noted; export on the operator's page too."


def export(at: Path, folder: Path) -> str:
    """Bring what waits in the kiosk's home *at* to *folder*, and say what was done; beside a running kiosk, copy only.

    StickFailed where that stops half-way.
    """
    try:
        with _store(at) as store:
            return _exported(transfer.export(store, home.identity(at), folder, datetime.now(UTC)))
    except AlreadyRunning:
        return f"{_exported(outbox.export(outbox.waiting(at / DATABASE), folder))}\n{_BESIDE}"


def receive(at: Path, folder: Path) -> str:
    """Read the receipt for the kiosk in *at* on *folder*, and say what was deleted; AlreadyRunning where it runs."""
    with _store(at) as store:
        return _heard(transfer.receive(store, home.identity(at), folder, datetime.now(UTC)))


@contextmanager
def _store(at: Path) -> Iterator[SessionStore]:
    """The database of the kiosk in *at*, while nobody else writes in it."""
    home.identity(at)  # a folder without a kiosk is better refused before a database is made in it
    with alone(at), closing(SessionStore(at / DATABASE)) as store:
        yield store


def _exported(done: Exported) -> str:
    said = f"{done.written} written, {done.present} there already, all read back correctly"
    if done.damaged:
        return f"{said}; {done.damaged} are damaged on this laptop and were left out: ask the manager of the kiosks"
    return said


def _heard(heard: Heard) -> str:
    if not heard.found:
        return "no receipt for this kiosk is here"
    if heard.refused:
        return f"the receipt counts for nothing: {heard.refused}"
    lines = [f"{heard.received} bundles arrived at the desk and were deleted here"]
    lines += [f"number {one}: the receipt is for other contents, so this bundle stays here" for one in heard.other]
    return "\n".join(lines)
