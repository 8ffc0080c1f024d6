"""Small files that must never be half written and that only their owner may read: keys, trust stores."""

import os
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Write *data* to *path*, whole or not at all, for its owner only; what stood there is replaced."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync(path.parent)


def sync(folder: Path) -> None:
    """Make sure that what was written, renamed or deleted in *folder* is still so after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
