from dataclasses import replace

from assessment.items.model import Condition, FollowUp
from assessment.items.responses import ChoiceResponse, MultipleResponse, Response
from assessment.scoring.followups import followups
from assessment.scoring.profile import Sitting, profile
from assessment.scoring.profile_model import AbilityResult, Band, CountResult, Evidence, ScaleResult, TaskResult
from tests.builders import a_bank, a_changed_bank

PAPERS = Condition("response", "q-papers", ("here",))
DUTCH = Condition("level", "dutch", ("A1", "A2"))
RULE = FollowUp("diploma", "Welke papieren?", (PAPERS, DUTCH))
HERE: dict[str, Response] = {"q-papers": ChoiceResponse("here")}
A1 = AbilityResult("dutch", Evidence.TESTED, -1.0, 0.5, "A1", (), (Band("A1", 0.8), Band("A2", 0.2)), 8, 8, "precision")
READS = CountResult("reading", Evidence.TESTED, 7, 7, 7, "reads")
TASK = TaskResult("computer", "mail-send", Evidence.TESTED, "partly", 1, (), 90)


def asked(said: dict[str, Response], *results: ScaleResult, rules: tuple[FollowUp, ...] = (RULE,)) -> list[str]:
    return [question.id for question in followups(rules, said, results)]


def test_a_question_is_asked_when_all_conditions_hold() -> None:
    assert asked(HERE, A1) == ["diploma"]


def test_a_question_tells_what_led_to_it() -> None:
    (question,) = followups([RULE], HERE, [A1])

    assert question.reasons == (("response", "q-papers", "here"), ("level", "dutch", "A1"))


def test_of_several_picked_a_question_tells_all_in_order() -> None:
    rule = FollowUp("help", "Wie helpt?", (Condition("response", "q-helpers", ("friend",)),))

    (question,) = followups([rule], {"q-helpers": MultipleResponse(("friend", "family"))}, [])

    assert question.reasons == (("response", "q-helpers", "family"), ("response", "q-helpers", "friend"))


def test_what_is_not_known_is_no_reason() -> None:
    rule = FollowUp(
        "papers", "Zijn er papieren?", (replace(PAPERS, negated=True), Condition("level", "reading", ("reads",)))
    )

    (question,) = followups([rule], {}, [READS])

    assert question.reasons == (("level", "reading", "reads"),)


def test_one_condition_that_does_not_hold_is_enough_to_keep_silent() -> None:
    assert asked({"q-papers": ChoiceResponse("none")}, A1) == []
    assert asked(HERE, replace(A1, level="B1")) == []
    assert asked({}, A1) == []
    assert asked(HERE) == []


def test_an_uncertain_level_never_leads_to_a_question() -> None:
    assert asked(HERE, replace(A1, between=("A1", "A2"))) == []


def test_no_level_never_leads_to_a_question() -> None:
    assert asked(HERE, replace(A1, level=None, bands=())) == []


def test_what_was_seen_in_a_task_counts_as_its_level() -> None:
    rule = FollowUp("mail", "Wat lukt al?", (Condition("level", "computer", ("partly",)),))

    assert asked({}, TASK, rules=(rule,)) == ["mail"]
    assert asked({}, replace(TASK, outcome="seen"), rules=(rule,)) == []


def test_questions_come_in_the_order_of_the_bank() -> None:
    second = replace(RULE, id="again")

    assert asked(HERE, A1, rules=(second, RULE)) == ["again", "diploma"]


def test_an_answer_to_a_test_item_leads_to_nothing_by_itself() -> None:
    bank = a_changed_bank("bank.yaml", "{response: q-school, not_in: [none]}", "{response: nl-dicht, in: [a]}")
    said = {f"own-ar-{number}": ChoiceResponse("a") for number in (1, 2, 3)}

    found = profile(bank, Sitting({**said, "nl-dicht": ChoiceResponse("a")}))

    assert found.followups == ()
    assert [question.id for question in profile(a_bank(), Sitting(said)).followups] == ["certificate"]
