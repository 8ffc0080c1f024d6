"""Compiling the catalogues, and how far each of them has come."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from assessment.authoring.states import sources_for
from assessment.items.model import ItemBank
from assessment.locales import LOCALES, offered
from assessment.locales.catalogues import catalogue_path, is_compiled, is_finished, read_catalogue
from assessment.locales.offers import Gap, drafts_in, gaps_in
from assessment.locales.sources import Source, is_own
from assessment.locales.states import read_states

_SAME_EVERY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # compiled files carry a date


def compile_all(translations: Path) -> list[Path]:
    """Every catalogue in *translations* compiled, next to its PO file; the files that were written."""
    return [
        _compile(translations, tag, path.stem)
        for tag in LOCALES
        for path in sorted((translations / tag / "LC_MESSAGES").glob("*.po"))
    ]


def _compile(translations: Path, tag: str, domain: str) -> Path:
    path = catalogue_path(translations, tag, domain).with_suffix(".mo")
    out = BytesIO()
    write_mo(out, _finished(read_catalogue(translations, tag, domain)))
    path.write_bytes(out.getvalue())
    return path


def _finished(catalogue: Catalog) -> Catalog:
    """Only what a translator has finished: nothing fuzzy, and no plural with a form left empty."""
    for message in list(catalogue):
        if message.id and not is_finished(message):
            catalogue.delete(message.id, message.context)
    catalogue.creation_date = _SAME_EVERY_TIME
    return catalogue


def status(translations: Path, banks: Iterable[ItemBank]) -> list[str]:
    """How far each catalogue has come, and which locales are offered for each of *banks*, as printed lines."""
    banks = tuple(banks)
    lines = [_line("locale", "domain", "strings", "missing", "stale", "draft", "compiled")]
    for tag in LOCALES:
        for domain, sources in sources_for(tag, translations, banks):
            own = is_own(tag, domain, banks)
            lines.append(_status_line(translations, tag, domain, sources, own=own))
    for bank in banks:
        lines += ["", f"{bank.id}:", *_offer_lines(bank, translations)]
    return lines


def _offer_lines(bank: ItemBank, translations: Path) -> list[str]:
    return [
        f"  {offer.tag:<8}{'offered' if offer.offered else 'not offered: ' + '; '.join(offer.reasons)}"
        for offer in offered(bank, translations)
    ]


def _status_line(translations: Path, tag: str, domain: str, sources: tuple[Source, ...], *, own: bool) -> str:
    gaps = [] if own else list(gaps_in(translations, tag, domain, sources, read_states(translations, tag)))
    missing = [source for gap, source in gaps if gap is Gap.MISSING]
    drafts = drafts_in(set(sources) - set(missing), read_states(translations, tag))
    compiled = "source" if own else "yes" if is_compiled(translations, tag, domain, sources) else "no"
    return _line(tag, domain, len(sources), len(missing), len(gaps) - len(missing), drafts, compiled)


def _line(tag: str, domain: str, *cells: object) -> str:
    return f"{tag:<8}{domain:<12}" + "".join(f"{cell:>9}" for cell in cells)
