"""One export at a time, in a thread of the worker, so that the page can tell how far it is."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread

from assessment.storage.outbox import Exported
from assessment.storage.sessions import NotStored
from assessment.storage.stick import ReadsBackDifferently, StickFailed

_log = logging.getLogger("kiosk")


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing was exported since this process began."""


@dataclass(frozen=True, slots=True)
class Running:
    """An export runs; the stick must stay in."""

    so_far: Exported


@dataclass(frozen=True, slots=True)
class Done:
    """Everything is on the stick and was read back: it may be removed."""

    all_of_it: Exported


@dataclass(frozen=True, slots=True)
class Stopped:
    """An export ended before its time; *reason* is "stick", "other_stick", "disk" or "program"."""

    reason: str


State = Idle | Running | Done | Stopped
Work = Callable[[Callable[[Exported], None]], Exported]


class Courier:
    """Does one *work* at a time; what is asked for meanwhile is left undone."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: State = Idle()
        self._thread: Thread | None = None

    @property
    def state(self) -> State:
        """What became of the export that was asked for last."""
        return self._state

    def start(self, work: Work) -> None:
        """Begin *work*, unless one is under way."""
        with self._lock:
            if isinstance(self._state, Running):
                return
            self._state = Running(Exported())
            self._thread = Thread(target=self._run, args=(work,), daemon=True)
            self._thread.start()

    def wait(self) -> State:
        """Stay until nothing is under way any longer."""
        if self._thread is not None:
            self._thread.join()
        return self._state

    def _tell(self, so_far: Exported) -> None:
        self._state = Running(so_far)

    def _run(self, work: Work) -> None:
        self._state = self._done(work)

    def _done(self, work: Work) -> State:
        try:
            return Done(work(self._tell))
        except ReadsBackDifferently:
            return Stopped("other_stick")
        except StickFailed:
            return Stopped("stick")
        except NotStored:
            return Stopped("disk")
        except Exception:  # the outermost handler of this thread
            _log.exception("the export failed")
            return Stopped("program")
