"""The banks that a desk knows, by content hash: those of the program, and others that are kept in its folder."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from assessment.items.model import ItemBank
from assessment.storage import banks
from assessment.storage.banks import BankHasErrors

FOLDER = "banks"


class KnownBanks(Mapping[str, ItemBank]):
    """Banks by content hash; whoever asks for one that is not known makes the folder be read again.

    An operator puts a bank there, or scores again with one, while the desk goes on.
    """

    def __init__(self, home: Path) -> None:
        self._shelf = home / FOLDER
        self._known = {bank.content_hash: bank for bank in map(banks.load, map(banks.built_in, banks.folder_names()))}
        self._read_folders: set[Path] = set()
        for folder in self._fresh():
            self._take(folder)

    def __getitem__(self, content_hash: str) -> ItemBank:
        if content_hash not in self._known:
            for folder in self._fresh():
                # a folder that is still being copied: it is complete when somebody asks again
                with suppress(BankHasErrors):
                    self._take(folder)
        return self._known[content_hash]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def _fresh(self) -> list[Path]:
        return sorted({path.parent for path in self._shelf.glob("[!.]*/bank.yaml")} - self._read_folders)

    def _take(self, folder: Path) -> None:
        bank = banks.kept(folder)
        self._known[bank.content_hash] = bank
        self._read_folders.add(folder)
