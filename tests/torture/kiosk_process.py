"""A kiosk as a process group of its own, to be killed and started again."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Self

from assessment.demo.stage import Stage, free_port, prepare

PATIENCE = 30.0  # seconds until it must answer


class KioskProcess:
    """`kiosk serve` in a home of its own; its worker is the supervisor's only child."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.address = stage.kiosk
        self._supervisor: subprocess.Popen[bytes] | None = None
        self._killer: threading.Thread | None = None

    @classmethod
    def made_in(cls, folder: Path) -> Self:
        """A kiosk and the desk that it seals for, in *folder*; the desk is not started."""
        return cls(prepare(folder, free_port(), free_port()))

    def start(self) -> None:
        """Start it where it is not running, and wait until it answers."""
        if self._supervisor is None or self._supervisor.poll() is not None:
            port = self.address.rpartition(":")[2]
            command = [sys.executable, "-m", "kiosk", "serve", str(self.stage.kiosk_home), "--port", port]
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            self._supervisor = subprocess.Popen(command, start_new_session=True, **quiet)
            self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > deadline:
                raise TimeoutError(f"nothing answers on {self.address}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        connection = HTTPConnection(self.address, timeout=5)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill_after(self, seconds: float, whole: bool) -> None:
        """SIGKILL to the worker, or to the *whole* group, some *seconds* from now."""
        self._killer = threading.Thread(target=self._kill, args=(seconds, whole))
        self._killer.start()

    def wait_for_kill(self) -> None:
        """Until the kill that was ordered, if any, has happened."""
        if self._killer is not None:
            self._killer.join()
            self._killer = None

    def _kill(self, seconds: float, whole: bool) -> None:
        time.sleep(seconds)
        supervisor = self._supervisor
        if supervisor is None or supervisor.poll() is not None:
            return
        if whole:
            os.killpg(supervisor.pid, signal.SIGKILL)  # its own group: start_new_session
            supervisor.wait()
            return
        worker = self._worker(supervisor.pid)
        os.kill(worker, signal.SIGKILL)
        self._wait_for_another(supervisor.pid, worker)

    def _worker(self, supervisor: int) -> int:
        """The supervisor's child; between two workers there is none for a moment."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            children = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split()
            if children:
                return int(children[0])
            time.sleep(0.01)
        raise TimeoutError("the supervisor started no worker")

    def _wait_for_another(self, supervisor: int, worker: int) -> None:
        while self._worker(supervisor) == worker:
            time.sleep(0.01)

    def end(self) -> None:
        """Stop it for good."""
        self.wait_for_kill()
        if self._supervisor is not None:
            with suppress(ProcessLookupError):  # it was killed a moment ago
                os.killpg(self._supervisor.pid, signal.SIGKILL)
            self._supervisor.wait()
