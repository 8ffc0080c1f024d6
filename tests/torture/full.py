"""Let the disk run full at every write of a whole sitting, and see whether anything is called saved that is not.

    python -m tests.torture.full --seed 7

Each form of a sitting is sent again and again: the first time the first write that it causes fails and all after it,
then from the second write on, and so on until none fails. Whatever was refused must be accepted as soon as there is
room, by the same process; pages must be shown meanwhile. A second sitting has each sync fail in the same way.
"""

import random
import shutil
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from assessment.demo.browser import Page
from assessment.demo.responses import Fields
from tests.torture import run, shim
from tests.torture.disk import Disk, Kept, elsewhere
from tests.torture.kiosk_process import PATIENCE, KioskProcess
from tests.torture.ledger import Findings, Ledger, promise_to
from tests.torture.load import a_start_code
from tests.torture.shim import BROKEN_SYNC, FULL, Shim
from tests.torture.sitter import SEE_OTHER, Sitter, item_form

NOT_SAVED = 507
MOST_TRIES = 200  # of one form; no request writes so often
PAUSES, BACKS, LOCALES = 0.05, 0.05, 0.03  # of the items
GRACE = 3.0  # seconds that a kiosk on a full disk gets to answer


@dataclass(slots=True)
class Tally:
    """What was counted."""

    seed: int
    forms: Counter[str] = field(default_factory=Counter)
    positions: Counter[str] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    saved_all_the_same: int = 0
    starts: int = 0
    started_again: int = 0
    troubles: list[str] = field(default_factory=list)
    found: Findings = field(default_factory=Findings)

    @property
    def held(self) -> bool:
        """Whether no form was called saved that was not, and each was accepted later."""
        return self.positions.total() > 0 and not self.troubles and self.found.held and set(self.refused) <= {NOT_SAVED}

    def __str__(self) -> str:
        counts: dict[str, object] = {
            "seed": self.seed,
            "forms sent": self.forms.total(),
            "  of these pages": dict(self.forms),
            "write and sync positions tried": self.positions.total(),
            "  at these pages": dict(self.positions),
            "refused, by status": dict(self.refused),
            "saved although a later write failed": self.saved_all_the_same,
            "starts of the program on a full disk": self.starts,
            "  that had to be started again": self.started_again,
            "called saved and lost": self.found.lost + self.found.gone,
            "other troubles": len(self.troubles),
        }
        return run.table("disk full", counts, [*self.found.troubles, *self.troubles])


class Squeezed(Sitter):
    """A sitter every form of whom meets a disk on which first one write succeeds, then two, and so on."""

    def __init__(self, kiosk: KioskProcess, tool: Shim, kind: int, tally: Tally, chance: random.Random) -> None:
        super().__init__(kiosk.address, a_start_code(chance), chance, PAUSES)
        self.doubtful = 0
        self._tool, self._kind, self._tally = tool, kind, tally

    def post(self, path: str, fields: Fields) -> int:
        """The status with which the form was accepted in the end."""
        name = f"/{path.split('/')[1]}"
        self._tally.forms[name] += 1
        for first in range(1, MOST_TRIES):
            with self._tool.failing(first, self._kind, half=self._chance.random() < 0.5):
                status = super().post(path, fields)
                if not self._tool.failed:
                    self._judge(path, status)
                    return status
                self._tally.positions[name] += 1
                if status != SEE_OTHER:
                    self._look_around(path, fields)
            if status == SEE_OTHER:
                self.doubtful += 1
                return status
            self._tally.refused[status] += 1
        raise AssertionError(f"{path}: {MOST_TRIES} writes, and no end")

    def _judge(self, path: str, status: int) -> None:
        if status != SEE_OTHER:
            self._tally.troubles.append(f"{path}: {status} with all the room in the world, after it had been refused")

    def _look_around(self, path: str, fields: Fields) -> None:
        """After a refusal the same page must still be shown, at the same step."""
        page = self.get("/item")
        if page.status >= 500:
            self._tally.troubles.append(f"{path}: reading was answered with {page.status} on the full disk")
        if path.startswith("/item/") and page.hidden(item_form(page)).get("step") != fields["step"]:
            self._tally.troubles.append(f"{path}: refused, and yet another page came")

    def _go_on(self, page: Page) -> None:
        mood, here = self._chance.random(), page.hidden(item_form(page))
        others = [each.get("value") for each in page.document.all("button", name="locale")]
        if mood < BACKS and page.document.first("button", formaction="/back") is not None:
            self.post("/back", here)
        elif mood < BACKS + LOCALES and others:
            self.post("/language", {**here, "locale": self._chance.choice(others)})
        else:
            super()._go_on(page)

    def _share(self, page: Page) -> None:
        strike = page.document.first("button", formaction="/withhold", name="section")
        if strike is not None:
            for path in ("/withhold", "/release"):
                self.post(path, {**page.hidden(page.form("/finish")), "section": strike.get("value")})
        super()._share(page)


