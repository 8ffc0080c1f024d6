"""Responses that can only be struck out together."""

from collections.abc import Iterable

from assessment.items.model import ItemBank, Review


def together(bank: ItemBank, item_ids: Iterable[str]) -> list[str]:
    """*item_ids*, each alone or with all of its section where that is seen as a whole.

    Which items an adaptive section chose would tell how the answers went.
    """
    return list(dict.fromkeys(other for item_id in item_ids for other in _with(bank, item_id)))


def _with(bank: ItemBank, item_id: str) -> list[str]:
    section = bank.section_of(item_id)
    if section.review is not Review.WHOLE:
        return [item_id]
    return [item.id for item in section.items if not item.practice]
