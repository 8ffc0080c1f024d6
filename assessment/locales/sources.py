"""The strings that a locale must have: those of the program and those of a bank."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from babel.messages.pofile import read_po

from assessment.items.model import ItemBank
from assessment.items.text import texts

# every other domain is a bank
PROGRAM = ("kiosk", "operator", "desk", "report")
PROGRAM_LOCALE = "en"


class NotExtracted(FileNotFoundError):
    """The list of the program's strings is not there."""


@dataclass(frozen=True, slots=True)
class Source:
    """A string to translate. *note* is what the translator was told; most have no *plural*."""

    domain: str
    context: str
    text: str
    plural: str = ""
    note: str = ""

    @property
    def hash(self) -> str:
        """What a translation is made from: another one as soon as text, context or note change."""
        # PO files wrap notes, so white space means nothing in them
        parts = (self.context, self.text, self.plural, "".join(self.note.split()))
        return f"sha256:{sha256(chr(0).join(parts).encode()).hexdigest()[:16]}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays when an author edits: the context in a bank; elsewhere the text is all there is."""
        return self.domain, self.context, self.text if self.domain in PROGRAM else ""

    def __str__(self) -> str:
        return f"{self.domain}: {self.text}" if self.domain in PROGRAM else f"{self.domain}: {self.context}"


def is_own(tag: str, domain: str, banks: Iterable[ItemBank]) -> bool:
    """Whether *domain*, of the program or one of *banks*, is written in *tag*: that has no catalogue, and no gaps."""
    written_in = {bank.id: bank.source_locale for bank in banks}
    return tag == written_in.get(domain, PROGRAM_LOCALE)


def bank_sources(bank: ItemBank) -> Iterator[Source]:
    """The strings of *bank* that are translated, straight from the bank."""
    return (Source(bank.id, text.context, text.text, note=text.note) for text in texts(bank))


def program_sources(translations: Path, domain: str) -> Iterator[Source]:
    """The strings of the program in *domain*, as last extracted."""
    path = template_path(translations, domain)
    if not path.is_file():
        raise NotExtracted(f"{path} is not there; `assessment translations extract` makes it")
    with path.open("rb") as file:
        template = read_po(file, abort_invalid=True)
    for message in template:
        text, plural = (message.id, "") if isinstance(message.id, str) else message.id[:2]
        if text:  # the first message is the header
            yield Source(domain, message.context or "", text, plural, " ".join(message.auto_comments))


def template_path(translations: Path, domain: str) -> Path:
    """Where the list of strings of *domain* is kept."""
    return translations / "templates" / f"{domain}.pot"
