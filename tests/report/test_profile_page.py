"""What the page says, before it is drawn."""

from dataclasses import replace

import pytest

from assessment.items.responses import ChoiceResponse, Missing
from assessment.report import words
from assessment.report.page_model import AnswerLine, Own, ProfilePage
from assessment.scoring.profile_model import AbilityResult, Band, Evidence
from tests.desk.builders import TIGRINYA, a_profile, a_sitting, saying, the_bank
from tests.report.profiles import ORIGIN, part, shown, with_results

CERTAIN = AbilityResult(
    "dutch",
    Evidence.TESTED,
    1.4,
    0.5,
    "A2+",
    (),
    (Band("preA1", 0.0), Band("A1", 0.01), Band("A2", 0.09), Band("A2+", 0.9)),
    14,
    14,
    "precision",
)
UNSURE = AbilityResult(
    "dutch",
    Evidence.TESTED,
    -2.2,
    0.6,
    "A1",
    ("preA1", "A1"),
    (Band("preA1", 0.43), Band("A1", 0.5), Band("A2", 0.07), Band("A2+", 0.0)),
    14,
    14,
    "length",
)
TOO_LITTLE = AbilityResult("dutch", Evidence.TESTED, None, None, None, (), (), 3, 3, "stopped")


def with_dutch(result: AbilityResult) -> ProfilePage:
    return shown(with_results(result))


def test_a_level_never_comes_without_its_chance() -> None:
    (dutch,) = with_dutch(CERTAIN).abilities

    assert dutch.statement == "waarschijnlijk A2+ (kans ongeveer 9 op de 10)"
    assert dutch.evidence == "gemeten"


def test_between_two_levels_both_are_told() -> None:
    (dutch,) = with_dutch(UNSURE).abilities

    assert dutch.statement == "tussen pre-A1 (kans ongeveer 4 op de 10) en A1 (kans ongeveer 5 op de 10)"


def test_an_uncertain_level_is_no_strength() -> None:
    assert not any("Nederlands" in strength for strength in with_dutch(UNSURE).strengths)


def test_too_little_evidence_is_a_normal_outcome() -> None:
    (dutch,) = with_dutch(TOO_LITTLE).abilities

    assert dutch.statement == "te weinig antwoorden voor een niveau"
    assert dutch.stopped == "deze persoon wilde hier stoppen"


def test_every_scale_is_in_exactly_one_of_the_three_lists() -> None:
    told = shown(a_profile())

    lists = (told.measured, told.reported, told.unmeasured)

    for scale in the_bank().scales:
        assert sum(_opens(line, scale.title) for lines in lists for line in lines) == 1


def _opens(line: str, title: str) -> bool:
    """Whether *line* is about the scale with this *title*, alone or in a list of titles."""
    return line.startswith((f"{title}:", f"{title};", f"{title} (")) or f"; {title}:" in line or f"; {title};" in line


def test_answers_are_told_in_the_dutch_words_of_the_choice() -> None:
    told = part(a_profile(a_sitting(saying(q_papers=ChoiceResponse("copy")))), "education")

    question, answer = "Heeft u een diploma of papieren van school?", "Ja, ik heb een kopie of een foto"
    assert AnswerLine(question, answer, label="Diploma of papieren") in told.lines


def test_own_words_keep_their_language() -> None:
    assert Own(TIGRINYA, "ti") in [line.own for line in part(a_profile(), "work").lines]


def test_a_question_names_the_evidence_that_led_to_it() -> None:
    (question,) = [one for one in shown(a_profile()).questions if "IDW" in one.text]

    assert question.reasons == ("Diploma of papieren – Ja, ik heb ze hier",)


def test_types_that_are_about_equal_stand_together() -> None:
    (interests,) = shown(a_profile()).interests

    assert interests.order[0] == "Doen en maken (R), Mensen helpen (S): ongeveer gelijk"


def test_there_is_no_total_and_no_ranking_of_people() -> None:
    assert not {"total", "rank", "score", "route"} & set(ProfilePage.__slots__)


@pytest.mark.parametrize("reason", [*Missing, "withheld"])
def test_every_reason_for_a_gap_has_its_own_words(reason: str) -> None:
    others = {words.missing(other) for other in [*Missing, "withheld"] if other != reason}

    assert words.missing(reason) not in others


def test_gaps_and_provisional_limits_are_named_under_reliability() -> None:
    told = shown(a_profile(a_sitting(saying(q_days=Missing.SKIPPED), withhold=("w-job",)))).reliability

    assert "Zonder antwoord: Wensen 1" in told
    assert "Niet gedeeld: Werk 1" in told
    assert any("voorlopig" in line for line in told)


def test_a_code_from_elsewhere_and_other_scores_are_warned_of() -> None:
    assert shown(a_profile()).warnings == ()
    assert len(shown(a_profile(), replace(ORIGIN, issued=False, differs=True)).warnings) == 2
