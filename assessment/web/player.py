"""Item and voice become what a template needs, and form becomes response: the single way an item is shown."""

from dataclasses import replace
from datetime import UTC, datetime

from assessment.items.interactions import (
    KINDS,
    Choice,
    DateEntry,
    GapText,
    Information,
    Interaction,
    MultipleChoice,
    NumberEntry,
    OccupationPicker,
    Order,
    Precision,
    Rating,
    SimpleChoice,
    Simulation,
    TextEntry,
    YesNo,
)
from assessment.items.model import Item, ItemBank
from assessment.items.responses import (
    Acknowledged,
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
from assessment.locales import LOCALES
from assessment.storage.esco import Esco
from assessment.web.answers import ChoiceForm, Filled, FormData, InformationForm, ItemForm, RatingForm, TextForm
from assessment.web.entries import DateForm, NumberForm
from assessment.web.gaps import GapsForm, show_gaps
from assessment.web.months import calendars, months, year_on
from assessment.web.numerals import write
from assessment.web.occupations import OccupationForm, filled
from assessment.web.picks import MultipleForm, OrderForm, YesNoForm
from assessment.web.pictures import picture_address
from assessment.web.shown import ShownCalendar, ShownChoice, ShownItem
from assessment.web.simulations import SimulationForm, write_log
from assessment.web.voice import Voice

READ = "nl"  # the language of a stimulus, unless the item is written for one language
_TEMPLATES = {kind: f"items/{name}.html" for name, kind in KINDS.items()}


def show(bank: ItemBank, item: Item, voice: Voice) -> ShownItem:  # noqa: C901  # one case for each kind
    """*item* of *bank* as *voice* brings it to the candidate."""
    shown = _bare(bank, item, voice)
    match item.interaction:
        case Choice(choices=choices) | MultipleChoice(choices=choices) | Order(tiles=choices):
            return replace(shown, choices=tuple(show_choice(bank, item, choice, voice) for choice in choices))
        case Information(paragraphs=texts):
            said = tuple(voice.of(item).words(f"{item.id}/paragraph/{n}", text) for n, text in enumerate(texts))
            return replace(shown, paragraphs=said)
        case Simulation(app=app, card=card):
            labels = (
                (voice.of(item).words(f"{item.id}/card/{n}", label), text) for n, (label, text) in enumerate(card)
            )
            return replace(shown, app=app, card=tuple(labels))
        case TextEntry(max_length=max_length, accept=accept):
            return replace(shown, limits=(1, max_length), own_words=not accept)
        case GapText() as gap_text:
            return replace(shown, gaps=show_gaps(gap_text, voice.locale))
        case NumberEntry(least=least, most=most):
            return replace(shown, limits=(least, most))
        case DateEntry(finest=finest):
            known = tuple(Precision)[: tuple(Precision).index(finest) + 1]
            return replace(shown, calendars=_calendars(voice), precisions=frozenset(known))
        case YesNo() | OccupationPicker() | Rating():
            return shown


def _bare(bank: ItemBank, item: Item, voice: Voice) -> ShownItem:
    return ShownItem(
        item,
        _TEMPLATES[type(item.interaction)],
        voice.of(item).words(f"{item.id}/prompt", item.prompt),
        picture_address(bank, item.picture),
        LOCALES[item.locale or READ],
        zero=write(0, voice.locale),
    )


def show_choice(bank: ItemBank, item: Item, choice: SimpleChoice, voice: Voice) -> ShownChoice:
    """*choice* of *item* as *voice* brings it to the candidate."""
    words = voice.of(item).words(f"{item.id}/choice/{choice.id}", choice.text) if choice.text else None
    return ShownChoice(choice.id, words, choice.stimulus, picture_address(bank, choice.picture))


def _calendars(voice: Voice) -> tuple[ShownCalendar, ...]:
    today = datetime.now(UTC).date()
    return tuple(
        ShownCalendar(
            calendar,
            voice.say(name),
            write(year_on(today, calendar), voice.locale),
            tuple(enumerate(months(calendar, voice.locale), start=1)),
        )
        for calendar, name in calendars(voice.locale)
    )


def template(interaction: Interaction) -> str:
    """The template that shows *interaction*."""
    return _TEMPLATES[type(interaction)]


def form(  # noqa: C901  # one case for each kind
    bank: ItemBank, item: Item, sent: FormData | None = None, given: Response | None = None, esco: Esco | None = None
) -> ItemForm:
    """The form that answers *item*: filled with what was *sent*, or else with what was *given* before.

    Without *esco* no occupation that was searched for can be picked.
    """
    before = _filled(bank, item, given)
    match item.interaction:
        case Choice() as choice:
            return ChoiceForm.asking(choice, sent, before)
        case MultipleChoice() as several:
            return MultipleForm.asking(several, sent, before)
        case Order() as order:
            return OrderForm.asking(order, sent, before)
        case YesNo():
            return YesNoForm(sent, data=before)
        case NumberEntry() as number:
            return NumberForm.asking(number, sent, before)
        case DateEntry() as day:
            return DateForm.asking(day, sent, before)
        case OccupationPicker():
            return OccupationForm.asking(bank.occupations, esco, sent, before)
        case Rating():
            return RatingForm(sent, data=before)
        case TextEntry() as text:
            return TextForm.asking(text, sent, before)
        case GapText() as gap_text:
            return GapsForm.asking(gap_text, sent, before)
        case Information():
            return InformationForm(sent)
        case Simulation() as simulation:
            return SimulationForm.asking(bank.app_of(simulation), sent, before)


def draft(bank: ItemBank, item: Item, sent: FormData, esco: Esco | None = None) -> Response | None:
    """What stood on the page when the candidate went elsewhere; None where it is nothing that could be an answer."""
    return form(bank, item, sent, esco=esco).draft


def _filled(bank: ItemBank, item: Item, given: Response | None) -> Filled:  # noqa: C901  # one case for each kind
    match given:
        case ChoiceResponse(choice=choice):
            return {"choice": choice}
        case MultipleResponse(choices=choices):
            return {"choice": list(choices)}
        case OrderResponse(order=order):
            tiles = item.interaction.tiles if isinstance(item.interaction, Order) else ()
            return {"place": [str(order.index(tile.id) + 1) if tile.id in order else "" for tile in tiles]}
        case YesNoResponse(yes=yes):
            return {"choice": "yes" if yes else "no"}
        case NumberResponse(number=number):
            return {"number": str(number)}
        case DateResponse():
            return _date_parts(given)
        case OccupationResponse():
            return filled(bank.occupations, given)
        case RatingResponse(liking=liking):
            return {"choice": liking.value}
        case TextResponse(text=text):
            return {"text": text}
        case GapsResponse(gaps=gaps):
            return {"gap": list(gaps)}
        case SimulationResponse(log=log):
            return {"log": write_log(log)}
        case Acknowledged() | None:
            return {}


def _date_parts(told: DateResponse) -> Filled:
    month, day = ("" if part is None else str(part) for part in (told.month, told.day))
    return {"calendar": told.calendar.value, "year": str(told.year), f"month_{told.calendar}": month, "day": day}
