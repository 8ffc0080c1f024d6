"""Lint rules about the numbers that scoring works with."""

from collections.abc import Iterator

from assessment.items.interactions import Choice
from assessment.items.model import Item, ItemBank, Parameters, Place, Scale, ScaleKind

Finding = tuple[Place, str]
FARTHEST = 9.0  # logits from 0: nobody and no item is farther away
_LEAST_SD, _LEAST_DISCRIMINATION = 0.1, 0.05  # what is smaller leaves no room between two numbers of a computer
_MOST_GUESSING = 0.505  # one of two, rounded up


def numbers_are_in_logits(bank: ItemBank) -> Iterator[Finding]:
    """Priors, cuts of ability and item parameters lie within 9 logits, SDs and discriminations well above 0.

    A prior with an SD of a thousand million makes scoring fill the memory.
    """
    for scale in bank.scales:
        if scale.kind is ScaleKind.ABILITY:
            yield from _of_scale(scale)
    for item in bank.items.values():
        if item.parameters is not None:
            yield from _of_item(item, item.parameters)


def _of_scale(scale: Scale) -> Iterator[Finding]:
    place = scale.places.get("prior", scale.places[""])
    if abs(scale.prior_mean) > FARTHEST:
        yield place, f"the prior mean is {scale.prior_mean:g}, expected -{FARTHEST:g} to {FARTHEST:g}"
    # 0 and below is what ability-has-cut-scores finds
    if scale.prior_sd > FARTHEST or 0 < scale.prior_sd < _LEAST_SD:
        yield place, f"the prior SD is {scale.prior_sd:g}, expected {_LEAST_SD} to {FARTHEST:g}"
    for cut in scale.cut_scores.cuts if scale.cut_scores else ():
        if abs(cut.theta) > FARTHEST:
            where = scale.places["cut_scores"]
            yield where, f"the cut of {cut.level!r} is {cut.theta:g}, expected -{FARTHEST:g} to {FARTHEST:g}"


def _of_item(item: Item, found: Parameters) -> Iterator[Finding]:
    for name, number in (("difficulty", found.difficulty), *(("steps", step) for step in found.steps)):
        if abs(number) > FARTHEST:
            yield item.at(name), f"{name} is {number:g}, expected -{FARTHEST:g} to {FARTHEST:g}"
    if not _LEAST_DISCRIMINATION <= found.discrimination <= FARTHEST:
        yield (
            item.at("discrimination"),
            f"discrimination is {found.discrimination:g}, expected {_LEAST_DISCRIMINATION} to {FARTHEST:g}",
        )
    # what fits the number of choices is what guessing-fits-choices finds
    if not isinstance(item.interaction, Choice) and not 0 <= found.guessing <= _MOST_GUESSING:
        yield item.at("guessing"), f"guessing is {found.guessing:g}, expected 0 to {_MOST_GUESSING:g}"


RULES = {"numbers-are-in-logits": numbers_are_in_logits}
