"""A desk in a folder, as an operator has it, with sittings that were scored with the small bank; and newer banks."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from shutil import copytree

from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from assessment.bundle import enrolment, keys
from assessment.bundle.contents import Contents
from assessment.bundle.seal import seal
from assessment.cli import main
from assessment.desk import commands
from assessment.desk.app import create_app
from assessment.desk.service import Desk
from assessment.session import codes, delivery
from assessment.session.events import Event
from assessment.session.session import replay
from assessment.session.sharing import shared
from tests.builders import SMALL_BANK, a_bank, small_files, some_events
from tests.candidates import Given
from tests.desk.builders import HOST, KIOSK, MUNICIPALITY, PASSWORD, USER, contents_of

STRICTER = ("bank.yaml", "{level: A2, theta: 0.5}", "{level: A2, theta: 2.5}")
MINOR = ("bank.yaml", "{level: A2, theta: 0.5}", "{level: A2, theta: 0.4}")
REASON = "De commissie stelde de grens van A2 opnieuw vast"


@dataclass
class Place:
    """The desk in *home* and a kiosk that it trusts."""

    home: Path
    device_key: keys.Jwk
    sequence: int = 0
    previous: str = ""

    @cached_property
    def desk(self) -> Desk:
        """The desk as it runs all the while; the command opens its folder anew each time."""
        return replace(commands.desk(self.home), apart=None)  # reading apart has tests of its own, and takes a second

    def receive(self, answers: Mapping[str, Given] | None = None, *, subject: str = "") -> Contents:
        """Somebody sits the small bank, answering otherwise where *answers* say so, and the desk takes it in."""
        self.sequence += 1
        desk = self.desk
        contents = contents_of(
            a_whole_sitting(answers, subject or codes.start_code(f"{self.sequence:08}")),
            a_bank(),
            bundle_id=f"5f0c9a52-6f5e-4d0e-9f3d-{self.sequence:012}",
            issued_at=datetime.now(UTC).replace(microsecond=0),
            sequence=self.sequence,
            previous=self.previous,
        )
        sealed = seal(contents, self.device_key, keys.public(desk.keys[0]))
        desk.receive(sealed.data, USER)
        self.previous = sealed.jws_digest
        return contents

    def forget_scores(self) -> None:
        """Make the database what it was before scores were kept, and start the desk again."""
        self.desk.store.close()
        del self.desk
        with sqlite3.connect(self.home / commands.DATABASE) as database:
            database.execute("DROP TABLE scores")

    def rescore(self, bank: Path | str, *options: str) -> Result:
        """What `assessment rescore` answers."""
        return CliRunner().invoke(main, ["rescore", str(self.home), str(bank), *options])

    def write(self, bank: Path | str) -> Result:
        return self.rescore(bank, "--write", "--reason", REASON, "--by", USER)

    def visitor(self) -> FlaskClient:
        return create_app(self.desk, b"a secret for one test", frozenset({HOST})).test_client()


def a_place(folder: Path) -> Place:
    """A desk that keeps the small bank beside the program's own."""
    home, device_key = folder / "desk", keys.make_device_key()
    commands.init(home, MUNICIPALITY, USER, PASSWORD)
    commands.trust_device(home, enrolment.request(KIOSK, device_key, datetime.now(UTC)))
    copytree(SMALL_BANK, home / "banks" / "small-0.1.0")
    return Place(home, device_key)


def a_whole_sitting(answers: Mapping[str, Given] | None, subject: str) -> tuple[Event, ...]:
    """The events of a sitting with the small bank under the start code *subject*, as they leave the kiosk."""
    first, *rest = some_events(answers)
    events = [replace(first, subject=subject), *rest]
    events += delivery.finish(replay(events), events[-1].at)
    return shared(events, a_bank())


def a_newer_bank(folder: Path, *changes: tuple[str, str, str], version: str = "0.2.0") -> Path:
    """The folder of the small bank in *version* with each of *changes*: a file, what stands there, what comes there."""
    files = small_files()
    for name, old, new in (("bank.yaml", 'version: "0.1.0"', f'version: "{version}"'), *changes):
        assert files[name].count(old) == 1
        files[name] = files[name].replace(old, new)
    made = folder / f"newer-{version}"
    made.mkdir()
    for name, text in files.items():
        (made / name).write_text(text, "utf-8")
    return made
