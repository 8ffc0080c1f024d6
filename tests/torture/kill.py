"""Kill the kiosk at random moments of eight sessions at once, and see whether an acknowledged answer is ever missing.

    python -m tests.torture.kill --count 50 --seed 7

An answer is acknowledged when its HTTP answer (303) came back. Most kills hit the worker alone, every fifth the
whole process group. At the end every session is opened with its resume code and every bundle with the desk's key.
Only processes that this script started are killed.
"""

import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture import run
from tests.torture.kiosk_process import KioskProcess
from tests.torture.ledger import Findings, Ledger, promise_to
from tests.torture.load import Load, lost_steps

EVERY_FIFTH = 5
CLIENTS = 8
MOST_ANSWERS = 12  # acknowledged between two kills: some of each client
LONGEST_PAUSE = 0.05  # seconds from such an answer to the kill: about what the next one takes


@dataclass(slots=True)
class Tally:
    """What was counted."""

    seed: int
    clients: int
    kills: int = 0
    broken_off: int = 0
    acknowledged: int = 0
    finished: int = 0
    restarts: list[float] = field(default_factory=list)
    unexpected: Counter[str] = field(default_factory=Counter)
    found: Findings = field(default_factory=Findings)

    @property
    def held(self) -> bool:
        """Whether nothing that was acknowledged is missing or cannot be opened."""
        return self.acknowledged > 0 and self.found.held

    def __str__(self) -> str:
        return run.table(
            "kill -9",
            {
                "seed": self.seed,
                "clients": self.clients,
                "kills": self.kills,
                "requests broken off": self.broken_off,
                "answers acknowledged": self.acknowledged,
                "bundles opened": self.found.bundles,
                "unfinished sessions opened": self.found.sessions,
                "answers missing": self.found.lost,
                "sessions or bundles missing": self.found.gone,
                "undecryptable": len(self.found.undecryptable),
                "corrupt": len(self.found.corrupt),
                "restart p50, s": run.seconds(self.restarts, 50),
                "restart p99, s": run.seconds(self.restarts, 99),
                "unexpected statuses": dict(self.unexpected) or 0,
            },
            self.found.troubles,
        )


def torture(folder: Path, kills: int, seed: int, clients: int = CLIENTS) -> Tally:
    """Kill *kills* times in a kiosk made in *folder*; *seed* chooses the moments and the answers."""
    chance = random.Random(seed)
    tally = Tally(seed, clients, kills)
    kiosk = KioskProcess.made_in(folder)
    load = Load(kiosk.address, clients, seed)
    try:
        kiosk.start()
        load.go_on()
        for number in range(1, kills + 1):
            load.wait_for(chance.randint(0, MOST_ANSWERS))
            time.sleep(chance.uniform(0, LONGEST_PAUSE))
            tally.restarts.append(kiosk.kill(whole=number % EVERY_FIFTH == 0))
        load.stop()
    finally:
        kiosk.cut()
    count(tally, kiosk, load)
    return tally


def count(tally: Tally, kiosk: KioskProcess, load: Load) -> None:
    """Compare what was acknowledged with what can be opened."""
    tally.found = Ledger(kiosk.stage).check(kiosk.stage.kiosk_home, map(promise_to, load.sitters), kiosk.stage.stick)
    tally.found.missing += lost_steps(load.sitters)
    tally.found.undecryptable += load.locked
    tally.acknowledged, tally.broken_off, tally.unexpected = load.acknowledged, load.broken_off, load.unexpected


def main(arguments: list[str] | None = None) -> int:
    """The command: exit status 0 only if nothing is missing."""
    parser = run.parser(__doc__, count=50, meaning="how many kills")
    parser.add_argument("--clients", type=int, default=CLIENTS)
    chosen = parser.parse_args(arguments)
    return run.in_a_folder(lambda folder: torture(folder, chosen.count, chosen.seed, chosen.clients))


if __name__ == "__main__":
    sys.exit(main())
