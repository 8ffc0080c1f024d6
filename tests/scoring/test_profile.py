from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from assessment.items.model import ItemBank
from assessment.items.responses import (
    Calendar,
    ChoiceResponse,
    DateResponse,
    Missing,
    MultipleResponse,
    NumberResponse,
    OccupationResponse,
    Response,
    TextResponse,
    YesNoResponse,
)
from assessment.scoring.profile import VERSION, Sitting, profile
from assessment.scoring.profile_model import (
    AbilityResult,
    Answer,
    AnswersResult,
    CountResult,
    Evidence,
    InterestsResult,
    NotMeasured,
    Profile,
    RouterResult,
    TaskResult,
)
from assessment.session import outcome
from assessment.session.record import dump_profile, load_profile
from assessment.session.session import replay
from tests.builders import a_bank, some_events
from tests.candidates import Given, an_email, diligent, mistaken

FORBIDDEN = {"total", "sum", "rank", "ranking", "route", "percentile", "norm", "advice", "grade", "compared"}
DUTCH = sorted(
    (item for section in a_bank().sections if section.id == "dutch" for item in section.items),
    key=lambda item: item.parameters.difficulty,
)


def of(answers: Mapping[str, Given] | None = None, bank: ItemBank | None = None) -> Profile:
    """The profile of somebody who is diligent but for some *answers*."""
    bank = bank or a_bank()
    return outcome.profile(bank, replay(some_events(answers, bank=bank)))


def the(kind: type, found: Profile) -> object:
    """The last result of that *kind*."""
    return [part for part in found.results if isinstance(part, kind)][-1]


def knowing(right: int, known: int = len(DUTCH)) -> AbilityResult:
    """The Dutch of somebody who was asked the *known* easiest items and had the easiest *right* ones right."""
    answers = {item.id: diligent(item) if turn < right else mistaken(item) for turn, item in enumerate(DUTCH[:known])}
    return the(AbilityResult, profile(a_bank(), Sitting(answers, presented=frozenset(answers))))


def keys_of(data: object) -> Iterator[str]:
    """Every name of a field anywhere in *data*."""
    match data:
        case dict():
            for name, part in data.items():
                yield name
                yield from keys_of(part)
        case list():
            for part in data:
                yield from keys_of(part)


def test_there_is_no_total_no_ranking_of_people_and_no_route() -> None:
    names = set(keys_of(dump_profile(of())))

    assert not {name for name in names for word in name.split("_") if word in FORBIDDEN}


def test_ranks_are_groups_of_interest_types_and_nothing_else() -> None:
    data = dump_profile(of())

    holders = [part["type"] for part in data["results"] if "ranks" in set(keys_of(part))]

    assert holders == ["InterestsResult"]


def test_every_scale_of_the_bank_has_a_result_in_its_order() -> None:
    assert [result.scale for result in of().results] == [scale.id for scale in a_bank().scales]


def test_what_nobody_measured_is_named() -> None:
    assert the(NotMeasured, of()) == NotMeasured("speaking")


def test_the_versions_that_made_it_are_in_it() -> None:
    found = of()

    assert (found.bank, found.bank_version, found.bank_hash) == ("small", "0.1.0", a_bank().content_hash)
    assert found.scoring == VERSION


def test_more_right_answers_never_give_a_lower_estimate() -> None:
    thetas = [knowing(right).theta for right in range(len(DUTCH) + 1)]

    assert thetas == sorted(thetas)


def test_bands_sum_to_one_after_rounding() -> None:
    assert sum(band.probability for band in knowing(3).bands) == pytest.approx(1, abs=5e-4)


def test_a_level_is_named_where_one_band_reaches_sixty_per_cent() -> None:
    found = knowing(len(DUTCH))

    assert max(band.probability for band in found.bands) >= 0.60
    assert (found.level, found.between) == ("A2", ())


def test_below_sixty_per_cent_the_level_lies_between_two_neighbours() -> None:
    found = knowing(3)
    chances = {band.level: band.probability for band in found.bands}

    assert max(chances.values()) < 0.60
    assert found.between == ("preA1", "A1")
    assert chances[found.level] == max(chances.values())


def test_with_too_few_answers_there_is_no_level() -> None:
    found = knowing(1, known=1)

    assert (found.evidence, found.theta, found.level, found.bands) == (Evidence.TESTED, None, None, ())
    assert (found.answered, found.presented) == (1, 1)


def test_without_any_answer_the_scale_is_not_measured() -> None:
    assert knowing(0, known=0).evidence is Evidence.NOT_MEASURED


def test_not_knowing_counts_and_skipping_does_not() -> None:
    names = [item.id for item in DUTCH[:4]]
    unknown = Sitting({}, dict.fromkeys(names, Missing.DONT_KNOW), frozenset(names))
    skipped = Sitting({}, dict.fromkeys(names, Missing.SKIPPED), frozenset(names))

    assert the(AbilityResult, profile(a_bank(), unknown)).answered == 4
    assert the(AbilityResult, profile(a_bank(), unknown)).theta == knowing(0, known=4).theta
    assert the(AbilityResult, profile(a_bank(), skipped)).answered == 0


