"""The preloaded shim, from the harness's side: compiled on the spot, its log read, its faults set."""

import mmap
import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from tests.torture import run

SOURCE = Path(__file__).with_name("shim.c")
MISSING = "found no gcc, expected one: the shim that plays the disk is compiled when the run begins"
_HEAD = struct.Struct("<IIQqII")
_MAGIC = 0x4D494853
_CONTROL = struct.Struct("<5i")
FULL, BROKEN_SYNC = 1, 2


class CannotFollow(Exception):
    """The program touched its files in a way that the shim does not note, so nothing can be said about cuts."""


def available() -> bool:
    """Whether the shim can be compiled here."""
    return shutil.which("gcc") is not None


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that was done: *at* and *end* are its place in the log, the rest is as `shim.c` notes it."""

    at: int
    end: int
    kind: str
    inode: int
    value: int
    path: str
    data: bytes


_FOLDER = tempfile.TemporaryDirectory(prefix="shim-")


@cache
def _library() -> Path:
    """The compiled shim; its folder goes away with this process."""
    built = Path(_FOLDER.name) / "shim.so"
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-fvisibility=hidden", "-o", built, SOURCE, "-ldl"], check=True)
    return built


class Shim:
    """The shim with its log and its control file in *folder*, for what happens below *roots*."""

    def __init__(self, folder: Path, roots: Sequence[Path]) -> None:
        self.roots = [root.resolve() for root in roots]
        self.log, self._control = folder / "log", folder / "control"
        self.fresh_log()
        self._control.write_bytes(bytes(_CONTROL.size))
        with self._control.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _CONTROL.size)

    def environment(self) -> dict[str, str]:
        """What a program is started with to have the shim in it."""
        ours = {"LD_PRELOAD": _library(), "SHIM_LOG": self.log, "SHIM_CONTROL": self._control}
        return {**os.environ, **{name: str(path) for name, path in ours.items()}, "SHIM_ROOTS": self._below()}

    def _below(self) -> str:
        return ":".join(map(str, self.roots))

    def fresh_log(self) -> None:
        """Begin an empty log; no program may be running."""
        self.log.write_bytes(b"")

    def noted(self) -> int:
        """How long the log is now."""
        return self.log.stat().st_size

    def records(self, since: int = 0) -> list[Record]:
        """The log from byte *since* to now; a last record that the cut broke off is left out."""
        with self.log.open("rb") as log:
            log.seek(since)
            return list(parse(log.read(), since))

    @contextmanager
    def failing(self, first: int, kind: int = FULL, half: bool = False) -> Iterator[Self]:
        """From the *first* write on (sync, for BROKEN_SYNC) each fails, until the block ends."""
        self.fails_from(first, kind, half)
        try:
            yield self
        finally:
            self.works()

    def fails_from(self, first: int, kind: int = FULL, half: bool = False) -> None:
        """From the *first* write on each fails; of that one, *half* the bytes still arrive."""
        self._shared[: _CONTROL.size] = _CONTROL.pack(kind, first, half, 0, 0)

    def works(self) -> None:
        """Nothing fails any more; the counts stay to be read."""
        self._shared[:4] = bytes(4)

    @property
    def failed(self) -> int:
        """How many calls failed since `fails_from`."""
        return int(_CONTROL.unpack(self._shared[: _CONTROL.size])[4])


def parse(log: bytes, since: int = 0) -> Iterator[Record]:
    """The records of *log*, the first of which was noted at byte *since*.

    CannotFollow at one that the shim could only name.
    """
    at = 0
    while at + _HEAD.size <= len(log):
        magic, kind, inode, value, path_length, data_length = _HEAD.unpack_from(log, at)
        begin = at + _HEAD.size
        end = begin + path_length + data_length
        if magic != _MAGIC:
            raise CannotFollow(f"found no record at byte {at} of the log")
        if end > len(log):
            return
        path = os.fsdecode(log[begin : begin + path_length])
        if kind == ord("?"):
            raise CannotFollow(f"the program called {path} on one of its files")
        yield Record(since + at, since + end, chr(kind), inode, value, path, log[begin + path_length : end])
        at = end


def in_a_folder(torture: Callable[[Path], run.Tally]) -> int:
    """As `run.in_a_folder`; 1, and why, where no shim can be made."""
    if not available():
        print(MISSING)
        return 1
    return run.in_a_folder(torture)
