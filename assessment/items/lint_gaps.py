"""Lint rules about typed Dutch: the gaps of a C-test, and what a dictation accepts."""

import re
from collections.abc import Iterator

from assessment.items.interactions import Credit, Gap, GapText, TextEntry
from assessment.items.model import Item, ItemBank, Place

Finding = tuple[Place, str]
FEWEST, MOST = 3, 25
LONGEST = 12  # letters in a gap
_SENTENCE = re.compile(r"[.!?…][”’\"']?\s")


def gaps_are_enough(bank: ItemBank) -> Iterator[Finding]:
    """A text has 3 to 25 gaps, in practice at least one: fewer tell little, more are tiring."""
    for item, found in _gap_texts(bank):
        least = 1 if item.practice else FEWEST
        if not least <= len(found.gaps) <= MOST:
            yield item.at("text"), f"found {len(found.gaps)} gaps, expected {least} to {MOST}"


def gaps_end_words(bank: ItemBank) -> Iterator[Finding]:
    """A gap is the end of a word whose beginning stands there: 1 to 12 letters, and no letter after it."""
    for item, found in _gap_texts(bank):
        following = [gap.before + gap.half for gap in found.gaps[1:]] + [found.after]
        for gap, rest in zip(found.gaps, following, strict=False):
            yield from ((item.at("text"), message) for message in _wrong(gap, rest))


def _wrong(gap: Gap, rest: str) -> Iterator[str]:
    word = f"{gap.half}{{{'|'.join(gap.accept)}}}"
    if not any(map(str.isalpha, gap.half)):
        yield f"found the gap {word!r} without the beginning of its word, expected letters before it"
    if rest[:1].isalpha():
        yield f"found the gap {word!r} in the middle of a word, expected no letter after it"
    for end in gap.accept:
        if not (len(end) <= LONGEST and re.sub("['’-]", "", end).isalpha()):
            yield f"found {end!r} to be typed, expected 1 to {LONGEST} letters"


def bands_rise(bank: ItemBank) -> Iterator[Finding]:
    """The bands of a text that counts are numbers of gaps, each higher than the one before; practice has none."""
    for item, found in _gap_texts(bank):
        bands = found.bands
        if item.practice and bands:
            yield item.at("bands"), "a practice item is not scored and has no bands"
        elif not (bands or item.practice):
            yield item.at("bands"), "found no bands, expected the least numbers right for 1, 2 … points, as [3, 6, 9]"
        elif list(bands) != sorted(set(bands)) or not all(1 <= band <= len(found.gaps) for band in bands):
            yield item.at("bands"), f"found {list(bands)}, expected rising numbers from 1 to {len(found.gaps)}"


def text_begins_whole(bank: ItemBank) -> Iterator[Finding]:
    """A text that counts begins with a sentence without gaps, which tells what it is about (Klein-Braley 1997)."""
    for item, found in _gap_texts(bank):
        if found.gaps and not item.practice and not _SENTENCE.search(found.gaps[0].before):
            first = f"{found.gaps[0].half}{{{found.gaps[0].accept[0]}}}"
            yield item.at("text"), f"found the gap {first!r} in the first sentence, expected a whole sentence before it"


def dictation_has_a_word(bank: ItemBank) -> Iterator[Finding]:
    """Credit as in a dictation goes with the words that are right, under accept."""
    for item in bank.items.values():
        match item.interaction:
            case TextEntry(accept=(), credit=Credit.DICTATION):
                yield item.at("credit"), "found credit: dictation and no accept, expected the word that is dictated"


def _gap_texts(bank: ItemBank) -> Iterator[tuple[Item, GapText]]:
    for item in bank.items.values():
        if isinstance(item.interaction, GapText):
            yield item, item.interaction


RULES = {
    "gaps-are-enough": gaps_are_enough,
    "gaps-end-words": gaps_end_words,
    "bands-rise": bands_rise,
    "text-begins-whole": text_begins_whole,
    "dictation-has-a-word": dictation_has_a_word,
}
