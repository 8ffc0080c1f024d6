"""Long lists of answers: what was not for this person is not there, questions alike are told as lists."""

from assessment.items.responses import ChoiceResponse, Missing, OccupationResponse, YesNoResponse
from assessment.report import labels
from assessment.report.page_model import AnswerRow
from tests.desk.builders import TIGRINYA, a_profile, a_sitting, diligent, nobody, the_bank
from tests.report.profiles import answering, part, shown

OFTEN, FEW, NEVER = ChoiceResponse("often"), ChoiceResponse("few"), ChoiceResponse("never")


def test_experience_is_told_as_lists_without_a_score() -> None:
    profile = answering("experience", x_plan=NEVER, x_quarrel=OFTEN, x_care=FEW, x_team=OFTEN)

    (group,) = part(profile, "experience").groups

    assert group.stem == "Hoe vaak heeft u …"
    assert group.rows == (
        AnswerRow("Vaak", ("een ruzie tussen mensen opgelost", "in een team gewerkt"), "often"),
        AnswerRow("Een paar keer", ("gezorgd voor iemand die ziek of oud was",), "few"),
        AnswerRow("Nooit", ("een dag gepland voor andere mensen",), "never"),
    )


def test_a_list_names_what_was_skipped_as_skipped() -> None:
    profile = answering("experience", x_plan=OFTEN, x_quarrel=Missing.SKIPPED, x_care=OFTEN)

    (group,) = part(profile, "experience").groups

    assert group.rows[1] == AnswerRow("overgeslagen", ("een ruzie tussen mensen opgelost",))


def test_what_somebody_does_without_help_comes_before_what_they_do_not_do() -> None:
    alone, never = ChoiceResponse("alone"), ChoiceResponse("no")

    (group,) = part(answering("conditions", z_letter=never, z_form=alone, z_trip=alone), "conditions").groups

    assert [row.answer for row in group.rows] == ["Ja, zonder hulp", "Nee"]


def test_a_question_that_an_earlier_answer_made_pointless_is_not_told_as_skipped() -> None:
    profile = answering("work", w_worked=YesNoResponse(False), w_job=Missing.NOT_PRESENTED, w_here=Missing.SKIPPED)

    told = part(profile, "work")

    assert [line.label for line in told.lines] == ["Heeft gewerkt", "Werk in Nederland"]
    assert told.lines[1].missing == "overgeslagen"


def test_what_was_not_reached_is_a_number_and_leaves_out_what_nobody_would_have_been_asked() -> None:
    late = Missing.NOT_REACHED
    profile = answering("education", e_school=ChoiceResponse("none"), e_level_sy=late, e_learned=late, e_dutch=late)

    told = part(profile, "education")

    assert [line.label for line in told.lines] == ["Naar school geweest"]
    assert told.unreached == "Niet bereikt, omdat eerder is gestopt: 2"


def test_the_most_telling_answers_are_the_headline() -> None:
    profile = answering("work", w_worked=YesNoResponse(True), w_job=OccupationResponse("tile", "5120"))

    assert part(profile, "work").headline == "Koken in een restaurant (ISCO 5120) · Heeft gewerkt: Ja"


def test_own_words_are_announced_in_a_headline_and_not_put_into_it() -> None:
    profile = answering("work", w_job=OccupationResponse("text", text=TIGRINYA))

    assert part(profile, "work").headline == "in eigen woorden"


def test_without_a_telling_answer_the_headline_says_how_many_there_are() -> None:
    assert part(answering("experience", x_plan=OFTEN, x_team=Missing.SKIPPED), "experience").headline == (
        "1 van 2 vragen beantwoord"
    )


def test_nobody_is_told_of_the_schools_of_other_countries() -> None:
    told = part(a_profile(a_sitting(diligent)), "education")

    assert sum(line.label == "Verste school, af of niet" for line in told.lines) == 1


def test_a_part_without_any_answer_is_named_as_not_measured() -> None:
    told = shown(a_profile(a_sitting(nobody)))

    assert told.reported == ()
    assert any("Wensen" in line and line.endswith("zonder antwoord") for line in told.unmeasured)


def test_every_short_name_belongs_to_a_question_of_the_bank() -> None:
    known = {labels.stem(item) for item in the_bank().items}
    named = {**labels._school(), **labels._work(), **labels._wishes(), **labels._conditions()}

    assert set(named) - known == set()
    assert set(labels.TELLING) - set(named) == set()
