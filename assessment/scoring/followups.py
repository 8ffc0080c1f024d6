"""Rules of the bank over a profile: questions for the conversation, each with the evidence that led to it."""

from collections.abc import Iterable, Mapping

from assessment.items.model import FollowUp
from assessment.items.responses import Response
from assessment.scoring.conditions import facts, hold
from assessment.scoring.profile_model import FollowUpQuestion, ScaleResult


def followups(
    rules: Iterable[FollowUp], responses: Mapping[str, Response], results: Iterable[ScaleResult]
) -> tuple[FollowUpQuestion, ...]:
    """The questions whose conditions all hold; a level that is not certain enough never leads to one."""
    known = facts(responses, results)
    return tuple(
        FollowUpQuestion(
            rule.id,
            tuple(
                (condition.kind, condition.name, value)
                for condition in rule.conditions
                for value in sorted(known.get((condition.kind, condition.name), ()))
            ),
        )
        for rule in rules
        if hold(rule.conditions, known)
    )
