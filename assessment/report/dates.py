"""Dates as they were told, with what they are in the Gregorian calendar: as exact as told, never more."""

from datetime import date

from babel.dates import format_date

from assessment.items.calendars import Days, NotADate, days
from assessment.items.interactions import Precision
from assessment.items.responses import Calendar, DateResponse
from assessment.report.catalogue import gettext as _

# names in Latin letters, for speaking about them; the number stands beside each, because Dari has other names
_PERSIAN = [
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
]
_ETHIOPIC = [
    "Meskerem",
    "Tikimt",
    "Hidar",
    "Tahsas",
    "Tir",
    "Yekatit",
    "Megabit",
    "Miyazya",
    "Ginbot",
    "Sene",
    "Hamle",
    "Nehase",
    "Pagume",
]


def told(response: DateResponse) -> str:
    """The date of *response* with its calendar, and the Gregorian year, month or day, or the two that it spans."""
    try:
        found = days(response)
    except NotADate:
        return _as_told(response)
    match response.calendar:
        case Calendar.GREGORIAN:
            return _gregorian(found)
        case Calendar.PERSIAN | Calendar.ETHIOPIC:
            return f"{_as_told(response)} = {_gregorian(found)}"


def _as_told(response: DateResponse) -> str:
    parts = (str(response.day or ""), _month(response), str(response.year))
    return " ".join(filter(None, parts)) + f" ({_calendar(response.calendar)})"


def _calendar(calendar: Calendar) -> str:
    match calendar:
        case Calendar.GREGORIAN:
            return _("Gregorian calendar")
        case Calendar.PERSIAN:
            return _("Persian calendar")
        case Calendar.ETHIOPIC:
            return _("Ethiopian calendar")


def _month(response: DateResponse) -> str:
    if response.month is None:
        return ""
    number = _("month %(number)d") % {"number": response.month}
    names = {Calendar.PERSIAN: _PERSIAN, Calendar.ETHIOPIC: _ETHIOPIC}.get(response.calendar, [])
    if not 1 <= response.month <= len(names):
        return number
    return f"{names[response.month - 1]} ({number})"


def _gregorian(found: Days) -> str:
    match found.precision:
        case Precision.YEAR:
            return _span(str(found.first.year), str(found.last.year))
        case Precision.MONTH if found.first.year == found.last.year:
            months = _span(_written(found.first, "MMMM"), _written(found.last, "MMMM"))
            return f"{months} {found.first.year}"
        case Precision.MONTH:
            return _span(_written(found.first, "MMMM y"), _written(found.last, "MMMM y"), " – ")
        case Precision.DAY:
            return _written(found.first, "d MMMM y")


def _span(first: str, last: str, dash: str = "–") -> str:
    return first if first == last else f"{first}{dash}{last}"


def _written(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale="nl")
