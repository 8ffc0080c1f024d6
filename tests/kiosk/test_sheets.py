"""The operator's pages for paper: choose a number, hand it out, show it in the language of the person, print it."""

import re
from pathlib import Path

import zxingcpp
from PIL import Image, ImageDraw
from pypdfium2 import PdfDocument

from tests.builders import NOW
from tests.bundle.paper_builders import some_codes, some_raw
from tests.kiosk.builders import Candidate
from tests.kiosk.operators import a_counter, an_operator
from tests.storage.builders import a_bundle


def with_paper(folder: Path) -> Candidate:
    """An operator at a kiosk with one bundle that has paper, number 9."""
    person, counter = an_operator(folder)
    counter.kiosk.store.seal("nobody", a_bundle(9), NOW, some_raw())
    person.get("/operator/paper")
    return person


def hands_out(person: Candidate, locale: str = "nl", number: str = "9") -> None:
    person.goes(person.post("/operator/paper", number=number, locale=locale))


def drawn(page: str) -> list[str]:
    """What the codes on *page* say."""
    return [code for path in re.findall(r'<path d="([^"]+)"', page) for code in _looked_at(path)]


def _looked_at(path: str) -> list[str]:
    picture = Image.new("L", (105 * 4,) * 2, 255)
    draw = ImageDraw.Draw(picture)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        left, top = int(x) * 4, int(y) * 4
        draw.rectangle((left, top, left + int(length) * 4 - 1, top + 3), fill=0)
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def test_the_codes_are_shown_after_somebody_chose_the_number(tmp_path: Path) -> None:
    person = with_paper(tmp_path)
    assert "Nummer 9" in person.page

    hands_out(person)

    assert drawn(person.page) == some_codes()
    assert all(f"{number}/4" in person.page for number in (1, 2, 3, 4))
    person.get("/operator/paper")
    assert "op papier sinds" in person.page


def test_the_screen_speaks_every_language_of_the_kiosk(tmp_path: Path) -> None:
    person = with_paper(tmp_path)

    hands_out(person, "ar")

    assert 'lang="ar" dir="rtl"' in person.page
    assert "البلدية" in person.page


def test_it_can_be_had_as_a_file(tmp_path: Path) -> None:
    person = with_paper(tmp_path)
    hands_out(person)

    file = person.get("/operator/paper/9/sheet.pdf?locale=nl")

    picture = PdfDocument(file.data)[0].render(scale=150 / 72).to_pil()
    assert sorted(code.text for code in zxingcpp.read_barcodes(picture)) == sorted(some_codes())
    assert file.headers["Cache-Control"] == "no-store"


def test_looking_gives_nothing_out(tmp_path: Path) -> None:
    person = with_paper(tmp_path)

    for path in ("/operator/paper/9", "/operator/paper/9/sheet.pdf"):
        assert person.get(path).status_code == 404
        assert drawn(person.page) == []


def test_a_number_that_is_not_there_is_said_to_be_not_there(tmp_path: Path) -> None:
    person = with_paper(tmp_path)

    for number in ("7", "", "x", "-1"):
        assert person.post("/operator/paper", number=number, locale="nl").status_code == 404
    assert "niets om af te drukken" in person.page


def test_without_the_pin_there_is_no_paper(tmp_path: Path) -> None:
    person, counter = a_counter(tmp_path)
    counter.kiosk.store.seal("nobody", a_bundle(9), NOW, some_raw())

    for path in ("/operator/paper", "/operator/paper/9", "/operator/paper/9/sheet.pdf"):
        assert person.get(path).headers["Location"] == "/operator/log-in"
    person.get("/operator/log-in")
    assert person.post("/operator/paper", number="9", locale="nl").headers["Location"] == "/operator/log-in"
    assert counter.kiosk.store.rows("SELECT 1 FROM paper WHERE printed_on IS NOT NULL") == []
