"""A kiosk as a process group of its own, to be killed and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Self

from assessment.demo.stage import Stage, free_port, prepare

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0  # seconds until it must answer
_OFTEN = 0.01  # seconds between two looks


class KioskProcess:
    """`kiosk serve` in a home of its own; its worker is the supervisor's only child.

    *program* is what Python runs, *environment* what it runs in (None: ours).
    """

    def __init__(
        self, stage: Stage, program: tuple[str, ...] = ("-m", "kiosk"), environment: Mapping[str, str] | None = None
    ) -> None:
        self.stage = stage
        self.address = stage.kiosk
        self.program = program
        self.environment = environment
        self._supervisor: subprocess.Popen[bytes] | None = None

    @classmethod
    def made_in(cls, folder: Path) -> Self:
        """A kiosk and the desk that it seals for, in *folder*; the desk is not started."""
        return cls(prepare(folder, free_port(), free_port()))

    @property
    def running(self) -> bool:
        """Whether the supervisor is there."""
        return self._supervisor is not None and self._supervisor.poll() is None

    def start(self, wait: bool = True) -> None:
        """Start it where it is not running, and *wait* until it answers."""
        if not self.running:
            port = self.address.rpartition(":")[2]
            command = [sys.executable, *self.program, "serve", str(self.stage.kiosk_home), "--port", port]
            with (Path(self.stage.folder) / "kiosk.log").open("ab") as log:
                self._supervisor = subprocess.Popen(
                    command, cwd=ROOT, env=self.environment, start_new_session=True, stdout=log, stderr=log
                )
        if wait:
            self.wait()

    def wait(self, patience: float = PATIENCE) -> None:
        """Until it answers; TimeoutError after *patience* seconds."""
        deadline = time.monotonic() + patience
        while not self.answers():
            if time.monotonic() > deadline:
                raise TimeoutError(f"nothing answers on {self.address}")
            time.sleep(_OFTEN)

    def answers(self) -> bool:
        """Whether somebody who comes in now gets the first page."""
        connection = HTTPConnection(self.address, timeout=5)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill(self, whole: bool) -> float:
        """SIGKILL to the worker, or to the *whole* group; the seconds until it answers again."""
        worker = None if whole else self.worker()
        begun = time.monotonic()
        if worker is None:
            self.cut()
            self.start()
        else:
            with suppress(ProcessLookupError):  # it had just ended by itself
                os.kill(worker, signal.SIGKILL)
            while self.worker() == worker:
                time.sleep(_OFTEN)
            self.wait()
        return time.monotonic() - begun

    def cut(self) -> None:
        """SIGKILL to the whole group at once, and nothing is started again."""
        if self._supervisor is not None:
            with suppress(ProcessLookupError):  # it was killed a moment ago
                os.killpg(self._supervisor.pid, signal.SIGKILL)  # its own group: start_new_session
            self._supervisor.wait()
            _until_gone(self._supervisor.pid)

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self._supervisor is not None:
            self._supervisor.terminate()
            self._supervisor.wait(PATIENCE)

    @property
    def supervisor(self) -> int:
        """Its process id."""
        if self._supervisor is None:
            raise LookupError("the kiosk was never started")
        return self._supervisor.pid

    def worker(self) -> int:
        """The supervisor's child; between two workers there is none for a moment."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            children = Path(f"/proc/{self.supervisor}/task/{self.supervisor}/children").read_text().split()
            if children:
                return int(children[0])
            time.sleep(_OFTEN)
        raise TimeoutError("the supervisor started no worker")


def _until_gone(group: int) -> None:
    """Until no process of *group* is left: the supervisor is ours to wait for, its worker is not."""
    with suppress(ProcessLookupError):
        while True:
            os.killpg(group, 0)
            time.sleep(_OFTEN)
