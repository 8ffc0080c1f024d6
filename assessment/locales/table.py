"""One table of the locales, by BCP-47 tag."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as we offer it, digits and calendar included: the defaults differ from region to region."""

    tag: str  # BCP-47: in addresses, events and cookies
    babel: str
    lang: str  # for the `lang` attribute
    direction: Literal["ltr", "rtl"]
    autonym: str
    font: Literal["latin", "arabic", "ethiopic"]  # the font stack
    digits: str
    calendar: str
    iso639_3: str  # for exchange with other systems


LOCALES: dict[str, Locale] = {
    locale.tag: locale
    for locale in (
        Locale("nl", "nl", "nl", "ltr", "Nederlands", "latin", "latn", "gregory", "nld"),
        Locale("ar", "ar", "ar", "rtl", "العربية", "arabic", "latn", "gregory", "ara"),
        Locale("fa", "fa", "fa", "rtl", "فارسی", "arabic", "arabext", "persian", "pes"),
        Locale("en", "en", "en", "ltr", "English", "latin", "latn", "gregory", "eng"),
        Locale("ti", "ti", "ti", "ltr", "ትግርኛ", "ethiopic", "latn", "gregory", "tir"),
    )
}


def folder() -> Path:
    """Where the catalogues are: inside the installed package, else at the top of the checkout."""
    package = Path(__file__).parent.parent
    installed = package / "_translations"
    return installed if installed.is_dir() else package.parent / "translations"
