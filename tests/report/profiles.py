"""Profiles made by hand: the bank is the real one, each test says only what it is about."""

from dataclasses import replace

from assessment.items.responses import Missing, Response
from assessment.report.page_model import AnswersPart, Origin, ProfilePage
from assessment.report.profile_page import page
from assessment.scoring.profile_model import (
    Answer,
    AnswersResult,
    CountResult,
    Evidence,
    FollowUpQuestion,
    Profile,
    RouterResult,
    ScaleResult,
    SectionStatus,
)
from tests.desk.builders import NOW, a_profile, the_bank

ORIGIN = Origin("1123456787", "", "kiosk-noord-1", "0.1.0", NOW)


def shown(profile: Profile, origin: Origin = ORIGIN) -> ProfilePage:
    return page(the_bank(), profile, origin, {"w-job": "ti"})


def with_results(*results: ScaleResult) -> Profile:
    """The profile of somebody diligent, with other *results* on their scales."""
    profile, other = a_profile(), {result.scale: result for result in results}
    return replace(profile, results=tuple(other.get(result.scale, result) for result in profile.results))


def answering(scale: str, **answers: Response | Missing | str) -> Profile:
    """A profile in which only *answers* (w_job for w-job) were asked on *scale*; a text is a reason for none."""
    told = tuple(
        Answer(item.replace("_", "-"), missing=str(given))
        if isinstance(given, str)
        else Answer(item.replace("_", "-"), response=given)
        for item, given in answers.items()
    )
    return with_results(AnswersResult(scale, Evidence.SELF_REPORT, told))


def part(profile: Profile, scale: str) -> AnswersPart:
    """What is told of the answers on *scale*."""
    (found,) = [one for one in shown(profile).answers if one.scale == scale]
    return found


def a_count(scale: str, right: int, scored: int, possible: int, level: str | None) -> CountResult:
    return CountResult(scale, Evidence.TESTED if scored else Evidence.NOT_MEASURED, right, scored, possible, level)


def a_router(hits: int, false_alarms: int) -> RouterResult:
    return RouterResult("router", Evidence.TESTED, hits, 24, false_alarms, 12, hits / 24 - false_alarms / 12)


def ended(profile: Profile, section: str, reason: str) -> Profile:
    """*profile*, but nobody was shown anything of *section*, which ended for *reason*."""
    status = SectionStatus(section, "completed" if reason else "not_attempted", 0, 0, 0, 0, reason)
    return replace(profile, sections=tuple(status if one.section == section else one for one in profile.sections))


def led_to(followup: str, *reasons: tuple[str, str, str]) -> tuple[str, ...]:
    """The words for the *reasons* of a question for the conversation."""
    profile = replace(a_profile(), followups=(FollowUpQuestion(followup, reasons),))
    (question,) = shown(profile).questions
    return question.reasons
