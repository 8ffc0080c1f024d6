"""Catalogues on disk: the PO file that a translator edits, and the compiled one that the program reads."""

from collections.abc import Iterable
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from assessment.locales.sources import Source
from assessment.locales.table import LOCALES

_NUMBERS = range(200)  # every plural form of every language is among these


def catalogue_path(translations: Path, tag: str, domain: str) -> Path:
    """Where the translations of *domain* into the locale *tag* are kept."""
    return translations / tag / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(translations: Path, tag: str, domain: str) -> Catalog:
    """The translations of *domain* into the locale *tag*; an empty catalogue where there is no file yet."""
    path = catalogue_path(translations, tag, domain)
    if not path.is_file():
        return Catalog(LOCALES[tag].babel, domain, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, LOCALES[tag].babel, domain, abort_invalid=True)


def message_of(catalogue: Catalog, source: Source) -> Message | None:
    """The entry of *source* in *catalogue*."""
    return catalogue.get(source.text, source.context or None)


def forms(message: Message | None) -> tuple[str, ...]:
    """The translation in *message*, in every plural form of its language; nothing where one is empty."""
    if message is None or not message.string:
        return ()
    found = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found if all(found) else ()


def is_finished(message: Message | None) -> bool:
    """Whether a translator has finished *message*: nothing empty, and not waiting for a second look."""
    return bool(forms(message)) and not (message and message.fuzzy)


def is_compiled(translations: Path, tag: str, domain: str, sources: Iterable[Source]) -> bool:
    """Whether the compiled catalogue says what the PO file says for each of *sources* that is finished there."""
    path = catalogue_path(translations, tag, domain).with_suffix(".mo")
    if not path.is_file():
        return False
    with path.open("rb") as file:
        compiled = GNUTranslations(file)
    catalogue = read_catalogue(translations, tag, domain)
    written = ((source, message_of(catalogue, source)) for source in sources)
    return all(_told(compiled, source) == set(forms(m)) for source, m in written if is_finished(m))


def _told(compiled: GNUTranslations, source: Source) -> set[str]:
    context, text, plural = source.context, source.text, source.plural
    if plural and context:
        return {compiled.npgettext(context, text, plural, number) for number in _NUMBERS}
    if plural:
        return {compiled.ngettext(text, plural, number) for number in _NUMBERS}
    return {compiled.pgettext(context, text) if context else compiled.gettext(text)}
