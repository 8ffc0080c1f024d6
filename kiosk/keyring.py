"""The sessions whose keys are in memory, and nothing else that is secret."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock

from assessment.session.session import Session


class SessionClosed(LookupError):
    """The key of that session is not in memory: it is paused, has ended, or the kiosk was restarted."""


@dataclass(slots=True)
class OpenSession:
    """A session with its key and resume code; *used_at* is when somebody last did something."""

    key: bytes
    code: str
    session: Session
    used_at: datetime


@dataclass
class Keyring:
    """Open sessions by id. *emptied* is called when the last one closed: then a process that held keys should end."""

    emptied: Callable[[], None] = lambda: None
    lock: RLock = field(default_factory=RLock)
    _open: dict[str, OpenSession] = field(default_factory=dict)
    _retired: bool = False

    def __getitem__(self, session_id: str) -> OpenSession:
        """The open session with that id; SessionClosed where it is not open."""
        if session_id not in self._open:
            raise SessionClosed
        return self._open[session_id]

    def enter(self, session_id: str, opened: OpenSession) -> None:
        """Hold the key of one more session; SessionClosed after `retire`."""
        with self.lock:
            if self._retired:
                raise SessionClosed
            self._open[session_id] = opened

    def close(self, session_id: str) -> None:
        """Forget the key of a session."""
        with self.lock:
            del self._open[session_id]
            if not self._open:
                self.emptied()

    def saw_a_code(self) -> None:
        """This process showed the resume code of a session that is closed: it ends too, unless somebody is here."""
        with self.lock:
            if not self._open:
                self.emptied()

    def ids(self) -> frozenset[str]:
        """The open sessions."""
        return frozenset(self._open)

    def untouched_since(self, moment: datetime) -> Iterator[str]:
        """The open sessions in which nobody did anything since *moment*."""
        return (session_id for session_id, opened in list(self._open.items()) if opened.used_at < moment)

    def not_later_than(self, now: datetime) -> None:
        """Count whoever seems to have done something after *now* as doing it now: the clock was set back."""
        for opened in self._open.values():
            opened.used_at = min(opened.used_at, now)

    def retire(self) -> bool:
        """Take no more sessions from now on, unless one is open; whether that is so."""
        with self.lock:
            self._retired = not self._open
            return self._retired
