"""A profile in words: the one page of a sitting, for screen and paper alike."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from babel.dates import format_date

from assessment.items.model import ItemBank
from assessment.report import answers, computer, glance, parts, reasons
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import (
    AbilityPart,
    AnswersPart,
    ComputerPart,
    CountPart,
    InterestsPart,
    Origin,
    ProfilePage,
    Question,
    ReadingPart,
    RouterPart,
    TaskPart,
)
from assessment.scoring.profile_model import (
    AbilityResult,
    AnswersResult,
    ComputerResult,
    CountResult,
    Evidence,
    FollowUpQuestion,
    InterestsResult,
    NotMeasured,
    Profile,
    ReadingResult,
    RouterResult,
    ScaleResult,
    TaskResult,
)
from assessment.session import codes

_Part = CountPart | AbilityPart | RouterPart | TaskPart | ComputerPart | ReadingPart | InterestsPart | AnswersPart
_Tested = CountPart | AbilityPart | RouterPart | TaskPart | ComputerPart | ReadingPart


def page(
    bank: ItemBank, profile: Profile, origin: Origin, spoken: Mapping[str, str], today: date | None = None
) -> ProfilePage:
    """Everything to show of *profile*; *spoken* names the locale in which each answer was given.

    *today* is the day of reading, by which facts about work are old or not; None: the day of the sitting.
    """
    read = today or origin.started_at.date()
    told = [part for result in profile.results if (part := _told(bank, profile, result, spoken, read)) is not None]
    first = glance.glance(bank, profile, told)
    return ProfilePage(
        title=_("Profile of one sitting"),
        caveat=_("Indicative, not norm-referenced; does not replace the learning-ability test (leerbaarheidstoets)."),
        warnings=tuple(_warnings(origin)),
        facts=_facts(profile, origin),
        signature=_("valid, kiosk %(kiosk)s") % {"kiosk": origin.kiosk},
        versions=_versions(profile, origin),
        measured=first.measured,
        reported=first.reported,
        unmeasured=first.unmeasured,
        strengths=first.strengths,
        counts=tuple(part for part in told if isinstance(part, CountPart)),
        abilities=tuple(part for part in told if isinstance(part, AbilityPart)),
        routers=tuple(part for part in told if isinstance(part, RouterPart)),
        tasks=tuple(part for part in told if isinstance(part, TaskPart)),
        computers=tuple(part for part in told if isinstance(part, ComputerPart)),
        readings=tuple(part for part in told if isinstance(part, ReadingPart)),
        interests=tuple(part for part in told if isinstance(part, InterestsPart)),
        answers=tuple(part for part in told if isinstance(part, AnswersPart)),
        questions=tuple(_question(bank, followup) for followup in profile.followups),
        reliability=tuple(reasons.reliability(bank, profile, parts.languages(profile.locales))),
        remarks=origin.remarks,
    )


def _told(
    bank: ItemBank, profile: Profile, result: ScaleResult, spoken: Mapping[str, str], today: date
) -> _Part | None:
    """What *result* says; where nothing was measured, the reason for that."""
    part = _part(bank, profile, result, spoken, today)
    if result.evidence is Evidence.NOT_MEASURED and isinstance(part, _Tested):
        return replace(part, statement=reasons.why_not(bank, profile, result))
    return part


def _part(  # noqa: C901  # one case for each kind of result
    bank: ItemBank, profile: Profile, result: ScaleResult, spoken: Mapping[str, str], today: date
) -> _Part | None:
    match result:
        case CountResult():
            return parts.count(bank, result, profile.locales)
        case AbilityResult():
            return parts.ability(bank, result)
        case RouterResult():
            return parts.router(bank, result)
        case TaskResult():
            return parts.task(bank, result)
        case ComputerResult():
            return computer.computer(bank, result)
        case ReadingResult():
            return parts.reading(bank, result)
        case InterestsResult():
            return parts.interests(bank, result, today)
        case AnswersResult():
            return answers.answers(bank, profile, result, spoken)
        case NotMeasured():
            return None


def _question(bank: ItemBank, followup: FollowUpQuestion) -> Question:
    text = {one.id: one.question for one in bank.followups}[followup.id]
    return Question(text, reasons.of_followup(bank, followup))


def _facts(profile: Profile, origin: Origin) -> tuple[tuple[str, str], ...]:
    return (
        (_("Start code"), codes.show(origin.code)),
        (_("Reference"), origin.reference or "–"),
        (_("Date"), day(origin.started_at)),
        (_("Language at the kiosk"), parts.languages(profile.locales)),
    )


def day(moment: datetime) -> str:
    """The day of *moment* where this machine stands, in Dutch."""
    return format_date(moment.astimezone(), "d MMMM y", locale="nl")


def _versions(profile: Profile, origin: Origin) -> str:
    text = _("item bank %(bank)s %(version)s (%(hash)s), scoring %(scoring)s, program %(program)s")
    return text % {
        "bank": profile.bank,
        "version": profile.bank_version,
        "hash": profile.bank_hash[:8],
        "scoring": profile.scoring,
        "program": origin.program,
    }


def _warnings(origin: Origin) -> Iterator[str]:
    """What must be settled before the page is used at all."""
    if origin.differs:
        yield _("The kiosk stated other scores than this desk found. This page shows what this desk found.")
    if origin.followed:
        yield _("This is an earlier score. A newer one was made on %(day)s.") % {"day": day(origin.followed)}
    if not origin.issued:
        yield _("This start code was not issued by this desk. Check that the profile belongs to this person.")
