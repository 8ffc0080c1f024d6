"""A scale of several simulated tasks in words: its level, its domains, its tasks."""

from assessment.items.model import ItemBank
from assessment.report import words
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import ComputerPart, DomainLine, TaskLine
from assessment.report.parts import noticed, origin
from assessment.scoring.profile_model import ComputerResult, Evidence, TaskSeen


def computer(bank: ItemBank, result: ComputerResult) -> ComputerPart:
    """The tasks of *result* together. What no task was given for is named as not measured."""
    scale = bank.scale(result.scale)
    return ComputerPart(
        scale=result.scale,
        level=result.level or "",
        title=scale.title,
        evidence=words.evidence(result.evidence),
        statement=statement(result),
        remark=_remark(result),
        domains=tuple(DomainLine(words.domain(d.domain), words.seen(d.outcome), d.outcome) for d in result.domains),
        tasks=tuple(_task(bank, seen) for seen in result.tasks),
        stopped=_stopped(result),
        origin=origin(scale.levels) if result.level else "",
        caveat=words.own_levels(),
    )


def statement(result: ComputerResult) -> str:
    """The words for the level of *result*; or that there is too little for one."""
    if result.evidence is Evidence.NOT_MEASURED:
        return words.missing("not_presented")
    return words.level(result.level, result.scale) if result.level else words.too_few_tasks()


def _stopped(result: ComputerResult) -> str:
    """Why it ended, where that was not at the end: after the last block no more was to come."""
    return words.stopped(result.stopped) if result.tasks and result.stopped != "completed" else ""


def _remark(result: ComputerResult) -> str:
    """A task that was shown and left open gives no points: the level may be too low."""
    if result.level and any(seen.points is None for seen in result.tasks):
        return _("Not every task was done, so this person may be able to do more.")
    return ""


def _task(bank: ItemBank, seen: TaskSeen) -> TaskLine:
    said = words.outcome(seen.outcome)
    return TaskLine(bank.item(seen.item).prompt, said, tuple(noticed(bank, seen.item, flag) for flag in seen.flags))
