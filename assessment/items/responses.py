"""What a candidate gave, and the reasons why there may be nothing: plain values."""

from dataclasses import dataclass
from enum import StrEnum


class Missing(StrEnum):
    """Why there is no response. A wrong response is not missing."""

    SKIPPED = "skipped"
    DONT_KNOW = "dont_know"
    DECLINED = "declined"
    NOT_REACHED = "not_reached"
    NOT_PRESENTED = "not_presented"
    TECHNICAL_FAILURE = "technical_failure"


class Liking(StrEnum):
    """The three faces."""

    LIKE = "like"
    UNSURE = "unsure"
    DISLIKE = "dislike"


@dataclass(frozen=True, slots=True)
class ChoiceResponse:
    """The id of the choice that was picked."""

    choice: str


@dataclass(frozen=True, slots=True)
class MultipleResponse:
    """The ids of the choices that were picked, in the order of the item."""

    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderResponse:
    """The ids of the tiles in the order in which they were put."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YesNoResponse:
    """Yes (true) or no."""

    yes: bool


@dataclass(frozen=True, slots=True)
class NumberResponse:
    """The number, whatever digits it was typed in."""

    number: int


class Calendar(StrEnum):
    """The calendar in which a date was told."""

    GREGORIAN = "gregorian"
    PERSIAN = "persian"
    ETHIOPIC = "ethiopic"


@dataclass(frozen=True, slots=True)
class DateResponse:
    """A date as it was told: *calendar*, *year* and, as far as known, *month* and *day*.

    The Gregorian days that it may mean are `assessment.items.calendars.days`; a day is never invented.
    """

    calendar: Calendar
    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class OccupationResponse:
    """An occupation: ISCO-08 *isco* (four digits, "" where unknown), ESCO concept *esco*, how it was found, own *text*.

    *source* is tile, search or text.
    """

    source: str
    isco: str = ""
    esco: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class RatingResponse:
    """The face that was picked."""

    liking: Liking


@dataclass(frozen=True, slots=True)
class TextResponse:
    """Words as typed, NFC, without surrounding space."""

    text: str


@dataclass(frozen=True, slots=True)
class GapsResponse:
    """What was typed in each gap, in the order of the text; "" where a gap was left open."""

    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The candidate went on after an information screen."""


@dataclass(frozen=True, slots=True)
class Action:
    """One step in a simulated app: its *name*, the *value* typed or chosen, milliseconds since the task began."""

    name: str
    value: str = ""
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class SimulationResponse:
    """The action log; the end state is never taken from the browser but replayed from this."""

    log: tuple[Action, ...]


Response = (
    ChoiceResponse
    | MultipleResponse
    | OrderResponse
    | YesNoResponse
    | NumberResponse
    | DateResponse
    | OccupationResponse
    | RatingResponse
    | TextResponse
    | GapsResponse
    | Acknowledged
    | SimulationResponse
)
