"""A profile in words: the one page of a sitting, for screen and paper alike."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from babel import Locale
from babel.dates import format_date

from assessment.items.model import ItemBank, ScaleKind
from assessment.locales import LOCALES
from assessment.report import parts, words
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import (
    AbilityPart,
    AnswersPart,
    InterestsPart,
    Origin,
    ProfilePage,
    Question,
    TaskPart,
)
from assessment.scoring.profile_model import (
    AbilityResult,
    AnswersResult,
    Evidence,
    FollowUpQuestion,
    InterestsResult,
    NotMeasured,
    Profile,
    SectionStatus,
    TaskResult,
)
from assessment.session import codes

STRENGTHS = 3
MOST_FOREMOST = 3
_Part = AbilityPart | TaskPart | InterestsPart | AnswersPart


def page(bank: ItemBank, profile: Profile, origin: Origin, spoken: Mapping[str, str]) -> ProfilePage:
    """Everything to show of *profile*; *spoken* names the locale in which each answer was given."""
    told = list(_told(bank, profile, spoken))
    return ProfilePage(
        title=_("Profile of one sitting"),
        caveat=_("Indicative, not norm-referenced; does not replace the learning-ability test (leerbaarheidstoets)."),
        warnings=tuple(_warnings(origin)),
        facts=_facts(profile, origin),
        signature=_("valid, kiosk %(kiosk)s") % {"kiosk": origin.kiosk},
        versions=_versions(profile, origin),
        measured=tuple(_glance(bank, profile, Evidence.TESTED)),
        reported=tuple(_glance(bank, profile, Evidence.SELF_REPORT)),
        unmeasured=tuple(_glance(bank, profile, Evidence.NOT_MEASURED)),
        strengths=tuple(_strengths(bank, profile))[:STRENGTHS],
        abilities=tuple(part for part in told if isinstance(part, AbilityPart)),
        tasks=tuple(part for part in told if isinstance(part, TaskPart)),
        interests=tuple(part for part in told if isinstance(part, InterestsPart)),
        answers=tuple(part for part in told if isinstance(part, AnswersPart)),
        questions=tuple(_question(bank, followup) for followup in profile.followups),
        reliability=tuple(_reliability(bank, profile)),
    )


def _told(bank: ItemBank, profile: Profile, spoken: Mapping[str, str]) -> Iterator[_Part]:
    for result in profile.results:
        match result:
            case AbilityResult():
                yield parts.ability(bank, result)
            case TaskResult():
                yield parts.task(bank, result)
            case InterestsResult():
                yield parts.interests(bank, result)
            case AnswersResult():
                yield parts.answers(bank, result, spoken)
            case NotMeasured():
                continue


def _glance(bank: ItemBank, profile: Profile, evidence: Evidence) -> Iterator[str]:
    for result in profile.results:
        if result.evidence is not evidence:
            continue
        title = bank.scale(result.scale).title
        match result:
            case AbilityResult():
                yield f"{title}: {parts.statement(result)}"
            case TaskResult(outcome=outcome):
                yield title if evidence is Evidence.NOT_MEASURED else f"{title}: {words.outcome(outcome)}"
            case InterestsResult():
                yield f"{title}: {_foremost(result)}"
            case AnswersResult(answers=answers):
                amount = {"said": sum(answer.missing is None for answer in answers), "asked": len(answers)}
                yield f"{title}: " + _("%(said)d of %(asked)d questions answered") % amount
            case NotMeasured():
                yield title


def _foremost(result: InterestsResult) -> str:
    if not result.ranks:
        return _("no order found")
    if len(result.ranks[0]) > MOST_FOREMOST:
        return _("many kinds of work about equal")
    return ", ".join(words.riasec(letter) for letter in result.ranks[0])


def _strengths(bank: ItemBank, profile: Profile) -> Iterator[str]:
    """What went well or is liked, only from what was seen or said."""
    for result in profile.results:
        title = bank.scale(result.scale).title
        match result:
            case AbilityResult(level=str(level), between=()) if words.meaning(result.scale, level):
                yield f"{title}: {words.meaning(result.scale, level)}"
            case TaskResult(outcome="seen" | "partly"):
                yield f"{title}: {words.outcome(result.outcome)}"
            case InterestsResult(liked=[_first, *_rest]):
                liked = ", ".join(bank.item(item).prompt for item in result.liked[:STRENGTHS])
                yield _("Likes: %(activities)s") % {"activities": liked}


def _question(bank: ItemBank, followup: FollowUpQuestion) -> Question:
    text = {one.id: one.question for one in bank.followups}[followup.id]
    return Question(text, tuple(_reason(bank, *reason) for reason in followup.reasons))


def _reason(bank: ItemBank, kind: str, name: str, value: str) -> str:
    if kind == "level":
        task = bank.scale(name).kind is ScaleKind.TASK
        return f"{bank.scale(name).title}: {words.outcome(value) if task else words.level(value)}"
    return f"“{bank.item(name).prompt}” – {parts.choice(bank, name, value)}"


def _facts(profile: Profile, origin: Origin) -> tuple[tuple[str, str], ...]:
    return (
        (_("Start code"), codes.show(origin.code)),
        (_("Reference"), origin.reference or "–"),
        (_("Date"), day(origin.started_at)),
        (_("Language at the kiosk"), languages(profile.locales)),
    )


def day(moment: datetime) -> str:
    """The day of *moment* where this machine stands, in Dutch."""
    return format_date(moment.astimezone(), "d MMMM y", locale="nl")


def languages(tags: Iterable[str]) -> str:
    """The Dutch names of the locales with these *tags*."""
    return ", ".join(Locale.parse(LOCALES[tag].babel).get_display_name("nl") or tag for tag in tags)


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
    if not origin.issued:
        yield _("This start code was not issued by this desk. Check that the profile belongs to this person.")


def _reliability(bank: ItemBank, profile: Profile) -> Iterator[str]:
    """What to keep in mind when reading: gaps, changes of language, provisional limits."""
    titles = {section.id: section.title for section in bank.sections}
    for status in profile.sections:
        remarks = "; ".join(_gaps(status))
        if remarks:
            yield f"“{titles.get(status.section, status.section)}” – {remarks}"
    if len(profile.locales) > 1:
        yield _("The language was changed during the sitting: %(languages)s.") % {
            "languages": languages(profile.locales)
        }
    for scale in bank.scales:
        if scale.cut_scores and scale.cut_scores.provisional:
            yield _("%(scale)s: the limits between levels are provisional.") % {"scale": scale.title}


def _gaps(status: SectionStatus) -> Iterator[str]:
    if status.status == "not_attempted":
        yield _("not started")
    elif status.status == "incomplete":
        yield _("not finished")
    if status.skipped:
        yield _("without an answer: %(number)d") % {"number": status.skipped}
    if status.withheld:
        yield _("not shared: %(number)d") % {"number": status.withheld}
