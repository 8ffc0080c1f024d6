"""From source to catalogues: collects every translatable string and brings each locale's PO file up to date.

Nothing in the files depends on the day or on line numbers, so running it twice changes nothing.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import generate_po

from assessment.items.model import ItemBank
from assessment.locales import LOCALES
from assessment.locales.catalogues import catalogue_path, read_catalogue
from assessment.locales.sources import PROGRAM_LOCALE, bank_sources, template_path

# the folders that each domain of the program is collected from, and the locales that it is shown in
FOLDERS = {
    "kiosk": ("assessment/web", "kiosk"),
    "operator": ("kiosk/operator",),  # apart from "kiosk": no language of the candidates waits for the operator's words
    "desk": ("assessment/desk",),
    "report": ("assessment/report",),
}
SHOWN_IN = {"kiosk": tuple(LOCALES), "operator": ("nl",), "desk": ("nl",), "report": ("nl",)}

NOTE = "Translators:"  # a comment that begins like this is meant for them
WAS = "Source was: "  # put before the old source of a translation that has to be looked at again

_KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "lazy_npgettext": ((1, "c"), 2, 3),
}
# the settings of the apps' own template engine: others would give other strings
_JINJA = {"silent": "false", "newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
_METHODS: dict[str, tuple[str, dict[str, str]]] = {
    ".py": ("python", {}),
    ".html": ("jinja2.ext:babel_extract", _JINJA),
}
_ON_ONE_LINE = 100_000  # editors fold texts each in their own way; ours does not
_HEADER = """\
msgid ""
msgstr ""
{headers}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Source-Language: {source}\\n"

"""


def extract(root: Path, banks: Iterable[ItemBank], *, check: bool = False) -> list[Path]:
    """The files under *root* that lagged behind the program and *banks*; with *check* they are left so."""
    lagging = [(path, wanted) for path, wanted in _files(root, banks) if _content(path) != wanted]
    if not check:
        for path, wanted in lagging:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted)
    return [path for path, _ in lagging]


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _files(root: Path, banks: Iterable[ItemBank]) -> Iterator[tuple[Path, bytes]]:
    translations = root / "translations"
    for domain in FOLDERS:
        template = _program_template(root, domain)
        yield template_path(translations, domain), _text(template, PROGRAM_LOCALE)
        for tag in SHOWN_IN[domain]:
            if tag != PROGRAM_LOCALE:
                yield _updated(translations, tag, template, PROGRAM_LOCALE)
    for bank in banks:
        template = _bank_template(bank)
        yield template_path(translations, bank.id), _text(template, bank.source_locale)
        for tag in LOCALES:
            if tag != bank.source_locale:
                yield _updated(translations, tag, template, bank.source_locale)


def _program_template(root: Path, domain: str) -> Catalog:
    template = Catalog(domain=domain, fuzzy=False)
    for path in _sources(root, domain):
        method, options = _METHODS[path.suffix]
        found = extract_from_file(method, path, _KEYWORDS, [NOTE], options, strip_comment_tags=True)
        for _line, text, notes, context in found:
            template.add(text, None, [(str(path.relative_to(root)), 0)], auto_comments=notes, context=context)
    return template


def _sources(root: Path, domain: str) -> list[Path]:
    folders = [root / folder for folder in FOLDERS[domain]]
    found = (path for folder in folders for suffix in _METHODS for path in folder.rglob(f"*{suffix}"))
    return sorted(path for path in found if _domain_of(path.relative_to(root)) == domain)


def _domain_of(path: Path) -> str:
    """The domain that *path* belongs to: of folders inside each other, the inner one decides."""
    owners = [(len(folder), domain) for domain in FOLDERS for folder in FOLDERS[domain] if path.is_relative_to(folder)]
    return max(owners)[1]


def _bank_template(bank: ItemBank) -> Catalog:
    template = Catalog(domain=bank.id, fuzzy=False)
    for source in bank_sources(bank):
        template.add(source.text, auto_comments=[source.note] if source.note else (), context=source.context)
    return template


def _updated(translations: Path, tag: str, template: Catalog, source: str) -> tuple[Path, bytes]:
    domain = str(template.domain)
    catalogue = read_catalogue(translations, tag, domain)
    catalogue.update(deepcopy(template), no_fuzzy_matching=True)
    if domain not in FOLDERS:
        _keep_for_a_second_look(catalogue)
    for message in catalogue:
        message.user_comments = [c for c in message.user_comments if _is_for_people(c, message)]
    return catalogue_path(translations, tag, domain), _text(catalogue, source)


def _keep_for_a_second_look(catalogue: Catalog) -> None:
    """Where the text of a context was edited, the old translation stays, marked fuzzy: never compiled."""
    before = {old.context: old for old in catalogue.obsolete.values() if old.string}
    for message in catalogue:
        if message.id and not message.string and message.context in before:
            old = before[message.context]
            message.string = old.string
            message.flags.add("fuzzy")
            message.user_comments = [*old.user_comments, *([] if old.fuzzy else [f"{WAS}{old.id}"])]


def _is_for_people(comment: str, message: Message) -> bool:
    if comment.startswith(WAS):
        return message.fuzzy
    return not comment.startswith("|")  # the editor's own record of an earlier source


def _text(catalogue: Catalog, source: str) -> bytes:
    headers = ""
    if catalogue.locale:
        headers = f'"Language: {catalogue.locale}\\n"\n"Plural-Forms: {catalogue.plural_forms}\\n"\n'
    entries = generate_po(catalogue, ignore_obsolete=True, include_lineno=False, omit_header=True, width=_ON_ONE_LINE)
    text = _HEADER.format(headers=headers, source=source) + "".join(entries)
    return (text.rstrip("\n") + "\n").encode()
