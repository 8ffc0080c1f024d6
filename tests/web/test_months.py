from datetime import date

import pytest

from assessment.items.calendars import MONTHS
from assessment.items.responses import Calendar
from assessment.locales import LOCALES
from assessment.web import months as names
from assessment.web.months import calendars, months, year_on


@pytest.mark.parametrize("tag", LOCALES)
def test_each_language_has_a_name_for_each_calendar_and_month(tag):
    for calendar, name in calendars(tag):
        assert name
        assert len(set(months(calendar, tag))) == MONTHS[calendar]
    assert tag in names._CALENDARS


def test_the_usual_calendar_comes_first_and_gregorian_is_always_there():
    assert [calendar for calendar, _ in calendars("fa")] == [Calendar.PERSIAN, Calendar.GREGORIAN, Calendar.ETHIOPIC]
    assert calendars("nl")[0][0] is Calendar.GREGORIAN


def test_arabic_months_have_the_names_of_both_halves_of_the_arab_world():
    assert months(Calendar.GREGORIAN, "ar")[0] == "كانون الثاني / يناير"


def test_persian_months_have_their_afghan_names_too():
    assert months(Calendar.PERSIAN, "fa")[2] == "خرداد / جوزا"


@pytest.mark.parametrize(
    ("today", "persian", "ethiopic"),
    [
        (date(2026, 3, 20), 1404, 2018),
        (date(2026, 3, 21), 1405, 2018),
        (date(2026, 9, 10), 1405, 2018),
        (date(2026, 9, 11), 1405, 2019),
    ],
)
def test_a_day_falls_in_a_year_of_each_calendar(today, persian, ethiopic):
    assert [year_on(today, calendar) for calendar in Calendar] == [2026, persian, ethiopic]
