"""Dictation: a word written as it should be, a word written as it sounds, or another word.

Four rules of Dutch spelling that learners break without hearing another word (CONTENT.md §3.2): d and t at the end of a
syllable, ei and ij, au and ou, and single or double letters where they do not change the vowel. No distance is counted:
a word with one letter wrong is another word unless a rule says that it sounds the same.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assessment.scoring.typed import plain

FULL, SOUNDS_RIGHT, OTHER = 2, 1, 0

_VOWELS = "aeiouyáàâäéèêëíìîïóòôöúùûü"
_CONSONANTS = "bcdfghjklmnpqrstvwxz"


@dataclass(frozen=True, slots=True)
class SoundRule:
    """What *pattern* finds sounds as *sound*: *written* is right, *heard* sounds the same, *other* does not."""

    name: str
    pattern: re.Pattern[str]
    sound: str
    written: str
    heard: str
    other: str


def _rule(name: str, pattern: str, sound: str, examples: str) -> SoundRule:
    written, heard, other = examples.split()
    return SoundRule(name, re.compile(pattern), sound, written, heard, other)


# In this order: what one leaves is what the next one reads.
RULES: tuple[SoundRule, ...] = (
    _rule("ei and ij", "ij", "ei", "trein trijn treen"),
    _rule("au and ou", "au", "ou", "blauw blouw blaw"),
    _rule("t before d is not heard", "td", "dd", "ontdekken ondekken ontekken"),
    # not before r and w, where d can begin the next syllable: dwars is not twars
    _rule("d at the end of a syllable is t", rf"(?<=\w)d+(?![{_VOWELS}drw])", "t", "hond hont hon"),
    # bommen and bomen differ: there the double consonant says that the vowel before it is short
    _rule(
        "double consonant that shortens no vowel",
        rf"(?<![^{_VOWELS}][{_VOWELS}])([{_CONSONANTS}])\1+|([{_CONSONANTS}])\2+(?![{_VOWELS}])",
        r"\1\2",
        "komt kommt kompt",
    ),
    # not before ch and x, which close a syllable, and not where another vowel follows: leeuw, mooi
    _rule(
        "double vowel in an open syllable",
        rf"([aeou])\1(?=[bcdfghjklmnpqrstvwz][{_VOWELS}])",
        r"\1",
        "lopen loopen loppen",
    ),
    # not ee: zee and ze differ
    _rule("double vowel at the end of a word", r"(?<=\w)([aou])\1(?!\w)", r"\1", "nu nuu nie"),
)


def dictation(found: str, accept: Iterable[str]) -> int:
    """2 where *found* is one of *accept*, 1 where it sounds like one of them, else 0 (CONTENT.md §3.2, DT).

    Capitals, spaces around it, the final full stop and the shape of an apostrophe do not count.
    """
    right = [plain(text) for text in accept]
    given = plain(found)
    if given in right:
        return FULL
    return SOUNDS_RIGHT if sound(given) in map(sound, right) else OTHER


def sound(text: str) -> str:
    """*text*, which is plain already, in a spelling that is the same for all that sounds the same by RULES."""
    heard = f" {text} "
    for rule in RULES:
        heard = rule.pattern.sub(rule.sound, heard)
    return heard.strip()
