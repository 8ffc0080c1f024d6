"""Type and line for the page, at a scale, so that a full profile still fits."""

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle

from assessment.report.fonts import BOLD, REGULAR

INK: Color = HexColor("#1d2433")
SOFT: Color = HexColor("#565f70")
LINE: Color = HexColor("#aab2bf")
PALE: Color = HexColor("#eef1f5")


@dataclass(frozen=True, slots=True)
class Styles:
    """The few styles of the page; *unit* is the size of the running text, *column* the width of a column, in points."""

    unit: float
    column: float
    title: ParagraphStyle
    heading: ParagraphStyle
    label: ParagraphStyle
    text: ParagraphStyle
    strong: ParagraphStyle
    small: ParagraphStyle
    bullet: ParagraphStyle


def styles(unit: float, column: float) -> Styles:
    """The styles around a running text of *unit* points, in columns so wide."""
    return Styles(
        unit=unit,
        column=column,
        title=_style("title", BOLD, unit * 2.0, INK),
        heading=_style("heading", BOLD, unit * 1.15, INK),
        label=_style("label", REGULAR, unit * 0.9, SOFT),
        text=_style("text", REGULAR, unit, INK),
        strong=_style("strong", BOLD, unit, INK),
        small=_style("small", REGULAR, unit * 0.85, SOFT),
        bullet=_style("bullet", REGULAR, unit, INK, indent=unit * 1.2),
    )


def _style(name: str, font: str, size: float, colour: Color, indent: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * 1.22,
        textColor=colour,
        leftIndent=indent,
        bulletFontName=font,
        bulletFontSize=size,
        splitLongWords=1,
    )
