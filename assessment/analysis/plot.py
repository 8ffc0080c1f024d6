"""A picture for authors: where on the scale the items of a section tell much, and how sure an estimate can be."""

from collections.abc import Callable, Iterator
from math import sqrt
from xml.sax.saxutils import escape

from assessment.analysis.simulation import Design
from assessment.scoring.irt import information

_WIDTH, _HEIGHT, _LEFT, _TOP = 760, 380, 60, 50
_STEPS = 200
_INFORMATION, _ERROR, _LINE, _TEXT = "#004699", "#b33c00", "#767676", "#181818"


def plot(design: Design, title: str) -> str:
    """An SVG of information and standard error from all items of *design*, its cut scores and its difficulties."""
    places = [item.parameters.difficulty for item in design.items if item.parameters]
    edges = [*places, design.mean - 2 * design.sd, design.mean + 2 * design.sd]
    low, high = min(edges) - 0.5, max(edges) + 0.5
    thetas = [low + (high - low) * step / _STEPS for step in range(_STEPS + 1)]
    told = [sum(information(t, item.parameters) for item in design.items if item.parameters) for t in thetas]
    errors = [1 / sqrt(value + 1 / design.sd**2) for value in told]
    top, most = max(told) * 1.05, max(errors) * 1.05

    def across(theta: float) -> float:
        return _LEFT + _WIDTH * (theta - low) / (high - low)

    parts = [
        *_axes(across, low, high),
        *_cuts(design, across),
        _curve(zip(map(across, thetas), (_up(value / top) for value in told), strict=True), _INFORMATION, ""),
        _curve(zip(map(across, thetas), (_up(value / most) for value in errors), strict=True), _ERROR, "6 4"),
        *(_stroke(across(place), _up(0), across(place), _up(0) - 8, _TEXT) for place in places),
        _text(_LEFT, _TOP - 26, f"Information of all items, up to {max(told):.1f} (full line)", _INFORMATION),
        _text(
            _LEFT, _TOP - 8, f"Standard error after all items, {min(errors):.2f} to {max(errors):.2f} (dashes)", _ERROR
        ),
        _text(_LEFT, _up(0) + 44, "theta in logits; short strokes: difficulties of the items", _TEXT),
    ]
    about = f"Information is highest, and the error lowest, near theta {thetas[told.index(max(told))]:.1f}."
    return _svg(title, about, parts)


def _svg(title: str, about: str, parts: list[str]) -> str:
    width, height = _WIDTH + 2 * _LEFT, _HEIGHT + _TOP + 60
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif">'
    )
    names = f"<title>{escape(title)}</title><desc>{escape(about)}</desc>"
    return "\n".join([head, names, f'<rect width="{width}" height="{height}" fill="#fff"/>', *parts, "</svg>", ""])


def _up(share: float) -> float:
    return _TOP + _HEIGHT * (1 - share)


def _axes(across: Callable[[float], float], low: float, high: float) -> Iterator[str]:
    yield _stroke(across(low), _up(0), across(high), _up(0), _LINE)
    for whole in range(round(low), round(high) + 1):
        if low <= whole <= high:
            yield _text(across(whole), _up(0) + 20, str(whole), _TEXT, "middle")


def _cuts(design: Design, across: Callable[[float], float]) -> Iterator[str]:
    for cut in design.cut_scores.cuts if design.cut_scores else ():
        yield _stroke(across(cut.theta), _up(0), across(cut.theta), _up(1), _LINE, "2 4")
        yield _text(across(cut.theta) + 4, _up(0.96), f"{cut.level} ›", _TEXT)


def _curve(points: Iterator[tuple[float, float]], colour: str, dashes: str) -> str:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'


def _stroke(x1: float, y1: float, x2: float, y2: float, colour: str, dashes: str = "") -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-dasharray="{dashes}"/>'


def _text(x: float, y: float, words: str, colour: str, anchor: str = "start") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"'
    return f'<text {place} font-size="14">{escape(words)}</text>'
