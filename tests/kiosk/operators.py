"""Staff at a kiosk: a counter, and somebody with the PIN."""

import re
from pathlib import Path

from kiosk import pin
from kiosk.app import create_app
from kiosk.config import KioskConfig
from kiosk.operator.counter import Counter
from tests.builders import CHEAP
from tests.kiosk.builders import CONFIG, Candidate
from tests.kiosk.carriers import a_sender, a_stick

PIN = "274951"


PAGES = ("/operator", "/operator/stick")


def a_counter(folder: Path, *, with_pin: bool = True, with_stick: bool = True) -> tuple[Candidate, Counter]:
    """Somebody at the screen of a kiosk, and what stands behind the operator's pages."""
    kiosk = a_sender(folder)
    kiosk.stick = a_stick(folder) if with_stick else folder / "stick"
    if with_pin:
        pin.make(folder, PIN, CHEAP)
    app = create_app(KioskConfig(folder, port=CONFIG.port), kiosk)
    return Candidate(app.test_client(), kiosk), app.extensions["operator"]


def an_operator(folder: Path, **more: bool) -> tuple[Candidate, Counter]:
    """The same, with the PIN typed."""
    person, counter = a_counter(folder, **more)
    comes_in(person)
    return person, counter


def comes_in(person: Candidate, typed: str = PIN) -> None:
    person.get("/operator/log-in")
    person.goes(person.post("/operator/log-in", pin=typed))


def refused(person: Candidate, typed: str) -> int:
    person.get("/operator/log-in")
    return person.post("/operator/log-in", pin=typed).status_code


def counts_on(person: Candidate) -> list[int]:
    person.get("/operator")
    return [int(number) for number in re.findall(r"<dd>(\d+)</dd>", person.page)[:3]]


def exported(person: Candidate, counter: Counter) -> None:
    person.post("/operator/export")
    counter.courier.wait()
    person.get("/operator/stick")
