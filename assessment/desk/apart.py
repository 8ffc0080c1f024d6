"""The desk's end of the process that reads files: started when first needed, and again if it should end."""

import os
import subprocess
import sys
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock

from assessment.bundle.errors import MalformedContents
from assessment.desk import frames, reading
from assessment.desk.reader_process import ask
from assessment.desk.reading import NOT_READ, Reading

_MODULE = "assessment.desk.reader_process"
_TRIES = 2


@dataclass(slots=True)
class ReadsApart:
    """Reads files in a process beside the desk in *home*, which must answer within *seconds*.

    The desk has threads and cannot fork; starting another program from a thread is safe.
    """

    home: Path
    seconds: float = 60.0
    _lock: Lock = field(default_factory=Lock)
    _process: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes, now: datetime, despite: Collection[str] = ()) -> Reading:
        """What the file *data* comes to at *now*, believed *despite* some doubts; raises nothing.

        A process that ended, or does not answer, is replaced once.
        """
        with self._lock:
            for _ in range(_TRIES):
                with suppress(frames.Silent, MalformedContents):
                    return self._answer(data, now, despite)
                self._end()
            return Reading(code=NOT_READ, incident="Silent")

    def start(self) -> None:
        """Start the process now, so that the first file need not wait for it."""
        with self._lock:
            self._running()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _answer(self, data: bytes, now: datetime, despite: Collection[str]) -> Reading:
        writes, reads = self._running()
        ask(writes, data, now, despite, self.seconds)
        answer = frames.receive(reads, reading.LARGEST, self.seconds)
        if not answer:
            raise frames.Silent("found no answer")
        return reading.load(answer)

    def _running(self) -> tuple[int, int]:
        if self._process is None:
            command = [sys.executable, "-P", "-m", _MODULE, str(self.home)]
            where = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
            self._process = subprocess.Popen(  # noqa: S603  # our own module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=where, bufsize=0
            )
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise frames.Silent("found no pipes")
        return process.stdin.fileno(), process.stdout.fileno()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.wait()
