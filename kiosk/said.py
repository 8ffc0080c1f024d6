"""What a response says, in the words of the candidate, for the closing page."""

from dataclasses import dataclass

from assessment.items.calendars import Days, days
from assessment.items.interactions import Choice, GapText, MultipleChoice, Order, Precision, SimpleChoice
from assessment.items.model import Item, ItemBank
from assessment.items.responses import (
    Acknowledged,
    Calendar,
    ChoiceResponse,
    DateResponse,
    GapsResponse,
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
from assessment.locales import LOCALES, Locale
from assessment.storage.esco import Esco
from assessment.web.months import months
from assessment.web.numerals import write
from assessment.web.occupations import Option, esco_options, tile_words
from assessment.web.player import READ, show_choice
from assessment.web.shown import ShownChoice
from assessment.web.voice import Voice


@dataclass(frozen=True, slots=True)
class Said:
    """One of these: *choices* (in a *line* where their order is the answer), a *liking*, yes or no, *named*, a *text*.

    *reads* is the language of what was read; *hint* says a date as the Dutch calendar has it.
    """

    reads: Locale
    choices: tuple[ShownChoice, ...] = ()
    line: bool = False
    liking: str | None = None
    yes: bool | None = None
    named: Option | None = None
    text: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Teller:
    """Who says it: the *voice*, with the *bank* and *esco* that the words come from."""

    bank: ItemBank
    esco: Esco
    voice: Voice


def said(teller: Teller, item: Item, response: Response | None) -> Said | None:  # noqa: C901  # one case for each kind
    """What *response* to *item* says; None where there is nothing to show."""
    reads = LOCALES[item.locale or READ]
    match response:
        case ChoiceResponse(choice=choice):
            return Said(reads, _choices(teller, item, (choice,)))
        case MultipleResponse(choices=choices):
            return Said(reads, _choices(teller, item, choices))
        case OrderResponse(order=order):
            return Said(reads, _choices(teller, item, order), line=True)
        case YesNoResponse(yes=yes):
            return Said(reads, yes=yes)
        case NumberResponse(number=number):
            return Said(reads, text=write(number, teller.voice.locale))
        case DateResponse():
            return Said(reads, text=date_words(response, teller.voice.locale), hint=_hint(response, teller.voice))
        case OccupationResponse():
            return Said(reads, named=_occupation(teller, response), text=response.text)
        case RatingResponse(liking=liking):
            return Said(reads, liking=liking.value)
        case TextResponse(text=text):
            return Said(reads, text=text)
        case GapsResponse(gaps=gaps):
            return Said(reads, text=_completed(item, gaps))
        case Acknowledged() | SimulationResponse() | None:
            return None


def _choices(teller: Teller, item: Item, picked: tuple[str, ...]) -> tuple[ShownChoice, ...]:
    known = {choice.id: choice for choice in _alternatives(item)}
    return tuple(show_choice(teller.bank, item, known[name], teller.voice) for name in picked if name in known)


def _completed(item: Item, typed: tuple[str, ...]) -> str:
    """The words as they were completed, an open one with dots: as many as there are gaps."""
    gaps = item.interaction.gaps if isinstance(item.interaction, GapText) else ()
    return " · ".join(_word(gap.half, end) for gap, end in zip(gaps, typed, strict=False))


def _word(half: str, end: str) -> str:
    """The word of which *half* stood there; some people type it whole."""
    whole = len(end) > len(half) and end.casefold().startswith(half.casefold())
    return end if whole else half + (end or "…")


def _alternatives(item: Item) -> tuple[SimpleChoice, ...]:
    match item.interaction:
        case Choice(choices=choices) | MultipleChoice(choices=choices) | Order(tiles=choices):
            return choices
    return ()


def _occupation(teller: Teller, response: OccupationResponse) -> Option | None:
    if response.source == "tile":
        words = tile_words(teller.bank, response.isco, teller.voice)
        return Option("", words) if words else None
    return next(iter(esco_options(teller.voice, teller.esco, response.esco)), None)


def date_words(told: DateResponse, locale: str) -> str:
    """*told* as people write it: day, month, year, as far as known, in its own calendar."""
    month = months(told.calendar, locale)[told.month - 1] if told.month else ""
    day = write(told.day, locale) if told.day else ""
    return " ".join(part for part in (day, month, write(told.year, locale)) if part)


def _hint(told: DateResponse, voice: Voice) -> str:
    if told.calendar is Calendar.GREGORIAN:
        return ""
    meant = days(told)
    ends = (_gregorian(meant, last=False), _gregorian(meant, last=True))
    between = "–" if meant.precision is Precision.YEAR else " – "
    return between.join(dict.fromkeys(date_words(end, voice.locale) for end in ends))


def _gregorian(meant: Days, *, last: bool) -> DateResponse:
    """The first or last Gregorian day, month or year that *meant* touches."""
    day = meant.last if last else meant.first
    return DateResponse(
        Calendar.GREGORIAN,
        day.year,
        None if meant.precision is Precision.YEAR else day.month,
        day.day if meant.precision is Precision.DAY else None,
    )
