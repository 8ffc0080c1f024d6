"""A profile as values: levels and evidence on each scale, for people. There is no total."""

from dataclasses import dataclass
from enum import StrEnum

from assessment.items.responses import Response


class Evidence(StrEnum):
    """Where a statement comes from."""

    TESTED = "tested"
    SELF_REPORT = "self_report"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True, slots=True)
class Band:
    """The chance, 0 to 1, that the person is at *level*."""

    level: str
    probability: float


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that stands out, to talk through: its *name* and, where it counts something, the *number*."""

    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class AbilityResult:
    """An estimate in logits with its bands. *level* is None where the evidence is not enough.

    *between* holds two levels where no band reaches 0.60; *stopped* is the reason why the section ended. *flags* are
    questions to talk through; nothing else here depends on them.
    """

    scale: str
    evidence: Evidence
    theta: float | None
    standard_error: float | None
    level: str | None
    between: tuple[str, ...]
    bands: tuple[Band, ...]
    answered: int
    presented: int
    stopped: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What was seen in a simulated task: *outcome* is seen, partly, not_seen or not_measured; score 2, 1, 0 or None."""

    scale: str
    item: str
    evidence: Evidence
    outcome: str
    score: int | None
    flags: tuple[str, ...]
    seconds: int | None


@dataclass(frozen=True, slots=True)
class TaskSeen:
    """One task of several: *outcome* is seen, partly, not_seen or not_measured; *points* 2, 1, 0 or None."""

    item: str
    outcome: str
    points: int | None
    flags: tuple[str, ...]
    seconds: int | None


@dataclass(frozen=True, slots=True)
class DomainSeen:
    """What the tasks of one *domain* show together: *outcome* is seen, partly, not_seen or not_measured."""

    domain: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ComputerResult:
    """Several simulated tasks: those that were on screen, every domain, and a level by the points of blocks.

    *level* is None where the first block was not finished; *stopped* is the reason why the section ended.
    """

    scale: str
    evidence: Evidence
    level: str | None
    tasks: tuple[TaskSeen, ...]
    domains: tuple[DomainSeen, ...]
    stopped: str


@dataclass(frozen=True, slots=True)
class InterestScore:
    """Likes on one RIASEC type or sector: *points* of *possible* (2 for like, 1 for not sure), over *rated* items.

    *centred* is the mean of its items less the person's own mean, -2 to 2; None where too few were rated for a score.
    """

    name: str
    points: int
    possible: int
    rated: int
    centred: float | None


@dataclass(frozen=True, slots=True)
class SectorSuggestion:
    """A sector to talk about, and why: items of it that were *liked*, and RIASEC *types* that it shares.

    *occupations* are examples, by O*NET-SOC code. There is no value and no order: it is not a ranking.
    """

    sector: str
    occupations: tuple[str, ...]
    liked: tuple[str, ...]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InterestsResult:
    """Within-person interests. *ranks* groups types that are about equal, highest first; *flags* need talk.

    *code* is None where three letters are not earned. *differentiation* is highest less lowest type, in points an item;
    *flat* says that all six are about equal: no preference shown.
    """

    scale: str
    evidence: Evidence
    types: tuple[InterestScore, ...]
    ranks: tuple[tuple[str, ...], ...]
    code: str | None
    differentiation: float | None
    flat: bool
    sectors: tuple[InterestScore, ...]
    suggestions: tuple[SectorSuggestion, ...]
    liked: tuple[str, ...]
    unknown: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountResult:
    """How many were right: *right* of *scored*, of *possible* in all. *level* is None where too few were scored.

    *flags* are questions to talk through; nothing else here depends on them.
    """

    scale: str
    evidence: Evidence
    right: int
    scored: int
    possible: int
    level: str | None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class RouterResult:
    """Words known against words made up: *hits* of *words*, *false_alarms* of *made_up*; *index* is -1 to 1 or None."""

    scale: str
    evidence: Evidence
    hits: int
    words: int
    false_alarms: int
    made_up: int
    index: float | None


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """Reading in one's *own* language (a level) beside Latin *letters* and *words* (right, possible), None if not done.

    *points_to* is before_a, around_a, around_b, b_or_further, c_or_further, or None where there is not enough
    evidence; *missing* are the parts that no task measured.
    """

    scale: str
    evidence: Evidence
    own: str | None
    letters: tuple[int, int] | None
    words: tuple[int, int] | None
    points_to: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One self-reported answer, as given, or the reason why there is none ("withheld" included)."""

    item: str
    response: Response | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class AnswersResult:
    """What the person said, as said."""

    scale: str
    evidence: Evidence
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A scale that this bank does not measure, named so that its absence is seen."""

    scale: str
    evidence: Evidence = Evidence.NOT_MEASURED


ScaleResult = (
    AbilityResult
    | CountResult
    | RouterResult
    | TaskResult
    | ComputerResult
    | ReadingResult
    | InterestsResult
    | AnswersResult
    | NotMeasured
)


@dataclass(frozen=True, slots=True)
class FollowUpQuestion:
    """A question for the conversation with the (kind, name, value) evidence that led to it."""

    id: str
    reasons: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class SectionStatus:
    """How far a section came: *status* is not_attempted, incomplete or completed."""

    section: str
    status: str
    presented: int
    answered: int
    skipped: int
    withheld: int
    stopped: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything a person should see of one sitting, with the versions that produced it."""

    bank: str
    bank_version: str
    bank_hash: str
    scoring: str
    results: tuple[ScaleResult, ...]
    followups: tuple[FollowUpQuestion, ...]
    sections: tuple[SectionStatus, ...]
    locales: tuple[str, ...]
