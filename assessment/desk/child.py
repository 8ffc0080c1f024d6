"""Work on bytes that nobody vouches for, in a process of its own that may do next to nothing.

Only a process without other threads may call this: a fork keeps locks that other threads held, and nobody to free them.
"""

import gc
import os
import resource
import select
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

_MEBIBYTE = 1024 * 1024
_RESULT = 3  # the only open file of the child that leads anywhere
_STATEMENT = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: *cpu* and *wall* in seconds, *memory* above what it begins with and *answer* in bytes."""

    cpu: int = 5
    wall: float = 20.0
    memory: int = 256 * _MEBIBYTE
    answer: int = 8 * _MEBIBYTE


class Died(Exception):
    """The child gave no answer; the message is the name of the signal or limit that ended it."""


def limited(work: Callable[[], bytes], limits: Limits | None = None) -> bytes:
    """What *work* returns when a child does it within *limits*; Died where the child cannot.

    The child opens no file and no socket, writes nowhere, leaves no core, and ends with its answer.
    """
    if threading.active_count() > 1:
        raise RuntimeError(f"found {threading.active_count()} threads, expected one: a fork would copy their locks")
    limits = limits or Limits()
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        _be_a_child(work, limits, writes)
    os.close(writes)
    try:
        answer = _collected(reads, limits)
    finally:
        os.close(reads)
        os.kill(child, signal.SIGKILL)  # one that has ended already is still there to be asked how
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if answer is None or status != 0:
        raise Died(_reason(answer, status))
    return answer


def _collected(reads: int, limits: Limits) -> bytes | None:
    """All that comes through *reads*; None where it takes too long or is too much."""
    until, size = time.monotonic() + limits.wall, 0
    parts: list[bytes] = []
    while size <= limits.answer:
        if not select.select([reads], [], [], max(0.0, until - time.monotonic()))[0]:
            return None
        part = os.read(reads, _MEBIBYTE)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
    return None


def _reason(answer: bytes | None, status: int) -> str:
    if answer is None:
        return "WALL_OR_SIZE"
    return signal.Signals(-status).name if status < 0 else f"EXIT_{status}"


def _be_a_child(work: Callable[[], bytes], limits: Limits, writes: int) -> NoReturn:
    """Never returns, whatever happens: the code of the parent must not run twice."""
    status = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        gc.disable()  # it would copy all that the parent has, and the child ends soon
        _leave_all_behind(writes)
        _restrict(limits)
        rest = memoryview(work())
        while rest:
            rest = rest[os.write(_RESULT, rest) :]
        status = 0
    finally:
        os._exit(status)


def _leave_all_behind(writes: int) -> None:
    """Close every file of the parent; what the C library wants to say goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(_RESULT):
        os.dup2(nowhere, standard)
    if writes != _RESULT:
        os.dup2(writes, _RESULT)
    os.closerange(_RESULT + 1, max(nowhere, writes, resource.getrlimit(resource.RLIMIT_NOFILE)[0]) + 1)


def _restrict(limits: Limits) -> None:
    """From here on there is little that the child can do, and nothing of it can be taken back."""
    before = _address_space()
    for nothing in (
        resource.RLIMIT_CORE,
        resource.RLIMIT_FSIZE,
        resource.RLIMIT_NPROC,
        resource.RLIMIT_NOFILE,  # no file, no pipe and no socket can be opened any more
    ):
        resource.setrlimit(nothing, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 1))  # SIGXCPU, and SIGKILL for who ignores it
    if before:
        resource.setrlimit(resource.RLIMIT_AS, (before + limits.memory, before + limits.memory))


def _address_space() -> int:
    """How many bytes of addresses this process has; 0 where the system does not say so."""
    if not _STATEMENT.exists():
        return 0
    return int(_STATEMENT.read_text("ascii").split()[0]) * resource.getpagesize()
