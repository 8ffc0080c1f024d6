import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from assessment.items.calendars import days
from assessment.items.interactions import Precision
from assessment.items.responses import Calendar, DateResponse, NumberResponse
from assessment.locales import LOCALES
from assessment.web import player
from assessment.web.numerals import write
from tests.web.builders import LAST_DAY, LAST_YEAR, SCHOOL_END, YEARS, a_bank

pytestmark = pytest.mark.usefixtures("speaking_english")


def sent(item, **fields):
    form = player.form(a_bank(), item, MultiDict(fields))
    return form.response if form.validate() else form.complaint


def told(item, calendar, year, month="", day=""):
    return sent(item, calendar=calendar, year=year, day=day, **{f"month_{calendar}": month})


@pytest.mark.parametrize("typed", ["12", "١٢", "۱۲"])
def test_a_number_may_be_typed_in_any_digits(typed):
    assert sent(YEARS, number=typed) == NumberResponse(12)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", "Write an answer, or press Skip."),
        ("2,5", "Type a whole number, without a point or a comma."),
        ("፲፪", "Type it in digits, for example 12."),
        ("26", "Type a number from 0 to 25."),
    ],
)
def test_a_number_that_cannot_be_taken_says_what_to_do(typed, complaint):
    assert sent(YEARS, number=typed) == complaint


def test_a_year_alone_is_a_full_answer():
    assert told(SCHOOL_END, "persian", "۱۳۷۳") == DateResponse(Calendar.PERSIAN, 1373)
    assert told(LAST_DAY, "ethiopic", "1990") == DateResponse(Calendar.ETHIOPIC, 1990)


@given(st.sampled_from(Calendar), st.integers(1951, 2026), st.sampled_from(sorted(LOCALES)))
def test_a_year_never_becomes_a_day(calendar, gregorian, tag):
    year = gregorian - {Calendar.GREGORIAN: 0, Calendar.PERSIAN: 621, Calendar.ETHIOPIC: 7}[calendar]

    response = told(LAST_DAY, calendar.value, write(year, tag))

    assert response == DateResponse(calendar, year)
    assert days(response).precision is Precision.YEAR
    assert (days(response).last - days(response).first).days >= 364


def test_month_and_day_are_kept_as_far_as_the_item_asks():
    assert told(LAST_DAY, "ethiopic", "1990", "13", "٥") == DateResponse(Calendar.ETHIOPIC, 1990, 13, 5)
    assert told(SCHOOL_END, "gregorian", "1994", "3", "5") == DateResponse(Calendar.GREGORIAN, 1994, 3)
    assert told(LAST_YEAR, "gregorian", "1994", "3", "5") == DateResponse(Calendar.GREGORIAN, 1994)


def test_only_the_month_of_the_chosen_calendar_counts():
    fields = {"calendar": "persian", "year": "1373", "month_gregorian": "4", "month_persian": "2"}

    assert sent(SCHOOL_END, **fields) == DateResponse(Calendar.PERSIAN, 1373, 2)


@pytest.mark.parametrize(
    ("calendar", "year", "limits"),
    [("gregorian", "1373", "1950 to 2027"), ("persian", "1994", "1328 to 1406"), ("ethiopic", "2027", "1942 to 2020")],
)
def test_a_year_of_another_calendar_is_told_the_limits_of_this_one(calendar, year, limits):
    assert told(SCHOOL_END, calendar, year) == f"Type a year from {limits}, or choose another calendar."


@pytest.mark.parametrize(("calendar", "first", "last"), [("persian", 1328, 1406), ("ethiopic", 1942, 2020)])
def test_the_limits_are_the_years_that_touch_those_of_the_item(calendar, first, last):
    assert isinstance(told(SCHOOL_END, calendar, str(first)), DateResponse)
    assert isinstance(told(SCHOOL_END, calendar, str(last)), DateResponse)
    assert isinstance(told(SCHOOL_END, calendar, str(first - 1)), str)
    assert isinstance(told(SCHOOL_END, calendar, str(last + 1)), str)


@pytest.mark.parametrize(
    ("month", "day", "word"),
    [
        ("2", "30", "does not exist"),
        ("13", "", "does not exist"),
        ("", "5", "month"),
        ("2", "x", "digits"),
        ("x", "", "digits"),
    ],
)
def test_a_day_that_is_not_there_says_where_to_look(month, day, word):
    assert word in told(LAST_DAY, "gregorian", "1994", month, day)


@pytest.mark.parametrize("calendar", ["", "lunar"])
def test_only_calendars_that_are_there_can_be_chosen(calendar):
    assert sent(SCHOOL_END, calendar=calendar, year="1994") == "Choose an answer, or press Skip."


@pytest.mark.parametrize("year", ["", "0", "999999", "1994.5", "፲፱፻፺"])
def test_a_year_that_cannot_be_taken_is_a_sentence(year):
    assert isinstance(told(SCHOOL_END, "gregorian", year), str)


def test_a_date_given_before_stands_in_the_form():
    form = player.form(a_bank(), LAST_DAY, given=DateResponse(Calendar.PERSIAN, 1373, 3, 7))

    assert (form.calendar.data, form.given, form.month_of("persian"), form.day.data) == ("persian", "1373", "3", "7")
    assert form.month_of("gregorian") == ""


@given(st.text(max_size=10), st.text(max_size=3), st.text(max_size=3), st.sampled_from(Calendar))
def test_whatever_is_sent_becomes_a_date_or_a_sentence(year, month, day, calendar):
    assert isinstance(told(LAST_DAY, calendar.value, year, month, day), DateResponse | str)
