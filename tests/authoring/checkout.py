"""A small checkout: a program with three strings, and a bank with one question, to extract and translate."""

import json
from pathlib import Path

from babel.messages.pofile import write_po

from assessment.authoring import catalogues, states
from assessment.authoring.extract import extract
from assessment.items.load import Sources, load
from assessment.items.model import ItemBank
from assessment.locales.catalogues import catalogue_path, read_catalogue
from assessment.locales.sources import is_own

PAGE = """\
<h1>{{ _("Welcome") }}</h1>
{# Translators: on the big button #}
<button>{{ pgettext("button", "Next") }}</button>
<p>{{ ngettext("%(num)d question", "%(num)d questions", count) }}</p>
"""
WORDS = {
    "nl": "Woorden %(num)d",
    "ar": "كلمات %(num)d",
    "fa": "واژه‌ها %(num)d",
    "en": "Words %(num)d",
    "ti": "ቃላት %(num)d",
}
DAY = "2026-11-22"


QUESTION = {
    "id": "eat",
    "type": "choice",
    "prompt": "Eet u brood?",
    "choices": [{"id": "yes", "text": "Ja"}, {"id": "bread", "stimulus": "brood"}],
    "note": "Any bread.",
}
BANK = {"bank": "small", "version": "0.1.0", "title": "Klein", "source_locale": "nl"}


def a_question(**changes: object) -> dict[str, object]:
    return QUESTION | changes


def a_bank(*questions: dict[str, object]) -> ItemBank:
    section = {"section": "food", "title": "Eten", "items": list(questions) or [a_question()]}
    files = {"bank.yaml": BANK | {"sections": ["food"], "scales": []}, "food.yaml": section}
    bank, problems = load(Sources({name: json.dumps(file) for name, file in files.items()}, apps={}))
    assert not problems
    assert bank
    return bank


def a_checkout(root: Path, bank: ItemBank, welcome: str = "Welcome") -> Path:
    page = root / "kiosk" / "templates" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE.replace("Welcome", welcome))
    extract(root, [bank])
    return root / "translations"


def translate(translations: Path, tag: str, domain: str, *, but: str = "", fuzzy: str = "") -> None:
    """Translate every string of *domain*, except the one that is *but*; *fuzzy* is left for a second look."""
    catalogue = read_catalogue(translations, tag, domain)
    for message in catalogue:
        if message.id and but not in (message.id, message.context):
            words = WORDS[tag] if "%" in message.id[0] else WORDS[tag].removesuffix(" %(num)d")
            message.string = (words,) * catalogue.num_plurals if message.pluralizable else words
            message.flags |= {"fuzzy"} if fuzzy in (message.id, message.context) else set()
    write(translations, tag, domain, catalogue)


def write(translations: Path, tag: str, domain: str, catalogue) -> None:
    with catalogue_path(translations, tag, domain).open("wb") as file:
        write_po(file, catalogue, width=0)


def finish(translations: Path, tag: str, bank: ItemBank) -> None:
    """Translate everything, mark it and compile it."""
    for domain in ("kiosk", bank.id):
        if not is_own(tag, domain, [bank]):
            translate(translations, tag, domain)
    states.mark_drafts(tag, translations, [bank], DAY)
    catalogues.compile_all(translations)
