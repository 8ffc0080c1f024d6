"""A folder on a USB stick: each file on it is whole or absent, and nothing on it is trusted or followed.

Everything goes through one handle on the folder. A stick that is pulled out takes the folder away with it, so what is
written afterwards fails, and does not land in the empty folder on the laptop's own disk.
"""

import ctypes
import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

LARGEST = 1024 * 1024  # bytes; nothing that a kiosk or desk reads from a stick is larger
MIDNIGHT = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())  # of a day that tells nothing; FAT begins in 1980
_CHUNK = 256 * 1024  # bytes


class StickFailed(Exception):
    """The stick is not there, was pulled out, is full or does not keep what is written; the message says which."""


class ReadsBackDifferently(StickFailed):
    """What was written is not what the stick gives back."""


def _sync_file_system(handle: int) -> None:
    """Have the file system of *handle* bring everything to its medium."""
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):
        os.sync()
    elif library.syncfs(handle) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _forget_cached(handle: int) -> None:
    """Take the file out of the memory of this machine, so that what is read next comes from the medium."""
    os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls to the operating system that touch a stick: it can be pulled out at any of them, in tests too."""

    open: Callable[..., int] = os.open
    close: Callable[[int], None] = os.close
    peek: Callable[..., os.stat_result] = os.lstat
    look: Callable[[int], os.stat_result] = os.fstat
    read: Callable[[int, int], bytes] = os.read
    write: Callable[[int, bytes], int] = os.write
    set_times: Callable[..., None] = os.utime
    sync: Callable[[int], None] = os.fsync
    forget_cached: Callable[[int], None] = _forget_cached
    rename: Callable[..., None] = os.rename
    remove: Callable[..., None] = os.unlink
    sync_all: Callable[[int], None] = _sync_file_system


CALLS = Calls()
_NOT_OURS = {errno.ENOENT, errno.ELOOP, errno.ENXIO, errno.EACCES}


class Stick:
    """The folder *path* on a stick, as long as it is open. Any OSError in it becomes StickFailed."""

    def __init__(self, path: Path, calls: Calls = CALLS) -> None:
        self._path = path
        self._calls = calls

    def __enter__(self) -> Self:
        with self._failing(f"found no folder {self._path}, expected the stick to be there"):
            self._folder = self._calls.open(self._path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # gone with the stick
            self._calls.close(self._folder)

    def holds(self, name: str, digest: str) -> bool:
        """Whether a regular file *name* with that SHA-256 is there, as the medium itself gives it back."""
        data = self.read(name)
        return data is not None and sha256(data).hexdigest() == digest

    def read(self, name: str) -> bytes | None:
        """What the regular file *name* holds; None where there is none, or a link, a pipe or a file over 1 MiB."""
        with self._failing(f"{name} cannot be read"):
            handle = self._open(name)
            if handle is None:
                return None
            with self._closing(handle):
                return self._contents(handle) if _is_ours(self._calls.look(handle)) else None

    def write(self, name: str, data: bytes, digest: str) -> None:
        """Put *data*, of which *digest* is the SHA-256, there as *name*.

        Under another name first, flushed and read back, then renamed, then flushed: pulled out at any moment, a file
        with that name is the old one, the new one, or not there.
        """
        partial = f"{name.rpartition('.')[0]}.tmp"
        with self._failing(f"{name} was not written"):
            self._clear(partial)
            try:
                self._write_partial(partial, data)
                if not self.holds(partial, digest):
                    raise ReadsBackDifferently(f"{name} reads back differently: use another stick")
                self._calls.rename(partial, name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
                self._calls.sync(self._folder)
            except (OSError, StickFailed):
                with suppress(OSError):  # no half file stays, if the stick still listens
                    self._clear(partial)
                raise

    def remove(self, name: str) -> None:
        """Take the file *name* away, if it is there."""
        with self._failing(f"{name} was not removed"):
            self._clear(name)

    def flush(self) -> None:
        """Bring everything to the medium: only after this may somebody pull the stick out."""
        with self._failing("the stick did not confirm that everything was written"):
            self._calls.sync(self._folder)
            self._calls.sync_all(self._folder)

    def _open(self, name: str) -> int | None:
        """A handle on the regular file *name*; None where there is none."""
        try:
            if not _is_ours(self._calls.peek(name, dir_fd=self._folder)):
                return None  # not even opened: opening a device can do something, and a pipe is waited for
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            return self._calls.open(name, flags, dir_fd=self._folder)
        except OSError as error:
            if error.errno in _NOT_OURS:
                return None
            raise

    def _write_partial(self, name: str, data: bytes) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = self._calls.open(name, flags, 0o600, dir_fd=self._folder)
        with self._closing(handle):
            rest = memoryview(data)
            while rest:
                rest = rest[self._calls.write(handle, bytes(rest[:_CHUNK])) :]
            self._calls.set_times(handle, (MIDNIGHT, MIDNIGHT))  # times would tell in which order people finished
            self._calls.sync(handle)
            self._calls.forget_cached(handle)

    def _contents(self, handle: int) -> bytes | None:
        self._calls.forget_cached(handle)
        data = b""
        while chunk := self._calls.read(handle, _CHUNK):
            data += chunk
            if len(data) > LARGEST:
                return None  # it grew while we looked
        return data

    def _clear(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self._calls.remove(name, dir_fd=self._folder)

    @contextmanager
    def _closing(self, handle: int) -> Iterator[None]:
        try:
            yield
        finally:
            self._calls.close(handle)

    @contextmanager
    def _failing(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StickFailed(f"{what}: {error.strerror}") from error


def _is_ours(found: os.stat_result) -> bool:
    """Whether a file is one that a kiosk or desk could have written: an ordinary one, and not too large."""
    return stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST
