"""Lint rules about single items."""

import re
from collections.abc import Iterator

from assessment.items.interactions import Choice, MultipleChoice, Order, Rating, SimpleChoice, Simulation
from assessment.items.model import Item, ItemBank, Place

Finding = tuple[Place, str]
LONGEST_PROMPT = 160
LARGEST_WORKSHEET_SHIFT = 1.0


def item_id_is_plain(bank: ItemBank) -> Iterator[Finding]:
    """An item's id has only a–z, 0–9 and hyphens: it becomes part of addresses and of translation contexts."""
    for item in bank.items.values():
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", item.id):
            yield item.at("id"), f"the id {item.id!r} has other signs than a-z, 0-9 and single hyphens"


def prompt_is_short(bank: ItemBank) -> Iterator[Finding]:
    """A prompt has at most 160 characters: it is heard once and must be remembered."""
    for item in bank.items.values():
        if len(item.prompt) > LONGEST_PROMPT:
            yield (
                item.at("prompt"),
                f"the prompt has {len(item.prompt)} characters, at most {LONGEST_PROMPT} are allowed",
            )


def choice_ids_are_unique(bank: ItemBank) -> Iterator[Finding]:
    """Two choices of one item never share an id."""
    for item, where, choices in _offered(bank):
        ids = [alternative.id for alternative in choices]
        for name in sorted({name for name in ids if ids.count(name) > 1}):
            yield item.at(where), f"the choice id {name!r} stands more than once"


def choice_has_alternatives(bank: ItemBank) -> Iterator[Finding]:
    """A choice item offers two to eight choices, one of which several may be picked up to sixteen."""
    for item, where, choices in _offered(bank):
        most = 16 if isinstance(item.interaction, MultipleChoice) else 8
        if not 2 <= len(choices) <= most:
            yield item.at(where), f"found {len(choices)} choices, expected 2 to {most}"


def choice_shows_something(bank: ItemBank) -> Iterator[Finding]:
    """A choice shows words, Dutch test words, a picture, or words with a picture, and nothing else."""
    for item, where, choices in _offered(bank):
        for alternative in choices:
            shown = {name for name in ("text", "stimulus", "picture") if getattr(alternative, name) is not None}
            if shown not in ({"text"}, {"stimulus"}, {"picture"}, {"text", "picture"}):
                found = " and ".join(sorted(shown)) or "nothing to show"
                yield (
                    item.at(where),
                    f"the choice {alternative.id!r} has {found}, expected text, stimulus or picture",
                )


def key_is_a_choice(bank: ItemBank) -> Iterator[Finding]:
    """The key of a choice item names one of its choices."""
    for item, choice in _choices(bank):
        ids = [alternative.id for alternative in choice.choices]
        if choice.key is not None and choice.key not in ids:
            yield item.at("key"), f"the key {choice.key!r} is not one of the choices {', '.join(ids)}"


def guessing_fits_choices(bank: ItemBank) -> Iterator[Finding]:
    """The guessing parameter lies between 0 and one over the number of choices."""
    for item, choice in _choices(bank):
        if item.parameters and not 0 <= item.parameters.guessing <= 1 / max(1, len(choice.choices)) + 0.005:
            most = f"1/{len(choice.choices)}"
            yield item.at("guessing"), f"guessing is {item.parameters.guessing}, expected 0 to {most}"


def picture_exists(bank: ItemBank) -> Iterator[Finding]:
    """Every picture is named in pictures.yaml."""
    offered = {item.id: choices for item, _, choices in _offered(bank)}
    for item in bank.items.values():
        shown = (item.picture, *(choice.picture for choice in offered.get(item.id, ())))
        used = {name for name in shown if name}
        for name in sorted(used - bank.pictures):
            yield item.at("picture"), f"the picture {name!r} is not in pictures.yaml"
    for group in bank.occupations:
        for name in sorted({group.picture, *(tile.picture for tile in group.tiles)} - bank.pictures):
            yield group.places[""], f"the picture {name!r} is not in pictures.yaml"


