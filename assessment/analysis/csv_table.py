"""A CSV file as rows whose every cell knows its place, so that a refusal can name it."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


class TableError(ValueError):
    """A table cannot be used; the message says where, what was found and what is expected."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one *column* of one *line* of *file*, without the spaces around it."""

    file: str
    line: int
    column: str
    text: str

    def wrong(self, expected: str, found: str = "") -> TableError:
        """The refusal of this cell: what was *found* (else its text) and what is *expected*."""
        found = found or (repr(self.text) if self.text else "nothing")
        return TableError(f"{self.file}:{self.line}: column {self.column!r}: found {found}, expected {expected}")

    def number(self, expected: str = "a number") -> float:
        """The number, with a decimal point, that stands here; TableError where there is none."""
        if not _NUMBER.fullmatch(self.text) or not isfinite(float(self.text)):
            raise self.wrong(expected)
        return float(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line by the name of their column."""

    cells: Mapping[str, Cell]

    def __getitem__(self, column: str) -> Cell:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Table:
    """The column names, each once, and the rows that are not empty."""

    header: Row
    rows: tuple[Row, ...]


def read(path: Path) -> Table:
    """The table in the file at *path*: UTF-8 with or without a byte order mark, separated by commas or semicolons.

    A row may be shorter than the header, as spreadsheets write them; what is missing is empty. TableError where a row
    is longer, a column has no name or that of another, or nothing can be read.
    """
    lines = _lines(path)
    if not lines:
        raise TableError(f"{path}:1: found an empty file, expected a line with column names")
    number, names = lines[0]
    header = Row({name: Cell(str(path), number, name, name) for name in names})
    _check_names(path, number, names)
    return Table(header, tuple(_row(path, line, names, cells) for line, cells in lines[1:]))


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, with their numbers."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TableError(f"{path}:{line}: found text that is not UTF-8, expected a CSV file saved as UTF-8") from error
    first = text.lstrip().partition("\n")[0]
    return list(_split(path, text, ";" if ";" in first and "," not in first else ","))


def _split(path: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, skipinitialspace=True)
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield reader.line_num, stripped
    except csv.Error as error:
        raise TableError(f"{path}:{reader.line_num}: found {error}, expected one line of a CSV file") from error


def _check_names(path: Path, line: int, names: Sequence[str]) -> None:
    for number, name in enumerate(names, start=1):
        if not name:
            raise TableError(f"{path}:{line}: column {number}: found no name, expected one above every column")
    for name, times in Counter(names).items():
        if times > 1:
            raise Cell(str(path), line, name, name).wrong("every column once", f"this column {times} times")


def _row(path: Path, line: int, names: Sequence[str], texts: Sequence[str]) -> Row:
    if any(texts[len(names) :]):
        message = f"found {len(texts)} cells, expected {len(names)}, one under each name ({', '.join(names)})"
        raise TableError(f"{path}:{line}: column {len(names) + 1}: {message}")
    filled = [*texts, *[""] * (len(names) - len(texts))]
    return Row({name: Cell(str(path), line, name, text) for name, text in zip(names, filled, strict=False)})
