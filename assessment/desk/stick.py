"""Files on a stick that nobody vouches for: only regular files with the name of a bundle, of a bundle's size, are read.

A link could lead anywhere on this machine, a pipe never ends, and opening a device can do something.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import ClassVar

from assessment.bundle import manifest, seal
from assessment.bundle.compact import LARGEST_FILE

FILE_NAME = re.compile(f"{seal.FILE_NAME.pattern}|{manifest.FILE_NAME.pattern}")
MOST_FILES = 2_000
MOST_ENTRIES = 200_000  # names that are looked at
_READ_ONLY = os.O_RDONLY | os.O_CLOEXEC
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # Windows has neither, and makes no such links


class NotRead(Exception):
    """The file is not even opened, or not read to its end."""

    code: ClassVar[str] = "unreadable"


class WrongName(NotRead):
    """A bundle has another kind of name."""

    code = "wrong_name"


class NotAFile(NotRead):
    """It is a link, a folder, a pipe or a device."""

    code = "not_a_file"


class LargerThanABundle(NotRead):
    """It has more bytes than any bundle."""

    code = "too_large"


@dataclass(frozen=True, slots=True)
class Listing:
    """The *names* in a folder that can be those of bundles; how many *others* there are, and some of those by name.

    *more* says that there is more in the folder than a stick can rightly hold: then it was not looked at to its end.
    """

    names: tuple[str, ...]
    others: int
    some: tuple[str, ...]
    more: bool


def listing(folder: Path) -> Listing:
    """What is in *folder*; at most MOST_FILES names, from at most MOST_ENTRIES that are looked at."""
    with os.scandir(folder) as entries:
        found = [entry.name for entry in islice(entries, MOST_ENTRIES + 1)]
    right = sorted(name for name in found if FILE_NAME.fullmatch(name))
    others = [name for name in found if not FILE_NAME.fullmatch(name)]
    more = len(found) > MOST_ENTRIES or len(right) > MOST_FILES
    return Listing(tuple(right[:MOST_FILES]), len(others), tuple(sorted(others[:5])), more)


def read(path: Path, *, any_name: bool = False) -> bytes:
    """The bytes of the file *path*; NotRead where it is no bundle to look at from outside, whatever is in it."""
    if not any_name and not FILE_NAME.fullmatch(path.name):
        raise WrongName(f"found {shown(path.name)}, expected b- or m-, 26 letters and digits, and .bundle")
    try:
        if not stat.S_ISREG(path.lstat().st_mode):  # before it is opened: opening a device can do something
            raise NotAFile(f"{shown(path.name)} is no regular file")
        return _bytes(path)
    except OSError as error:
        raise NotRead(f"{shown(path.name)}: {error.strerror}") from error


def _bytes(path: Path) -> bytes:
    handle = os.open(path, _READ_ONLY | _NO_LINK)
    try:
        found = os.fstat(handle)  # of what is open now, which need not be what was there before
        if not stat.S_ISREG(found.st_mode):
            raise NotAFile(f"{shown(path.name)} is no regular file")
        if found.st_size > LARGEST_FILE:
            raise LargerThanABundle(f"found {found.st_size} bytes, expected at most {LARGEST_FILE}")
        data = b"".join(_parts(handle))
    finally:
        os.close(handle)
    if len(data) > LARGEST_FILE:
        raise LargerThanABundle(f"found more than {LARGEST_FILE} bytes, although the file said less")
    return data


def _parts(handle: int) -> Iterator[bytes]:
    left = LARGEST_FILE + 1
    while left and (part := os.read(handle, left)):
        left -= len(part)
        yield part


def shown(name: str) -> str:
    """*name* in ASCII: the name of a file can hold signs that turn a line around or drive a terminal."""
    return name.encode("unicode_escape").decode("ascii")[:80]
