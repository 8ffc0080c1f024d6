"""The embedded fonts, and which text they can set: scripts that need no joining and no right-to-left."""

import unicodedata
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).parent.parent / "web" / "static" / "vendor" / "fonts"
REGULAR, BOLD = "NotoSans", "NotoSans-Bold"
_FILES = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")


class FontsMissing(RuntimeError):
    """The fonts were not built on this machine."""


@cache
def register(folder: Path = FOLDER) -> None:
    """Make both weights in *folder* known to ReportLab; FontsMissing where they are not there."""
    for name, file in _FILES.items():
        if not (folder / file).is_file():
            raise FontsMissing(f"found no font {folder / file}; run: make assets")
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def can_set(text: str) -> bool:
    """Whether *text* can go on paper: every letter in a script we set, every character in the font."""
    known = _characters()
    return all(character.isspace() or (ord(character) in known and _plain(character)) for character in text)


@cache
def _characters() -> frozenset[int]:
    register()
    font = pdfmetrics.getFont(REGULAR)
    if not isinstance(font, TTFont):
        raise FontsMissing(f"found another font under the name {REGULAR}")
    return frozenset(font.face.charToGlyph)


def _plain(character: str) -> bool:
    return not character.isalpha() or unicodedata.name(character, "").startswith(_SCRIPTS)
