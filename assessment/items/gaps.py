"""The text of a C-test as an author writes it: `veran{derd}`, with alternatives as in `mor{gen|gens}`, to its gaps."""

import re

from assessment.items.interactions import Gap

_QUOTED = 24  # characters around a mistake that the message repeats
_PIECE = re.compile(r"(?P<before>[^{}]*)\{(?P<inside>[^{}]*)\}")
_HALF = re.compile(r"(?:\w[\w'’-]*)?\Z")


class NotGaps(ValueError):
    """The braces of a text do not mark gaps; the message says what was found and where in the text."""


def parse(text: str) -> tuple[tuple[Gap, ...], str]:
    """The gaps of *text* and what follows the last one; NotGaps where a brace has no partner or holds nothing."""
    gaps: list[Gap] = []
    at = 0
    while piece := _PIECE.match(text, at):
        gaps.append(_gap(piece))
        at = piece.end()
    rest = text[at:]
    if brace := re.search(r"[{}]", rest):
        raise NotGaps(_alone(text, at + brace.start()))
    return tuple(gaps), rest


def _gap(piece: re.Match[str]) -> Gap:
    accept = tuple(part.strip() for part in piece["inside"].split("|"))
    if not all(accept):
        raise NotGaps(f"found nothing to be typed in {_tail(piece[0])!r}, expected gaps such as be{{ginnen|gint}}")
    half = _HALF.search(piece["before"])
    start = half.start() if half else 0
    return Gap(piece["before"][:start], piece["before"][start:], accept)


def _alone(text: str, at: int) -> str:
    """What to say of the brace at *at*: one without a partner, or one inside another."""
    second = re.search(r"[{}]", text[at + 1 :]) if text[at] == "{" else None
    if second and second[0] == "{":
        return f"found a {{ inside a gap in {_tail(text[: at + second.end() + 1])!r}, expected }} before the next {{"
    missing = "}" if text[at] == "{" else "{"
    return f"found {text[at]} without {missing} in {_tail(text[: at + 1])!r}, expected gaps such as be{{ginnen}}"


def _tail(text: str) -> str:
    return text if len(text) <= _QUOTED else "…" + text[-_QUOTED:]
