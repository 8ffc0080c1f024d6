"""The process beside the desk that reads files: warm, without threads, and with a child for each file.

`python -m assessment.desk.reader_process HOME` takes questions on standard input and answers on standard output.
It ends when the desk closes its end.
"""

import gc
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assessment.bundle.compact import LARGEST_FILE
from assessment.bundle.errors import TrustError
from assessment.desk import frames, reading
from assessment.desk.child import Died, Limits, limited
from assessment.desk.reading import TOO_COSTLY, Reader, Reading
from assessment.desk.rehearsal import rehearse

LARGEST_QUESTION = 4096
_SECONDS = 60.0  # for the desk to take an answer


def ask(writes: int, data: bytes, now: datetime, despite: Collection[str], seconds: float) -> None:
    """Ask the process behind *writes* to read the file *data*; Silent where it does not listen within *seconds*."""
    frames.send(writes, json.dumps({"now": now.isoformat(), "despite": sorted(despite)}).encode(), seconds)
    frames.send(writes, data, seconds)


def answered(
    readers: Callable[[], Reader],
    data: bytes,
    now: datetime,
    despite: Collection[str] = (),
    limits: Limits | None = None,
) -> bytes:
    """What the reader of the moment makes of *data* in a child with *limits*, as `reading.load` takes it.

    Only in a process without other threads.
    """
    try:
        reader = readers()
    except (TrustError, OSError) as error:
        return reading.dump(reading.no_trust(error))
    answer = _tried(reader, data, now, despite, limits)
    if reading.wants_a_bank(answer) and _wanted(answer) in reader.banks:  # one that came since; a child cannot look
        return _tried(reader, data, now, despite, limits)
    return answer


def _tried(reader: Reader, data: bytes, now: datetime, despite: Collection[str], limits: Limits | None) -> bytes:
    warm = replace(reader, banks=dict(reader.banks))
    try:
        return limited(lambda: reading.dump(warm.read(data, now, despite)), limits)
    except Died as how:
        return reading.dump(Reading(code=TOO_COSTLY, incident=str(how)))


def _wanted(answer: bytes) -> str:
    contents = reading.load(answer).contents
    return contents.bank.sha256 if contents else ""


def serve(readers: Callable[[], Reader], reads: int, writes: int) -> None:
    """Answer questions from *reads* on *writes* with the reader of the moment, until there are no more."""
    while question := frames.receive(reads, LARGEST_QUESTION):
        asked = json.loads(question)
        data = frames.receive(reads, LARGEST_FILE + 1, _SECONDS)
        now = datetime.fromisoformat(asked["now"])
        frames.send(writes, answered(readers, data, now, asked["despite"]), _SECONDS)


def main(home: Path) -> None:
    """Serve the desk in *home*."""
    from assessment.desk.commands import readers  # it knows this module, which the desk starts

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which then closes the pipe
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the desk's key
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever prints must not talk into the answers
    found = readers(home)
    rehearse()
    gc.freeze()  # so that a child need not copy what it never uses
    serve(found, 0, answers)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
