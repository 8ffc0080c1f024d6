"""Item and translator become what a template needs, and a form: the single way an item is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from assessment.items.interactions import Choice, Information, Interaction, Rating, SimpleChoice, Simulation, TextEntry
from assessment.items.model import Item, ItemBank
from assessment.items.responses import (
    Acknowledged,
    ChoiceResponse,
    RatingResponse,
    Response,
    SimulationResponse,
    TextResponse,
)
from assessment.web import sounds
from assessment.web.answers import (
    ChoiceForm,
    InformationForm,
    ItemForm,
    RatingForm,
    SimulationForm,
    TextForm,
    write_log,
)

Translate = Callable[[str, str], str]  # pgettext: context, text in the source language
FormData = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """A text on screen with its slot for sound: *key* names the recording, *sound* is its URL where there is one."""

    text: str
    key: str
    sound: str | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Voice:
    """How texts reach the candidate: in *locale*, by *translate*, aloud where *recordings* has the text."""

    locale: str
    translate: Translate
    recordings: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: str) -> Words:
        """*text*, which is in the candidate's language already."""
        key = sounds.key(self.locale, text)
        return Words(text, key, self.recordings.get(key))

    def words(self, context: str, text: str) -> Words:
        """The translation of *text*, a string of the bank."""
        return self.say(self.translate(context, text))


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """One alternative on screen. A *stimulus* is Dutch to be read: it stays Dutch and is never read aloud."""

    id: str
    words: Words | None
    stimulus: str | None
    picture: str | None


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item as its *template* shows it; pictures are addresses."""

    item: Item
    template: str
    prompt: Words
    picture: str | None
    choices: tuple[ShownChoice, ...] = ()
    paragraphs: tuple[Words, ...] = ()
    card: tuple[tuple[Words, str], ...] = ()
    app: str | None = None
    max_length: int = 0

    @property
    def pictorial(self) -> bool:
        """Whether the choices are pictures, so that they want large tiles side by side."""
        return any(choice.picture for choice in self.choices)

    @property
    def can_be_unknown(self) -> bool:
        """Whether not knowing is one of the answers."""
        return can_be_unknown(self.item)

    @property
    def can_be_skipped(self) -> bool:
        """Whether there is anything to skip."""
        return not isinstance(self.item.interaction, Information)


def can_be_unknown(item: Item) -> bool:
    """Whether not knowing is one of the answers to *item*: what a picture is, or which choice is right."""
    match item.interaction:
        case Rating():
            return True
        case Choice(key=key):
            return key is not None
        case TextEntry() | Information() | Simulation():
            return False


def show(bank: ItemBank, item: Item, voice: Voice) -> ShownItem:
    """*item* of *bank* as *voice* brings it to the candidate."""
    prompt, picture = voice.words(f"{item.id}/prompt", item.prompt), picture_address(bank, item.picture)
    shown = ShownItem(item, template(item.interaction), prompt, picture)
    match item.interaction:
        case Choice(choices=choices):
            return replace(shown, choices=tuple(show_choice(bank, item, choice, voice) for choice in choices))
        case Information(paragraphs=texts):
            return replace(
                shown,
                paragraphs=tuple(voice.words(f"{item.id}/paragraph/{n}", text) for n, text in enumerate(texts)),
            )
        case Simulation(app=app, card=card):
            lines = ((voice.words(f"{item.id}/card/{n}", label), value) for n, (label, value) in enumerate(card))
            return replace(shown, app=app, card=tuple(lines))
        case TextEntry(max_length=max_length):
            return replace(shown, max_length=max_length)
        case Rating():
            return shown


def show_choice(bank: ItemBank, item: Item, choice: SimpleChoice, voice: Voice) -> ShownChoice:
    """*choice* of *item* as *voice* brings it to the candidate."""
    words = voice.words(f"{item.id}/choice/{choice.id}", choice.text) if choice.text else None
    return ShownChoice(choice.id, words, choice.stimulus, picture_address(bank, choice.picture))


def picture_address(bank: ItemBank, name: str | None) -> str | None:
    """Where the picture *name* of *bank* is served; None where there is none."""
    return f"/static/vendor/pictures/{bank.id}/{name}.svg" if name else None


def template(interaction: Interaction) -> str:
    """The template that shows *interaction*."""
    match interaction:
        case Choice():
            return "items/choice.html"
        case Rating():
            return "items/rating.html"
        case TextEntry():
            return "items/text_entry.html"
        case Information():
            return "items/information.html"
        case Simulation():
            return "items/simulation.html"


def form(bank: ItemBank, item: Item, sent: FormData | None = None, given: Response | None = None) -> ItemForm:
    """The form that answers *item*: filled with what was *sent*, or else with what was *given* before."""
    match item.interaction:
        case Choice(choices=choices):
            picked = ChoiceForm(sent, data=_filled(given))
            picked.allowed = frozenset(choice.id for choice in choices)
            return picked
        case Rating():
            return RatingForm(sent, data=_filled(given))
        case TextEntry(max_length=max_length):
            written = TextForm(sent, data=_filled(given))
            written.max_length = max_length
            return written
        case Information():
            return InformationForm(sent)
        case Simulation() as simulation:
            done = SimulationForm(sent, data=_filled(given))
            done.app = bank.app_of(simulation)
            return done


def draft(bank: ItemBank, item: Item, sent: FormData) -> Response | None:
    """What stood on the page when the candidate went elsewhere; None where it is nothing that could be an answer."""
    unsent = form(bank, item, sent)
    return unsent.response if unsent.answer_field and unsent.validate() else None


def _filled(given: Response | None) -> dict[str, str]:
    match given:
        case ChoiceResponse(choice=choice):
            return {"choice": choice}
        case RatingResponse(liking=liking):
            return {"choice": liking.value}
        case TextResponse(text=text):
            return {"text": text}
        case SimulationResponse(log=log):
            return {"log": write_log(log)}
        case Acknowledged() | None:
            return {}
