"""The kiosk's processes: a supervisor that holds the door open, and one worker at a time that holds keys.

A worker ends when its last session does, and with it all memory that ever held a key or an answer
(docs/decisions/0001). The supervisor never sees one; it forks the next worker, which is there in milliseconds.
"""

import logging
import os
import resource
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import FrameType
from typing import Protocol, cast

from assessment.storage import audit_log
from assessment.storage.database import CannotOpen
from assessment.storage.sessions import NotRead, NotStored
from assessment.web import server
from kiosk import housekeeping, status
from kiosk.alone import alone
from kiosk.app import create_app
from kiosk.clock import ClockInDoubt
from kiosk.home import Prepared, make_ready, open_kiosk
from kiosk.service import Kiosk

_log = logging.getLogger("kiosk")
_THREADS = 4
_LONGEST_FAREWELL = 5.0  # seconds for the last page to reach the browser
_A_MOMENT = 0.1  # seconds for what follows at once: the next page, its pictures, a request that is on its way
_CRASH_PAUSE = 0.5  # seconds before the next worker after one that died


def serve(prepared: Prepared) -> None:
    """Serve the kiosk until SIGTERM or SIGINT; AlreadyRunning where another does so in the same folder."""
    config = prepared.config
    with alone(config.home):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold keys
        for line in status.warnings(make_ready(config), status.read(config)):
            _log.warning(line)
        prepared = replace(prepared, audit_broken=audit_log.broken(config.home))  # of the file that is used from now on
        with server.door(config.host, config.port) as door:
            _Supervisor(prepared, door).run()


def _compile_templates(prepared: Prepared) -> None:
    """Have every template compiled while the first worker serves: those that follow need not do it again."""
    spare = open_kiosk(prepared, lambda: None, ":memory:")
    templates = create_app(prepared.config, spare).jinja_env
    for name in templates.list_templates(extensions=["html"]):
        templates.get_template(name)
    spare.store.close()


class _Supervisor:
    def __init__(self, prepared: Prepared, door: socket.socket) -> None:
        self._prepared = prepared
        self._door = door
        self._worker = 0
        self._stopping = False
        self._compiled = False

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._stopping:
            self._worker = os.fork()
            if self._worker == 0:
                _work(self._prepared, self._door)
            if not self._compiled:
                _compile_templates(self._prepared)
                self._compiled = True
            status = self._wait()
            if status != 0 and not self._stopping:
                _log.warning("the worker ended with status %s; the next one starts", status)
                time.sleep(_CRASH_PAUSE)

    def _wait(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self._worker, 0)[1])

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True
        if self._worker:
            os.kill(self._worker, signal.SIGTERM)


def _work(prepared: Prepared, door: socket.socket) -> None:
    """Be a worker: serve until the last session closed, then end without a way back."""
    status = 1
    try:
        worker = _Worker(prepared, door)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the supervisor decides
        signal.signal(signal.SIGTERM, lambda number, frame: worker.stop())
        worker.run()
        status = 0
    except CannotOpen as error:  # a full disk: the next worker tries again
        _log.error(error)
    except Exception:  # the outermost handler of this process
        _log.exception("the worker failed")
    finally:
        logging.shutdown()
        sys.stderr.flush()
        os._exit(status)  # no clean-up of memory that is about to vanish anyway


class _Channel(Protocol):
    requests_lock: threading.Lock
    requests: list[object]
    request: object
    close_when_flushed: bool


class _Trigger(Protocol):
    def pull_trigger(self, thunk: Callable[[], None]) -> None: ...


class _Server(Protocol):
    """What we use of waitress's server."""

    trigger: _Trigger
    active_channels: dict[int, _Channel]

    def run(self) -> None: ...

    def del_channel(self) -> None: ...
    def set_socket(self, sock: socket.socket) -> None: ...


class _Worker:
    def __init__(self, prepared: Prepared, door: socket.socket) -> None:
        self._config = prepared.config
        self._door = door
        self._retiring = threading.Event()
        self._stopping = False
        self._kiosk: Kiosk = open_kiosk(prepared, self.retire)
        self._tidied_on: date | None = None
        self._tidy_once_a_day()
        app = create_app(prepared.config, self._kiosk)
        self._server = cast(_Server, server.serving(app, door, _THREADS))

    def run(self) -> None:
        parent = os.getppid()
        serving = threading.Thread(target=self._server.run, daemon=True)
        serving.start()
        while serving.is_alive():  # without it nobody would ever be answered again
            called = self._retiring.wait(timeout=5.0)
            self._kiosk.lock_idle(self._config.idle_minutes + 2)
            self._tidy_once_a_day()
            if os.getppid() != parent or self._stopping:  # without a supervisor, leave no process with keys behind
                break
            if called and self._say_farewell():
                break
        self._kiosk.store.close()

    def _tidy_once_a_day(self) -> None:
        """Erase what lay here too long; not while the clock cannot be believed."""
        today = self._kiosk.now().date()
        if today == self._tidied_on:
            return
        self._tidied_on = today
        try:
            housekeeping.erase_old(self._kiosk)
        except ClockInDoubt as doubt:
            _log.warning("nobody can start, and nothing is erased: %s", doubt)
        except (NotStored, NotRead):
            _log.warning("nothing could be erased: the disk is full or failed; tried again tomorrow and at each start")

    def stop(self) -> None:
        """End now, whoever is sitting: they go on with the resume code."""
        self._stopping = True
        self._retiring.set()

    def retire(self) -> None:
        """Stop taking new connections, and end when those that are open have got their page."""
        self._retiring.set()

    def _close_idle(self) -> None:
        """Close the connections on which nothing is asked, so that nothing more can begin here.

        A browser whose request finds its connection closed sends it again, to the next worker.
        """
        for channel in list(self._server.active_channels.values()):
            with channel.requests_lock:  # waitress takes it too before it reads on
                if not channel.requests and channel.request is None:
                    channel.close_when_flushed = True
        self._server.trigger.pull_trigger(lambda: None)

    def _say_farewell(self) -> bool:
        """Whether the worker may end; not where somebody sat down in the meantime."""
        server = self._server
        server.trigger.pull_trigger(server.del_channel)  # in the server's own thread; the door stays open for the next
        deadline = time.monotonic() + _LONGEST_FAREWELL
        time.sleep(_A_MOMENT)
        while server.active_channels and time.monotonic() < deadline:
            self._close_idle()
            time.sleep(0.02)
        if self._kiosk.keyring.retire():
            return True
        self._retiring.clear()
        # not add_channel: del_channel forgot the number of the socket, and None in its place ends the server's thread
        server.trigger.pull_trigger(lambda: server.set_socket(self._door))
        return False
