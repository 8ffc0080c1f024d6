"""Let people sit, pause, come back and share for a long time, and watch memory, handles and the database's log.

    python -m tests.torture.soak --count 30 --seed 7
    python -m tests.torture.soak --count 30 --alone

One person who comes and answers now and then keeps one worker alive all the time; with --alone people come one after
another, so that each has a worker of their own and it is the supervisor that must not grow.
"""

import math
import os
import random
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture import run
from tests.torture.kiosk_process import KioskProcess
from tests.torture.ledger import Findings, Ledger, promise_to
from tests.torture.load import Load, a_start_code, lost_steps
from tests.torture.sitter import Sitter

CLIENTS = 12
A_SECOND = 10.0  # answers of all people together
PAUSES, STOPS = 0.02, 0.01  # of the steps
WARM_UP = 0.2  # of the time, in which templates, catalogues and pools are made once
EVERY = 1.0  # seconds between two looks
KEEPER_RESTS = 20.0  # seconds between two answers of the one who keeps the worker alive
MOST_GROWTH = 10 * 1024  # KiB
MOST_LOG = 5 * 1024 * 1024  # bytes: the 4 MiB at which SQLite checkpoints, and one transaction
MOST_HANDLES = 4  # more than after the warm-up: connections come and go


@dataclass(frozen=True, slots=True)
class Look:
    """The kiosk at one moment: KiB of memory, open handles, bytes in the database's log; 0 where there is no worker."""

    worker: int
    supervisor: int
    handles: int
    supervisor_handles: int
    log: int


