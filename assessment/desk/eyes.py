"""What a desk sees in pictures: it has a child process look at them, and starts another where one dies."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock
from typing import IO

from assessment.bundle import strict_json
from assessment.bundle.strict_json import NotStrict
from assessment.desk import seeing
from assessment.desk.seeing import LENGTH, SECONDS

LARGEST_PICTURE = 8 * 1024 * 1024  # bytes
_PATIENCE = SECONDS + 5.0
_LARGEST_ANSWER = 128 * 1024  # bytes


class Blind(Exception):
    """The child died of this picture, or gave no answer."""


class Eyes:
    """One child process that looks at one picture at a time; it ends when this process does."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def see(self, picture: bytes) -> list[str]:
        """What the QR codes in *picture* say; nothing where there is none, or where it is no picture."""
        with self._lock:
            try:
                return self._asked(picture[: LARGEST_PICTURE + 1])
            except (Blind, OSError):
                self.close()
                return []

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                _shut(pipe)

    def _asked(self, picture: bytes) -> list[str]:
        if len(picture) > LARGEST_PICTURE:
            return []
        child = self._running()
        sent = memoryview(len(picture).to_bytes(LENGTH) + picture)
        until = time.monotonic() + _PATIENCE
        _write(child, sent, until)
        size = int.from_bytes(_read(child, LENGTH, until))
        if size > _LARGEST_ANSWER:
            raise Blind(f"found an answer of {size} bytes")
        return _texts(_read(child, size, until))

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            command = [sys.executable, "-I", str(Path(seeing.__file__))]
            self._child = subprocess.Popen(  # noqa: S603  # our own script, without any environment
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}, bufsize=0
            )
        return self._child


def _write(child: subprocess.Popen[bytes], data: memoryview, until: float) -> None:
    handle = _handle(child.stdin)
    while data:
        _wait([], [handle], until)
        data = data[os.write(handle, data[: select.PIPE_BUF]) :]


def _read(child: subprocess.Popen[bytes], size: int, until: float) -> bytes:
    handle, data = _handle(child.stdout), b""
    while len(data) < size:
        _wait([handle], [], until)
        part = os.read(handle, size - len(data))
        if not part:
            raise Blind("the child ended")
        data += part
    return data


def _wait(reads: list[int], writes: list[int], until: float) -> None:
    if not any(select.select(reads, writes, [], max(0.0, until - time.monotonic()))):
        raise Blind("the child takes too long")


def _handle(pipe: IO[bytes] | None) -> int:
    if pipe is None:
        raise Blind("the child has no pipe")
    return pipe.fileno()


def _shut(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        pipe.close()


def _texts(answer: bytes) -> list[str]:
    try:
        found = strict_json.loads(answer, _LARGEST_ANSWER)
    except NotStrict as error:
        raise Blind(str(error)) from error
    return [text for text in found if isinstance(text, str)] if isinstance(found, list) else []
