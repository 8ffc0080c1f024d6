"""`kiosk export` and `kiosk receive`: the same as on the operator's page, for a kiosk that does not run."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assessment.storage.outbox import Exported
from assessment.storage.sessions import SessionStore
from kiosk import home, transfer
from kiosk.alone import alone
from kiosk.transfer import Heard, TrustHeard


def export(at: Path, folder: Path) -> str:
    """Bring what waits in the kiosk's home *at* to *folder*, and say what was done.

    StickFailed where that stops half-way, AlreadyRunning where the kiosk runs: its own page notes what left.
    """
    with _store(at) as store:
        return _exported(transfer.export(store, home.identity(at), folder, datetime.now(UTC)))


def receive(at: Path, folder: Path) -> str:
    """Read the receipt for the kiosk in *at* on *folder*, and say what was deleted; AlreadyRunning where it runs."""
    with _store(at) as store:
        return _heard(transfer.receive(store, home.identity(at), at, folder, datetime.now(UTC)))


@contextmanager
def _store(at: Path) -> Iterator[SessionStore]:
    """The database of the kiosk in *at*, while nobody else writes in it."""
    home.identity(at)  # a folder without a kiosk is better refused before a database is made in it
    with alone(at), closing(SessionStore(at / home.DATABASE)) as store:
        yield store


def _exported(done: Exported) -> str:
    said = f"{done.written} written, {done.present} there already, all read back correctly"
    if done.damaged:
        return f"{said}; {done.damaged} are damaged on this laptop and were left out: ask the manager of the kiosks"
    return said


def _heard(heard: Heard) -> str:
    lines = [_TRUST[heard.trust], *_receipts(heard)]
    return "\n".join(line for line in lines if line)


def _receipts(heard: Heard) -> Iterator[str]:
    if not heard.found:
        yield "no receipt for this kiosk is here"
        return
    yield f"{heard.received} bundles arrived at the desk and were deleted here"
    if heard.refused:
        yield f"a receipt counts for nothing: {heard.refused}"
    yield from (f"number {one}: the receipt is for other contents, so this bundle stays here" for one in heard.other)


_TRUST = {
    TrustHeard.NONE: "",
    TrustHeard.SAME: "the trust store on the stick is the one that counts here",
    TrustHeard.NEWER: "a newer trust store was accepted; `kiosk check HOME` says what counts now",
    TrustHeard.OLDER: "the trust store on the stick is older than the one that counts here, and changes nothing",
    TrustHeard.REFUSED: "the trust store on the stick is refused: `kiosk trust HOME FILE` says why",
}