@dataclass(slots=True)
class Tally:
    """What was counted and seen."""

    seed: int
    minutes: float
    alone: bool
    acknowledged: int = 0
    pauses: int = 0
    resumes: int = 0
    workers: int = 0
    broken_off: int = 0
    seconds: float = 0.0
    looks: list[Look] = field(default_factory=list)
    unexpected: Counter[str] = field(default_factory=Counter)
    exported: int = 0
    found: Findings = field(default_factory=Findings)

    def grown(self, name: str) -> int:
        """By how much the *name* of the looks grew from the end of the warm-up to the end, by medians of a tenth."""
        values = [found for look in self.looks[int(WARM_UP * len(self.looks)) :] if (found := getattr(look, name))]
        part = max(1, len(values) // 10)
        return int(run.percentile(values[-part:], 50) - run.percentile(values[:part], 50))

    @property
    def held(self) -> bool:
        """Whether nothing grew beyond its bound, nothing went wrong, and nothing was lost."""
        watched = ("supervisor",) if self.alone else ("supervisor", "worker")
        handles = ("supervisor_handles",) if self.alone else ("supervisor_handles", "handles")
        return (
            all(self.grown(name) < MOST_GROWTH for name in watched)
            and all(self.grown(name) <= MOST_HANDLES for name in handles)
            and max(look.log for look in self.looks) <= MOST_LOG
            and not self.unexpected
            and self.acknowledged > 0
            and self.found.held
        )

    def __str__(self) -> str:
        counts: dict[str, object] = {
            "seed": self.seed,
            "minutes": f"{self.seconds / 60:.1f}",
            "answers acknowledged": self.acknowledged,
            "  a second": f"{self.acknowledged / self.seconds:.1f}",
            "pauses, resumes": f"{self.pauses}, {self.resumes}",
            "bundles exported": self.exported,
            "workers seen": self.workers,
            "requests broken off": self.broken_off,
            "unexpected statuses": dict(self.unexpected) or 0,
            "missing, undecryptable, corrupt": len(self.found.troubles),
            **{f"memory of the {name}, KiB": self._range(name) for name in ("worker", "supervisor")},
            "handles of the worker": self._range("handles"),
            "handles of the supervisor": self._range("supervisor_handles"),
            "log of the database, bytes at most": max(look.log for look in self.looks),
        }
        return run.table("soak, one after another" if self.alone else "soak", counts, self.found.troubles)

    def _range(self, name: str) -> str:
        values = [found for look in self.looks if (found := getattr(look, name))]
        return f"{min(values)} to {max(values)}, grown by {self.grown(name)} after the warm-up" if values else "unseen"


class Watch:
    """Looks at a kiosk every second in a thread of its own."""

    def __init__(self, kiosk: KioskProcess, tally: Tally) -> None:
        self._kiosk, self._tally = kiosk, tally
        self._done = threading.Event()
        self._workers: set[int] = set()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        self._thread.join()
        self._tally.workers = len(self._workers)

    def _work(self) -> None:
        while not self._done.wait(EVERY):
            supervisor, worker = self._kiosk.supervisor, self._kiosk.worker()
            self._workers.add(worker)
            log = self._kiosk.stage.kiosk_home / "kiosk.db-wal"
            size = log.stat().st_size if log.exists() else 0
            self._tally.looks.append(
                Look(_memory(worker), _memory(supervisor), _handles(worker), _handles(supervisor), size)
            )


def _memory(process: int) -> int:
    """KiB of *process* that are in memory; 0 where it has just ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def _handles(process: int) -> int:
    try:
        return len(os.listdir(f"/proc/{process}/fd"))
    except OSError:
        return 0


class Keeper(threading.Thread):
    """Somebody who answers an item now and then, and never finishes."""

    def __init__(self, kiosk: KioskProcess, chance: random.Random) -> None:
        super().__init__(daemon=True)
        self.sitter = Sitter(kiosk.address, a_start_code(chance), chance)
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(KEEPER_RESTS if self.sitter.kept else 0.1):
            self.sitter.takes_a_step()

    def stop(self) -> None:
        """Go away, without pausing."""
        self._done.set()
        self.join()


def torture(folder: Path, minutes: float, seed: int, alone: bool = False) -> Tally:
    """Soak a kiosk made in *folder* for so many *minutes*; *alone* says whether people come one after another."""
    tally = Tally(seed, minutes, alone)
    kiosk = KioskProcess.made_in(folder)
    kiosk.start()
    clients = 1 if alone else CLIENTS
    load = Load(kiosk.address, clients, seed, PAUSES, STOPS, pace=math.inf if alone else A_SECOND)
    keepers = [] if alone else [Keeper(kiosk, random.Random(f"{seed}/keeper"))]
    begun = time.monotonic()
    try:
        for keeper in keepers:
            keeper.start()
        load.go_on()
        watch = Watch(kiosk, tally)
        time.sleep(60 * minutes)
        tally.seconds = time.monotonic() - begun
        watch.stop()
        for keeper in keepers:
            keeper.stop()
        load.stop()
        kiosk.stop()
    finally:
        kiosk.cut()
    count(tally, kiosk, load, [keeper.sitter for keeper in keepers])
    return tally


def count(tally: Tally, kiosk: KioskProcess, load: Load, keepers: list[Sitter]) -> None:
    """What the people got, and whether all of it is there."""
    sitters = [*load.sitters, *keepers]
    tally.found = Ledger(kiosk.stage).check(kiosk.stage.kiosk_home, map(promise_to, sitters), kiosk.stage.stick)
    tally.found.missing += lost_steps(sitters)
    tally.found.undecryptable += load.locked
    tally.exported = len(list(kiosk.stage.stick.rglob("*.bundle")))
    tally.acknowledged = sum(sitter.posts_acknowledged for sitter in sitters)
    tally.pauses = sum(sitter.pauses for sitter in sitters)
    tally.resumes = sum(sitter.resumes for sitter in sitters)
    tally.broken_off = load.broken_off
    tally.unexpected = load.unexpected


def main(arguments: list[str] | None = None) -> int:
    """The command: exit status 0 only if nothing grew, and nothing was lost or refused."""
    parser = run.parser(__doc__, count=30, meaning="how many minutes")
    parser.add_argument("--alone", action="store_true", help="one person after another")
    chosen = parser.parse_args(arguments)
    return run.in_a_folder(lambda folder: torture(folder, chosen.count, chosen.seed, chosen.alone))


if __name__ == "__main__":
    sys.exit(main())
