"""From what a browser sent to a typed Response, or to one sentence that says what to do."""

import json
import unicodedata
from typing import ClassVar

from flask_babel import gettext
from wtforms import Field, Form, StringField, ValidationError

from assessment.items.app_model import AppModel, IllegalAction
from assessment.items.responses import (
    Acknowledged,
    Action,
    ChoiceResponse,
    Liking,
    RatingResponse,
    Response,
    SimulationResponse,
    TextResponse,
)

MOST_ACTIONS = 500
MOST_BYTES = 32_000
DAY_MS = 24 * 60 * 60 * 1000
# embeddings, overrides and isolates can make a text read differently from what it says; marks and joiners are needed
_TURNS_TEXT = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORBIDDEN = frozenset({"Cc", "Cs"})


class NotALog(ValueError):
    """What the page sent is not an action log; no page of ours sends that."""


class ItemForm(Form):
    """How one item is answered. *answer_field* is the name of its input, None where there is none."""

    answer_field: ClassVar[str | None] = None

    @property
    def response(self) -> Response:
        """What the candidate gave; only after validate() said yes."""
        raise NotImplementedError

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

    def validate_choice(self, field: StringField) -> None:
        """One of the choices was picked."""
        if field.data not in self.allowed:
            raise ValidationError(gettext("Choose an answer, or press Skip."))

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

    def validate_text(self, field: StringField) -> None:
        """There is something, not too much, and it reads as it is written."""
        text = str(field.data)
        if not text:
            raise ValidationError(gettext("Write an answer, or press Skip."))
        if len(text) > self.max_length:
            raise ValidationError(gettext("Your answer is too long. Make it shorter."))
        if not is_plain(text):
            raise ValidationError(gettext("There are signs in your answer that we cannot use. Type it again."))

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


class SimulationForm(ItemForm):
    """The action log of a simulated app, which must be possible in that app."""

    answer_field = "log"
    log = StringField()
    app: AppModel

    def validate_log(self, field: Field) -> None:
        """The log is well-formed and the app allows each action in its turn."""
        try:
            self.app.replay(read_log(field.data or ""))
        except (NotALog, IllegalAction):
            raise ValidationError(gettext("Something went wrong on the page. Nothing is lost. Try again.")) from None

    @property
    def response(self) -> SimulationResponse:
        """The log; its end state is worked out elsewhere, by replaying it."""
        return SimulationResponse(read_log(self.log.data or ""))


def tidy(raw: str) -> str:
    """*raw* in NFC, with plain line ends, without surrounding space."""
    return unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n").strip()


def is_plain(text: str) -> bool:
    """Whether *text* has no control characters and nothing that turns its direction around."""
    return not any(
        char in _TURNS_TEXT or (unicodedata.category(char) in _FORBIDDEN and char not in "\n\t") for char in text
    )


def read_log(text: str) -> tuple[Action, ...]:
    """The action log written as JSON in *text*; NotALog where it is anything else."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise NotALog("the log is longer than a page of ours sends")
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError):  # thousands of brackets nest deeper than Python goes
        raise NotALog("the log is not JSON") from None
    if not isinstance(data, list) or len(data) > MOST_ACTIONS:
        raise NotALog(f"expected a list of at most {MOST_ACTIONS} actions")
    return tuple(map(_action, data))


def _action(data: object) -> Action:
    match data:
        case {"name": str(name), "value": str(value), "at_ms": int(at_ms), **rest} if not rest:
            if not isinstance(at_ms, bool) and 0 <= at_ms <= DAY_MS and is_plain(name + value):
                return Action(name, value, at_ms)
    raise NotALog("expected actions with a name, a value and the milliseconds since the task began")


def write_log(log: tuple[Action, ...]) -> str:
    """*log* as the page reads it back."""
    return json.dumps(
        [{"name": action.name, "value": action.value, "at_ms": action.at_ms} for action in log],
        ensure_ascii=False,
        separators=(",", ":"),
    )
