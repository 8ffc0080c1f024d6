"""Bundles from the kiosk's outbox to a folder (the stick): each whole or absent, checked after writing."""

import os
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

from assessment.storage import damage, database
from assessment.storage.sessions import Outgoing


class ExportFailed(Exception):
    """A bundle could not be written to the folder or does not read back; the outbox still has it."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How many bundles were *written* now, and how many were *present* already."""

    written: int
    present: int


def waiting(path: Path) -> list[Outgoing]:
    """The bundles in the kiosk database at *path*, read without writing to it; none that is damaged or erased.

    ExportFailed where the file is so damaged that it cannot be read.
    """
    with closing(database.reader(path)) as reading:
        try:
            rows = [dict(row) for row in reading.conn.execute("SELECT * FROM outbox ORDER BY sequence")]
        except database.ERRORS as error:
            advice = "stop the kiosk, then `kiosk recover HOME`"
            raise ExportFailed(f"the outbox cannot be read: {database.name_of(error)}; {advice}") from error
    names = [entry.name for entry in fields(Outgoing)]
    return [Outgoing(**{name: row[name] for name in names}) for row in rows if row["data"] and damage.is_sound(row)]


def export(bundles: Iterable[Outgoing], folder: Path) -> Exported:
    """Bring *bundles* into *folder*; ExportFailed at the first that cannot be written and read back the same."""
    if not folder.is_dir():
        raise ExportFailed(f"found no folder {folder}, expected the stick to be there")
    bundles = list(bundles)
    missing = [bundle for bundle in bundles if not _is_there(folder / bundle.name, bundle.digest)]
    _write_all(missing, folder)
    return Exported(len(missing), len(bundles) - len(missing))


def _write_all(bundles: Sequence[Outgoing], folder: Path) -> None:
    for bundle in bundles:
        try:
            _write(folder / bundle.name, bundle)
        except OSError as error:
            raise ExportFailed(f"{bundle.name} was not written: {error.strerror}") from error


def _write(target: Path, bundle: Outgoing) -> None:
    """Under another name first, flushed and read back, then renamed: pulled out at any moment, no half bundle stays."""
    partial = target.with_suffix(".tmp")
    partial.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
            file.write(bundle.data)
            file.flush()
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if not _is_there(partial, bundle.digest):
            raise ExportFailed(f"{bundle.name} reads back differently: use another stick")
        os.utime(partial, (0, 0))  # file times would tell in which order people finished
        partial.replace(target)
        _sync_folder(target.parent)
    finally:
        with suppress(FileNotFoundError):  # renamed, as it should be
            partial.unlink()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_there(path: Path, digest: str) -> bool:
    return path.is_file() and not path.is_symlink() and sha256(path.read_bytes()).hexdigest() == digest
