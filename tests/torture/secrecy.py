"""What the searches for traces have in common: a tally, a kiosk with a bank, the key of a session, the next worker."""

import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from assessment.session import codes
from assessment.storage import database, kiosk_rows, vault
from tests.torture.kiosk_process import KioskProcess
from tests.torture.run import table

ROOT = Path(__file__).parents[2]
BANKS = {"amsterdam": "amsterdam", "small": str(ROOT / "tests" / "small_bank")}
PATIENCE = 30.0  # seconds until a worker has ended with its session


@dataclass(slots=True)
class Tally:
    """What was typed, where it was sought, and how often it was found where it must not be."""

    title: str
    counts: dict[str, object] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    def must_be_absent(self, where: str, found: Counter[str]) -> None:
        """Nothing of what is sought may be *where* it was looked for."""
        self.counts[where] = found.total()
        self.troubles += [f"{where}: {count} x {name}" for name, count in found.items()]

    def must_be_found(self, where: str, count: int) -> None:
        """The control: the search must find what is there."""
        self.counts[where] = count
        if not count:
            self.troubles.append(f"{where}: the search finds nothing where there is something, so it proves nothing")

    @property
    def held(self) -> bool:
        """Whether nothing was found but in the controls."""
        return not self.troubles

    def __str__(self) -> str:
        return table(self.title, self.counts, self.troubles)


def a_kiosk(folder: Path, bank: str) -> KioskProcess:
    """A kiosk in *folder* that serves *bank*, started."""
    kiosk = KioskProcess.made_in(folder)
    settings = f'stick = "{kiosk.stage.stick}"\ndraft = true\nbank = "{BANKS[bank]}"\n'
    (kiosk.stage.kiosk_home / "kiosk.toml").write_text(settings, "utf-8")
    kiosk.start()
    return kiosk


def data_key(home: Path, code: str) -> bytes:
    """The key of the unfinished session that *code* opens: from the code, the kiosk's secret and the row."""
    digits = codes.parse_resume_code(code)
    with closing(database.reader(home / "kiosk.db")) as reading:
        sql = "SELECT * FROM sessions WHERE slip = ?"
        row = dict(reading.conn.execute(sql, (codes.slip_number(digits),)).fetchone())
    stored = kiosk_rows.stored_key(row)
    return vault.unwrap(stored.wrapped, digits, stored.session_id, (home / "secret").read_bytes())


def another_worker(kiosk: KioskProcess, before: int) -> int:
    """The worker that came after *before*, which must end with the last session."""
    deadline = time.monotonic() + PATIENCE
    while kiosk.worker() == before:
        if time.monotonic() > deadline:
            raise TimeoutError("the worker did not end with the session")
        time.sleep(0.05)
    kiosk.wait()
    return kiosk.worker()
