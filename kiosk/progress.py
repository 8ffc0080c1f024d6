"""How far the candidate is: one piece of the bar for each part, without counting."""

from dataclasses import dataclass
from enum import StrEnum

from assessment.items.model import ItemBank
from assessment.session.session import Session
from assessment.web.voice import Voice, Words
from kiosk.runs import Run, runs


class Status(StrEnum):
    """Where a part of the assessment stands."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the bar at the top."""

    title: Words
    status: Status


def parts(bank: ItemBank, session: Session, voice: Voice) -> tuple[Part, ...]:
    """The parts of *bank* as *session* stands now."""
    return tuple(Part(voice.words(f"section/{run.name}/title", run.title), _status(run, session)) for run in runs(bank))


def _status(run: Run, session: Session) -> Status:
    ids = {section.id for section in run.sections}
    if session.current is not None and session.current.section in ids:
        return Status.CURRENT
    return Status.DONE if ids <= session.finished_sections.keys() else Status.AHEAD
