"""Flip bits of a stopped kiosk's database, wipe pages of it and cut it short, and see what it then shows and exports.

    python -m tests.torture.flips --count 3000 --seed 7

After each damage the kiosk is opened as the program opens it, every unfinished session is resumed and goes on by one
item, and every bundle is read as an export reads it. Wrong is an answer or a bundle other than what was stored; that
something is damaged and cannot be had is right. A sample is started as a real process and resumed at its pages.
"""

import logging
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from assessment.items.interactions import Simulation
from assessment.items.responses import Missing
from assessment.session import codes
from assessment.session.codes import WrongCode
from assessment.session.session import Session
from assessment.storage import audit_log, outbox
from assessment.storage.damage import DamagedSession
from assessment.storage.outbox import ExportFailed
from assessment.storage.sessions import NotRead, NotStored
from kiosk import config, home
from kiosk.home import Prepared
from kiosk.service import BankChanged, Kiosk
from tests.builders import CHEAP
from tests.candidates import diligent
from tests.torture import run
from tests.torture.kiosk_process import KioskProcess
from tests.torture.load import a_start_code
from tests.torture.sitter import Locked, Sitter, item_form

DATABASE = home.DATABASE
UNFINISHED = (0, 3, 12, 40, 90, 150)  # answers in each of the unfinished sessions
FINISHED = (10, 60, 150)
A_PAGE = 4096
REFUSALS = (DamagedSession, NotRead, NotStored, BankChanged)
ONE_IN = 20  # so many flips to one wiped page and one cut
SAMPLE = 100  # so many damages to one real process


@dataclass(slots=True)
class Tally:
    """What was counted: for each kind of damage how the sessions and bundles came out of it."""

    seed: int
    damages: Counter[str] = field(default_factory=Counter)
    without_effect: int = 0
    sessions: Counter[str] = field(default_factory=Counter)
    bundles: Counter[str] = field(default_factory=Counter)
    started: int = 0
    rescued: int = 0
    processes: int = 0
    resumed_at_pages: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)

    @property
    def held(self) -> bool:
        """Whether the kiosk opened each time, and nothing wrong was shown or exported."""
        return self.started == self.damages.total() > 0 and not self.troubles

    def __str__(self) -> str:
        counts: dict[str, object] = {
            "seed": self.seed,
            "damages": dict(self.damages),
            "  without any effect": self.without_effect,
            "kiosk opened": self.started,
            "  after putting the file aside": self.rescued,
            "unfinished sessions": dict(self.sessions),
            "sealed bundles": dict(self.bundles),
            "real processes started": self.processes,
            "  sessions at their pages": dict(self.resumed_at_pages),
            "wrong": sum(1 for trouble in self.troubles if "WRONG" in trouble),
            "other troubles": sum(1 for trouble in self.troubles if "WRONG" not in trouble),
        }
        return run.table("damaged databases", counts, self.troubles)


@dataclass(frozen=True, slots=True)
class Truth:
    """What was stored: the unfinished sessions by resume code, and the bundles by name."""

    sessions: dict[str, Session]
    bundles: dict[str, bytes]


def built(prepared: Prepared, chance: random.Random) -> Truth:
    """A database in the home of *prepared*, and what is in it."""
    kiosk = home.open_kiosk(prepared, lambda: None)
    kiosk.cost = CHEAP
    sessions = {}
    for answers in UNFINISHED:
        opened = kiosk.start(a_start_code(chance), chance.choice(kiosk.offered))
        sit(kiosk, opened.session_id, answers)
        sessions[opened.resume_code] = kiosk.session(opened.session_id)
    for answers in FINISHED:
        opened = kiosk.start(a_start_code(chance), chance.choice(kiosk.offered))
        sit(kiosk, opened.session_id, answers)
        kiosk.stop(opened.session_id)
        kiosk.finish(opened.session_id)
    kiosk.store.close()
    return Truth(sessions, exported(prepared.config.home))


def sit(kiosk: Kiosk, session_id: str, answers: int) -> None:
    """Go on by so many *answers*, or to the closing page."""
    for _ in range(answers):
        if (current := kiosk.session(session_id).current) is None:
            return
        item = kiosk.bank.item(current.item)
        given = Missing.SKIPPED if isinstance(item.interaction, Simulation) else diligent(item)
        act = kiosk.skip if isinstance(given, Missing) else kiosk.answer
        act(session_id, current.item, current.step, given)


def exported(folder: Path) -> dict[str, bytes]:
    """The bundles that an export would bring to a stick, by name."""
    return {bundle.name: bundle.data for bundle in outbox.waiting(folder / DATABASE)}


# damage


def flip(data: bytearray, chance: random.Random) -> str:
    """One bit of *data* is another; one time in four it is in the header of a page, where the structure is."""
    at = chance.randrange(len(data))
    if chance.random() < 0.25:
        at = at - at % A_PAGE + chance.randrange(100)
    data[at] ^= 1 << chance.randrange(8)
    return f"bit flipped in byte {at}"


