"""What is on a disk after the power went, made from the shim's log: what was synced, and by chance some of the rest.

The rules are those of POSIX and no file system is kinder than them: a write counts when a later fsync or fdatasync of
that file began after it; a new, renamed or removed name counts when its folder was synced. What was not synced may be
there, in part, or not, sector by sector and in any order; names of one folder change in the order in which they did.
"""

import itertools
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from tests.torture.shim import CannotFollow, Record

SECTORS = (512, 4096)


class Kept(Enum):
    """What of the writes that were not synced is found on the disk."""

    NOTHING = "nothing"
    SOME = "some sectors"
    TORN = "one write torn"
    EVERYTHING = "everything"


@dataclass(slots=True)
class _File:
    synced: bytearray
    waiting: list[Record] = field(default_factory=list)


@dataclass(slots=True)
class _Rename:
    """A change of names in one folder, at a place in the log."""

    at: int
    change: Callable[[dict[str, _File]], object]


State = dict[str, bytes]


class Disk:
    """The files below some roots: what the program sees, and what would be there without power."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self.torn = ""
        self._inodes: dict[int, _File] = {}
        self._seen: dict[str, _File] = {}
        for root in roots:
            for path in root.rglob("*"):
                if path.is_file() and not path.name.endswith("-shm"):
                    self._seen[str(path)] = self._inodes[path.stat().st_ino] = _File(bytearray(path.read_bytes()))
        self._synced = dict(self._seen)
        self._waiting: dict[str, list[_Rename]] = {}

    def do(self, record: Record) -> None:
        """Take in the next *record*."""
        match record.kind:
            case "C":
                self._create(record)
            case "W" | "T":
                self._inodes[record.inode].waiting.append(record)
            case "S":
                self._sync(self._inodes[record.inode], record.value)
            case "D":
                self._sync_folder(record.path, record.value)
            case "U":
                self._seen.pop(record.path, None)
                self._rename(record, lambda names: names.pop(record.path, None))
            case "R":
                self._move(record)
            case "M" | "X" | "A":
                pass  # folders stay in place, and an answer is no change

    def _create(self, record: Record) -> None:
        made = self._inodes[record.inode] = self._seen[record.path] = _File(bytearray())
        self._rename(record, lambda names: names.update({record.path: made}))

    def _move(self, record: Record) -> None:
        to = os.fsdecode(record.data)
        if record.path not in self._seen or os.path.dirname(to) != os.path.dirname(record.path):
            raise CannotFollow(f"the program renamed {record.path}, which is no file, or into another folder")
        moved = self._seen[to] = self._seen.pop(record.path)
        self._rename(record, lambda names: (names.pop(record.path, None), names.update({to: moved})))

    def _rename(self, record: Record, change: Callable[[dict[str, _File]], object]) -> None:
        folder = os.path.dirname(record.path)
        self._waiting.setdefault(folder, []).append(_Rename(record.at, change))

    def _sync(self, file: _File, before: int) -> None:
        while file.waiting and file.waiting[0].at < before:
            _apply(file.synced, file.waiting.pop(0))

    def _sync_folder(self, folder: str, before: int) -> None:
        waiting = self._waiting.get(folder, [])
        while waiting and waiting[0].at < before:
            waiting.pop(0).change(self._synced)

    @property
    def unsynced(self) -> list[Record]:
        """The writes of files that still have a name and were not synced."""
        return [record for file in self._seen.values() for record in file.waiting]

    def after_a_cut(self, kept: Kept, chance: random.Random) -> State:
        """The contents of every file by path, when the power goes now; *chance* decides what was not certain.

        *torn* then is the end of the name of the file in which a write was torn, if there was one to tear.
        """
        self.torn = ""
        names = dict(self._synced)
        for folder in sorted(self._waiting):
            waiting = self._waiting[folder]
            for rename in waiting[: _how_many(len(waiting), kept, chance)]:
                rename.change(names)
        torn = self._the_torn_one(names, chance) if kept is Kept.TORN else None
        return {path: _contents(file, kept, torn, chance) for path, file in sorted(names.items())}

    def _the_torn_one(self, names: dict[str, _File], chance: random.Random) -> Record | None:
        torn = [(path, each) for path, file in sorted(names.items()) for each in file.waiting if each.kind == "W"]
        path, record = chance.choice(torn) if torn else ("", None)
        self.torn = os.path.splitext(path)[1]
        return record


def _how_many(count: int, kept: Kept, chance: random.Random) -> int:
    match kept:
        case Kept.NOTHING:
            return 0
        case Kept.EVERYTHING:
            return count
        case _:
            return chance.randint(0, count)


def _contents(file: _File, kept: Kept, torn: Record | None, chance: random.Random) -> bytes:
    data = bytearray(file.synced)
    for record in file.waiting:
        match kept:
            case Kept.EVERYTHING:
                _apply(data, record)
            case Kept.SOME:
                _apply_some(data, record, chance)
            case Kept.TORN if record is torn:
                _tear(data, record, chance)
                break  # this write was under way when the power went
            case Kept.TORN if torn in file.waiting and chance.random() < 0.5:
                _apply(data, record)
    return bytes(data)


def _apply(data: bytearray, record: Record) -> None:
    if record.kind == "T":
        del data[record.value :]
        data.extend(bytes(record.value - len(data)))
        return
    _put(data, record.value, record.data)


def _put(data: bytearray, at: int, part: bytes) -> None:
    data.extend(bytes(max(0, at - len(data))))
    data[at : at + len(part)] = part


def _apply_some(data: bytearray, record: Record, chance: random.Random) -> None:
    """Some sectors of what *record* wrote, from none to all of them; a change of size happens or not."""
    if record.kind == "T":
        if chance.random() < 0.5:
            _apply(data, record)
        return
    size, share = chance.choice(SECTORS), chance.random()
    begin, end = record.value, record.value + len(record.data)
    for sector in range(begin - begin % size, end, size):
        first, last = max(begin, sector), min(end, sector + size)
        if chance.random() < share:
            _put(data, first, record.data[first - begin : last - begin])


def _tear(data: bytearray, record: Record, chance: random.Random) -> None:
    """Some sectors of what *record* wrote, never none and never all; of a write inside one sector, its beginning."""
    begin, end = record.value, record.value + len(record.data)
    size = min(SECTORS)
    cuts = [begin, *range(begin - begin % size + size, end, size), end]
    sectors = list(itertools.pairwise(cuts))
    if len(sectors) == 1:
        _put(data, begin, record.data[: chance.randrange(len(record.data))])
        return
    for first, last in chance.sample(sectors, chance.randrange(1, len(sectors))):
        _put(data, first, record.data[first - begin : last - begin])


def lay_down(state: State, roots: Sequence[Path]) -> None:
    """Make the files below *roots* what *state* says, and nothing else."""
    for root in roots:
        for path in root.rglob("*"):
            if path.is_file() and str(path) not in state:
                path.unlink()
    for name, data in state.items():
        Path(name).write_bytes(data)
        Path(name).chmod(0o600)


def elsewhere(state: State, root: Path, folder: Path) -> Path:
    """The files of *state* below *root*, written below *folder* instead; a folder of their own."""
    folder.mkdir(parents=True)
    for name, data in state.items():
        if Path(name).is_relative_to(root):
            target = folder / Path(name).relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return folder
