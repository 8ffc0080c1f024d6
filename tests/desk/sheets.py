"""Sheets of paper with real codes, photographed."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from assessment.bundle import frames, keys, reduced
from assessment.bundle.contents import Contents
from assessment.bundle.paper import seal_paper
from assessment.bundle.seal import seal
from assessment.report import transport
from tests.desk.builders import Office, a_sitting, contents_of


@dataclass(frozen=True)
class Sheet:
    """One sitting by both ways: the *bundle* for the stick, *digest* of what was signed in it, and *codes* on paper."""

    bundle: bytes
    digest: str
    codes: tuple[str, ...]


def a_sheet(office: Office, contents: Contents | None = None, *, full: str = "") -> Sheet:
    said, desk = contents or contents_of(a_sitting()), keys.public(office.desk_key)
    sealed = seal(said, office.device_key, desk)
    raw = seal_paper(reduced.of(said, full or sealed.jws_digest), office.device_key, desk)
    return Sheet(sealed.data, sealed.jws_digest, tuple(frames.cut(raw)))


def a_photo(*codes: str, pixels: int = 4, kind: str = "PNG") -> bytes:
    """*codes* below each other, so many *pixels* to a module, as a file."""
    pictures = [_code(code, pixels) for code in codes]
    side = pictures[0].width
    photo = Image.new("L", (side, side * len(pictures)), 255)
    for place, picture in enumerate(pictures):
        photo.paste(picture, (0, place * side))
    file = BytesIO()
    photo.save(file, kind)
    return file.getvalue()


def _code(text: str, pixels: int) -> Image.Image:
    rows: Sequence[Sequence[bool]] = transport.matrix(text)
    quiet, side = 6, len(rows)
    picture = Image.new("L", (side + 2 * quiet,) * 2, 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + quiet, y + quiet), 0)
    return picture.resize((picture.width * pixels,) * 2, Image.Resampling.NEAREST)
