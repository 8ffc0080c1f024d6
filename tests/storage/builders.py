"""A kiosk's database with a session in it, and a bundle to seal it with."""

from hashlib import sha256
from pathlib import Path

from assessment.items.responses import Missing
from assessment.session.events import Event, ItemPresented, ItemSkipped, SessionPaused
from assessment.storage import vault
from assessment.storage.sessions import Outgoing, SessionStore, StoredKey
from tests.builders import CHEAP, NOW, a_start

KEY = vault.new_key()
SECRET = b"a secret of thirty-two bytes...."
FIRST: tuple[Event, ...] = (a_start(session_id="one"), ItemPresented(NOW, "welcome", "", "start"))
SKIPPED = ItemSkipped(NOW, "welcome", Missing.SKIPPED)
PAUSED = SessionPaused(NOW)


def a_store(folder: Path, name: str = "kiosk.db") -> SessionStore:
    return SessionStore(folder / name)


def stored(session_id: str = "one", slip: str = "0001") -> StoredKey:
    return StoredKey(session_id, slip, vault.wrap(KEY, "1" * 20, session_id, SECRET, CHEAP), 0, None)


def with_a_session(folder: Path, session_id: str = "one", slip: str = "0001") -> SessionStore:
    """A store in which a session has just begun."""
    store = a_store(folder)
    store.create(stored(session_id, slip), KEY, FIRST, NOW)
    return store


def a_bundle(sequence: int = 1, data: bytes = b"sealed " * 100) -> Outgoing:
    name, digest = f"b-{sequence}.bundle", sha256(data).hexdigest()
    return Outgoing(sequence, f"id-{sequence}", name, data, digest, jws_digest=f"{sequence:064}")


def sql(store: SessionStore, statement: str, *values: object) -> list[tuple[object, ...]]:
    """Somebody at the database with a tool of their own."""
    return [tuple(row) for row in store._db.conn.execute(statement, values).fetchall()]
