"""Messages over a pipe between two processes of a desk: four bytes that say how long, and then that many bytes."""

import os
import select
import time

_LENGTH = 4
_PART = 64 * 1024


class Silent(OSError):
    """The other side is gone, or says nothing for too long, or says more than was agreed."""


def send(writes: int, data: bytes, seconds: float) -> None:
    """Write *data* to the descriptor *writes*; Silent where nobody reads it within *seconds*."""
    until, rest = time.monotonic() + seconds, memoryview(len(data).to_bytes(_LENGTH) + data)
    while rest:
        if not select.select([], [writes], [], max(0.0, until - time.monotonic()))[1]:
            raise Silent(f"found nobody who reads for {seconds} seconds")
        try:
            rest = rest[os.write(writes, rest[: select.PIPE_BUF]) :]  # that much never waits
        except OSError as error:
            raise Silent(f"found a closed pipe ({error.strerror})") from error


def receive(reads: int, most: int, seconds: float | None = None) -> bytes:
    """The next message from the descriptor *reads*, of at most *most* bytes, within *seconds* (None: whenever).

    Silent where none comes; the message is empty where the other side ended in good order.
    """
    until = None if seconds is None else time.monotonic() + seconds
    start = _exactly(reads, _LENGTH, until, may_end=True)
    length = int.from_bytes(start)
    if length > most:
        raise Silent(f"found a message of {length} bytes, expected at most {most}")
    return _exactly(reads, length, until)


def _exactly(reads: int, count: int, until: float | None, *, may_end: bool = False) -> bytes:
    parts, missing = [], count
    while missing:
        left = None if until is None else max(0.0, until - time.monotonic())
        if not select.select([reads], [], [], left)[0]:
            raise Silent("found nobody who writes in time")
        part = os.read(reads, min(missing, _PART))
        if not part and may_end and missing == count:
            return b""
        if not part:
            raise Silent("found an end in the middle of a message")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
