"""How far each translation has come: a side file per locale, because a PO file cannot hold it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assessment.locales.sources import Source

COLUMNS = ("domain", "context", "source", "source_hash", "state", "role", "date", "comment")
States = Mapping[tuple[str, str, str], "Row"]


class NotAStateFile(ValueError):
    """A state file holds something else than one row per string; the message says where."""


class State(StrEnum):
    """How far a translation has come. Stale is not one of these: it follows from the source's hash."""

    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Row:
    """The state of one string in one locale, given by *role* on *date* to the source with *source_hash*."""

    domain: str
    context: str
    source: str
    source_hash: str
    state: State
    role: str
    date: str
    comment: str

    @property
    def key(self) -> tuple[str, str, str]:
        """The same as the key of the source that the row is about."""
        return Source(self.domain, self.context, self.source).key

    def is_about(self, source: Source) -> bool:
        """Whether *source* is still what this row was written for."""
        return self.source_hash == source.hash


def state_path(translations: Path, tag: str) -> Path:
    """Where the states of the strings of the locale *tag* are kept."""
    return translations / "state" / f"{tag}.csv"


def read_states(translations: Path, tag: str) -> States:
    """The row of each string of the locale *tag*, by its key; none where there is no file yet."""
    path = state_path(translations, tag)
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        rows = [_row(cells, f"{path}:{reader.line_num}") for cells in reader]
    return {row.key: row for row in rows}


def _row(cells: Mapping[str, str], place: str) -> Row:
    if tuple(cells) != COLUMNS or None in cells.values():
        raise NotAStateFile(f"{place}: found {len(cells)} cells, expected {', '.join(COLUMNS)}")
    domain, context, source, source_hash, state, role, date, comment = cells.values()
    if state not in list(State):
        raise NotAStateFile(f"{place}: found the state {state!r}, expected one of {', '.join(State)}")
    return Row(domain, context, source, source_hash, State(state), role, date, comment)