class Sitting:
    """One sitting of a squeezed person, with the disk looked at wherever it is in doubt."""

    def __init__(self, folder: Path, tally: Tally) -> None:
        self.kiosk = KioskProcess.made_in(folder)
        stage = self.kiosk.stage
        (folder / "shim").mkdir()
        self.tool = Shim(folder / "shim", [stage.kiosk_home, stage.stick])
        self.kiosk.environment = self.tool.environment()
        self._home, self._scratch = stage.kiosk_home, folder / "after-the-cut"
        self._ledger, self._tally = Ledger(stage), tally
        self._disk, self._noted = Disk(self.tool.roots), 0

    def until(self, forms: int | None, kind: int, chance: random.Random) -> None:
        """Sit until the bundle is sealed, or until that many *forms* were sent."""
        sitter = Squeezed(self.kiosk, self.tool, kind, self._tally, chance)
        before = self._tally.forms.total()
        while not sitter.finished and (forms is None or self._tally.forms.total() - before < forms):
            sitter.takes_a_step()
            if sitter.doubtful:
                self._tally.saved_all_the_same += sitter.doubtful
                self.check(sitter)
                sitter.doubtful = 0
        self.check(sitter)
        self._tally.troubles += sitter.lost

    def check(self, *sitters: Sitter) -> None:
        """Look for all that was promised on the disk as it would be, had the power gone now."""
        for record in self.tool.records(self._noted):
            self._disk.do(record)
            self._noted = record.end
        shutil.rmtree(self._scratch, ignore_errors=True)
        home = elsewhere(self._disk.after_a_cut(Kept.NOTHING, random.Random(0)), self._home, self._scratch)
        self._tally.found.add(self._ledger.check(home, map(promise_to, sitters)))

    def starts(self) -> None:
        """Start the program on a disk that fails from the first write on, then from the second, until none fails.

        After the first dozen some are left out: what lay in the log is copied page by page.
        """
        first = 0
        while True:
            first += max(1, first // 4)
            self.kiosk.cut()
            self._tally.starts += 1
            self.tool.fails_from(first)
            self.kiosk.start(wait=False)
            self._wait(GRACE)
            failed = self.tool.failed
            self.tool.works()
            self._wait(PATIENCE)
            self._tally.started_again += not self.kiosk.running
            self.kiosk.start()
            if not failed:
                return

    def _wait(self, seconds: float) -> None:
        """Until the kiosk answers or has ended, at most for some *seconds*."""
        deadline = time.monotonic() + seconds
        while self.kiosk.running and not self.kiosk.answers() and time.monotonic() < deadline:
            time.sleep(0.05)


def torture(folder: Path, seed: int, forms: int | None = None, starts: bool = True) -> Tally:
    """A sitting on a disk that runs full and one on a disk whose syncs fail, each of *forms* at most (None: whole).

    *starts* says whether the program is started on such a disk too.
    """
    tally = Tally(seed)
    for kind, name in ((FULL, "full"), (BROKEN_SYNC, "broken")):
        sitting = Sitting(folder / name, tally)
        try:
            sitting.kiosk.start()
            sitting.until(forms, kind, random.Random(f"{seed}/{name}"))
            if starts and kind == FULL:
                sitting.starts()
                sitting.check()
        finally:
            sitting.kiosk.cut()
    return tally


def main(arguments: list[str] | None = None) -> int:
    """The command: exit status 0 only if nothing was called saved that was not."""
    parser = run.parser(__doc__, count=0, meaning="how many forms to send in each sitting, 0 for all of them")
    chosen = parser.parse_args(arguments)
    return shim.in_a_folder(lambda folder: torture(folder, chosen.seed, chosen.count or None))


if __name__ == "__main__":
    sys.exit(main())
