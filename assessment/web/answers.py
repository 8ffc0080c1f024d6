"""From what a browser sent to a typed Response, or to one sentence that says what to do."""

import unicodedata
from collections.abc import Mapping
from typing import ClassVar, Self

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField, ValidationError

from assessment.items.interactions import Choice, TextEntry
from assessment.items.responses import (
    Acknowledged,
    ChoiceResponse,
    Liking,
    RatingResponse,
    Response,
    TextResponse,
)

FormData = MultiDict[str, str]
Filled = Mapping[str, str | list[str]]  # fields as an earlier response filled them
# embeddings, overrides and isolates can make a text read differently from what it says; marks and joiners are needed
_TURNS_TEXT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORBIDDEN = frozenset({"Cc", "Cs"})


class ItemForm(Form):
    """How one item is answered. *answer_field* is the name of its input, None where there is none."""

    answer_field: ClassVar[str | None] = None

    @property
    def response(self) -> Response:
        """What the candidate gave; only after validate() said yes."""
        raise NotImplementedError

    @property
    def draft(self) -> Response | None:
        """What stood on the page when the candidate went elsewhere; None where it is nothing worth keeping."""
        return self.response if self.answer_field and self.validate() else None

    @property
    def given(self) -> str:
        """What stands in the input now, to be shown again."""
        return str(self[self.answer_field].data or "") if self.answer_field else ""

    @property
    def complaint(self) -> str | None:
        """The one sentence to show when the answer cannot be taken."""
        return next((str(error) for field in self for error in field.errors), None)


class ChoiceForm(ItemForm):
    """One of several choices; *allowed* are their ids."""

    answer_field = "choice"
    choice = StringField()
    allowed: frozenset[str] = frozenset()

    @classmethod
    def asking(cls, choice: Choice, sent: FormData | None, before: Filled) -> Self:
        """The form for *choice*."""
        made = cls(sent, data=before)
        made.allowed = frozenset(each.id for each in choice.choices)
        return made

    def validate_choice(self, field: StringField) -> None:
        """One of the choices was picked."""
        if field.data not in self.allowed:
            raise ValidationError(choose_or_skip())

    @property
    def response(self) -> Response:
        """The choice that was picked."""
        return ChoiceResponse(str(self.choice.data))


class RatingForm(ChoiceForm):
    """One of three faces."""

    allowed = frozenset(Liking)

    @property
    def response(self) -> RatingResponse:
        """The face that was picked."""
        return RatingResponse(Liking(str(self.choice.data)))


class TextForm(ItemForm):
    """A few words in one's own script."""

    answer_field = "text"
    text = StringField(filters=[lambda raw: tidy(raw or "")])
    max_length = 0

    @classmethod
    def asking(cls, entry: TextEntry, sent: FormData | None, before: Filled) -> Self:
        """The form for *entry*."""
        made = cls(sent, data=before)
        made.max_length = entry.max_length
        return made

    def validate_text(self, field: StringField) -> None:
        """There is something, not too much, and it reads as it is written."""
        if not field.data:
            raise ValidationError(gettext("Write an answer, or press Skip."))
        check_text(str(field.data), self.max_length)

    @property
    def response(self) -> TextResponse:
        """The words, tidied."""
        return TextResponse(str(self.text.data))


class InformationForm(ItemForm):
    """Nothing but a button to go on."""

    @property
    def response(self) -> Acknowledged:
        """That the candidate went on."""
        return Acknowledged()


def choose_or_skip() -> str:
    """What to say where nothing was chosen."""
    return gettext("Choose an answer, or press Skip.")


def check_text(text: str, max_length: int) -> None:
    """ValidationError where *text* is longer than *max_length*, or does not read as it is written."""
    if len(text) > max_length:
        raise ValidationError(gettext("Your answer is too long. Make it shorter."))
    if not is_plain(text):
        raise ValidationError(gettext("There are signs in your answer that we cannot use. Type it again."))


def tidy(raw: str) -> str:
    """*raw* in NFC, with plain line ends, without surrounding space."""
    return unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n").strip()


def is_plain(text: str) -> bool:
    """Whether *text* has no control characters and nothing that turns its direction around."""
    return not any(
        char in _TURNS_TEXT or (unicodedata.category(char) in _FORBIDDEN and char not in "\n\t") for char in text
    )
