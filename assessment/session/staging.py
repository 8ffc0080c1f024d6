"""The next item of a staged section: fixed blocks, each chosen by the points of the one before."""

from collections.abc import Iterator

from assessment.items.design import Block
from assessment.items.model import Item, ItemBank, Section
from assessment.scoring.points import points
from assessment.session import codes
from assessment.session.applying import applies
from assessment.session.session import Session


def staged(session: Session, bank: ItemBank, section: Section) -> tuple[Item | None, str]:
    """The item that comes next in *section*, or None and why it ends: at the end of its blocks, or no block is new."""
    first = next((block for block in section.blocks if block.form == codes.form(session.subject)), None)
    if first is None:
        return None, "forms_used"
    for block in _route(first, session, bank, section):
        for item in _items(block, section):
            if item.id not in session.presented and _is_asked(item, session, bank):
                return item, ""
    return None, "completed"


def _route(block: Block | None, session: Session, bank: ItemBank, section: Section) -> Iterator[Block]:
    """The blocks in the order in which the points lead to them; only the last can have items that were not shown."""
    known, been = {block.id: block for block in section.blocks}, set[str]()
    while block is not None and block.id not in been:
        been.add(block.id)
        yield block
        reached = sum(points(bank, item, session.responses.get(item.id)) for item in _items(block, section))
        names = [name for least, name in block.following if reached >= least]
        block = known.get(names[-1]) if names else None


def _items(block: Block, section: Section) -> list[Item]:
    return [item for item in section.items if item.block == block.id]


def _is_asked(item: Item, session: Session, bank: ItemBank) -> bool:
    return item.locale in (None, session.locale) and applies(item.conditions, session, bank)
