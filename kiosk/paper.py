"""Sealed results on paper: which bundles can be printed, and the sheet with codes that only the municipality reads."""

import gettext
from functools import cache

from assessment.bundle import frames
from assessment.locales import LOCALES, folder
from assessment.report import fonts, transport
from assessment.report.transport import Transport
from assessment.storage import paper
from assessment.storage.paper import NoPaper, Printable
from kiosk.service import Kiosk

__all__ = ["NoPaper", "Printable", "codes", "hand_out", "page", "printable", "words"]
_WHEN_IT_CANNOT_BE_SET = "en"


def printable(kiosk: Kiosk) -> list[Printable]:
    """The bundles of *kiosk* that can be printed, oldest first."""
    return paper.printable(kiosk.store)


def hand_out(kiosk: Kiosk, number: int) -> None:
    """Give bundle *number* out on paper; NoPaper where there is none.

    Due before `page` and `codes`, and noted in the audit log: from now on the result has left the kiosk.
    """
    paper.hand_out(kiosk.store, number, kiosk.now())


def page(kiosk: Kiosk, number: int, locale: str = "nl") -> bytes:
    """The PDF of bundle *number*, in Dutch and in *locale*; NoPaper where there is none or it was not handed out."""
    chosen = _settable(locale)
    other = () if chosen == "nl" else words(chosen)
    return transport.pdf(Transport(kiosk.identity.name, number, codes(kiosk, number), other))


def codes(kiosk: Kiosk, number: int) -> tuple[str, ...]:
    """The texts of the codes of bundle *number*; NoPaper as `page`."""
    return tuple(frames.cut(paper.token(kiosk.store, number)))


def words(locale: str) -> tuple[str, ...]:
    """What the sheet says to the person whose result it is, in *locale*."""
    _ = _catalogue(locale).gettext
    return (
        _("This is your result, locked. Only the municipality can read it."),
        _("Give this sheet to your case worker. Your answers are not on it."),
    )


def _settable(locale: str) -> str:
    """*locale*, or English where its script does not go on paper yet: the screen shows it in every script."""
    return locale if all(map(fonts.can_set, words(locale))) else _WHEN_IT_CANNOT_BE_SET


@cache
def _catalogue(locale: str) -> gettext.NullTranslations:
    return gettext.translation("kiosk", folder(), [LOCALES[locale].babel], fallback=True)
