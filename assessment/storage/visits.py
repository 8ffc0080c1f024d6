"""What a browser at the kiosk is doing, sealed under the number in its cookie, so that the file alone tells nothing.

It outlives the worker process: the page after a pause is shown by the next one.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256

from assessment.storage import vault
from assessment.storage.sessions import NotRead, NotStored, SessionStore
from assessment.storage.vault import WrongKey


class StoredVisits:
    """Visits in the kiosk's database, each under a key of its number and the kiosk's *secret*; *today* dates them."""

    def __init__(self, store: SessionStore, secret: bytes, today: Callable[[], date]) -> None:
        self._store = store
        self._secret = secret
        self._today = today
        self._unsaved: dict[str, Mapping[str, object]] = {}  # a full disk must not keep a page from being shown

    def read(self, visit: str) -> Mapping[str, object] | None:
        """What is kept of *visit*; None where there is no such visit."""
        if visit in self._unsaved:
            return self._unsaved[visit]
        # damaged or not readable: as if it were not there, and the resume code opens the session
        with suppress(WrongKey, NotRead):
            for row in self._store.rows("SELECT sealed FROM visits WHERE digest = ?", _digest(visit)):
                state: dict[str, object] = json.loads(vault.open_visit(self._secret, visit, row["sealed"]))
                return state
        return None

    def keep(self, visit: str, state: Mapping[str, object]) -> None:
        """Keep *state* as all there is of *visit*; in memory only where the disk is full."""
        sealed = vault.seal_visit(self._secret, visit, json.dumps(dict(state)).encode())
        try:
            with self._store.writing() as connection:
                connection.execute(
                    "INSERT INTO visits VALUES (?, ?, ?)"
                    " ON CONFLICT (digest) DO UPDATE SET sealed = excluded.sealed, kept_on = excluded.kept_on",
                    (_digest(visit), sealed, self._today().isoformat()),
                )
            self._unsaved.pop(visit, None)
        except NotStored:
            self._unsaved[visit] = dict(state)

    def end(self, visit: str) -> None:
        """Keep nothing of *visit* any more."""
        self._unsaved.pop(visit, None)
        with suppress(NotStored), self._store.writing() as connection:  # it goes with `forget_before` at the latest
            connection.execute("DELETE FROM visits WHERE digest = ?", (_digest(visit),))

    def forget_before(self, day: date) -> None:
        """End every visit in which nothing changed since *day*."""
        with suppress(NotStored), self._store.writing() as connection:  # tried again at every start
            connection.execute("DELETE FROM visits WHERE kept_on < ?", (day.isoformat(),))


def _digest(visit: str) -> bytes:
    return sha256(visit.encode()).digest()
