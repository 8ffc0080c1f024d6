"""Cut the power while a write is under way, so that some of its sectors are on the disk and others are not.

    python -m tests.torture.torn --count 100 --seed 7

The database, its -wal and the bundles on the stick are torn alike often where they were written.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from tests.torture import run, shim
from tests.torture.cuts import TORN, Runs, Tally
from tests.torture.kiosk_process import KioskProcess

CROWD, ALONE = 4, 1


@dataclass(frozen=True, slots=True)
class Result:
    """The cuts, in all of which a write was torn where there was one under way."""

    tally: Tally

    @property
    def held(self) -> bool:
        """Whether nothing that was acknowledged is missing or damaged."""
        return self.tally.held

    def __str__(self) -> str:
        return self.tally.table("torn writes")


def torture(folder: Path, torn: int, seed: int) -> Result:
    """Tear *torn* writes of a kiosk made in *folder*, half of them with a crowd and half alone."""
    tally = Tally(seed)
    for clients, count in ((CROWD, torn // 2), (ALONE, torn)):
        stage = KioskProcess.made_in(folder / str(clients)).stage
        Runs(stage, clients, tally, TORN).until(count)
    return Result(tally)


def main(arguments: list[str] | None = None) -> int:
    """The command: exit status 0 only if nothing is missing or damaged."""
    chosen = run.parser(__doc__, count=100, meaning="how many writes to tear").parse_args(arguments)
    return shim.in_a_folder(lambda folder: torture(folder, chosen.count, chosen.seed))


if __name__ == "__main__":
    sys.exit(main())
