"""Information and error over the scale as an SVG, for authors: where the items measure, and where they do not."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from math import ceil, inf, sqrt

from assessment.analysis.simulation import Design
from assessment.items.model import Parameters
from assessment.scoring.irt import information

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 800, 500, 70, 730, 70, 400
_POINTS = 240
_ERROR = 2.0  # logits at the top of the right-hand axis: more is no measurement
_STYLE = (
    "text{font:14px sans-serif;fill:#000}.title{font-size:18px;font-weight:bold}.axis{stroke:#000;fill:none}"
    ".told{stroke:#004699;stroke-width:3;fill:none}.error{stroke:#b30000;stroke-width:3;stroke-dasharray:8 5;fill:none}"
    ".cut{stroke:#555;stroke-dasharray:2 4}.item{stroke:#000;stroke-opacity:.55;stroke-width:1.5}"
    ".left{fill:#004699}.right{fill:#b30000}"
)


def plot(design: Design, title: str) -> str:
    """The drawing: test information and standard error of all items of *design*, its cut scores, and each item."""
    low, high = _reach(design)
    thetas = [low + (high - low) * number / _POINTS for number in range(_POINTS + 1)]
    told = [sum(information(theta, item.parameters) for item in design.items if item.parameters) for theta in thetas]
    errors = [1 / sqrt(value) if value else inf for value in told]
    top = max(1, ceil(max(told, default=0.0)))

    def across(theta: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (theta - low) / (high - low)

    parts = [
        *_frame(title, _description(design, thetas, told)),
        *_axes(across, range(ceil(low), int(high) + 1), top),
        *_cuts(design, across),
        *_items(design, across),
        _line("told", ((across(x), _up(value / top)) for x, value in zip(thetas, told, strict=True))),
        _line("error", ((across(x), _up(e / _ERROR)) for x, e in zip(thetas, errors, strict=True) if e <= _ERROR)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _reach(design: Design) -> tuple[float, float]:
    """The scale to draw: three SD of the prior, and all items and cut scores with some room."""
    mean, sd = design.prior
    places = [mean - 3 * sd, mean + 3 * sd, *(place for item in design.items for place in _places(item.parameters))]
    places += [cut.theta for cut in design.cut_scores.cuts] if design.cut_scores else []
    return min(places) - 0.25, max(places) + 0.25


def _places(parameters: Parameters | None) -> tuple[float, ...]:
    return (parameters.steps or (parameters.difficulty,)) if parameters else ()


def _description(design: Design, thetas: Sequence[float], told: Sequence[float]) -> str:
    best, most = max(zip(thetas, told, strict=True), key=lambda pair: pair[1])
    cuts = ", ".join(f"{cut.level} from {cut.theta:g}" for cut in design.cut_scores.cuts) if design.cut_scores else ""
    enough = [theta for theta, value in zip(thetas, told, strict=True) if value >= 4]
    reach = f" The error is 0.5 or less from {enough[0]:.1f} to {enough[-1]:.1f}." if enough else ""
    levels = f" Levels: {cuts}." if cuts else ""
    return (
        f"{len(design.items)} items tell most at {best:.1f} logits: information {most:.1f}, standard error "
        f"{1 / sqrt(most) if most else inf:.2f} if all were answered.{reach}{levels}"
    )


def _frame(title: str, description: str) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
        ' role="img" aria-labelledby="title description">'
    )
    yield f'<title id="title">{escape(title)}</title>'
    yield f'<desc id="description">{escape(description)}</desc>'
    yield f'<style>{_STYLE}</style><rect width="100%" height="100%" fill="#fff"/>'
    yield _text(_LEFT, 26, title, "start", "title")
    yield _text(_LEFT, 48, "Information (solid line)", "start", "left")
    yield _text(_RIGHT, 48, "Standard error if all were answered (dashed line)", "end", "right")


def _axes(across: Callable[[float], float], places: Iterable[int], top: int) -> Iterator[str]:
    yield f'<path class="axis" d="M{_LEFT} {_TOP}V{_BOTTOM}H{_RIGHT}V{_TOP}"/>'
    for place in places:
        yield f'<path class="axis" d="M{across(place):.1f} {_BOTTOM}v6"/>'
        yield _text(across(place), _BOTTOM + 22, str(place).replace("-", "−"))
    for part in range(5):
        height = _up(part / 4)
        yield f'<path class="axis" d="M{_LEFT} {height:.1f}h-6M{_RIGHT} {height:.1f}h6"/>'
        yield _text(_LEFT - 10, height + 5, f"{top * part / 4:g}", "end", "left")
        yield _text(_RIGHT + 10, height + 5, f"{_ERROR * part / 4:g}", "start", "right")
    yield _text((_LEFT + _RIGHT) / 2, _HEIGHT - 14, "Theta in logits; each stroke is an item or a step")


def _cuts(design: Design, across: Callable[[float], float]) -> Iterator[str]:
    for cut in design.cut_scores.cuts if design.cut_scores else ():
        yield f'<path class="cut" d="M{across(cut.theta):.1f} {_TOP}V{_BOTTOM}"/>'
        yield _text(across(cut.theta) + 5, _TOP + 14, f"{cut.level} →", "start")


def _items(design: Design, across: Callable[[float], float]) -> Iterator[str]:
    for item in design.items:
        for place in _places(item.parameters):
            name = f"{escape(item.id)}: {place:g}"
            yield f'<path class="item" d="M{across(place):.1f} {_BOTTOM + 34}v26"><title>{name}</title></path>'


def _up(share: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * share


def _line(name: str, points: Iterable[tuple[float, float]]) -> str:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="{name}" points="{places}"/>'


def _text(x: float, y: float, words: str, anchor: str = "middle", name: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>{escape(words)}</text>'
