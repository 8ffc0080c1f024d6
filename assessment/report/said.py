"""What somebody said, in Dutch words: one case for each kind of response."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assessment.items.interactions import (
    Choice,
    DateEntry,
    GapText,
    Information,
    MultipleChoice,
    NumberEntry,
    OccupationPicker,
    Order,
    Rating,
    SimpleChoice,
    Simulation,
    TextEntry,
    YesNo,
)
from assessment.items.model import ItemBank
from assessment.items.responses import (
    Acknowledged,
    ChoiceResponse,
    DateResponse,
    GapsResponse,
    Liking,
    MultipleResponse,
    NumberResponse,
    OccupationResponse,
    OrderResponse,
    RatingResponse,
    Response,
    SimulationResponse,
    TextResponse,
    YesNoResponse,
)
from assessment.report import dates, words
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import Own
from assessment.storage.esco import Esco

DUTCH = "nl"

# the ids of school levels begin with their level of ISCED 2011: i3g- is upper secondary, general
_ISCED = re.compile(r"i(?P<level>[0-8])(?P<kind>[gv]?)-")


@dataclass(frozen=True, slots=True)
class Said:
    """Dutch *words*, the person's *own* words, or both."""

    words: str = ""
    own: Own | None = None


def said(bank: ItemBank, item_id: str, response: Response, locale: str) -> Said:  # noqa: C901  # one case for each kind
    """What *response* to an item says; own words were typed on a page in *locale*."""
    match response:
        case ChoiceResponse(choice):
            return Said(choice_words(bank, item_id, choice))
        case MultipleResponse(choices) | OrderResponse(choices):
            return Said("; ".join(choice_words(bank, item_id, choice) for choice in choices))
        case YesNoResponse(yes):
            return Said(words.yes_no(yes))
        case NumberResponse(number):
            return Said(str(number))
        case DateResponse():
            return Said(dates.told(response))
        case OccupationResponse():
            return _occupation(bank, response, locale)
        case RatingResponse(liking):
            return Said(words.liking(liking))
        case TextResponse(text):
            return Said(own=Own(text, locale))
        case GapsResponse(gaps):
            return Said(own=Own("; ".join(typed or "…" for typed in gaps), locale))
        case Acknowledged() | SimulationResponse():
            return Said(_("seen"))


def value_words(bank: ItemBank, item_id: str, value: str) -> str:
    """The words for a *value* by which a rule of the bank names a response to an item."""
    match bank.item(item_id).interaction:
        case Choice() | MultipleChoice():
            return choice_words(bank, item_id, value)
        case YesNo():
            return words.yes_no(value == "yes")
        case Rating():
            return words.liking(Liking(value))
        case OccupationPicker():
            return _with_code(" / ".join(tiles(bank, value)), value)
        case NumberEntry() | Order() | DateEntry() | TextEntry() | GapText() | Information() | Simulation():
            return value


def choice_words(bank: ItemBank, item_id: str, choice_id: str) -> str:
    """The Dutch words of a choice, with its level of ISCED 2011 where it has one; its id where it has no words."""
    match bank.item(item_id).interaction:
        case Choice(choices=choices) | MultipleChoice(choices=choices) | Order(tiles=choices):
            shown = _shown(choices, choice_id)
            level = isced(choice_id)
            return f"{level}: {shown}" if level else shown
        case YesNo() | Rating() | OccupationPicker() | NumberEntry() | DateEntry():
            return choice_id
        case TextEntry() | GapText() | Information() | Simulation():
            return choice_id


def _shown(choices: Iterable[SimpleChoice], choice_id: str) -> str:
    found = {one.id: one.text or one.stimulus or one.picture for one in choices}
    return found.get(choice_id) or choice_id


def isced(choice_id: str) -> str:
    """The level of ISCED 2011 with which *choice_id* begins, "" where it begins with none: never a Dutch diploma."""
    found = _ISCED.match(choice_id)
    if found is None:
        return ""
    kind = {"g": _("general"), "v": _("vocational")}.get(found["kind"])
    return f"ISCED {found['level']} ({kind})" if kind else f"ISCED {found['level']}"


def tiles(bank: ItemBank, isco: str) -> list[str]:
    """The Dutch words of every occupation of *bank* with this ISCO-08 code."""
    return [tile.text for group in bank.occupations for tile in group.tiles if tile.isco == isco]


def _occupation(bank: ItemBank, response: OccupationResponse, locale: str) -> Said:
    """A tile or a name of ESCO in Dutch, with the code; what was typed in the person's own words."""
    if response.source == "tile":
        return Said(_with_code(_tile(bank, response), response.isco))
    found = _esco().get(response.esco) if response.esco else None
    name = found.names.get(DUTCH) if found else None
    own = Own(response.text, locale) if response.text else None
    return Said(_with_code(name, response.isco) if name else _code(bank, response.isco), own)


@cache
def _esco() -> Esco:
    return Esco()


def _code(bank: ItemBank, isco: str) -> str:
    """The code alone, with the tiles that have it as examples: Dutch words for what was found in another language."""
    alike = " / ".join(tiles(bank, isco)) if isco else ""
    if not alike:
        return _with_code("", isco)
    return _("ISCO %(isco)s, such as: %(examples)s") % {"isco": isco, "examples": alike}


def _tile(bank: ItemBank, response: OccupationResponse) -> str:
    """The tile that was picked: two can have one code, then the text of the response tells which."""
    named = [tile.text for group in bank.occupations for tile in group.tiles if response.text in (tile.id, tile.text)]
    return (named or [" / ".join(tiles(bank, response.isco)) or response.text])[0]


def _with_code(text: str, isco: str) -> str:
    if not isco:
        return text
    return f"{text} (ISCO {isco})" if text else f"ISCO {isco}"
