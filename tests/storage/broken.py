"""A kiosk database with sessions and bundles, to be broken."""

import shutil
from collections import Counter
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from assessment.session.events import Event
from assessment.storage import outbox, vault
from assessment.storage.damage import DamagedSession
from assessment.storage.sessions import NoSuchSession, Outgoing, SessionStore
from tests.builders import NOW
from tests.storage.builders import FIRST, KEY, SECRET, SKIPPED, a_bundle, a_store, stored

PAGE = 4096


SESSIONS = {f"{number:04}": (*FIRST, *[SKIPPED] * 30) for number in range(6)}


BUNDLES = [a_bundle(number, bytes([number]) * 9000) for number in (1, 2, 3)]


@cache
def sound() -> Path:
    """A home with sessions and bundles, as a kiosk leaves it that was stopped."""
    home = Path(mkdtemp(prefix="sound-"))
    store = a_store(home)
    for slip, events in SESSIONS.items():
        store.create(stored(f"session-{slip}", slip), KEY, events[:2], NOW)
        store.append(f"session-{slip}", KEY, 2, events[2:])
    for bundle in BUNDLES:
        store.seal("nobody", bundle, NOW)
    store.close()
    return home


def a_copy(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sound(), folder)
    return folder / "kiosk.db"


def read(path: Path) -> tuple[dict[str, tuple[Event, ...] | None], list[Outgoing]]:
    """Every session as whoever has the code gets it (None: told that it is damaged or not there), and the bundles."""
    store, found = SessionStore(path), {}
    for slip in SESSIONS:
        try:
            known = store.stored_key(slip)
            found[slip] = store.events(
                known.session_id, vault.unwrap(known.wrapped, "1" * 20, known.session_id, SECRET)
            )
        except (DamagedSession, NoSuchSession):
            found[slip] = None
    store.close()
    return found, outbox.waiting(path)


def is_right(path: Path) -> Counter[str]:
    """Fail where one thing comes out of *path* that never went in; how many came out as they went in."""
    sessions, bundles = read(path)
    assert all(events in (None, SESSIONS[slip]) for slip, events in sessions.items())
    assert all(bundle in BUNDLES for bundle in bundles)
    return Counter(sessions=sum(events is not None for events in sessions.values()), bundles=len(bundles))


def numbered(path: Path) -> int:
    with closing(SessionStore(path)) as store:
        return store.last_sealed()[0]


def zeroed(data: bytes, page: int) -> bytes:
    return data[: page * PAGE] + bytes(PAGE) + data[(page + 1) * PAGE :]