def wipe(data: bytearray, chance: random.Random) -> str:
    """One page of *data* is all zeros."""
    page = chance.randrange(len(data) // A_PAGE)
    data[page * A_PAGE : (page + 1) * A_PAGE] = bytes(A_PAGE)
    return f"page {page + 1} wiped"


def cut(data: bytearray, chance: random.Random) -> str:
    """The end of *data* is missing."""
    length = chance.randrange(len(data))
    del data[length:]
    return f"cut to {length} bytes"


KINDS: tuple[Callable[[bytearray, random.Random], str], ...] = (flip, wipe, cut)


# what comes of it


class Trial:
    """One home after some *damage*, opened, resumed and exported, and counted in *tally*."""

    def __init__(self, folder: Path, damage: str, truth: Truth, tally: Tally) -> None:
        self._folder, self._damage, self._truth, self._tally = folder, damage, truth, tally

    def run(self, prepared: Prepared) -> None:
        """Open it as the program does."""
        settings = replace(prepared.config, home=self._folder)
        here = replace(prepared, config=settings, audit_broken=audit_log.broken(self._folder))
        kiosk = home.open_kiosk(here, lambda: None)
        self._tally.started += 1
        kiosk.cost = CHEAP
        aside = any(each.is_dir() for each in self._folder.iterdir())
        self._tally.rescued += aside
        with closing(kiosk.store):
            came_out = {self._session(kiosk, code) for code in self._truth.sessions}
        came_out |= self._bundles()
        self._tally.without_effect += came_out == {"as stored"} and not aside

    def _session(self, kiosk: Kiosk, code: str) -> str:
        expected = self._truth.sessions[code]
        try:
            session_id = kiosk.resume(code).session_id
            outcome = "as stored" if same(kiosk.session(session_id), expected) else "WRONG"
            sit(kiosk, session_id, 1)
        except REFUSALS as refusal:
            outcome = f"refused: {type(refusal).__name__}"
        except WrongCode:
            outcome = "refused: no such session"
        self._tally.sessions[outcome] += 1
        if outcome == "WRONG":
            self._tally.troubles.append(f"{self._damage}: WRONG session with {len(expected.responses)} answers")
        return outcome

    def _bundles(self) -> set[str]:
        try:
            there = exported(self._folder)
        except ExportFailed:
            there = {}
        outcomes = set()
        for name in there.keys() | self._truth.bundles.keys():
            outcome = "missing" if name not in there else "as stored"
            if name in there and there[name] != self._truth.bundles.get(name):
                outcome = "WRONG"
                self._tally.troubles.append(f"{self._damage}: WRONG bundle {name}")
            self._tally.bundles[outcome] += 1
            outcomes.add(outcome)
        return outcomes


def same(found: Session, expected: Session) -> bool:
    """Whether *found* has the answers of *expected* and stands at the same item."""
    names = ("subject", "locale", "seed", "current", "draft", "responses", "missing", "finished_sections", "withheld")
    return all(getattr(found, name) == getattr(expected, name) for name in names)


def at_the_pages(kiosk: KioskProcess, damage: str, truth: Truth, tally: Tally) -> None:
    """Start the real program on what lies in its home, and resume every session at its pages."""
    kiosk.start()
    tally.processes += 1
    for code, expected in truth.sessions.items():
        sitter = Sitter(kiosk.address, "", random.Random(0))
        sitter.resume_code = codes.show(code)
        try:
            sitter.takes_a_step()
        except Locked:
            tally.resumed_at_pages["refused"] += 1
            continue
        page = sitter.get("/item")
        shown = None if page.path == "/review" else page.hidden(item_form(page))["step"]
        fits = shown == (expected.current and str(expected.current.step))
        tally.resumed_at_pages["as stored" if fits else "WRONG"] += 1
        if not fits:
            tally.troubles.append(f"{damage}: WRONG page, step {shown}")
    kiosk.cut()


def torture(folder: Path, flips: int, seed: int, sample: int = SAMPLE) -> Tally:
    """Damage one database in *flips* + 2 x *flips*/20 ways; one in *sample* is tried as a real process too."""
    tally, chance = Tally(seed), random.Random(seed)
    kiosk = KioskProcess.made_in(folder)
    kept, trial = folder / "kept", folder / "trial"
    prepared = home.prepare(config.read(kiosk.stage.kiosk_home))
    truth = built(prepared, chance)
    shutil.copytree(kiosk.stage.kiosk_home, kept)
    kinds = [flip] * flips + [wipe, cut] * max(1, flips // ONE_IN)
    for number, kind in enumerate(kinds):
        data = bytearray((kept / DATABASE).read_bytes())
        damage = f"{number}: {kind(data, chance)}"
        tally.damages[kind.__name__] += 1
        for place in (trial, kiosk.stage.kiosk_home)[: 2 if number % sample == 0 else 1]:
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(kept, place)
            (place / DATABASE).write_bytes(data)
        try:
            Trial(trial, damage, truth, tally).run(prepared)
            if number % sample == 0:
                at_the_pages(kiosk, damage, truth, tally)
        except Exception as error:  # whatever comes out is a finding: the program must have an answer to each damage
            tally.troubles.append(f"{damage}: {type(error).__name__}: {error}")
            kiosk.cut()
    return tally


def main(arguments: list[str] | None = None) -> int:
    """The command: exit status 0 only if nothing wrong was shown or exported, and the kiosk opened each time."""
    logging.getLogger("kiosk").setLevel(logging.CRITICAL)  # it tells the operator of each damage
    chosen = run.parser(__doc__, count=3000, meaning="how many bits to flip").parse_args(arguments)
    return run.in_a_folder(lambda folder: torture(folder, chosen.count, chosen.seed))


if __name__ == "__main__":
    sys.exit(main())
