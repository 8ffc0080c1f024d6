"""How far the candidate is: one part per section, without counting."""

from dataclasses import dataclass
from enum import StrEnum

from assessment.items.model import ItemBank
from assessment.session.session import Session
from assessment.web.player import Voice, Words


class Status(StrEnum):
    """Where a part of the assessment stands."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Part:
    """One section in the bar at the top."""

    title: Words
    status: Status


def parts(bank: ItemBank, session: Session, voice: Voice) -> tuple[Part, ...]:
    """The sections of *bank* as *session* stands now."""
    return tuple(
        Part(voice.words(f"section/{section.id}/title", section.title), _status(section.id, session))
        for section in bank.sections
    )


def _status(section_id: str, session: Session) -> Status:
    if session.current is not None and session.current.section == section_id:
        return Status.CURRENT
    return Status.DONE if section_id in session.finished_sections else Status.AHEAD
