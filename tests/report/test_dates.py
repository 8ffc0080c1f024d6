"""Dates as they were told: the calendar stays, and no day is invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items.responses import Calendar, DateResponse
from assessment.report.dates import told

PERSIAN, ETHIOPIC, GREGORIAN = Calendar.PERSIAN, Calendar.ETHIOPIC, Calendar.GREGORIAN


@pytest.mark.parametrize(
    ("response", "text"),
    [
        (DateResponse(PERSIAN, 1373), "1373 (Perzische kalender) = 1994–1995"),
        (DateResponse(ETHIOPIC, 1990), "1990 (Ethiopische kalender) = 1997–1998"),
        (DateResponse(GREGORIAN, 1994), "1994"),
        (DateResponse(PERSIAN, 1373, 7), "Mehr (maand 7) 1373 (Perzische kalender) = september–oktober 1994"),
        (DateResponse(PERSIAN, 1373, 10), "Dey (maand 10) 1373 (Perzische kalender) = december 1994 – januari 1995"),
        (DateResponse(GREGORIAN, 1994, 9), "september 1994"),
        (DateResponse(PERSIAN, 1373, 7, 5), "5 Mehr (maand 7) 1373 (Perzische kalender) = 27 september 1994"),
        (DateResponse(GREGORIAN, 1994, 9, 27), "27 september 1994"),
        (DateResponse(ETHIOPIC, 1990, 13), "Pagume (maand 13) 1990 (Ethiopische kalender) = september 1998"),
    ],
)
def test_a_date_is_told_in_its_own_calendar_and_in_ours(response: DateResponse, text: str) -> None:
    assert told(response) == text


def test_a_date_that_does_not_exist_is_told_as_it_came() -> None:
    assert told(DateResponse(PERSIAN, 1373, 13)) == "maand 13 1373 (Perzische kalender)"


@given(st.sampled_from(Calendar), st.integers(1300, 1480))
def test_a_year_alone_never_becomes_a_day_or_a_month(calendar: Calendar, year: int) -> None:
    words = told(DateResponse(calendar, year))

    assert re.sub(r"\((Perzische|Ethiopische) kalender\)", "", words).strip(" =–0123456789") == ""
    assert "januari" not in words
