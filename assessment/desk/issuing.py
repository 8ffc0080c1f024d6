"""New start codes: for people who were not here before, and for one who sits again."""

from collections.abc import Callable, Sequence

from assessment.items.design import MOST_FORMS
from assessment.session import codes
from assessment.storage.case_records import StartCode


class NoRepeat(ValueError):
    """Nobody can sit again with this code; *reason* is not_issued, no_reference or no_form."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def fresh(issued: Sequence[StartCode], digits: Callable[[int], str], count: int, form: int = 1) -> list[str]:
    """*count* start codes of *form* that are not among those *issued*."""
    known, new = {one.code for one in issued}, list[str]()
    while len(new) < count:
        code = codes.start_code(digits(codes.START_RANDOM), form)
        if code not in known:
            known.add(code)
            new.append(code)
    return new


def next_form(issued: Sequence[StartCode], code: str) -> tuple[int, str]:
    """The form of the next sitting of the person behind *code*, and the reference that they are known by.

    One more than any code that was issued with that reference, so that no item comes twice however many codes were
    made; NoRepeat where this desk does not know whose code it is, or the last form was used.
    """
    own = next((one for one in issued if one.code == code), None)
    if own is None:
        raise NoRepeat("not_issued")
    if not own.reference:
        raise NoRepeat("no_reference")
    form = 1 + max(codes.form(one.code) for one in issued if one.reference == own.reference)
    if form > MOST_FORMS:
        raise NoRepeat("no_form")
    return form, own.reference
