"""Logged runs of a real kiosk, and what would be on its disk had the power gone at any record of the log.

Each run ends with a real cut: the whole process group is killed, its home is made what the disk would have been, and
the kiosk is started on that. The log of the run gives further cuts: a disk is made for a record in its middle too, and
every session and bundle in it is opened, but no process is started there.
"""

import random
import shutil
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from assessment.demo.stage import Stage
from tests.torture import run
from tests.torture.disk import Disk, Kept, State, elsewhere, lay_down
from tests.torture.kiosk_process import KioskProcess
from tests.torture.ledger import Findings, Ledger, promise_to
from tests.torture.load import Load, lost_steps
from tests.torture.shim import Record, Shim

CUTS_A_RUN = 10  # one of them real
LONGEST_PAUSE = 0.05  # seconds from such an answer to the cut
TURNING_POINTS = "CTUR"  # a file begins, shrinks, goes or gets its name: where a cut is most likely to hurt


class Moment(NamedTuple):
    """When an answer came: in which *run*, where the log *ended*, and at which *port* of the client."""

    run: int
    ended: int
    port: int


@dataclass(slots=True)
class Tally:
    """What was counted over all cuts."""

    seed: int
    real: int = 0
    from_logs: int = 0
    losing: int = 0
    unsynced: int = 0
    acknowledged: int = 0
    torn: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    unexpected: Counter[str] = field(default_factory=Counter)
    found: Findings = field(default_factory=Findings)

    @property
    def cuts(self) -> int:
        """All cuts, real ones and those made from logs."""
        return self.real + self.from_logs

    @property
    def held(self) -> bool:
        """Whether answers were acknowledged, and all of them are there."""
        return self.acknowledged > 0 and self.found.held

    def table(self, title: str, bite: bool = False) -> str:
        """What was counted, under *title*; losses are spelled out unless the cuts were to *bite*."""
        found = self.found
        counts: dict[str, object] = {
            "seed": self.seed,
            "cuts": self.cuts,
            "  real, the kiosk went on with the rest": self.real,
            "  from the logs of those runs": self.from_logs,
            "  with something unsynced": self.unsynced,
            "kept of what was unsynced": dict(self.kept),
            "writes torn": dict(self.torn) or 0,
            "answers acknowledged": self.acknowledged,
            "answers looked up after cuts": found.promised,
            "sessions opened": found.sessions,
            "bundles opened": found.bundles,
            "cuts that lost something": self.losing,
            "answers lost": found.lost,
            "sessions or bundles lost": found.gone,
            "undecryptable": len(found.undecryptable),
            "corrupt": len(found.corrupt),
            "unexpected statuses": dict(self.unexpected) or 0,
        }
        return run.table(title, counts, () if bite else found.troubles)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to cut: after how many of the records of a run, and what of the unsynced is *kept*.

    A run goes on for at most *answers* acknowledged ones; *counted* is what a run is asked to have enough of.
    """

    point: Callable[[Sequence[Record], random.Random], int]
    kept: Callable[[random.Random], Kept]
    answers: int = 60
    counted: Callable[[Tally], int] = lambda tally: tally.cuts


def anywhere(records: Sequence[Record], chance: random.Random) -> int:
    """Any number of *records*; one time in three a file had just begun, shrunk, gone or got its name."""
    turns = [number for number, record in enumerate(records, start=1) if record.kind in TURNING_POINTS]
    if turns and chance.random() < 1 / 3:
        return min(len(records), chance.choice(turns) + chance.randint(0, 2))
    return chance.randint(1, len(records))


def after_a_write(records: Sequence[Record], chance: random.Random) -> int:
    """The number of *records* up to some write; each file that was written has the same chance."""
    writes: dict[int, list[int]] = defaultdict(list)
    for number, record in enumerate(records, start=1):
        if record.kind == "W":
            writes[record.inode].append(number)
    return chance.choice(writes[chance.choice(sorted(writes))]) if writes else len(records)


def anything(chance: random.Random) -> Kept:
    """Mostly nothing, else some sectors or one write torn."""
    return chance.choice((Kept.NOTHING, Kept.NOTHING, Kept.SOME, Kept.TORN))


POWER = Plan(anywhere, anything)
LONG = Plan(anywhere, anything, answers=200)
TORN = Plan(after_a_write, lambda chance: Kept.TORN, counted=lambda tally: tally.torn.total())


class Runs:
    """Runs of the kiosk on *stage* under *clients* at once, cut by *plan* and counted in *tally*."""

    def __init__(self, stage: Stage, clients: int, tally: Tally, plan: Plan, program: str = "kiosk") -> None:
        self.tally = tally
        self._plan = plan
        self._chance = random.Random(f"{tally.seed}/{clients}")
        self._home, self._stick = stage.kiosk_home, stage.stick
        self._scratch = Path(stage.folder) / "after-the-cut"
        (tools := Path(stage.folder) / "shim").mkdir()
        self._shim = Shim(tools, [self._home, self._stick])
        self._kiosk = KioskProcess(stage, ("-m", program), self._shim.environment())
        self._ledger = Ledger(stage)
        self._run = 0
        self.load = Load(self._kiosk.address, clients, tally.seed, clock=self._moment)

    def _moment(self, port: int) -> Moment:
        return Moment(self._run, self._shim.noted(), port)

    def until(self, count: int, lay: bool = True) -> None:
        """Run and cut until the tally has *count*; *lay* says whether the kiosk goes on with what the cut left."""
        try:
            while (missing := count - self._plan.counted(self.tally)) > 0:
                records, disk = self._one_run()
                state = self._cut_often(records, disk, min(CUTS_A_RUN, missing))
                if lay:
                    lay_down(state, self._shim.roots)
            self.load.stop()
        finally:
            self._kiosk.cut()
        self.tally.found.missing += (steps := lost_steps(self.load.sitters))
        self.tally.found.lost += len(steps)
        self.tally.found.undecryptable += self.load.locked
        self.tally.acknowledged += self.load.acknowledged
        self.tally.unexpected += self.load.unexpected

    def _one_run(self) -> tuple[list[Record], Disk]:
        """What was done from the start of the kiosk to a real cut, and the disk as it was before."""
        disk = Disk(self._shim.roots)
        self._shim.fresh_log()
        self._run += 1
        self._kiosk.start()
        self.load.go_on()
        self.load.wait_for(self._chance.randint(0, self._plan.answers))
        time.sleep(self._chance.uniform(0, LONGEST_PAUSE))
        self._kiosk.cut()
        self.load.wait_until_all_dropped()
        return self._shim.records(), disk

    def _cut_often(self, records: Sequence[Record], disk: Disk, cuts: int) -> State:
        """Look at *cuts* disks on the way through *records*; what is left at the real cut, which is the last."""
        sent, done, state = _answers_sent(records), 0, {}
        points = [*sorted(self._plan.point(records, self._chance) for _ in range(cuts - 1)), len(records)]
        for point in points:
            for record in records[done:point]:
                disk.do(record)
            done = point
            state = self._cut(disk, Cut(self._run, records[point - 1].end, sent))
        self.tally.real += 1
        self.tally.from_logs += cuts - 1
        return state

    def _cut(self, disk: Disk, cut: "Cut") -> State:
        kept = self._plan.kept(self._chance)
        state = disk.after_a_cut(kept, self._chance)
        self.tally.kept[kept.value] += 1
        self.tally.unsynced += bool(disk.unsynced)
        self.tally.torn.update([disk.torn] if disk.torn else [])
        shutil.rmtree(self._scratch, ignore_errors=True)
        home = elsewhere(state, self._home, self._scratch / "home")
        stick = elsewhere(state, self._stick, self._scratch / "stick")
        promises = [promise_to(sitter, cut.came_after) for sitter in list(self.load.sitters)]
        found = self._ledger.check(home, promises, stick)
        self.tally.losing += bool(found.missing)
        self.tally.found.add(found)
        return state


@dataclass(frozen=True, slots=True)
class Cut:
    """The power goes at byte *at* of the log of *run*; *sent* has where answers ended in it, by the client's port."""

    run: int
    at: int
    sent: dict[int, list[int]]

    def came_after(self, moment: object) -> bool:
        """Whether the cut came after *moment*: the kiosk had begun to send that answer."""
        match moment:
            case Moment(run=run) if run != self.run:
                return run < self.run
            case Moment(ended=ended, port=port):
                earlier = self.sent.get(port, [])
                return earlier[bisect_right(earlier, ended) - 1] <= self.at
        return False


def _answers_sent(records: Sequence[Record]) -> dict[int, list[int]]:
    sent: dict[int, list[int]] = defaultdict(list)
    for record in records:
        if record.kind == "A":
            sent[record.value].append(record.end)
    return sent
