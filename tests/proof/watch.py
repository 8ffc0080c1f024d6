"""Many hostile cases against one judge, watched: what was answered, what escaped, how long, and how much memory.

A case may take one second of processor time and 256 MiB more than there was; the first is measured and, beyond five
seconds, broken off; the second is a limit of the operating system, so that what is beyond it escapes as MemoryError.
"""

import argparse
import resource
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

LONGEST = 1.0  # seconds of processor time for one case
MOST_MEMORY = 256 * 1024 * 1024  # bytes
_BROKEN_OFF = 5.0  # seconds
_KEPT = 5  # findings of each kind

ACCEPTED = "accepted"
Case = tuple[str, object]
Judge = Callable[[object], str]


class Endless(BaseException):
    """A case ran for so long that it was broken off."""


@dataclass
class Finding:
    """A *case* that should not have come out as it did."""

    case: str
    what: str
    data: object


@dataclass
class Tally:
    """What came of some cases, by the code that they were answered with."""

    name: str
    seed: int
    cases: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    accepted: list[Finding] = field(default_factory=list)
    uncaught: list[Finding] = field(default_factory=list)
    slow: list[Finding] = field(default_factory=list)
    seconds: float = 0.0
    longest: float = 0.0
    memory: int = 0
    may_accept: bool = False
    limit: float = LONGEST

    @property
    def held(self) -> bool:
        """Whether nothing escaped or took too long, and nothing was accepted that must not be."""
        return self.cases > 0 and not (self.uncaught or self.slow or (self.accepted and not self.may_accept))

    def add(self, other: "Tally") -> None:
        """Count *other* too, which ran beside this one."""
        self.cases += other.cases
        self.answers += other.answers
        self.accepted += other.accepted
        self.uncaught += other.uncaught
        self.slow += other.slow
        self.seconds = max(self.seconds, other.seconds)
        self.longest = max(self.longest, other.longest)
        self.memory = max(self.memory, other.memory)

    def __str__(self) -> str:
        rate = self.cases / self.seconds if self.seconds else 0
        lines = [
            f"{self.name}: seed {self.seed}, {self.cases:,} cases in {self.seconds:.0f} s ({rate:,.0f} a second)",
            *(f"  {count:>12,}  {code}" for code, count in self.answers.most_common()),
            f"  {self.answers[ACCEPTED]:,} accepted{' (each held to the rules)' if self.may_accept else ''}, "
            f"{len(self.uncaught)} uncaught, {len(self.slow)} over {self.limit:.0f} s, "
            f"longest {self.longest * 1000:.0f} ms, {self.memory / 2**20:.0f} MiB more than before",
        ]
        kept = [*self.uncaught[:_KEPT], *self.slow[:_KEPT], *([] if self.may_accept else self.accepted[:_KEPT])]
        return "\n".join([*lines, *(f"  {one.case}: {one.what}" for one in kept)])


@dataclass
class Limits:
    """When the case that runs now was *started*, in seconds of processor time."""

    started: float = float("inf")

    def look(self, number: int, frame: FrameType | None) -> None:
        """Break off a case that does not end."""
        if time.process_time() - self.started > _BROKEN_OFF:
            raise Endless


def watch(
    name: str, seed: int, cases: Iterable[Case], judge: Judge, *, may_accept: bool = False, limit: float = LONGEST
) -> Tally:
    """What *judge* says to each of *cases*; unless it *may_accept* some, it must refuse them all.

    No case may take more than *limit* seconds.
    """
    tally = Tally(name, seed, may_accept=may_accept, limit=limit)
    before, began = _peak(), time.process_time()
    with _limits() as limits:
        for case, data in cases:
            limits.started = time.process_time()
            _one(tally, case, data, judge, limits)
    tally.seconds = time.process_time() - began
    tally.memory = _peak() - before
    return tally


def _one(tally: Tally, case: str, data: object, judge: Judge, limits: Limits) -> None:
    tally.cases += 1
    try:
        code = judge(data)
    except (Exception, Endless) as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {str(error)[:120]} ({Path(where.filename).name}:{where.lineno})"
        tally.uncaught.append(Finding(case, said, data))
        code = "uncaught"
    tally.answers[code] += 1
    took = time.process_time() - limits.started
    tally.longest = max(tally.longest, took)
    if took > tally.limit:
        tally.slow.append(Finding(case, f"took {took:.1f} s", data))
    if code == ACCEPTED and not tally.may_accept:
        tally.accepted.append(Finding(case, "was accepted", data))


@contextmanager
def _limits() -> Iterator[Limits]:
    """A clock that looks twice a second, and a limit of memory, both taken back at the end."""
    limits = Limits()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_size() + MOST_MEMORY, hard))
    before = signal.signal(signal.SIGPROF, limits.look)
    signal.setitimer(signal.ITIMER_PROF, 0.5, 0.5)
    try:
        yield limits
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _size() -> int:
    """The memory that this process has mapped, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


# the command line of every script here

Run = Callable[[int, range], Tally]


def main(words: str | None, run: Run, count: int) -> int:
    """Run *run* (seed, numbers of cases) as the arguments say and print the tally; 1 where it does not hold."""
    parser = argparse.ArgumentParser(description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=count, help="how many cases (%(default)s)")
    parser.add_argument("--seed", type=int, default=7391, help="what chance begins with (%(default)s)")
    parser.add_argument("--processes", type=int, default=1, help="how many at the same time (%(default)s)")
    asked = parser.parse_args()
    tally = together(run, asked.seed, asked.count, asked.processes)
    print(tally, flush=True)
    for folder in kept(tally):
        print(f"  kept in {folder}")
    return 0 if tally.held else 1


def together(run: Run, seed: int, count: int, processes: int) -> Tally:
    """The tally of *count* cases, divided over *processes*."""
    if processes == 1:
        return run(seed, range(count))
    shares = [range(start, count, processes) for start in range(processes)]
    with ProcessPoolExecutor(processes) as pool:
        first, *others = pool.map(run, [seed] * processes, shares)
    for other in others:
        first.add(other)
    return first


def kept(tally: Tally) -> list[Path]:
    """The folder with what was found, if anything was; keys are new each time, so that a seed alone does not do."""
    found = [*tally.uncaught, *tally.slow, *tally.accepted][: 4 * _KEPT]
    if not found:
        return []
    folder = Path(tempfile.mkdtemp(prefix="proof-"))
    for number, one in enumerate(found):
        data = one.data if isinstance(one.data, bytes) else repr(one.data).encode()
        (folder / f"{number:02d}").write_bytes(data)
    return [folder]
