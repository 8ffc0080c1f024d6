"""The states of the translations, kept in step with the catalogues."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from assessment.authoring.extract import FOLDERS, SHOWN_IN
from assessment.items.model import ItemBank
from assessment.locales.catalogues import is_finished, message_of, read_catalogue
from assessment.locales.offers import is_current
from assessment.locales.sources import Source, bank_sources, is_own, program_sources
from assessment.locales.states import COLUMNS, Row, State, read_states, state_path

ROLE = "project"  # who writes a draft; never a name


def mark_drafts(tag: str, translations: Path, banks: Iterable[ItemBank], date: str) -> list[str]:
    """Gives what is newly or again translated into the locale *tag* the state draft; a printed line for each.

    Rows of strings that no longer exist go; rows of strings that wait for a translator stay as they were.
    """
    states = read_states(translations, tag)
    rows, lines = [], []
    for source, is_translated in _translated(tag, translations, banks):
        if is_translated and not is_current(source, states):
            rows.append(_draft(source, date))
            lines.append(f"{'looked at again' if source.key in states else 'draft'}: {source}")
        elif source.key in states:
            rows.append(states[source.key])
    _write(state_path(translations, tag), rows)
    return lines


def sources_for(tag: str, translations: Path, banks: Iterable[ItemBank]) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """Each domain that the locale *tag* is shown in, with its strings."""
    for domain in FOLDERS:
        if tag in SHOWN_IN[domain]:
            yield domain, tuple(program_sources(translations, domain))
    for bank in banks:
        yield bank.id, tuple(bank_sources(bank))


def _translated(tag: str, translations: Path, banks: Iterable[ItemBank]) -> Iterator[tuple[Source, bool]]:
    banks = tuple(banks)
    for domain, sources in sources_for(tag, translations, banks):
        catalogue = read_catalogue(translations, tag, domain)
        for source in sources:
            message = message_of(catalogue, source)
            yield source, is_own(tag, domain, banks) or is_finished(message)


def _draft(source: Source, date: str) -> Row:
    return Row(source.domain, source.context, source.text, source.hash, State.DRAFT, ROLE, date, "")


def _write(path: Path, rows: Iterable[Row]) -> None:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, column) for column in COLUMNS] for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(out.getvalue(), "utf-8", newline="")
