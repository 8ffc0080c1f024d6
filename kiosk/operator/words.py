"""The operator's words, in a catalogue of their own: a language of the candidates never waits for them."""

from functools import cache
from typing import cast

from flask_babel import Domain

from assessment.locales import folder

LOCALES = ("nl", "en")


@cache
def _domain() -> Domain:
    return Domain([str(folder().absolute())], "operator")


def gettext(text: str, **values: object) -> str:
    """*text* in the operator's language, with *values* filled in."""
    return cast(str, _domain().gettext(text, **values))


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """*one* or *many*, whichever fits *num*, in the operator's language, with *values* filled in."""
    return cast(str, _domain().ngettext(one, many, num, **values))
