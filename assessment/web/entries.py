"""Numbers and dates as they were typed become a typed Response, or one sentence that says what to do."""

from datetime import date
from typing import Self

from flask_babel import gettext
from wtforms import StringField, ValidationError

from assessment.items.calendars import NotADate, days
from assessment.items.interactions import DateEntry, NumberEntry, Precision
from assessment.items.responses import Calendar, DateResponse, NumberResponse
from assessment.web.answers import Filled, FormData, ItemForm, choose_or_skip
from assessment.web.numerals import Fault, NotANumber, read, say

# how many years the years of a calendar that touch a Gregorian year lie behind it: the first one, the last one
_BEHIND = {Calendar.GREGORIAN: (0, 0), Calendar.PERSIAN: (622, 621), Calendar.ETHIOPIC: (8, 7)}


def _number(text: str | None) -> int:
    """The number in *text*; ValidationError with the sentence to show where there is none."""
    try:
        return read(text or "")
    except NotANumber as error:
        raise ValidationError(_complaint(error.fault)) from None


def _complaint(fault: Fault) -> str:
    match fault:
        case Fault.NOTHING:
            return gettext("Write an answer, or press Skip.")
        case Fault.NOT_WHOLE:
            return gettext("Type a whole number, without a point or a comma.")
        case Fault.NOT_DIGITS:
            return gettext("Type it in digits, for example %(number)s.", number=say(12))


class NumberForm(ItemForm):
    """A whole number from *least* to *most*."""

    answer_field = "number"
    number = StringField()
    least = 0
    most = 0

    @classmethod
    def asking(cls, entry: NumberEntry, sent: FormData | None, before: Filled) -> Self:
        """The form for *entry*."""
        made = cls(sent, data=before)
        made.least, made.most = entry.least, entry.most
        return made

    @property
    def hint(self) -> str:
        """The sentence that says which numbers there are."""
        return from_to(self.least, self.most)

    def validate_number(self, field: StringField) -> None:
        """A whole number within the limits, in any digits."""
        if not self.least <= _number(field.data) <= self.most:
            raise ValidationError(from_to(self.least, self.most))

    @property
    def response(self) -> NumberResponse:
        """The number."""
        return NumberResponse(read(str(self.number.data)))


def from_to(least: int, most: int) -> str:
    """The sentence that says which numbers there are."""
    return gettext("Type a number from %(least)s to %(most)s.", least=say(least), most=say(most))


class DateForm(ItemForm):
    """A year, perhaps a month and a day up to *finest*, in a calendar of one's choice; from year *first* to *last*.

    Each calendar has its own list of months; only that of the chosen calendar counts.
    """

    answer_field = "year"
    calendar = StringField()
    year = StringField()
    month_gregorian = StringField()
    month_persian = StringField()
    month_ethiopic = StringField()
    day = StringField()
    finest = Precision.MONTH
    first = 0
    last = 0

    @classmethod
    def asking(cls, entry: DateEntry, sent: FormData | None, before: Filled) -> Self:
        """The form for *entry*."""
        made = cls(sent, data=before)
        made.finest, made.first, made.last = entry.finest, entry.first, entry.last
        return made

    def validate_calendar(self, field: StringField) -> None:
        """One of the calendars was chosen."""
        if field.data not in list(Calendar):
            raise ValidationError(choose_or_skip())

    def validate_year(self, _: StringField) -> None:
        """There is such a date, and it is within the limits."""
        if self.calendar.data not in list(Calendar):
            return
        told = self.response
        if told.day is not None and told.month is None:
            raise ValidationError(gettext("Choose the month too, or leave the day open."))
        if not self._is_within(DateResponse(told.calendar, told.year)):
            raise ValidationError(self._limits(told.calendar))
        try:
            days(told)
        except NotADate:
            raise ValidationError(gettext("That day does not exist. Look at the month and the day again.")) from None
        if not self._is_within(told):
            raise ValidationError(self._limits(told.calendar))

    def _is_within(self, told: DateResponse) -> bool:
        try:
            meant = days(told)
        except NotADate:
            return False
        return meant.last >= date(self.first, 1, 1) and meant.first <= date(self.last, 12, 31)

    def _limits(self, calendar: Calendar) -> str:
        before, after = _BEHIND[calendar]
        return gettext(
            "Type a year from %(first)s to %(last)s, or choose another calendar.",
            first=say(self.first - before),
            last=say(self.last - after),
        )

    def month_of(self, calendar: str) -> str:
        """The month that is chosen in the list of *calendar*."""
        return str(self[f"month_{calendar}"].data or "")

    @property
    def response(self) -> DateResponse:
        """The date, as exactly as it was told; ValidationError where something is no number."""
        calendar = Calendar(str(self.calendar.data))
        year, month = _number(self.year.data), None
        if self.finest is not Precision.YEAR and self.month_of(calendar):
            month = _number(self.month_of(calendar))
        day = _number(self.day.data) if self.finest is Precision.DAY and (self.day.data or "").strip() else None
        return DateResponse(calendar, year, month, day)
