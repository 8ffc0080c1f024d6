"""Dates as people know them: Gregorian, Persian and Ethiopic, each as the Gregorian days that it may mean.

Persian leap years follow the 33-year cycle (exact for 1244–1472, that is 1865–2094); the Ethiopic year has twelve
months of thirty days and a thirteenth of five or six. Both are checked against an independent implementation in the
tests. A year is a range of days, never the first of January.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from assessment.items.interactions import Precision
from assessment.items.responses import Calendar, DateResponse

_PERSIAN_EPOCH = date(622, 3, 21)
_PERSIAN_CYCLE = 33
_PERSIAN_LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_ETHIOPIC_EPOCH = date(8, 8, 27)  # 1 Meskerem 1, proleptic Gregorian
MONTHS = {Calendar.GREGORIAN: 12, Calendar.PERSIAN: 12, Calendar.ETHIOPIC: 13}


class NotADate(ValueError):
    """There is no such day, month or year in that calendar."""


@dataclass(frozen=True, slots=True)
class Days:
    """The Gregorian days from *first* to *last* that a date may mean, known to *precision*."""

    first: date
    last: date
    precision: Precision


def days(told: DateResponse) -> Days:
    """The Gregorian days that *told* may mean; NotADate where there are none."""
    if told.month is None:
        if told.day is not None:
            raise NotADate("a day without a month")
        return Days(
            _first(told.calendar, told.year, 1), _before(_first(told.calendar, told.year + 1, 1)), Precision.YEAR
        )
    if not 1 <= told.month <= MONTHS[told.calendar]:
        raise NotADate(f"found month {told.month}, expected 1 to {MONTHS[told.calendar]}")
    first, last = _first(told.calendar, told.year, told.month), _last_of_month(told)
    if told.day is None:
        return Days(first, last, Precision.MONTH)
    day = first + timedelta(days=told.day - 1)
    if not first <= day <= last:
        raise NotADate(f"found day {told.day}, expected 1 to {(last - first).days + 1}")
    return Days(day, day, Precision.DAY)


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _last_of_month(told: DateResponse) -> date:
    if told.month == MONTHS[told.calendar]:
        return _before(_first(told.calendar, told.year + 1, 1))
    return _before(_first(told.calendar, told.year, (told.month or 0) + 1))


def _first(calendar: Calendar, year: int, month: int) -> date:
    """The Gregorian day on which a month begins."""
    try:
        match calendar:
            case Calendar.GREGORIAN:
                return date(year, month, 1)
            case Calendar.PERSIAN:
                return _persian(year, month)
            case Calendar.ETHIOPIC:
                return _ethiopic(year, month)
    except (ValueError, OverflowError):
        raise NotADate(f"found the year {year}") from None


def _persian(year: int, month: int) -> date:
    if year < 1:
        raise ValueError(year)
    cycles, rest = divmod(year - 1, _PERSIAN_CYCLE)
    leaps = cycles * len(_PERSIAN_LEAPS) + sum(leap <= rest for leap in _PERSIAN_LEAPS)
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return _PERSIAN_EPOCH + timedelta(days=365 * (year - 1) + leaps + before)


def _ethiopic(year: int, month: int) -> date:
    if year < 1:
        raise ValueError(year)
    return _ETHIOPIC_EPOCH + timedelta(days=365 * (year - 1) + year // 4 + 30 * (month - 1))
