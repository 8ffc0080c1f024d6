"""Cut the power at random moments, and see whether an acknowledged answer is ever missing on the disk that is left.

    python -m tests.torture.power --count 300 --seed 7

What the kiosk wrote and did not sync is gone, or partly there (`disk.py`). The same cuts in a kiosk that differs only
in `synchronous=NORMAL` must lose answers: else nothing is proved.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from tests.torture import run, shim
from tests.torture.cuts import LONG, POWER, Plan, Runs, Tally
from tests.torture.kiosk_process import KioskProcess

CROWD, ALONE = 8, 1  # alone, the worker and its -wal file end with each sitting


@dataclass(frozen=True, slots=True)
class Result:
    """The cuts of the kiosk, and those of the control."""

    careful: Tally
    careless: Tally

    @property
    def held(self) -> bool:
        """Whether the kiosk lost nothing where the control lost something."""
        return self.careful.held and self.careless.losing > 0

    def __str__(self) -> str:
        return f"{self.careful.table('power cuts')}\n{self.careless.table('control: synchronous=NORMAL', bite=True)}"


def torture(
    folder: Path,
    cuts: int,
    seed: int,
    clients: tuple[int, int] = (CROWD, ALONE),
    plan: Plan = POWER,
    control: Plan = LONG,
) -> Result:
    """Cut *cuts* times by *plan*, first with more and then with less *clients*; half as often the careless kiosk."""
    careful, careless = Tally(seed), Tally(seed)
    for count, (name, cuts_until) in zip(clients, (("crowd", cuts * 2 // 3), ("alone", cuts)), strict=True):
        Runs(KioskProcess.made_in(folder / name).stage, count, careful, plan).until(cuts_until)
    stage = KioskProcess.made_in(folder / "control").stage
    Runs(stage, clients[0], careless, control, "tests.torture.careless").until(max(2, cuts // 2), lay=False)
    return Result(careful, careless)


def main(arguments: list[str] | None = None) -> int:
    """The command: exit status 0 only if nothing is missing, and in the control something is."""
    chosen = run.parser(__doc__, count=300, meaning="how many cuts").parse_args(arguments)
    return shim.in_a_folder(lambda folder: torture(folder, chosen.count, chosen.seed))


if __name__ == "__main__":
    sys.exit(main())
