"""Rules of the bank over a profile: questions for the conversation, each with the evidence that led to it."""

from collections.abc import Iterable, Iterator

from assessment.items.model import FollowUp
from assessment.scoring.profile_model import (
    AbilityResult,
    AnswersResult,
    FollowUpQuestion,
    InterestsResult,
    NotMeasured,
    ScaleResult,
    TaskResult,
)

Fact = tuple[str, str, str]


def followups(rules: Iterable[FollowUp], results: Iterable[ScaleResult]) -> tuple[FollowUpQuestion, ...]:
    """The questions whose conditions all hold; a level that is not certain enough never leads to one."""
    facts = {(kind, name): value for kind, name, value in _facts(results)}
    found = []
    for rule in rules:
        values = [(kind, name, facts.get((kind, name))) for kind, name, _ in rule.conditions]
        if all(value in allowed for (_, _, value), (_, _, allowed) in zip(values, rule.conditions, strict=True)):
            found.append(FollowUpQuestion(rule.id, tuple((k, n, v) for k, n, v in values if v is not None)))
    return tuple(found)


def _facts(results: Iterable[ScaleResult]) -> Iterator[Fact]:
    for result in results:
        match result:
            case AbilityResult(scale=scale, level=str(level), between=()):
                yield "level", scale, level
            case TaskResult(scale=scale, outcome=outcome):
                yield "level", scale, outcome
            case AnswersResult(answers=answers):
                yield from (("response", answer.item, answer.choice) for answer in answers if answer.choice)
            case AbilityResult() | InterestsResult() | NotMeasured():
                continue
