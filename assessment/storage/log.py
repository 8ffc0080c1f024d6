"""SQLite's write-ahead log, read by ourselves: SQLite drops all that stands behind one changed bit and says nothing.

The format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log. Every commit is synced before the next one
begins (synchronous=FULL), so a power cut leaves at most one commit behind a frame that is not whole: the last.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PAGE, _HEADER, _FRAME = 4096, 32, 24
_MASK = 0xFFFFFFFF
Sums = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """The *image* of one *page* in the log; *size* is that of the database in pages where it ends a commit, else 0.

    It is *right* where its sums follow from its bytes and from the sums that stand in the frame before.
    """

    page: int
    size: int
    salts: bytes
    image: bytes
    right: bool


def beside(database: Path) -> Path:
    """Where SQLite keeps the log of *database*."""
    return database.with_name(f"{database.name}-wal")


def loses_commits(data: bytes) -> bool:
    """Whether SQLite would drop a commit from the log *data* that was synced, because of a changed bit before it."""
    frames = _frames(data)
    wrong = next((number for number, frame in enumerate(frames) if not frame.right), len(frames))
    if not _begins_right(data):
        wrong = 0
    return sum(frame.size > 0 for frame in frames[wrong:]) > 1


def applied(database: bytes, data: bytes) -> bytes:
    """The *database* with every commit in the log *data*, also those behind a changed bit; digests judge the rest."""
    frames, found = _frames(data), bytearray(database)
    commits = [number for number, frame in enumerate(frames) if frame.size]
    sizes = [frame.size for frame in frames if frame.size and frame.right]
    if not sizes:
        return database
    for frame in frames[: commits[-1] + 1]:
        if frame.right or frame.page <= max(sizes):
            start = (frame.page - 1) * _PAGE
            found.extend(bytes(max(0, start - len(found))))
            found[start : start + _PAGE] = frame.image
    return bytes(found[: sizes[-1] * _PAGE])


def _frames(data: bytes) -> Sequence[Frame]:
    """The frames of the newest use of the log: older ones, with other salts, may stand behind them."""
    if len(data) < _HEADER:  # SQLite has just made it
        return []
    before, frames = _stored(data[24:_HEADER]), []
    for place in range(_HEADER, len(data) - _FRAME - _PAGE + 1, _FRAME + _PAGE):
        head, image = data[place : place + _FRAME], data[place + _FRAME : place + _FRAME + _PAGE]
        page, size = struct.unpack(">II", head[:8])
        right = _sums(before, head[:8] + image) == _stored(head[16:])
        frames.append(Frame(page, size, head[8:16], image, right))
        before = _stored(head[16:])
    newest = [number for number, frame in enumerate(frames) if frame.salts == frames[0].salts or _is_of(data, frame)]
    return frames[: newest[-1] + 1] if newest else []


def _begins_right(data: bytes) -> bool:
    return len(data) < _HEADER or _sums((0, 0), data[:24]) == _stored(data[24:_HEADER])


def _is_of(data: bytes, frame: Frame) -> bool:
    return frame.salts == data[16:24]


def _stored(sums: bytes) -> Sums:
    first, second = struct.unpack(">II", sums)
    return first, second


def _sums(before: Sums, data: bytes) -> Sums:
    """The sums over *data* and all *before* it; SQLite reads the bytes in the order of the machine that writes."""
    first, second = before
    words = iter(struct.unpack(f"={len(data) // 4}I", data))
    for word in words:
        first = (first + word + second) & _MASK
        second = (second + next(words) + first) & _MASK
    return first, second
