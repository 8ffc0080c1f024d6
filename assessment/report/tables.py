"""The tables of the page: every font named, so that none but ours gets in."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Table, TableStyle

from assessment.report import fonts
from assessment.report.styles import INK, LINE, PALE, SOFT

Cell = Flowable | list[Flowable] | str
_ALL = (0, 0), (-1, -1)


def bare(padding: float = 0) -> TableStyle:
    """A table without lines."""
    style = TableStyle()
    style.add("FONT", *_ALL, fonts.REGULAR)
    style.add("VALIGN", *_ALL, "TOP")
    for side in ("LEFTPADDING", "RIGHTPADDING"):
        style.add(side, *_ALL, 0)
    for side in ("TOPPADDING", "BOTTOMPADDING"):
        style.add(side, *_ALL, padding)
    return style


def rows(cells: Sequence[Sequence[Cell]], widths: Sequence[float], padding: float) -> Table:
    """*cells* without lines, each row on one line of sight."""
    style = bare(padding)
    style.add("VALIGN", *_ALL, "MIDDLE")
    return Table([list(row) for row in cells], colWidths=list(widths), hAlign="LEFT", style=style)


def columns(cells: Sequence[Cell], widths: Sequence[float], gutter: float = 0) -> Table:
    """*cells* beside each other, two of them *gutter* apart."""
    style = bare()
    style.add("RIGHTPADDING", (0, 0), (0, -1), gutter / 2)
    style.add("LEFTPADDING", (-1, 0), (-1, -1), gutter / 2)
    return Table([list(cells)], colWidths=list(widths), style=style)


def panel(cells: Sequence[Cell], widths: Sequence[float], padding: float) -> Table:
    """*cells* beside each other on a pale ground."""
    style = bare(padding)
    style.add("BACKGROUND", *_ALL, PALE)
    style.add("LINEAFTER", (0, 0), (-2, -1), 0.5, LINE)
    _pad(style, padding)
    return Table([list(cells)], colWidths=list(widths), style=style)


def box(cell: Cell, width: float, padding: float) -> Table:
    """*cell* in a dark frame: look here first."""
    style = bare(padding)
    style.add("BOX", *_ALL, 1, INK)
    _pad(style, padding)
    return Table([[cell]], colWidths=[width], style=style)


def forms(heading: Cell, cells: Sequence[Sequence[Cell]], widths: Sequence[float], heights: Sequence[float]) -> Table:
    """*cells* to write in, under a *heading*."""
    style = bare(2)
    style.add("BOX", (0, 1), (-1, -1), 0.6, SOFT)
    style.add("INNERGRID", (0, 1), (-1, -1), 0.4, LINE)
    style.add("LEFTPADDING", (0, 1), (-1, -1), 5)
    filled = [[heading, *[""] * (len(widths) - 1)], *map(list, cells)]
    return Table(filled, colWidths=list(widths), rowHeights=list(heights), style=style)


def _pad(style: TableStyle, padding: float) -> None:
    for side in ("LEFTPADDING", "RIGHTPADDING"):
        style.add(side, *_ALL, padding)
