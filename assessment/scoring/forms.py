"""Which items belong to which form: a repeat sitting never sees an item of an earlier one."""

from collections.abc import Sequence

from assessment.items.model import Item
from assessment.items.subjects import subjects


def deal(items: Sequence[Item], forms: int) -> dict[str, int]:
    """The form, 1 to *forms*, of each of *items* that can be chosen.

    Within a domain they are dealt out by difficulty, there and back, so that every form reaches as far down and up;
    items with the same subject stay together.
    """
    chosen = [item for item in items if item.parameters is not None and not item.practice]
    turns = (*range(1, forms + 1), *range(forms, 0, -1))
    dealt: dict[str, int] = {}
    with_subject: dict[str, int] = {}
    counts: dict[str | None, int] = {}
    for item in sorted(chosen, key=_from_easy_to_hard):
        about = [subject for _, subject in subjects(item)]
        same = next((with_subject[subject] for subject in about if subject in with_subject), None)
        if same is None:
            same = turns[counts.get(item.domain, 0) % len(turns)]
            counts[item.domain] = counts.get(item.domain, 0) + 1
        dealt[item.id] = same
        with_subject |= dict.fromkeys(about, same)
    return dealt


def _from_easy_to_hard(item: Item) -> tuple[str, float, str]:
    return item.domain or "", item.parameters.difficulty if item.parameters else 0.0, item.id
