"""What a template gets of an item: words with their sound, addresses of pictures, and never the key."""

from dataclasses import dataclass, field, replace

from assessment.items.interactions import (
    GapText,
    Information,
    MultipleChoice,
    NumberEntry,
    Order,
    Precision,
    Rating,
    YesNo,
)
from assessment.items.keys import has_key
from assessment.items.model import Item
from assessment.items.responses import Calendar
from assessment.locales import Locale
from assessment.web.occupations import Picker, Step
from assessment.web.voice import Words


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """One alternative on screen. A *stimulus* is there to be read: it is never translated and never read aloud."""

    id: str
    words: Words | None
    stimulus: str | None
    picture: str | None


@dataclass(frozen=True, slots=True)
class ShownCalendar:
    """A calendar to choose: its name, the *year* that it is there now, and the names of its months with their number.

    A recording says the name only; the year is there for whoever knows the calendar by its years.
    """

    id: Calendar
    words: Words
    year: str
    months: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ShownGap:
    """A word to complete: the text *before* it, its first *half*, what stands right *after* the gap; never its end.

    *number* is its place among the gaps, in the digits of the candidate.
    """

    before: str
    half: str
    after: str
    number: str


@dataclass(frozen=True, slots=True)
class ShownGaps:
    """A text with *gaps*, their *total* in the digits of the candidate, and the *rest* after the last one."""

    gaps: tuple[ShownGap, ...] = ()
    total: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item as its *template* shows it; pictures are addresses, *reads* is the language of what is to be read."""

    item: Item
    template: str
    prompt: Words
    picture: str | None
    reads: Locale
    choices: tuple[ShownChoice, ...] = ()
    paragraphs: tuple[Words, ...] = ()
    card: tuple[tuple[Words, str], ...] = ()
    calendars: tuple[ShownCalendar, ...] = ()
    precisions: frozenset[Precision] = field(default_factory=frozenset)
    picker: Picker | None = None
    app: str | None = None
    limits: tuple[int, int] = (0, 0)
    own_words: bool = False
    zero: str = "0"
    gaps: ShownGaps | None = None

    @property
    def pictorial(self) -> bool:
        """Whether the choices are pictures, so that they want large tiles side by side."""
        return any(choice.picture for choice in self.choices)

    @property
    def worded(self) -> bool:
        """Whether the pictures have words with them, which need some room."""
        return any(choice.picture and choice.words for choice in self.choices)

    @property
    def scripted(self) -> bool:
        """Whether the script of items makes it easier."""
        return isinstance(self.item.interaction, MultipleChoice | Order | NumberEntry | GapText)

    @property
    def can_be_sent(self) -> bool:
        """Whether there is something on the page for the button "Next" to send; yes and no send by themselves."""
        if self.picker is not None:
            return self.picker.step is not Step.SECTORS
        return not isinstance(self.item.interaction, YesNo)

    @property
    def can_be_unknown(self) -> bool:
        """Whether not knowing is one of the answers."""
        return can_be_unknown(self.item)

    @property
    def can_be_skipped(self) -> bool:
        """Whether there is anything to skip."""
        return not isinstance(self.item.interaction, Information)


def can_be_unknown(item: Item) -> bool:
    """Whether not knowing is one of the answers to *item*: what a picture is, or what is right; also in practice."""
    return isinstance(item.interaction, Rating) or has_key(replace(item, practice=False))
