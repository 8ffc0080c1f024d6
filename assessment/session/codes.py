"""Start codes and resume codes: digits with a check digit, in any script's decimal digits.

A start code is 1 digit for the form of a repeat sitting, 8 random digits and a check digit.
A resume code is the 4 digits of a slip number, 15 random digits and a check digit.
"""

import unicodedata

from assessment.items.design import MOST_FORMS

START_RANDOM = 8
SLIP_DIGITS = 4
RESUME_RANDOM = 15
_IGNORED = " -.\u00a0\u200e\u200f\u2066\u2067\u2068\u2069\u202f\u2009\u061c\u202a\u202b\u202c\u202d\u202e"
# The quasigroup of Damm's thesis (2004): finds every single wrong digit and every swap of neighbours.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


class WrongCode(ValueError):
    """What was typed is no code; *wait_seconds* is how long until the next try is looked at."""

    def __init__(self, message: str, wait_seconds: int = 0) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


def check_digit(digits: str) -> str:
    """The digit that completes *digits* so that Damm's check comes out as 0."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return str(interim)


def start_code(random_digits: str, form: int = 1) -> str:
    """The start code of *form* (1 to 9) with eight *random_digits*."""
    if not 1 <= form <= MOST_FORMS or len(random_digits) != START_RANDOM or not random_digits.isdecimal():
        raise ValueError(f"expected a form from 1 to {MOST_FORMS} and {START_RANDOM} digits")
    digits = f"{form}{random_digits}"
    return digits + check_digit(digits)


def form(code: str) -> int:
    """Which form of the assessment start code *code* is for: 1 for a first sitting, 2 and up for a repeat."""
    return max(1, int(code[:1])) if code[:1].isdecimal() else 1


def resume_code(slip: str, random_digits: str) -> str:
    """The resume code of the session with number *slip* and fifteen *random_digits*."""
    if len(slip) != SLIP_DIGITS or len(random_digits) != RESUME_RANDOM or not (slip + random_digits).isdecimal():
        raise ValueError(f"expected {SLIP_DIGITS} and {RESUME_RANDOM} digits")
    return slip + random_digits + check_digit(slip + random_digits)


def parse_start_code(text: str) -> str:
    """The start code typed as *text*, in ASCII digits; WrongCode where the check digit does not fit."""
    code = _parse(text, START_RANDOM + 2)
    if code[0] == "0":
        raise WrongCode("the form number is 0")
    return code


def parse_resume_code(text: str) -> str:
    """The resume code typed as *text*, in ASCII digits; WrongCode where the check digit does not fit."""
    return _parse(text, SLIP_DIGITS + RESUME_RANDOM + 1)


def slip_number(code: str) -> str:
    """The slip number with which a resume code begins."""
    return code[:SLIP_DIGITS]


def _parse(text: str, length: int) -> str:
    digits = ascii_digits(text)
    if len(digits) != length:
        raise WrongCode(f"found {len(digits)} digits, expected {length}")
    if check_digit(digits[:-1]) != digits[-1]:
        raise WrongCode("the check digit does not fit")
    return digits


def ascii_digits(text: str) -> str:
    """The decimal digits of *text*, of whatever script, as 0–9; WrongCode for anything but digits and spacing."""
    digits = []
    for char in text:
        if char in _IGNORED or char.isspace():
            continue
        value = unicodedata.decimal(char, None)
        if value is None:
            raise WrongCode(f"found {char!r}, expected digits only")
        digits.append(str(value))
    return "".join(digits)


def show(code: str) -> str:
    """*code* in groups that can be read aloud: a start code as 3 3 4, a resume code in fours."""
    sizes = (3, 3, 4) if len(code) == START_RANDOM + 2 else (4,) * 5
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    return " ".join(code[start : start + size] for start, size in zip(starts, sizes, strict=True))
