"""What can be seen to be wrong with a translation without knowing the language; the rest is for people."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment.authoring.states import sources_for
from assessment.items.model import ItemBank
from assessment.locales.catalogues import forms, message_of, read_catalogue
from assessment.locales.offers import Gap, gaps_in
from assessment.locales.sources import PROGRAM, Source, is_own
from assessment.locales.states import read_states

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_LOOSE_PERCENT = re.compile(r"%(?!\(\w+\)[sd]|%)")
# marks, embeddings, overrides and isolates: the page isolates, a text never does
_BIDI_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SCRIPTS = {
    "ar": ("Arabic", re.compile("[\u0620-\u064a]")),
    "fa": ("Arabic", re.compile("[\u0620-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]")),
    "ti": ("Ethiopic", re.compile("[\u1200-\u135a]")),
}
_GAPS = {
    Gap.MISSING: "is not translated",
    Gap.STALE: "was not accepted for the source and the note as they are now",
}
_FEW_WORDS = 2  # so short that a translation may well be the same


@dataclass(frozen=True, slots=True)
class Translation:
    """A *source* with its translation into the locale *tag* in each plural form; without forms where it has none."""

    tag: str
    source: Source
    forms: tuple[str, ...]


Check = Callable[[Translation], Iterator[str]]


def problems(tag: str, translations: Path, banks: Iterable[ItemBank]) -> list[str]:
    """What is wrong with the translations into the locale *tag*, a line each."""
    found: list[str] = []
    banks = tuple(banks)
    for domain, sources in sources_for(tag, translations, banks):
        if is_own(tag, domain, banks):
            continue
        catalogue = read_catalogue(translations, tag, domain)
        every = [Translation(tag, source, forms(message_of(catalogue, source))) for source in sources]
        gaps = gaps_in(translations, tag, domain, sources, read_states(translations, tag))
        found += (f"{source}: {_GAPS[gap]}" for gap, source in gaps)
        found += (f"{one.source}: {what}" for one in every for check in CHECKS for what in check(one))
        found += (f"{one.source}: {what}" for one, what in _unlike_answers(every))
    return found


def placeholders_are_kept(translation: Translation) -> Iterator[str]:
    """Every %(name)s of the source is there, and no other; a plural form may do without."""
    source = translation.source
    expected = set(_PLACEHOLDER.findall(source.text + source.plural))
    for form in translation.forms:
        found = set(_PLACEHOLDER.findall(form))
        if found - expected or (expected - found and not source.plural):
            yield f"found the placeholders {sorted(found)}, expected {sorted(expected)}"


def no_loose_percent(translation: Translation) -> Iterator[str]:
    """A percent sign in the program's texts begins a placeholder, or is doubled."""
    if translation.source.domain in PROGRAM and any(map(_LOOSE_PERCENT.search, translation.forms)):
        yield "found a single percent sign, expected two of them"


def no_bidi_controls(translation: Translation) -> Iterator[str]:
    """No invisible direction characters."""
    for form in translation.forms:
        if found := _BIDI_CONTROL.search(form):
            yield f"found the invisible character U+{ord(found.group()):04X}"


def same_outer_space(translation: Translation) -> Iterator[str]:
    """Begins and ends with the white space of the source."""
    if any(_outer_space(form) != _outer_space(translation.source.text) for form in translation.forms):
        yield "begins or ends with other white space than the source"


def is_in_its_script(translation: Translation) -> Iterator[str]:
    """Has at least one letter of the script of its language."""
    if translation.tag not in _SCRIPTS or not _has_words(translation.source.text):
        return
    name, letter = _SCRIPTS[translation.tag]
    if not all(map(letter.search, translation.forms)):
        yield f"found no {name} letter"


def is_not_the_source(translation: Translation) -> Iterator[str]:
    """Differs from the source, unless it is very short."""
    text = translation.source.text
    if text in translation.forms and len(text.split()) > _FEW_WORDS:
        yield "is the same as the source"


CHECKS: tuple[Check, ...] = (
    placeholders_are_kept,
    no_loose_percent,
    no_bidi_controls,
    same_outer_space,
    is_in_its_script,
    is_not_the_source,
)


def _unlike_answers(translations: Iterable[Translation]) -> Iterator[tuple[Translation, str]]:
    """Answers with the same words and the same name must be the same in every question."""
    seen: dict[tuple[str, str], tuple[str, ...]] = {}
    for translation in translations:
        question, choice, name = translation.source.context.partition("/choice/")
        if question and choice and translation.forms:
            before = seen.setdefault((name, translation.source.text), translation.forms)
            if before != translation.forms:
                yield translation, f"found {translation.forms[0]!r}, but {before[0]!r} in an earlier question"


def _outer_space(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _has_words(text: str) -> bool:
    """Whether there is more in *text* than placeholders and names in capitals."""
    return any(letter.islower() for letter in _PLACEHOLDER.sub("", text))
