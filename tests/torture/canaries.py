"""Type words into every text field of a real kiosk in real Chromium, and look for them where they must not be.

    .venv/bin/python -m tests.torture.canaries --banks all

Somebody sits the whole bank with pauses, drafts, another language and the resume code, corrects, shares, and the bundle
goes to the stick. Then the words are sought, in thirteen forms, in the kiosk's folder, its log, the folder of temporary
files, the stick and the browser's profile; and, with the session's key and codes, in the memory of supervisor and
worker. The same search during the session and in a file on purpose must find them, or it proves nothing.
With several tablets on one kiosk the memory of those who left is counted while the others go on.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, Playwright, sync_playwright

from assessment.demo.responses import Fields
from assessment.items.interactions import GapText, OccupationPicker, Simulation, TextEntry
from assessment.session import codes
from assessment.storage import banks
from tests.browser.ahead import right
from tests.torture.kiosk_process import KioskProcess
from tests.torture.secrecy import BANKS, Tally, a_kiosk, another_worker, data_key
from tests.torture.tablets import TABLETS, several_tablets
from tests.torture.traces import Sought, files, in_folder, in_memory
from tests.torture.typist import Typist, switches_and_pauses

CHROMIUM = "/usr/bin/chromium"
SETTLED = 2.0  # seconds in which a browser that is still open writes what it wants to keep


@dataclass(frozen=True, slots=True)
class Plan:
    """Somebody sits *bank* in *locale*, at most so many pages that ask for words, in a browser whose profile is kept
    (as nobody should have it) or goes with its window."""

    bank: str
    seed: int
    locale: str = "nl"
    most: int = 1000
    keeps_profile: bool = False


def one_kiosk(playwright: Playwright, folder: Path, plan: Plan) -> Tally:
    """One person at one kiosk in *folder*, who sits as *plan* says, shares and leaves."""
    kept = ", profile kept" if plan.keeps_profile else ""
    tally = Tally(f"canaries, bank {plan.bank}, seed {plan.seed}{kept}")
    (folder / "profile").mkdir(parents=True)
    kiosk = a_kiosk(folder / "stage", plan.bank)
    try:
        with _browser(playwright, folder, plan.keeps_profile) as page:
            _sit_and_look(folder, kiosk, tally, plan, page)
    finally:
        kiosk.stop()
    return tally


@contextmanager
def _browser(playwright: Playwright, folder: Path, keeps_profile: bool) -> Iterator[Page]:
    """A page of a fresh Chromium, whose every file lies in *folder*; its private window writes to memory only."""
    how = {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu"]}
    if keeps_profile:
        context = playwright.chromium.launch_persistent_context(folder / "profile", **how)
        yield context.pages[0]
        context.close()
    else:
        browser = playwright.chromium.launch(**how)
        yield browser.new_page()
        browser.close()


def _sit_and_look(folder: Path, kiosk: KioskProcess, tally: Tally, plan: Plan, page: Page) -> None:
    chance = random.Random(plan.seed)
    start_code = codes.start_code(f"{chance.randrange(10**8):08}")
    typist = Typist(page, f"http://{kiosk.address}", chance, plan.locale, switches_and_pauses, _known(plan.bank))
    typist.sits(start_code, plan.most)
    typist.changes_her_mind()
    worker = kiosk.worker()
    key = data_key(kiosk.stage.kiosk_home, typist.resume_code)
    sought = _sought(typist, start_code)
    secret = Sought(dict(sought.traces))
    secret.secret("session key", key)
    tally.counts["words typed"] = len(typist.typed)
    tally.counts["items that take words"] = _coverage(plan.bank, typist.items)
    tally.counts["text fields"] = ", ".join(f"{kind} {count}" for kind, count in sorted(typist.fields.items()))
    during = in_memory(secret, worker)
    tally.must_be_found("control: memory during the session", during.total())
    tally.must_be_found("control: session key in memory then", during["session key"])
    tally.must_be_absent("kiosk's folder during the session", in_folder(secret, kiosk.stage.kiosk_home))
    typist.candidate.shares()
    following = another_worker(kiosk, worker)
    tally.must_be_absent("memory of the supervisor afterwards", in_memory(secret, kiosk.supervisor))
    tally.must_be_absent("memory of the worker afterwards", in_memory(secret, following))
    page.context.close()
    time.sleep(SETTLED)
    _look_in_files(folder, kiosk, tally, secret)


def _known(bank: str) -> dict[str, Fields]:
    """The right answers to the choices of *bank*: whoever knows them is asked to write."""
    loaded = banks.load(banks.built_in(BANKS[bank]))
    return {
        item: fields
        for section in loaded.sections
        for item, fields in right(loaded, section.id).items()
        if fields["choice"]
    }


def _coverage(bank: str, typed: set[str]) -> str:
    """How many of the items of *bank* into which words can be typed were on screen, and which were not."""
    every = banks.load(banks.built_in(BANKS[bank])).items.values()
    takes = {
        item.id for item in every if isinstance(item.interaction, TextEntry | GapText | OccupationPicker | Simulation)
    }
    missing = ", ".join(sorted(takes - typed))
    return f"{len(takes & typed)} of {len(takes)}" + (f", not shown in this sitting: {missing}" if missing else "")


def _sought(typist: Typist, start_code: str) -> Sought:
    sought = Sought()
    for number, words in enumerate(typist.typed):
        for word in words.split():
            sought.words(f"word {number}", word)
    digits = codes.parse_resume_code(typist.resume_code)
    sought.words("resume code", digits)
    sought.words("resume code as shown", codes.show(digits))
    sought.words("start code", start_code)
    return sought


def _look_in_files(folder: Path, kiosk: KioskProcess, tally: Tally, secret: Sought) -> None:
    home, stick = kiosk.stage.kiosk_home, kiosk.stage.stick
    temporary = Path(os.environ["TMPDIR"])  # with the profile of a private window, while that is open
    places = {"kiosk's folder": home, "stick": stick, "temporary files": temporary, "kept profile": folder / "profile"}
    for name, place in places.items():
        tally.must_be_absent(f"{name}, {sum(1 for _ in files(place))} files", in_folder(secret, place))
    log = Path(kiosk.stage.folder) / "kiosk.log"
    tally.must_be_absent("log of the processes", secret.among([log.read_bytes()]))
    if not list(stick.glob("*.bundle")):
        tally.troubles.append("no bundle arrived on the stick")
    control = folder / "control"
    control.mkdir()
    (control / "all.bin").write_bytes(b" ".join(secret.traces.values()))
    found = in_folder(secret, control)
    tally.must_be_found("control: a file with every trace", found.total())
    missed = set(secret.traces.values()) - {secret.traces[name.partition(" in ")[0]] for name in found}
    tally.troubles += [f"control: the search misses {len(missed)} traces"] if missed else []


@contextmanager
def _starting_in(folder: Path) -> Iterator[Playwright]:
    """Playwright, which makes the profiles of private windows in *folder*/tmp and takes them away at the end."""
    (folder / "tmp").mkdir()
    os.environ["TMPDIR"] = str(folder / "tmp")
    with sync_playwright() as playwright:
        yield playwright


def main(arguments: list[str] | None = None) -> int:
    """The command: exit status 0 only if nothing was found but in the controls."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--banks", choices=[*BANKS, "all"], default="all")
    parser.add_argument("--keep-profile", action="store_true", help="in a browser whose profile stays: must fail")
    parser.add_argument("--most", type=int, default=1000, help="leave out what comes after so many pages with words")
    parser.add_argument("--tablets", type=int, default=TABLETS, help="sessions at once; 0 leaves that out")
    parser.add_argument("--locale", default="ar")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6)
    chosen = parser.parse_args(arguments)
    tallies = []
    with TemporaryDirectory(prefix="torture-canaries-") as place, _starting_in(Path(place)) as playwright:
        for bank in BANKS if chosen.banks == "all" else [chosen.banks]:
            locale = chosen.locale if bank == "amsterdam" else "nl"
            plan = Plan(bank, chosen.seed, locale, chosen.most, chosen.keep_profile)
            tallies.append(one_kiosk(playwright, Path(place) / bank, plan))
            print(tallies[-1], flush=True)
        if chosen.tablets:
            tallies.append(several_tablets(Path(place) / "tablets", chosen.seed, chosen.tablets))
            print(tallies[-1], flush=True)
    return 0 if all(tally.held for tally in tallies) else 1


if __name__ == "__main__":
    sys.exit(main())
