"""A child process looks at pictures; whatever they are, the desk goes on."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from assessment.desk.eyes import LARGEST_PICTURE, Eyes
from tests.desk.sheets import a_photo

CODES = tuple(f"AB1:AAAA:{number}/3:{'0123' * 200}" for number in (1, 2, 3))


@pytest.fixture(scope="module")
def eyes() -> Iterator[Eyes]:
    made = Eyes()
    yield made
    made.close()


def saved(image: Image.Image, kind: str) -> bytes:
    file = BytesIO()
    image.save(file, kind)
    return file.getvalue()


def a_bomb() -> bytes:
    """A PNG of a few hundred kilobytes that would be several gigabytes of pixels."""
    image = saved(Image.new("1", (8, 8)), "PNG")
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + head
    return image[:8] + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + image[33:]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_every_code_in_a_picture_is_read(eyes: Eyes, kind: str) -> None:
    assert sorted(eyes.see(a_photo(*CODES, kind=kind))) == sorted(CODES)


@pytest.mark.parametrize(
    "file",
    [
        b"", b"x", b"\x89PNG\r\n\x1a\n", a_photo(*CODES)[:500], a_photo(*CODES, kind="JPEG")[:-400], a_bomb(),
        saved(Image.new("RGB", (20, 20)), "GIF"), saved(Image.new("RGB", (20, 20)), "TIFF"), b"%PDF-1.7", b"<svg/>",
        bytes(LARGEST_PICTURE + 1),
    ],
    ids=["empty", "x", "head", "cut", "cut JPEG", "bomb", "GIF", "TIFF", "PDF", "SVG", "too large"],
)  # fmt: skip
def test_a_file_without_codes_is_just_that_and_the_next_is_read(eyes: Eyes, file: bytes) -> None:
    assert [text for text in eyes.see(file) if text not in CODES] == []
    assert eyes.see(a_photo(CODES[1])) == [CODES[1]]


def test_where_the_child_dies_another_looks_at_the_next_picture(eyes: Eyes) -> None:
    eyes.see(a_photo(CODES[0]))
    assert eyes._child is not None
    eyes._child.kill()

    assert len(eyes.see(a_photo(CODES[0])) + eyes.see(a_photo(CODES[0]))) >= 1


def test_nothing_is_left_of_it_when_the_desk_closes(eyes: Eyes) -> None:
    eyes.see(a_photo(CODES[0]))
    child = eyes._child
    assert child is not None

    eyes.close()

    assert child.poll() is not None
