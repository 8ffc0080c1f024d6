"""The bundles that were kept with their verdicts, one folder for each version of the format."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from assessment.bundle import keys, trust_file
from assessment.bundle.keys import Jwk
from assessment.bundle.trust import Trust

FOLDER = Path(__file__).parent / "bundle"


@dataclass
class Vectors:
    """One *folder* of bundles, with the desk that they knock at."""

    folder: Path

    @cached_property
    def table(self) -> dict[str, dict[str, str]]:
        """What each bundle must get, by file name."""
        found: dict[str, dict[str, str]] = self._read["bundles"]
        return found

    @property
    def now(self) -> datetime:
        """The moment at which the verdicts hold."""
        return datetime.fromtimestamp(self._read["now"], UTC)

    @cached_property
    def desk_keys(self) -> list[Jwk]:
        """The private keys of the desk."""
        return [keys.recipient_key(one, private=True) for one in json.loads(self.keys_file.read_text())]

    @cached_property
    def trust(self) -> Trust:
        """Whom the desk trusts."""
        return trust_file.accept(self.trust_file.read_bytes(), None, self.now)

    @property
    def keys_file(self) -> Path:
        """Where the desk's keys are."""
        return self.folder / "desk-keys.test.json"

    @property
    def trust_file(self) -> Path:
        """Where the trust is."""
        return self.folder / "trust.jws"

    @property
    def files(self) -> list[Path]:
        """The bundles."""
        return sorted(self.folder.glob("*.bundle"))

    @cached_property
    def _read(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "verdicts.json").read_text())
        return found


def every_version() -> list[Vectors]:
    """The folders, oldest format first."""
    return [Vectors(folder) for folder in sorted(FOLDER.glob("v*"))]
