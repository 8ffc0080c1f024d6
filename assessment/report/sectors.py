"""Sectors to talk about, in words: examples, why, and what is known of the labour market, always with its day."""

from datetime import date

from babel.dates import format_date

from assessment.items.model import ItemBank
from assessment.items.sector_model import Outlook
from assessment.report import words
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import Example, SectorPart
from assessment.scoring.profile_model import InterestsResult, SectorSuggestion

OLD = 365  # days


def suggestions(bank: ItemBank, result: InterestsResult, today: date) -> tuple[SectorPart, ...]:
    """The sectors that *result* suggests, as they are read on the day *today*."""
    outlooks = {outlook.sector: outlook for outlook in bank.outlooks}
    return tuple(_sector(bank, found, outlooks.get(found.sector), today) for found in result.suggestions)


def _sector(bank: ItemBank, found: SectorSuggestion, outlook: Outlook | None, today: date) -> SectorPart:
    known = {occupation.soc: occupation for occupation in bank.sector_occupations}
    examples = (known[soc] for soc in found.occupations)
    return SectorPart(
        title=bank.sectors[found.sector],
        examples=tuple(
            Example(one.label, words.learned(one.skill_level), words.learned_briefly(one.skill_level))
            for one in examples
        ),
        liked=tuple(bank.item(item).prompt for item in found.liked),
        types=", ".join(words.riasec(letter) for letter in found.types),
        market=words.demand(outlook.demand) if outlook else "",
        note=outlook.note if outlook else "",
        checked=checked(outlook, today) if outlook else "",
    )


def checked(outlook: Outlook, today: date) -> str:
    """From which day and where *outlook* is, and, when it is over a year old on *today*, that it must be looked up."""
    facts = {"source": outlook.source, "day": format_date(outlook.checked_on, "d MMMM y", locale="nl")}
    if (today - outlook.checked_on).days > OLD:
        return _("as of %(day)s, older than a year: check again; source: %(source)s") % facts
    return _("as of %(day)s; source: %(source)s") % facts
