from dataclasses import replace

from assessment.items.model import FollowUp
from assessment.scoring.followups import followups
from assessment.scoring.profile_model import (
    AbilityResult,
    Answer,
    AnswersResult,
    Band,
    Evidence,
    ScaleResult,
    TaskResult,
)

RULE = FollowUp("diploma", "Welke papieren?", (("response", "q-papers", ("here",)), ("level", "dutch", ("A1", "A2"))))
A1 = AbilityResult("dutch", Evidence.TESTED, -1.0, 0.5, "A1", (), (Band("A1", 0.8), Band("A2", 0.2)), 8, 8, "precision")
TASK = TaskResult("computer", "mail-send", Evidence.TESTED, "partly", 1, (), 90)


def answers(choice: str | None) -> AnswersResult:
    return AnswersResult("answers", Evidence.SELF_REPORT, (Answer("q-papers", choice=choice),))


def asked(*results: ScaleResult, rules: tuple[FollowUp, ...] = (RULE,)) -> list[str]:
    return [question.id for question in followups(rules, results)]


def test_a_question_is_asked_when_all_conditions_hold() -> None:
    assert asked(A1, answers("here")) == ["diploma"]


def test_a_question_tells_what_led_to_it() -> None:
    (question,) = followups([RULE], [A1, answers("here")])

    assert question.reasons == (("response", "q-papers", "here"), ("level", "dutch", "A1"))


def test_one_condition_that_does_not_hold_is_enough_to_keep_silent() -> None:
    assert asked(A1, answers("none")) == []
    assert asked(replace(A1, level="B1"), answers("here")) == []
    assert asked(A1, answers(None)) == []
    assert asked(answers("here")) == []


def test_an_uncertain_level_never_leads_to_a_question() -> None:
    assert asked(replace(A1, between=("A1", "A2")), answers("here")) == []


def test_no_level_never_leads_to_a_question() -> None:
    assert asked(replace(A1, level=None, bands=()), answers("here")) == []


def test_what_was_seen_in_a_task_counts_as_its_level() -> None:
    rule = FollowUp("mail", "Wat lukt al?", (("level", "computer", ("partly",)),))

    assert asked(TASK, rules=(rule,)) == ["mail"]
    assert asked(replace(TASK, outcome="seen"), rules=(rule,)) == []


def test_questions_come_in_the_order_of_the_bank() -> None:
    second = replace(RULE, id="again")

    assert asked(A1, answers("here"), rules=(second, RULE)) == ["again", "diploma"]
