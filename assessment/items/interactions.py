"""How an item is answered: a closed union, matched everywhere without a default."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from assessment.items.rules import Rule


@dataclass(frozen=True, slots=True)
class SimpleChoice:
    """One alternative: words to be translated, Dutch test words that never are, a picture, or words with a picture."""

    id: str
    text: str | None = None
    stimulus: str | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Pick one of *choices*; *key* names the correct one, None where there is no right or wrong."""

    choices: tuple[SimpleChoice, ...]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """Three faces, and "I don't know what this is". Nothing to configure, so that the scale is always the same."""


@dataclass(frozen=True, slots=True)
class MultipleChoice:
    """Pick *least* to *most* of *choices*; *alone* names one that excludes all others ("none of these")."""

    choices: tuple[SimpleChoice, ...]
    least: int = 1
    most: int | None = None
    alone: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Put *tiles* in order; every one of *orders* (ids of all tiles) is right, none where there is no right order."""

    tiles: tuple[SimpleChoice, ...]
    orders: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no. *key* is the right answer; with a stimulus the question is whether it is a Dutch word."""

    key: bool | None = None


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """A whole number from *least* to *most*, typed in any digits or stepped."""

    least: int = 0
    most: int = 99


class Precision(StrEnum):
    """How exactly somebody knows a date."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class DateEntry:
    """A date in a calendar of one's choice, as exactly as one knows it, up to *finest*; from year *first* to *last*."""

    finest: Precision = Precision.MONTH
    first: int = 1930
    last: int = 2100


@dataclass(frozen=True, slots=True)
class OccupationPicker:
    """Sector, then tiles, then a search in the person's language, then own words: the bank's list of occupations."""


class Credit(StrEnum):
    """What typed Dutch is worth: right or not, or as in a dictation, where a word as it sounds is half right."""

    EXACT = "exact"
    DICTATION = "dictation"


@dataclass(frozen=True, slots=True)
class TextEntry:
    """A few words. Without *accept* in one's own words and script, never scored; with it, Dutch to be typed.

    At most *max_length* characters; *accept* are the right answers, compared without case and final full stop.
    """

    max_length: int = 200
    accept: tuple[str, ...] = ()
    credit: Credit = Credit.EXACT


@dataclass(frozen=True, slots=True)
class Gap:
    """A word whose end is missing: the text *before* it, its first *half*, and the ends that are right."""

    before: str
    half: str
    accept: tuple[str, ...]


TEN_GAPS = (3, 6, 9)  # the bands of ten gaps where the author sets none (CONTENT.md §3.2; provisional)


@dataclass(frozen=True, slots=True)
class GapText:
    """A C-test: a Dutch text with *gaps* at the end of words, and what comes *after* the last one.

    *bands* are the least numbers of right gaps for one point, for two and so on; practice has none.
    """

    gaps: tuple[Gap, ...]
    after: str = ""
    bands: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Information:
    """Something to read or hear, and one button to go on. *paragraphs* follow the prompt."""

    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Simulation:
    """A task in the small app model named *app*, judged by *full* and *partial* over its end state and log.

    *card* is what the candidate needs to type and must not have to remember: (label, value) lines.
    Labels are translated, values are fictional data and are not. *time_s* and *idle_s*, in seconds, only make flags.
    """

    app: str
    card: tuple[tuple[str, str], ...] = ()
    full: Rule | None = None
    partial: Rule | None = None
    flags: tuple[tuple[str, Rule], ...] = field(default=())
    time_s: int | None = None
    idle_s: int | None = None

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """Every rule with where it stands in the item, such as ``score/full`` or ``flags/0/when``."""
        scores = (("score/full", self.full), ("score/partial", self.partial))
        yield from ((where, rule) for where, rule in scores if rule is not None)
        yield from ((f"flags/{number}/when", rule) for number, (_, rule) in enumerate(self.flags))


KINDS: dict[str, type] = {
    "choice": Choice,
    "multiple_choice": MultipleChoice,
    "order": Order,
    "yes_no": YesNo,
    "number_entry": NumberEntry,
    "date_entry": DateEntry,
    "occupation": OccupationPicker,
    "rating": Rating,
    "text_entry": TextEntry,
    "gap_text": GapText,
    "information": Information,
    "simulation": Simulation,
}

Interaction = (
    Choice
    | MultipleChoice
    | Order
    | YesNo
    | NumberEntry
    | DateEntry
    | OccupationPicker
    | Rating
    | TextEntry
    | GapText
    | Information
    | Simulation
)
