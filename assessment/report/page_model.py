"""One page about one sitting, in words: what both the screen and the paper show."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a profile comes from: start *code*, *reference* of the case worker, signing *kiosk* and its *program*.

    *issued* is false where this desk did not hand out the code, *differs* true where the kiosk stated other scores.
    *remarks* say how this score came about where that needs saying; *followed* when a newer score took its place.
    """

    code: str
    reference: str
    kiosk: str
    program: str
    started_at: datetime
    issued: bool = True
    differs: bool = False
    remarks: tuple[str, ...] = ()
    followed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """The candidate's own words, with the *locale* in which the page stood when they were typed."""

    text: str
    locale: str


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question as asked, its short *label*, and what was said: Dutch words, own words, or why there is nothing.

    Own words can come with Dutch ones: an occupation has its code beside them.
    """

    question: str
    said: str = ""
    own: Own | None = None
    missing: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """Everything that got the same *answer*, the words for *choice*; where that is "", why there is none."""

    answer: str
    things: tuple[str, ...]
    choice: str = ""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Questions with the same answers, told as a few short lists; *stem* is how each of them began."""

    stem: str
    rows: tuple[AnswerRow, ...]


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
class CountPart:
    """A scale that counts: so many right, in words and in *tenths*. *level* is its bare name."""

    scale: str
    level: str
    title: str
    evidence: str
    statement: str
    tenths: int
    cut_scores: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RouterPart:
    """Words that were known beside made-up words: never a level. *remark* says when to be careful."""

    scale: str
    title: str
    evidence: str
    statement: str
    remark: str


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """Reading in one's own script beside Latin script. *remark* says what would confirm it."""

    scale: str
    title: str
    evidence: str
    statement: str
    remark: str


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
    remarks: tuple[str, ...] = ()


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
class TaskLine:
    """One of several tasks: as it was asked, how it went, and what was *noticed*."""

    task: str
    said: str
    noticed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DomainLine:
    """A domain of digital skills, in words, with what was seen in it. *outcome* is its bare name."""

    name: str
    words: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ComputerPart:
    """Several simulated tasks on *scale*: the *statement*, what was seen by domain, each task. *level* is a bare name.

    *remark* says what the level does not rest on; *origin* where levels begin, *caveat* that they are not official.
    """

    scale: str
    level: str
    title: str
    evidence: str
    statement: str
    remark: str
    domains: tuple[DomainLine, ...]
    tasks: tuple[TaskLine, ...]
    stopped: str
    origin: str
    caveat: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """Likes on one interest *name*: so many of so many points, in words."""

    name: str
    words: str
    tenths: int


@dataclass(frozen=True, slots=True)
class Example:
    """An occupation by its *name*, and how people usually *learn* it, also in *brief*."""

    name: str
    learn: str
    brief: str


@dataclass(frozen=True, slots=True)
class SectorPart:
    """A sector to talk about: examples, why (activities *liked*, *types* of work), and the *market* with its *note*.

    *types*, *market*, *note* and *checked*, which says from when and where that is, are "" where there is nothing.
    """

    title: str
    examples: tuple[Example, ...]
    liked: tuple[str, ...]
    types: str
    market: str
    note: str
    checked: str


@dataclass(frozen=True, slots=True)
class InterestsPart:
    """Interests within one person: *order* names the types, those about equal together.

    Where no preference shows, *order* is empty and *preference* says so; *code* is "" where none was earned.
    """

    title: str
    evidence: str
    order: tuple[str, ...]
    preference: str
    code: str
    suggestions: tuple[SectorPart, ...]
    types: tuple[ScoreLine, ...]
    sectors: tuple[ScoreLine, ...]
    liked: tuple[Picture, ...]
    unknown: tuple[Picture, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswersPart:
    """What the person said, as said. *headline* is the most telling of it; *unreached* says what was never asked."""

    scale: str
    title: str
    evidence: str
    headline: str
    lines: tuple[AnswerLine, ...]
    groups: tuple[AnswerGroup, ...]
    unreached: str

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.lines or self.groups or self.unreached)


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
    counts: tuple[CountPart, ...]
    abilities: tuple[AbilityPart, ...]
    routers: tuple[RouterPart, ...]
    tasks: tuple[TaskPart, ...]
    computers: tuple[ComputerPart, ...]
    readings: tuple[ReadingPart, ...]
    interests: tuple[InterestsPart, ...]
    answers: tuple[AnswersPart, ...]
    questions: tuple[Question, ...]
    reliability: tuple[str, ...]
    remarks: tuple[str, ...] = ()