def test_a_practice_item_is_nowhere_in_the_profile() -> None:
    text = str(dump_profile(of({"try-text": TextResponse("kanarie")})))

    assert "kanarie" not in text
    assert "try-" not in text


def test_a_task_says_what_was_seen_its_flags_and_how_long_it_took() -> None:
    found = the(TaskResult, of({"mail-send": an_email(body="Dag")}))

    assert (found.outcome, found.score, found.flags, found.seconds) == ("partly", 1, ("short_message",), 5)


@pytest.mark.parametrize(
    ("reason", "evidence", "outcome"),
    [
        (Missing.SKIPPED, Evidence.NOT_MEASURED, "not_measured"),
        (Missing.TECHNICAL_FAILURE, Evidence.NOT_MEASURED, "not_measured"),
        (Missing.DONT_KNOW, Evidence.TESTED, "not_seen"),
    ],
)
def test_a_task_that_was_not_done(reason: Missing, evidence: Evidence, outcome: str) -> None:
    found = the(TaskResult, of({"mail-send": reason}))

    assert (found.evidence, found.outcome) == (evidence, outcome)


def test_answers_are_given_as_they_were_said() -> None:
    found = the(AnswersResult, of({"q-work": TextResponse("ሓረስታይ"), "q-papers": Missing.DECLINED}))

    assert found.evidence is Evidence.SELF_REPORT
    assert found.answers == (
        Answer("q-papers", missing="declined"),
        Answer("q-work", response=TextResponse("ሓረስታይ")),
    )


def test_every_kind_of_answer_is_given_as_it_was_said() -> None:
    said: dict[str, Response] = {
        "q-school": ChoiceResponse("some"),
        "q-years": NumberResponse(6),
        "q-school-end": DateResponse(Calendar.ETHIOPIC, 1990, 13),
        "q-helpers": MultipleResponse(("family", "friend")),
        "q-licence": YesNoResponse(False),
        "q-job": OccupationResponse("text", text="مزارع"),
    }

    (found,) = (result for result in of(said).results if result.scale == "history")

    assert {answer.item: answer.response for answer in found.answers} == said


def test_a_question_that_was_not_asked_says_so() -> None:
    (found,) = (result for result in of({"q-school": ChoiceResponse("none")}).results if result.scale == "history")

    assert {answer.item: answer.missing for answer in found.answers if answer.missing} == {
        "q-years": "not_presented",
        "q-school-end": "not_presented",
    }


def test_a_count_and_an_index_are_of_what_was_scored() -> None:
    results = {
        result.scale: result for result in of({"own-ar-1": Missing.DONT_KNOW, "yn-flork": YesNoResponse(True)}).results
    }

    assert results["reading"] == CountResult("reading", Evidence.TESTED, 2, 3, 3, "partly")
    assert results["words"] == RouterResult("words", Evidence.TESTED, 2, 2, 1, 2, 0.5)


def test_a_struck_out_answer_says_that_it_is_withheld_and_no_more() -> None:
    sitting = Sitting({"q-work": TextResponse("kok")}, withheld=frozenset({"q-work"}))

    papers, work = the(AnswersResult, profile(a_bank(), sitting)).answers

    assert work == Answer("q-work", missing="withheld")
    assert papers.missing == "not_reached"


def test_interests_carry_the_name_of_their_scale() -> None:
    assert the(InterestsResult, of()).scale == "interests"


@pytest.mark.parametrize(
    ("sitting", "status"),
    [
        (Sitting({}), "not_attempted"),
        (Sitting({}, presented=frozenset({"q-papers"})), "incomplete"),
        (Sitting({}, presented=frozenset({"q-papers"}), finished={"questions": "stopped"}), "incomplete"),
        (Sitting({}, finished={"questions": "stopped"}), "not_attempted"),
        (Sitting({}, presented=frozenset({"q-papers"}), finished={"questions": "completed"}), "completed"),
    ],
)
def test_a_section_was_not_attempted_incomplete_or_completed(sitting: Sitting, status: str) -> None:
    assert profile(a_bank(), sitting).sections[-1].status == status


def test_a_section_counts_what_was_shown_answered_and_skipped_without_practice() -> None:
    start, *_, questions = of({"q-work": Missing.SKIPPED}).sections

    assert (start.presented, start.answered, start.skipped) == (1, 1, 0)
    assert (questions.presented, questions.answered, questions.skipped) == (2, 1, 1)


def test_a_profile_is_read_back_as_it_was_written() -> None:
    found = of()

    assert load_profile(dump_profile(found)) == found


def test_the_order_in_which_things_were_answered_does_not_matter() -> None:
    answers = {"q-papers": ChoiceResponse("here"), "q-work": TextResponse("kok"), "nl-vis": ChoiceResponse("b")}
    turned = dict(reversed(answers.items()))

    assert profile(a_bank(), Sitting(answers)) == profile(a_bank(), replace(Sitting(answers), responses=turned))
