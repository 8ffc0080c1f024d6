"""How an item is answered: a closed union, matched everywhere without a default."""

from dataclasses import dataclass, field

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
class TextEntry:
    """A few words in one's own words and script; optional, never scored. At most *max_length* characters."""

    max_length: int = 200


@dataclass(frozen=True, slots=True)
class Information:
    """Something to read or hear, and one button to go on. *paragraphs* follow the prompt."""

    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Simulation:
    """A task in the small app model named *app*, judged by *full* and *partial* over its end state and log.

    *card* is what the candidate needs to type and must not have to remember: (label, value) lines.
    Labels are translated, values are fictional data and are not.
    """

    app: str
    card: tuple[tuple[str, str], ...] = ()
    full: Rule | None = None
    partial: Rule | None = None
    flags: tuple[tuple[str, Rule], ...] = field(default=())


KINDS: dict[str, type] = {
    "choice": Choice,
    "rating": Rating,
    "text_entry": TextEntry,
    "information": Information,
    "simulation": Simulation,
}

Interaction = Choice | Rating | TextEntry | Information | Simulation
