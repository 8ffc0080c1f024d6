"""C-test: how many words were completed as they should be, and what that is worth."""

from collections.abc import Sequence

from assessment.items.interactions import Gap, GapText
from assessment.scoring.typed import plain


def right(text: GapText, typed: Sequence[str]) -> int:
    """In how many gaps of *text* stands what completes the word, 0 to the number of gaps; an open gap is not right."""
    return sum(completes(gap, end) for gap, end in zip(text.gaps, typed, strict=False))


def completes(gap: Gap, typed: str) -> bool:
    """Whether *typed* is the end of the word of *gap*, or, as some people type it, the whole word."""
    ends = [plain(end) for end in gap.accept]
    return plain(typed) in ends or plain(typed) in [plain(gap.half + end) for end in gap.accept]


def points(text: GapText, typed: Sequence[str]) -> int:
    """How many of the bands of *text* are reached, 0 to their number (CONTENT.md §3.2, CT)."""
    number = right(text, typed)
    return sum(number >= band for band in text.bands)
