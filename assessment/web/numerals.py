"""Whole numbers as people write them: any decimal digits are read, and a language's own are shown."""

import unicodedata
from enum import Enum

from flask_babel import get_locale

from assessment.locales import LOCALES

MOST_DIGITS = 6
_ZEROS = {"latn": "0", "arab": "٠", "arabext": "۰"}
_MARKS = frozenset(".,٫٬/")


class Fault(Enum):
    """What is wrong with a number as it was typed."""

    NOTHING = 1
    NOT_WHOLE = 2
    NOT_DIGITS = 3  # words, or numerals such as the Ethiopic ones that have no places of ten


class NotANumber(ValueError):
    """What was typed is not a whole number; *fault* says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault


def read(text: str) -> int:
    """The whole number that *text* says in decimal digits of any script; NotANumber where it says none."""
    typed = "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Cf")
    if not typed:
        raise NotANumber(Fault.NOTHING)
    if _MARKS.intersection(typed) and any(char.isdecimal() for char in typed):
        raise NotANumber(Fault.NOT_WHOLE)
    if not typed.isdecimal() or len(typed) > MOST_DIGITS:
        raise NotANumber(Fault.NOT_DIGITS)
    return int(typed)


def write(number: int, tag: str) -> str:
    """*number* in the digits of the locale *tag*."""
    zero = ord(_ZEROS[LOCALES[tag].digits])
    return "".join(chr(zero + int(digit)) for digit in str(number))


def say(number: int) -> str:
    """*number* in the digits of the language that is spoken in this request."""
    locale = get_locale()
    spoken = next((tag for tag, each in LOCALES.items() if locale and each.babel == str(locale)), None)
    return write(number, spoken) if spoken else str(number)
