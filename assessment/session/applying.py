"""Which conditions hold after what a session gave, and which answers no longer count because of it."""

from collections.abc import Collection
from dataclasses import replace

from assessment.items.model import Condition, ItemBank
from assessment.scoring.conditions import facts, hold
from assessment.scoring.profile import result
from assessment.session.outcome import sitting
from assessment.session.session import Session


def applies(conditions: tuple[Condition, ...], session: Session, bank: ItemBank) -> bool:
    """Whether *conditions* hold after what the session gave so far."""
    if not conditions:
        return True
    given = sitting(bank, session)
    named = {condition.name for condition in conditions if condition.kind == "level"}
    results = [result(bank, scale, given) for scale in bank.scales if scale.id in named]
    return hold(conditions, facts(session.responses, results))


def outdated(session: Session, bank: ItemBank) -> frozenset[str]:
    """Answers to questions that would not be asked any more, since an answer before them was corrected."""
    gone: set[str] = set()
    while more := _outdated_now(session, bank):
        gone |= more
        kept = {item: given for item, given in session.responses.items() if item not in more}
        session = replace(session, responses=kept)
    return frozenset(gone)


def _outdated_now(session: Session, bank: ItemBank) -> set[str]:
    asked = (bank.item(item) for item in session.responses)
    return {item.id for item in asked if item.conditions and not applies(item.conditions, session, bank)}


def telling(withheld: Collection[str], bank: ItemBank) -> frozenset[str]:
    """Sections of which nothing may be told: wholly struck out, or opened by the level of a section that was."""
    silent = {s.id for s in bank.sections if {i.id for i in s.items if not i.practice} <= set(withheld)}
    scales = {s.scale for s in bank.sections if s.id in silent}
    opened = {s.id for s in bank.sections if any(c.kind == "level" and c.name in scales for c in s.conditions)}
    return frozenset(silent | opened)
