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
class RatingResponse:
    """The face that was picked."""

    liking: Liking


@dataclass(frozen=True, slots=True)
class TextResponse:
    """Words as typed, NFC, without surrounding space."""

    text: str


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


Response = ChoiceResponse | RatingResponse | TextResponse | Acknowledged | SimulationResponse
