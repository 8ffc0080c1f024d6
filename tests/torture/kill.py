"""Kill the kiosk at random moments of scripted sessions, and see whether an acknowledged answer is ever missing.

    .venv/bin/python tests/torture/kill.py --kills 50 --seed 7

An answer is acknowledged when its HTTP answer (303) came back. Most kills hit the worker alone, every fifth the
whole process group. Only processes that this script started are killed.
"""

import argparse
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script, the checkout is not on the path

from assessment.session import codes
from tests.torture.kiosk_process import KioskProcess
from tests.torture.outbox import answers_by_subject
from tests.torture.sitter import Dropped, Locked, Sitter

EVERY_FIFTH = 5
LONGEST_PAUSE = 0.025  # seconds between the start of a step and the kill: about what a step takes


@dataclass(slots=True)
class Tally:
    """What was counted."""

    seed: int
    kills: int = 0
    broken_off: int = 0
    acknowledged: int = 0
    sessions: int = 0
    missing: list[str] = field(default_factory=list)
    undecryptable: list[str] = field(default_factory=list)

    @property
    def held(self) -> bool:
        """Whether nothing that was acknowledged is missing or cannot be opened."""
        return self.acknowledged > 0 and not self.missing and not self.undecryptable

    def __str__(self) -> str:
        lines = [
            f"seed {self.seed}, kills {self.kills}, requests broken off {self.broken_off}, sessions {self.sessions}, "
            f"acknowledged {self.acknowledged}, "
            f"missing {len(self.missing)}, undecryptable {len(self.undecryptable)}"
        ]
        return "\n".join((*lines, *(f"  missing: {one}" for one in self.missing), *self.undecryptable))


def torture(folder: Path, kills: int, seed: int) -> Tally:
    """Kill *kills* times in a kiosk made in *folder*; *seed* chooses the moments and the answers."""
    tally, chance = Tally(seed), random.Random(seed)
    kiosk = KioskProcess.made_in(folder)
    sitters: list[Sitter] = []
    try:
        kiosk.start()
        while tally.kills < kills:
            sitters.append(sitter := Sitter(kiosk.address, a_start_code(chance), chance))
            sit(sitter, kiosk, tally, kills, chance)
    finally:
        kiosk.end()
    tally.sessions = len(sitters)
    count(tally, kiosk, sitters)
    return tally


def a_start_code(chance: random.Random) -> str:
    """A start code as a desk issues it."""
    return codes.start_code("".join(chance.choices("0123456789", k=codes.START_RANDOM)), 1)


def sit(sitter: Sitter, kiosk: KioskProcess, tally: Tally, kills: int, chance: random.Random) -> None:
    """One session from the start code to the bundle, with kills in between."""
    while not sitter.finished:
        if tally.kills < kills and chance.random() < 1 / EVERY_FIFTH:
            tally.kills += 1
            kiosk.kill_after(chance.uniform(0, LONGEST_PAUSE), whole=tally.kills % EVERY_FIFTH == 0)
        try:
            sitter.takes_a_step()
        except Dropped:
            tally.broken_off += 1
            kiosk.wait_for_kill()
            kiosk.start()
        except Locked as locked:
            if sitter.asked_to_share:  # sealed, and only the reply was lost: the outbox will tell
                return
            tally.undecryptable.append(f"{sitter.start_code}: {locked}")
            return
        kiosk.wait_for_kill()
        kiosk.start()


def count(tally: Tally, kiosk: KioskProcess, sitters: list[Sitter]) -> None:
    """Compare what was acknowledged with what the desk can read."""
    arrived = answers_by_subject(kiosk.stage)
    for sitter in sitters:
        tally.acknowledged += sitter.posts_acknowledged
        tally.missing += [f"{sitter.start_code} {lost}" for lost in sitter.lost]
        there = arrived.get(sitter.start_code, {})
        for item, answer in sitter.acknowledged.items():
            if there.get(item) != answer:
                tally.missing.append(f"{sitter.start_code} {item}: found {there.get(item)}, expected {answer}")


def main(arguments: list[str] | None = None) -> int:
    """The command: exit status 0 only if nothing is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="torture-kill-") as folder:
        tally = torture(Path(folder), chosen.kills, chosen.seed)
    print(tally)
    return 0 if tally.held else 1


if __name__ == "__main__":
    sys.exit(main())
