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
    """The few styles of the page; *unit* is the size of the running text in points."""

    unit: float
    title: ParagraphStyle
    heading: ParagraphStyle
    label: ParagraphStyle
    text: ParagraphStyle
    strong: ParagraphStyle
    small: ParagraphStyle
    bullet: ParagraphStyle
    reason: ParagraphStyle


def styles(unit: float) -> Styles:
    """The styles around a running text of *unit* points."""
    return Styles(
        unit=unit,
        title=_style("title", BOLD, unit * 2.0, INK),
        heading=_style("heading", BOLD, unit * 1.2, INK),
        label=_style("label", REGULAR, unit * 0.9, SOFT),
        text=_style("text", REGULAR, unit, INK),
        strong=_style("strong", BOLD, unit, INK),
        small=_style("small", REGULAR, unit * 0.85, SOFT),
        bullet=_style("bullet", REGULAR, unit, INK, indent=unit * 1.2),
        reason=_style("reason", REGULAR, unit * 0.85, SOFT, indent=unit * 1.2),
    )


def _style(name: str, font: str, size: float, colour: Color, indent: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * 1.28,
        textColor=colour,
        leftIndent=indent,
        bulletFontName=font,
        bulletFontSize=size,
        splitLongWords=1,
    )
