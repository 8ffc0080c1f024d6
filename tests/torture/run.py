"""What the commands of the torture have in common: arguments, a folder that goes away, and one table."""

import argparse
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from platform import python_version
from tempfile import TemporaryDirectory
from typing import Protocol

SHOWN = 20  # of what went wrong; the count is in the table


class Tally(Protocol):
    """What a run counted; prints itself as a table."""

    @property
    def held(self) -> bool:
        """Whether the bar was reached."""


def parser(description: str | None, count: int, meaning: str) -> argparse.ArgumentParser:
    """The arguments that every command takes: a seed, and a *count* with a *meaning*."""
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--count", type=int, default=count, help=f"{meaning} (default {count})")
    made.add_argument("--seed", type=int, default=time.time_ns() % 10**6, help="chooses moments and answers")
    return made


def in_a_folder(torture: Callable[[Path], Tally]) -> int:
    """Run *torture* in a fresh folder and print its table; the exit status, 0 only where the bar was reached."""
    with TemporaryDirectory(prefix="torture-") as folder:
        tally = torture(Path(folder))
    print(tally)
    return 0 if tally.held else 1


def table(title: str, counts: Mapping[str, object], troubles: Sequence[str] = ()) -> str:
    """*counts* one a line under *title*, and the first of the *troubles*."""
    versions = f"Python {python_version()}, SQLite {sqlite3.sqlite_version}, {sys.platform}"
    lines = [f"{title} ({versions})", *(f"  {name:<36}{value}" for name, value in counts.items())]
    lines += [f"  ! {trouble}" for trouble in troubles[:SHOWN]]
    return "\n".join([*lines, f"  ! and {len(troubles) - SHOWN} more"] if len(troubles) > SHOWN else lines)


def percentile(values: Sequence[float], percent: int) -> float:
    """The value below which *percent* (0 to 100) of *values* lie, by nearest rank; 0 where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0


def seconds(values: Sequence[float], percent: int) -> str:
    """That percentile in seconds, for a table."""
    return f"{percentile(values, percent):.2f}"
