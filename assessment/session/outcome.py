"""What a session amounts to: every gap gets its reason, and scoring makes a profile of it."""

from collections.abc import Iterator

from assessment.items.model import Delivery, Item, ItemBank, Section
from assessment.items.responses import Missing
from assessment.scoring.profile import Sitting
from assessment.scoring.profile import profile as profile_of
from assessment.scoring.profile_model import Profile
from assessment.session.session import Session


def profile(bank: ItemBank, session: Session) -> Profile:
    """The profile of *session* with the items of *bank*."""
    return profile_of(bank, sitting(bank, session))


def sitting(bank: ItemBank, session: Session) -> Sitting:
    """What scoring needs of *session*; items without a response get their missing code."""
    return Sitting(
        responses=session.responses,
        missing=dict(_missing(bank, session)),
        presented=session.presented,
        finished=session.finished_sections,
        withheld=session.withheld,
        seconds=session.seconds,
        locales=session.locales,
        order=tuple(dict.fromkeys(session.steps.values())),
    )


def _missing(bank: ItemBank, session: Session) -> Iterator[tuple[str, Missing]]:
    for section in bank.sections:
        for item in section.items:
            if item.id not in session.responses:
                yield item.id, session.missing.get(item.id) or _reason(section, item, session)


def _reason(section: Section, item: Item, session: Session) -> Missing:
    """Shown and left without a word: skipped. Never shown: by a rule of the bank, or because the end came first."""
    if item.id in session.presented:
        return Missing.SKIPPED
    by_rule = section.delivery is not Delivery.LINEAR or session.finished_sections.get(section.id) not in (
        None,
        "stopped",
    )
    return Missing.NOT_PRESENTED if by_rule else Missing.NOT_REACHED
