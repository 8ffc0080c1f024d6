"""Lint rules about the bank as a whole: sections, scales, follow-ups."""

from collections.abc import Iterator

from assessment.items.interactions import Information
from assessment.items.model import Delivery, ItemBank, Place, ScaleKind
from assessment.items.subjects import subjects

Finding = tuple[Place, str]
_NEEDED, _ALSO = ("own", "letters", "words"), ("speed", "functional")  # of a reading scale


def item_ids_are_unique(bank: ItemBank) -> Iterator[Finding]:
    """No two items of a bank share an id."""
    seen: set[str] = set()
    for section in bank.sections:
        for item in section.items:
            if item.id in seen:
                yield item.at("id"), f"the id {item.id!r} is used by an earlier item"
            seen.add(item.id)


def section_has_items(bank: ItemBank) -> Iterator[Finding]:
    """A section has at least one item, and no two sections share an id."""
    seen: set[str] = set()
    for section in bank.sections:
        if not section.items:
            yield section.places[""], "found no items, expected at least one"
        if section.id in seen:
            yield section.places["section"], f"the section id {section.id!r} is used by an earlier section"
        seen.add(section.id)


def scale_exists(bank: ItemBank) -> Iterator[Finding]:
    """A section's scale is one of the scales of the bank that are measured."""
    known = [scale.id for scale in bank.scales if scale.kind is not ScaleKind.NONE]
    for section in bank.sections:
        if section.scale is not None and section.scale not in known:
            yield section.places["scale"], f"the scale {section.scale!r} is not one of {', '.join(known)}"


def scale_has_a_section(bank: ItemBank) -> Iterator[Finding]:
    """A measured scale gets its responses from exactly one section; one named as not measured from none."""
    for scale in bank.scales:
        used = sum(section.scale == scale.id for section in bank.sections)
        expected = 0 if scale.kind in (ScaleKind.NONE, ScaleKind.READING) else 1
        if used != expected:
            yield (
                scale.places["id"],
                f"the scale {scale.id!r} belongs to {used} sections, expected {expected}",
            )


def reading_is_made_of_counts(bank: ItemBank) -> Iterator[Finding]:
    """A reading scale names under `parts` the counts it is put together of; other scales have no parts."""
    counts = [scale.id for scale in bank.scales if scale.kind is ScaleKind.COUNT]
    for scale in bank.scales:
        names = [name for name, _ in scale.parts]
        place = scale.places.get("parts", scale.places[""])
        if scale.kind is ScaleKind.READING and (absent := [name for name in _NEEDED if name not in names]):
            yield place, f"found no part {' and no part '.join(absent)}, expected {', '.join(_NEEDED)}"
        elif scale.kind is not ScaleKind.READING and names:
            yield place, "found parts on a scale that is no reading scale"
        for name, count in scale.parts:
            if name not in (*_NEEDED, *_ALSO) or count not in counts:
                known = ", ".join((*_NEEDED, *_ALSO))
                yield place, f"found {name}: {count}, expected one of {known} with a count scale: {', '.join(counts)}"


def ability_has_cut_scores(bank: ItemBank) -> Iterator[Finding]:
    """A scale of ability or counts has cut scores that rise, ability a prior with a positive SD; others have none."""
    for scale in bank.scales:
        if scale.kind not in (ScaleKind.ABILITY, ScaleKind.COUNT):
            if scale.cut_scores is not None:
                yield scale.places["cut_scores"], "found cut scores on a scale that has no levels"
        elif scale.cut_scores is None or not scale.cut_scores.cuts:
            yield scale.places[""], "found no cut scores, expected lowest and at least one cut"
        else:
            thetas = [cut.theta for cut in scale.cut_scores.cuts]
            if thetas != sorted(set(thetas)):
                yield scale.places["cut_scores"], f"the cut scores {thetas} do not rise"
            if scale.prior_sd <= 0:
                yield scale.places["prior"], f"the prior SD is {scale.prior_sd}, expected more than 0"


def stimulus_stands_once(bank: ItemBank) -> Iterator[Finding]:
    """No two items of a section ask about the same Dutch text, word or keyed picture: one gives away the other.

    In an adaptive section they may: the choice of the next item keeps them apart.
    """
    for section in bank.sections:
        seen: dict[str, str] = {}
        for item in section.items if section.delivery is not Delivery.ADAPTIVE else ():
            for where, subject in subjects(item):
                if seen.setdefault(subject, item.id) != item.id:
                    yield item.at(where), f"the {where} {subject!r} is also that of {seen[subject]!r}"


def practice_comes_first(bank: ItemBank) -> Iterator[Finding]:
    """Each kind of item is practised, unscored, before the first one that counts."""
    practised: set[type] = {Information}
    for item in bank.items.values():
        kind = type(item.interaction)
        if item.practice:
            practised.add(kind)
            if item.parameters is not None:
                yield item.at("difficulty"), "a practice item is not scored and has no difficulty"
        elif kind not in practised:
            yield item.at("type"), f"no practice item of this kind comes before {item.id!r}"
            practised.add(kind)


RULES = {
    "item-ids-are-unique": item_ids_are_unique,
    "section-has-items": section_has_items,
    "scale-exists": scale_exists,
    "scale-has-a-section": scale_has_a_section,
    "reading-is-made-of-counts": reading_is_made_of_counts,
    "ability-has-cut-scores": ability_has_cut_scores,
    "stimulus-stands-once": stimulus_stands_once,
    "practice-comes-first": practice_comes_first,
}
