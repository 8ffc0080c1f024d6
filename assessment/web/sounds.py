"""Recordings of texts, found by what is said: a text without a recording has an empty slot, never a wrong sound."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

KINDS = (".mp3", ".ogg", ".opus", ".webm")


def key(locale: str, text: str) -> str:
    """The name of the recording of *text* in *locale*; another wording has another name."""
    return sha256(f"{locale}\0{text}".encode()).hexdigest()


def recordings(folder: Path, address: str) -> Mapping[str, str]:
    """The recordings in *folder* by key, each with its URL under *address*."""
    if not folder.is_dir():
        return {}
    return {file.stem: f"{address}/{file.name}" for file in sorted(folder.iterdir()) if file.suffix in KINDS}
