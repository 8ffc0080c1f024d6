"""The action log of a simulated app: read strictly, and replayed before it is believed."""

import json
from typing import Self

from flask_babel import gettext
from wtforms import Field, StringField, ValidationError

from assessment.items.app_model import AppModel, IllegalAction
from assessment.items.responses import Action, SimulationResponse
from assessment.web.answers import Filled, FormData, ItemForm, is_plain

MOST_ACTIONS = 500
MOST_BYTES = 32_000
DAY_MS = 24 * 60 * 60 * 1000


class NotALog(ValueError):
    """What the page sent is not an action log; no page of ours sends that."""


class SimulationForm(ItemForm):
    """The action log of a simulated app, which must be possible in that app."""

    answer_field = "log"
    log = StringField()
    app: AppModel

    @classmethod
    def asking(cls, app: AppModel, sent: FormData | None, before: Filled) -> Self:
        """The form whose log must be possible in *app*."""
        made = cls(sent, data=before)
        made.app = app
        return made

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
