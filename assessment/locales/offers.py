"""Which locales may be offered for a bank, and why not the others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assessment.items.model import ItemBank
from assessment.locales.catalogues import forms, is_compiled, is_finished, message_of, read_catalogue
from assessment.locales.sources import Source, bank_sources, is_own, program_sources
from assessment.locales.states import State, States, read_states
from assessment.locales.table import LOCALES


class Gap(StrEnum):
    """Why a string cannot be shown: nobody translated it, or nobody looked since its source changed."""

    MISSING = "missing"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Offer:
    """A locale for a bank: its *strings*, how many are no more than *draft*, and what keeps it from being offered."""

    tag: str
    strings: int
    draft: int
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    not_compiled: tuple[str, ...]

    @property
    def offered(self) -> bool:
        """Whether a candidate may choose it: a half-translated test is not a fair test."""
        return not (self.missing or self.stale or self.not_compiled)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is not offered, one line for each kind of reason."""
        kinds = (
            (self.missing, "not translated"),
            (self.stale, "not accepted for the source as it is now"),
            (self.not_compiled, "not compiled since the last change"),
        )
        return tuple(f"{len(names)} {kind}, first {names[0]!r}" for names, kind in kinds if names)


def offered(bank: ItemBank, translations: Path) -> tuple[Offer, ...]:
    """For each locale, whether it may be offered for *bank* with the catalogues in *translations*."""
    domains = {
        "kiosk": tuple(program_sources(translations, "kiosk")),
        bank.id: tuple(bank_sources(bank)),
    }
    return tuple(_offer(tag, domains, bank, translations) for tag in LOCALES)


def _offer(tag: str, domains: dict[str, tuple[Source, ...]], bank: ItemBank, translations: Path) -> Offer:
    states = read_states(translations, tag)
    # what is written in this language needs no catalogue, and cannot lag behind itself
    needed = {name: sources for name, sources in domains.items() if not is_own(tag, name, [bank])}
    gaps = [gap for name, sources in needed.items() for gap in gaps_in(translations, tag, name, sources, states)]
    every = [source for sources in domains.values() for source in sources]
    return Offer(
        tag,
        strings=len(every),
        draft=drafts_in(every, states),
        missing=tuple(str(source) for gap, source in gaps if gap is Gap.MISSING),
        stale=tuple(str(source) for gap, source in gaps if gap is Gap.STALE),
        not_compiled=tuple(n for n, s in needed.items() if not is_compiled(translations, tag, n, s)),
    )


def gaps_in(
    translations: Path, tag: str, domain: str, sources: Iterable[Source], states: States
) -> Iterator[tuple[Gap, Source]]:
    """Each of *sources* that the locale *tag*, with its *states*, cannot show, with what is wrong."""
    catalogue = read_catalogue(translations, tag, domain)
    for source in sources:
        message = message_of(catalogue, source)
        if not forms(message):
            yield Gap.MISSING, source
        elif not is_finished(message) or not is_current(source, states):
            yield Gap.STALE, source


def is_current(source: Source, states: States) -> bool:
    """Whether somebody has said that the translation belongs to *source* as it is now."""
    row = states.get(source.key)
    return row is not None and row.is_about(source)


def drafts_in(sources: Iterable[Source], states: States) -> int:
    """How many of *sources* nobody has taken beyond a draft."""
    return sum(_is_draft(source, states) for source in sources)


def _is_draft(source: Source, states: States) -> bool:
    row = states.get(source.key)
    return row is None or row.state is State.DRAFT or not row.is_about(source)