def difficulty_follows_worksheet(bank: ItemBank) -> Iterator[Finding]:
    """A difficulty is the centre of its level plus its drivers, their sum at most 1.0 either way, to one decimal."""
    for item in bank.items.values():
        if item.worksheet is None or item.parameters is None:
            continue
        known = [name for name in item.worksheet.drivers if name in bank.drivers]
        for name in sorted(set(item.worksheet.drivers) - set(known)):
            yield item.at("difficulty"), f"the driver {name!r} is not one of {', '.join(bank.drivers)}"
        if item.worksheet.level not in bank.levels:
            yield (
                item.at("difficulty"),
                f"the level {item.worksheet.level!r} is not one of {', '.join(bank.levels)}",
            )
        elif len(known) == len(item.worksheet.drivers):
            expected = worksheet_difficulty(bank, item.worksheet.level, item.worksheet.drivers)
            if abs(expected - item.parameters.difficulty) > 0.001:
                found = item.parameters.difficulty
                yield item.at("difficulty"), f"the value is {found}, the worksheet row gives {expected}"


def worksheet_difficulty(bank: ItemBank, level: str, drivers: tuple[str, ...]) -> float:
    """The difficulty in logits that the worksheet of *bank* gives, rounded to one decimal (CONTENT.md §3.3)."""
    shift = sum(bank.drivers[name] for name in drivers)
    capped = max(-LARGEST_WORKSHEET_SHIFT, min(LARGEST_WORKSHEET_SHIFT, shift))
    return round(bank.levels[level] + capped + 1e-9, 1)


def rating_has_tags(bank: ItemBank) -> Iterator[Finding]:
    """A rating has its RIASEC type and one or two sectors that the bank knows; practice needs neither."""
    for item in bank.items.values():
        if not isinstance(item.interaction, Rating) or item.practice:
            continue
        if item.riasec is None:
            yield item.at("riasec"), "found no riasec, expected one of R, I, A, S, E, C"
        if not 1 <= len(item.sectors) <= 2:
            yield item.at("sectors"), f"found {len(item.sectors)} sectors, expected one or two"
        for name in item.sectors:
            if name not in bank.sectors:
                yield item.at("sectors"), f"the sector {name!r} is not one of {', '.join(bank.sectors)}"


def simulation_is_judged(bank: ItemBank) -> Iterator[Finding]:
    """A simulation runs in an app of the bank, and one that counts says what full credit is."""
    for item, simulation in _simulations(bank):
        if simulation.app not in bank.apps:
            yield item.at("app"), f"the app {simulation.app!r} is not one of {', '.join(bank.apps) or 'none'}"
        if simulation.full is None and not item.practice:
            yield item.at("score"), "found no score, expected score with full"


def _choices(bank: ItemBank) -> Iterator[tuple[Item, Choice]]:
    for item in bank.items.values():
        if isinstance(item.interaction, Choice):
            yield item, item.interaction


def _offered(bank: ItemBank) -> Iterator[tuple[Item, str, tuple[SimpleChoice, ...]]]:
    """Whatever offers alternatives, with the field in which they stand."""
    for item in bank.items.values():
        match item.interaction:
            case Choice(choices=choices) | MultipleChoice(choices=choices):
                yield item, "choices", choices
            case Order(tiles=tiles):
                yield item, "tiles", tiles


def _simulations(bank: ItemBank) -> Iterator[tuple[Item, Simulation]]:
    for item in bank.items.values():
        if isinstance(item.interaction, Simulation):
            yield item, item.interaction


RULES = {
    "item-id-is-plain": item_id_is_plain,
    "prompt-is-short": prompt_is_short,
    "choice-ids-are-unique": choice_ids_are_unique,
    "choice-has-alternatives": choice_has_alternatives,
    "choice-shows-something": choice_shows_something,
    "key-is-a-choice": key_is_a_choice,
    "guessing-fits-choices": guessing_fits_choices,
    "picture-exists": picture_exists,
    "difficulty-follows-worksheet": difficulty_follows_worksheet,
    "rating-has-tags": rating_has_tags,
    "simulation-is-judged": simulation_is_judged,
}
