"""A sealed result as codes: on a sheet of A4 that says nothing about the person, or on a screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any, Literal

import qrcode
from qrcode.util import QRData
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from assessment.report import fonts
from assessment.report.blocks import words
from assessment.report.catalogue import gettext as _
from assessment.report.pdf import ONE_AT_A_TIME
from assessment.report.styles import INK, styles

MODULE = 0.4 * mm
ON_A_PAGE = 6
_QR_VERSION = 20
_ALPHANUMERIC: Literal[2] = 2
_QUIET = 4  # modules of white around a code (ISO/IEC 18004)
_COLUMNS = 2
_MARGIN = 18 * mm
_ACROSS, _DOWN = 90 * mm, 62 * mm  # from one code to the next: one at a time in front of a camera
_LOOK = styles(10.5, A4[0] - 2 * _MARGIN)


@dataclass(frozen=True, slots=True)
class Transport:
    """What goes on paper: the *kiosk* by name, the *number* of the bundle, its *codes*, and *other* words.

    The other words say the same to the person whose result it is, in a language that they read.
    """

    kiosk: str
    number: int
    codes: tuple[str, ...]
    other: tuple[str, ...]


def dutch() -> tuple[str, ...]:
    """What the sheet says in Dutch: its title, then what it is, who can read it, and what to do with it."""
    return (
        _("A result on paper"),
        _("This is the result of one person, sealed. Nobody can read it but the municipality that it was made for."),
        _("Give this sheet to the case worker. The municipality reads the codes with a camera, in any order."),
        _("The answers are not on this sheet. Destroy it when the municipality has read it."),
    )


def pdf(transport: Transport) -> bytes:
    """*transport* on as many sheets as its codes need, six on each."""
    with ONE_AT_A_TIME:
        fonts.register()
        target = BytesIO()
        font: Any = fonts.REGULAR  # the stub has another type
        canvas = Canvas(target, pagesize=A4, invariant=1, lang="nl", initialFontName=font)
        canvas.setTitle(f"{dutch()[0]} {transport.kiosk} {transport.number}")
        for first in range(0, len(transport.codes), ON_A_PAGE):
            _sheet(canvas, transport, first)
            canvas.showPage()
        canvas.save()
        return target.getvalue()


def _sheet(canvas: Canvas, transport: Transport, first: int) -> None:
    top = _told(canvas, transport)
    for place, text in enumerate(transport.codes[first : first + ON_A_PAGE]):
        row, column = divmod(place, _COLUMNS)
        left, bottom = _MARGIN + column * _ACROSS, top - (row + 1) * _DOWN + 10 * mm
        _code(canvas, text, left, bottom)
        canvas.setFont(fonts.BOLD, 11)
        canvas.drawString(left + _QUIET * MODULE, bottom - 3 * mm, f"{first + place + 1}/{len(transport.codes)}")


def _told(canvas: Canvas, transport: Transport) -> float:
    """Write what the sheet says, and from where on down there is room."""
    title, *lines = dutch()
    facts = _("Kiosk: %(kiosk)s. Number: %(number)d. Codes: %(codes)d.") % {
        "kiosk": transport.kiosk,
        "number": transport.number,
        "codes": len(transport.codes),
    }
    story = [words(title, _LOOK.title), *(words(line, _LOOK.text) for line in lines), words(facts, _LOOK.strong)]
    story += [words(line, _LOOK.text) for line in transport.other]
    return _stacked(canvas, story, A4[1] - _MARGIN)


def _stacked(canvas: Canvas, story: Sequence[Paragraph], top: float) -> float:
    canvas.setFillColor(INK)
    for paragraph in story:
        height = paragraph.wrap(_LOOK.column, A4[1])[1]
        paragraph.drawOn(canvas, _MARGIN, top - height)
        top -= height + 2 * mm
    return top


def _code(canvas: Canvas, text: str, left: float, bottom: float) -> None:
    """Draw the code for *text*, with its quiet zone: one path, so that no hairline shows between its modules."""
    rows = matrix(text)
    path = canvas.beginPath()
    for row, cells in enumerate(rows):
        height = bottom + (_QUIET + len(rows) - 1 - row) * MODULE
        for start, length in _runs(cells):
            path.rect(left + (_QUIET + start) * MODULE, height, length * MODULE, MODULE)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawPath(path, stroke=0, fill=1)


def outline(text: str) -> tuple[int, str]:
    """The code for *text* as a path for SVG, in modules, and how many modules it is wide, quiet zone included."""
    rows = matrix(text)
    path = (
        f"M{_QUIET + start} {_QUIET + row}h{length}v1h-{length}z"
        for row, cells in enumerate(rows)
        for start, length in _runs(cells)
    )
    return len(rows) + 2 * _QUIET, "".join(path)


def matrix(text: str) -> list[list[bool]]:
    """The modules of the code of version 20, level M, that says *text* in alphanumeric mode, row by row."""
    code = qrcode.QRCode(version=_QR_VERSION, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(QRData(text, mode=_ALPHANUMERIC))
    code.make(fit=False)
    return [[bool(cell) for cell in row] for row in code.modules]


def _runs(cells: Sequence[bool]) -> list[tuple[int, int]]:
    """Where dark modules lie side by side: start and length."""
    found, at = [], 0
    for dark, group in groupby(cells):
        length = len(list(group))
        if dark:
            found.append((at, length))
        at += length
    return found
