"""The report's texts: written in English, told in Dutch."""

from functools import cache
from gettext import GNUTranslations, translation

from assessment import locales

DOMAIN = "report"


class NotCompiled(RuntimeError):
    """The catalogue exists as text but was never compiled."""


@cache
def _dutch() -> GNUTranslations:
    try:
        return translation(DOMAIN, str(locales.folder()), ["nl"])
    except FileNotFoundError:
        raise NotCompiled(f"found no {DOMAIN}.mo for nl; run: assessment translations compile") from None


def gettext(text: str) -> str:
    """The Dutch for *text*."""
    return _dutch().gettext(text)
