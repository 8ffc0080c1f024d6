"""One page about one sitting, in words: what both the screen and the paper show."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a profile comes from: start *code*, *reference* of the case worker, signing *kiosk* and its *program*.

    *issued* is false where this desk did not hand out the code, *differs* true where the kiosk stated other scores.
    """

    code: str
    reference: str
    kiosk: str
    program: str
    started_at: datetime
    issued: bool = True
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """The candidate's own words, with the *locale* in which the page stood when they were typed."""

    text: str
    locale: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question as asked and what was said: Dutch words of a choice, own words, or why there is nothing."""

    question: str
    said: str = ""
    own: Own | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An activity that was shown: its *text* and the *name* of its picture in the bank."""

    text: str
    name: str | None


@dataclass(frozen=True, slots=True)
class BandLine:
    """A level with its chance, in words and in *tenths*."""

    level: str
    words: str
    tenths: int


@dataclass(frozen=True, slots=True)
class AbilityPart:
    """A tested *scale*: the *statement* in one line, what it means, and what it rests on. *level* is its bare name."""

    scale: str
    level: str
    title: str
    evidence: str
    statement: str
    meaning: str
    bands: tuple[BandLine, ...]
    amount: str
    stopped: str
    cut_scores: str


@dataclass(frozen=True, slots=True)
class TaskPart:
    """A simulated task on *scale*: the *statement* and what was *noticed*. *outcome* is its bare name."""

    scale: str
    outcome: str
    title: str
    evidence: str
    statement: str
    noticed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """Likes on one interest *name*: so many of so many points, in words."""

    name: str
    words: str
    tenths: int


@dataclass(frozen=True, slots=True)
class InterestsPart:
    """Interests within one person: *order* names the types, those about equal together."""

    title: str
    evidence: str
    order: tuple[str, ...]
    types: tuple[ScoreLine, ...]
    sectors: tuple[ScoreLine, ...]
    liked: tuple[Picture, ...]
    unknown: tuple[Picture, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswersPart:
    """What the person said, as said."""

    title: str
    evidence: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the conversation and the evidence that led to it."""

    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """Everything the page says. It opens with what was *measured*, what was *reported* and what was *unmeasured*."""

    title: str
    caveat: str
    warnings: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    signature: str
    versions: str
    measured: tuple[str, ...]
    reported: tuple[str, ...]
    unmeasured: tuple[str, ...]
    strengths: tuple[str, ...]
    abilities: tuple[AbilityPart, ...]
    tasks: tuple[TaskPart, ...]
    interests: tuple[InterestsPart, ...]
    answers: tuple[AnswersPart, ...]
    questions: tuple[Question, ...]
    reliability: tuple[str, ...]
