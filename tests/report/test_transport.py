"""The sheet with codes: how large they are, how many on a page, and what stands beside them."""

from secrets import token_bytes

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from pypdfium2 import PdfDocument

from assessment.bundle import frames
from assessment.report import transport
from assessment.report.transport import Transport, matrix, outline

DOTS = 300  # per inch


def some_codes(count: int = 4) -> tuple[str, ...]:
    return tuple(frames.cut(token_bytes(frames.capacity(count))))


def a_sheet(count: int = 4, other: tuple[str, ...] = ()) -> PdfDocument:
    return PdfDocument(transport.pdf(Transport("kiosk-1", 7, some_codes(count), other)))


def test_each_module_is_four_tenths_of_a_millimetre() -> None:
    picture = a_sheet()[0].render(scale=DOTS / 72).to_pil()

    for code in zxingcpp.read_barcodes(picture):
        corner = code.position
        width = (corner.top_right.x - corner.top_left.x) / DOTS * 25.4
        assert width / 97 == pytest.approx(0.4, abs=0.01)


def test_codes_are_of_version_20_and_their_white_border_is_free() -> None:
    size, _path = outline(some_codes(1)[0])

    assert len(matrix(some_codes(1)[0])) == 17 + 4 * 20
    assert size == 97 + 8


@pytest.mark.parametrize(("count", "pages"), [(4, 1), (6, 1), (7, 2), (9, 2)])
def test_there_are_at_most_six_on_a_page_and_each_says_which_it_is(count: int, pages: int) -> None:
    sheet = a_sheet(count)
    pictures = [page.render(scale=2.5).to_pil() for page in sheet]
    read = [len({code.text for code in zxingcpp.read_barcodes(picture)}) for picture in pictures]
    text = " ".join(page.get_textpage().get_text_bounded() for page in sheet)

    assert len(sheet) == pages
    assert sum(read) == count
    assert max(read) <= 6
    assert all(f"{number}/{count}" in text for number in range(1, count + 1))


def test_it_names_the_kiosk_and_says_what_to_do() -> None:
    text = " ".join(a_sheet(other=("Some other words.",))[0].get_textpage().get_text_bounded().split())

    assert "Kiosk: kiosk-1. Nummer: 7. Codes: 4." in text
    assert "Some other words." in text
    assert "klantmanager" in text


def test_the_same_codes_make_the_same_bytes() -> None:
    codes = some_codes()

    assert transport.pdf(Transport("k", 1, codes, ())) == transport.pdf(Transport("k", 1, codes, ()))


def test_a_screen_shows_the_same_code() -> None:
    (text,) = some_codes(1)
    size, path = outline(text)
    picture = Image.new("L", (size * 4,) * 2, 255)
    draw = ImageDraw.Draw(picture)

    for part in path.split("M")[1:]:
        place, width = part.split("h")[:2]
        x, y = map(int, place.split(" "))
        length = int(width.split("v")[0])
        draw.rectangle((x * 4, y * 4, (x + length) * 4 - 1, y * 4 + 3), fill=0)

    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [text]
