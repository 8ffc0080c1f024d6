"""Dates against an independent implementation, and what must never happen to a date that is not known exactly."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.bundle.contents import from_claims, to_claims
from assessment.items.calendars import MONTHS, Days, NotADate, days
from assessment.items.interactions import Precision
from assessment.items.responses import Calendar, DateResponse
from assessment.session.events import ResponseGiven
from assessment.session.record import dump_events, load_events
from tests.builders import NOW
from tests.bundle.builders import a_place, some_contents

GOLDEN = json.loads((Path(__file__).parent.parent / "vectors" / "calendars.json").read_text("utf-8"))
YEARS = {Calendar.GREGORIAN: (1900, 2100), Calendar.PERSIAN: (1279, 1472), Calendar.ETHIOPIC: (1892, 2092)}
DAY = timedelta(days=1)


@st.composite
def years(draw: st.DrawFn) -> DateResponse:
    """A year in any of the calendars."""
    calendar = draw(st.sampled_from(Calendar))
    return DateResponse(calendar, draw(st.integers(*YEARS[calendar])))


@st.composite
def dates(draw: st.DrawFn) -> DateResponse:
    """A year, a month or a day in any of the calendars."""
    year = draw(years())
    month = draw(st.sampled_from(months(year)))
    day = draw(st.integers(1, length(month)))
    return draw(st.sampled_from((year, month, DateResponse(year.calendar, year.year, month.month, day))))


def months(told: DateResponse) -> list[DateResponse]:
    """Every month of the year *told*."""
    return [DateResponse(told.calendar, told.year, month) for month in range(1, MONTHS[told.calendar] + 1)]


def length(told: DateResponse) -> int:
    """How many days *told* may mean."""
    return (days(told).last - days(told).first).days + 1


def every(parts: list[Days]) -> Iterator[date]:
    """Every day of *parts*, one part after the other."""
    for part in parts:
        yield from (part.first + turn * DAY for turn in range((part.last - part.first).days + 1))


@pytest.mark.parametrize("calendar", [Calendar.PERSIAN, Calendar.ETHIOPIC])
def test_every_day_is_the_one_that_another_implementation_gives(calendar: Calendar) -> None:
    rows = GOLDEN[calendar.value]

    found = [days(DateResponse(calendar, year, month, day)) for year, month, day, _ in rows]

    assert len(rows) > 1000
    assert found == [Days(day, day, Precision.DAY) for day in (date.fromisoformat(row[3]) for row in rows)]


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        (DateResponse(Calendar.PERSIAN, 1373), date(1994, 3, 21), date(1995, 3, 20)),
        (DateResponse(Calendar.ETHIOPIC, 1990), date(1997, 9, 11), date(1998, 9, 10)),
        (DateResponse(Calendar.GREGORIAN, 2004), date(2004, 1, 1), date(2004, 12, 31)),
        (DateResponse(Calendar.PERSIAN, 1375, 12), date(1997, 2, 19), date(1997, 3, 20)),
        (DateResponse(Calendar.ETHIOPIC, 1991, 13), date(1999, 9, 6), date(1999, 9, 11)),
        (DateResponse(Calendar.ETHIOPIC, 1990, 13), date(1998, 9, 6), date(1998, 9, 10)),
        (DateResponse(Calendar.GREGORIAN, 2004, 2), date(2004, 2, 1), date(2004, 2, 29)),
        (DateResponse(Calendar.GREGORIAN, 2004, 12), date(2004, 12, 1), date(2004, 12, 31)),
    ],
)
def test_a_year_or_a_month_is_the_range_of_its_days(told: DateResponse, first: date, last: date) -> None:
    assert days(told) == Days(first, last, Precision.MONTH if told.month else Precision.YEAR)


@given(told=years())
def test_a_year_alone_is_never_a_single_day_and_never_the_first_of_january(told: DateResponse) -> None:
    found = days(told)

    assert found.precision is Precision.YEAR
    assert length(told) in (365, 366)
    assert date(found.first.year, 1, 1) <= found.first < found.last


@given(told=years())
def test_a_year_is_exactly_its_months_and_each_year_follows_the_one_before(told: DateResponse) -> None:
    year, parts = days(told), [days(month) for month in months(told)]
    next_year = days(DateResponse(told.calendar, told.year + 1))

    assert list(every(parts)) == list(every([year]))
    assert {part.precision for part in parts} == {Precision.MONTH}
    assert next_year.first == year.last + DAY


@given(told=years(), data=st.data())
def test_a_month_is_exactly_its_days(told: DateResponse, data: st.DataObject) -> None:
    month = data.draw(st.sampled_from(months(told)))
    found = [days(DateResponse(month.calendar, month.year, month.month, day)) for day in range(1, length(month) + 1)]

    assert list(every(found)) == list(every([days(month)]))
    assert {part.precision for part in found} == {Precision.DAY}
    with pytest.raises(NotADate):
        days(DateResponse(month.calendar, month.year, month.month, length(month) + 1))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (DateResponse(Calendar.GREGORIAN, 2003, 2, 29), "found day 29, expected 1 to 28"),
        (DateResponse(Calendar.PERSIAN, 1374, 12, 30), "found day 30, expected 1 to 29"),
        (DateResponse(Calendar.PERSIAN, 1374, 7, 31), "found day 31, expected 1 to 30"),
        (DateResponse(Calendar.ETHIOPIC, 1990, 13, 6), "found day 6, expected 1 to 5"),
        (DateResponse(Calendar.ETHIOPIC, 1990, 14), "found month 14, expected 1 to 13"),
        (DateResponse(Calendar.PERSIAN, 1373, 13), "found month 13, expected 1 to 12"),
        (DateResponse(Calendar.GREGORIAN, 2004, 0), "found month 0, expected 1 to 12"),
        (DateResponse(Calendar.GREGORIAN, 2004, 1, 0), "found day 0, expected 1 to 31"),
        (DateResponse(Calendar.GREGORIAN, 2004, None, 1), "a day without a month"),
        (DateResponse(Calendar.GREGORIAN, 0), "found the year 0"),
        (DateResponse(Calendar.PERSIAN, 0), "found the year 0"),
        (DateResponse(Calendar.ETHIOPIC, -1), "found the year -1"),
        (DateResponse(Calendar.PERSIAN, 99999), "found the year 99999"),
        (DateResponse(Calendar.ETHIOPIC, 10**30), f"found the year {10**30}"),
    ],
)
def test_what_no_calendar_has_is_refused(told: DateResponse, said: str) -> None:
    with pytest.raises(NotADate, match=said):
        days(told)


@given(told=dates())
def test_a_date_is_written_and_read_back_as_it_was_told(told: DateResponse) -> None:
    event = ResponseGiven(NOW, "q-school-end", "", told)

    assert load_events(json.loads(json.dumps(dump_events([event])))) == (event,)


@given(told=dates())
def test_a_date_comes_out_of_a_bundle_as_it_was_told(told: DateResponse) -> None:
    contents = some_contents(events=dump_events([ResponseGiven(NOW, "q-school-end", "", told)]))

    assert from_claims(json.loads(json.dumps(to_claims(contents)))) == contents
    (event,) = load_events(a_place().unsealed(a_place().sealed(contents)).events)
    assert event.response == told
