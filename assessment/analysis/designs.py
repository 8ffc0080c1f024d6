"""What to simulate: an adaptive section of a bank, or a table of item parameters."""

from collections.abc import Mapping, Sequence

from assessment.analysis.simulation import Design
from assessment.items.design import StopRule
from assessment.items.interactions import Choice
from assessment.items.model import Cut, CutScores, Delivery, Item, ItemBank, Parameters
from assessment.scoring import forms


def of_section(bank: ItemBank, name: str, form: int = 1, among: int | None = None) -> Design:
    """The adaptive section called *name* as candidates with *form* sit it; ValueError where it is none.

    Conditions of its items are not asked: everybody is taken to have been seen typing.
    """
    section = next((section for section in bank.sections if section.id == name), None)
    adaptive = [section.id for section in bank.sections if section.delivery is Delivery.ADAPTIVE]
    if section is None or section.delivery is not Delivery.ADAPTIVE or section.stop is None or section.scale is None:
        kind = f"the {section.delivery.value} section {name!r}" if section else f"no section {name!r} in {bank.id}"
        raise ValueError(f"found {kind}, expected an adaptive one: {', '.join(adaptive) or 'there is none'}")
    if form > section.forms:
        raise ValueError(f"found form {form}, but section {name!r} has {section.forms}")
    dealt, scale = forms.deal(section.items, section.forms), bank.scale(section.scale)
    items = tuple(item for item in section.items if dealt.get(item.id) == form and item.locale is None)
    return Design(items, section.stop, (scale.prior_mean, scale.prior_sd), scale.cut_scores, section.blueprint, among)


def of_table(
    parameters: Mapping[str, Parameters],
    stop: StopRule,
    prior: tuple[float, float],
    cuts: Sequence[float],
    among: int | None = None,
) -> Design:
    """The items of a table, each about something else, with levels 1, 2, … between the *cuts*."""
    items = tuple(Item(name, "", Choice(()), parameters=values) for name, values in parameters.items())
    return Design(items, stop, prior, levels(cuts), None, among)


def levels(cuts: Sequence[float]) -> CutScores | None:
    """Cut scores with numbered levels; None where there are no *cuts*. ValueError where they do not rise."""
    if list(cuts) != sorted(set(cuts)):
        raise ValueError(f"found the cut scores {', '.join(map(str, cuts))}, expected each higher than the one before")
    named = tuple(Cut(str(number), theta) for number, theta in enumerate(cuts, start=2))
    return CutScores("1", named, "command line", "", "", True) if named else None
