"""Guess resume codes at one slip number, thousands of them, and count how many the kiosk looked at.

    .venv/bin/python -m tests.torture.guesses --guesses 10000 --seed 7

The guesses have the right slip number and a right check digit. The clock goes on by whatever the kiosk asks to wait,
so nothing but the count stops them. Three slip numbers are tried: of a paused session, of somebody who shared, and of
nobody. An attacker must not be able to tell which is which.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.session import codes
from assessment.session.codes import WrongCode
from assessment.storage import verifiers
from assessment.storage.vault import Cost
from kiosk.recognition import AlreadyShared
from kiosk.service import Kiosk
from tests.builders import a_kiosk

MOST = 15
OPENED = (AlreadyShared,)


@dataclass(slots=True)
class Clock:
    """A clock that goes on only when it is told to."""

    at: datetime = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@dataclass(slots=True)
class Tally:
    """What happened at one slip number: how the waits went, and how many guesses were looked at and let in."""

    whose: str
    guesses: int = 0
    accepted: int = 0
    evaluated: int = 0
    refused_at_once: int = 0
    waits: list[int] = field(default_factory=list)
    seconds_each: float = 0.0

    @property
    def held(self) -> bool:
        """Whether at most fifteen guesses were looked at and none let in."""
        return self.accepted == 0 and 0 < self.evaluated <= MOST

    def __str__(self) -> str:
        return (
            f"{self.whose:<10} guesses {self.guesses}, evaluated {self.evaluated}, accepted {self.accepted}, "
            f"refused at once {self.refused_at_once}, {self.seconds_each * 1000:.0f} ms each that was evaluated"
        )


def torture(folder: Path, guesses: int, seed: int, cost: Cost) -> list[Tally]:
    """Guess *guesses* codes for each of three slip numbers of a kiosk in *folder*; a look at one takes *cost*."""
    clock = Clock()
    kiosk = a_kiosk(folder, clock=clock).kiosk  # type: ignore[arg-type]  # it is asked for the time and nothing else
    kiosk.cost = cost
    slips = {"paused": _paused(kiosk), "shared": _shared(kiosk)}
    slips["nobody's"] = next(slip for slip in map("{:04}".format, range(10_000)) if slip not in slips.values())
    return [_guess(kiosk, clock, whose, slip, _codes(slip, guesses, seed)) for whose, slip in slips.items()]


def _paused(kiosk: Kiosk) -> str:
    opened = kiosk.start(codes.start_code("12345678"), "nl")
    kiosk.pause(opened.session_id)
    return codes.slip_number(opened.resume_code)


def _shared(kiosk: Kiosk) -> str:
    opened = kiosk.start(codes.start_code("12345678"), "nl")
    kiosk.stop(opened.session_id)
    kiosk.finish(opened.session_id)
    return codes.slip_number(opened.resume_code)


def _codes(slip: str, guesses: int, seed: int) -> Iterator[str]:
    chance = random.Random(f"{seed} {slip}")
    for _ in range(guesses):
        yield codes.resume_code(slip, "".join(chance.choices("0123456789", k=codes.RESUME_RANDOM)))


def _guess(kiosk: Kiosk, clock: Clock, whose: str, slip: str, guesses: Iterator[str]) -> Tally:
    tally, spent = Tally(whose), 0.0
    for code in guesses:
        tally.guesses += 1
        before, began = kiosk.store.audit_head().n, time.perf_counter()
        try:
            kiosk.resume(code)
            tally.accepted += 1
        except OPENED:
            tally.accepted += 1
        except WrongCode as refusal:
            clock.at += timedelta(seconds=max(0, refusal.wait_seconds))
            tally.waits.append(refusal.wait_seconds)
        looked_at = kiosk.store.audit_head().n > before  # each code that is looked at is an entry in the audit log
        spent += (time.perf_counter() - began) if looked_at else 0.0
        tally.refused_at_once += not looked_at
    tally.evaluated, tally.seconds_each = _failures(kiosk, slip), spent / max(1, tally.guesses - tally.refused_at_once)
    return tally


def _failures(kiosk: Kiosk, slip: str) -> int:
    """How many wrong codes the database itself counted for *slip*."""
    for row in kiosk.store.rows("SELECT failures FROM sessions WHERE slip = ?", slip):
        return int(row["failures"])
    return verifiers.find(kiosk.store, slip, kiosk.cost).failures


def main(arguments: list[str] | None = None) -> int:
    """The command: exit status 0 only if at most fifteen guesses were looked at and none was let in."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guesses", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="torture-guesses-") as folder:
        tallies = torture(Path(folder), chosen.guesses, chosen.seed, Cost())
    print(f"seed {chosen.seed}", *tallies, sep="\n")
    alike = len({tuple(tally.waits) for tally in tallies}) == 1
    print(f"the three cannot be told apart by their waits: {'yes' if alike else 'NO'}")
    return 0 if alike and all(tally.held for tally in tallies) else 1


if __name__ == "__main__":
    sys.exit(main())
