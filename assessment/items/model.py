"""The item bank and its parts: frozen values, with the place in the YAML that each came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar, cast

from assessment.items.app_model import AppModel
from assessment.items.design import Block, Blueprint, LevelSteps, StartRule, StopRule
from assessment.items.interactions import Interaction, Simulation
from assessment.items.place import Place as Place
from assessment.items.sector_model import Outlook, SectorOccupation

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Parameters:
    """Item parameters on the logistic metric (no factor 1.7).

    *steps* are the places, in logits, where the next point of a partial-credit item becomes the likelier one; then
    *difficulty* is their mean and *guessing* 0.
    """

    difficulty: float
    discrimination: float = 1.0
    guessing: float = 0.0
    steps: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Worksheet:
    """How the author reached a difficulty: the *level* aimed at and the *drivers* that make it easier or harder."""

    level: str
    drivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stimulus:
    """Dutch to be read, never translated. *kind* is how it looks: word, sign, message, letter."""

    text: str
    kind: str = "word"


@dataclass(frozen=True, slots=True)
class Condition:
    """The *kind* ("level" of a scale, "response" to an item) is, or *negated* is not, one of *allowed*."""

    kind: str
    name: str
    allowed: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One task. *words* are Dutch words that it asks about besides its stimulus: no other item may give it away.

    *seconds* is how long it usually takes, the median of those who did it; None while nobody knows.
    """

    id: str
    prompt: str
    interaction: Interaction
    stimulus: Stimulus | None = None
    picture: str | None = None
    parameters: Parameters | None = None
    worksheet: Worksheet | None = None
    riasec: str | None = None
    sectors: tuple[str, ...] = ()
    practice: bool = False
    personal: bool = False
    domain: str | None = None
    block: str | None = None
    words: tuple[str, ...] = ()
    seconds: float | None = None
    locale: str | None = None
    conditions: tuple[Condition, ...] = ()
    note: str = ""
    content_hash: str = ""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def at(self, name: str) -> Place:
        """Where *name* stands in the YAML, or the item itself where that field is absent."""
        return self.places.get(name) or self.places[""]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number of the design comes from, and whether it still waits for data."""

    source: str
    date: str
    author: str
    provisional: bool


class Delivery(StrEnum):
    """The rule by which a section is delivered."""

    LINEAR = "linear"  # in the order of the bank
    ADAPTIVE = "adaptive"  # each item chosen by the responses so far
    STAGED = "staged"  # fixed blocks, the next one chosen by the points of the one before


class Review(StrEnum):
    """What the candidate sees of a section before sharing: nothing, each response, or the section as a whole."""

    NONE = "none"
    EACH = "each"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Section:
    """Part of a bank delivered by one rule.

    An adaptive section is dealt out over so many *forms*: a repeat sitting has another form and so other items.
    """

    id: str
    title: str
    items: tuple[Item, ...]
    delivery: Delivery = Delivery.LINEAR
    scale: str | None = None
    back: bool = False
    review: Review = Review.NONE
    stop: StopRule | None = None
    blueprint: Blueprint | None = None
    start: StartRule | None = None
    forms: int = 1
    blocks: tuple[Block, ...] = ()
    design: Mapping[str, Origin] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)


class ScaleKind(StrEnum):
    """How a scale is arrived at."""

    ABILITY = "ability"  # EAP over scored items, levels by cut scores
    COUNT = "count"  # how many were right, with levels by number right
    ROUTER = "router"  # words known minus words made up: hits minus false alarms
    TASK = "task"  # what was seen in one simulated task
    COMPUTER = "computer"  # several simulated tasks: what was seen by domain, levels by the points of blocks
    INTERESTS = "interests"  # RIASEC and sector scores, within the person
    READING = "reading"  # own script and Latin script side by side, from the counts of other scales
    ANSWERS = "answers"  # what the person said, as said
    NONE = "none"  # named in the report so that its absence is seen: not measured


@dataclass(frozen=True, slots=True)
class Cut:
    """The *level* that begins at *theta*."""

    level: str
    theta: float


@dataclass(frozen=True, slots=True)
class CutScores:
    """Where levels begin: *lowest* below the first cut. A cut score is never without its origin."""

    lowest: str
    cuts: tuple[Cut, ...]
    source: str
    date: str
    author: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """What is measured, or named as not measured. *parts* (name, scale) are what a reading scale is put together of."""

    id: str
    title: str
    kind: ScaleKind
    prior_mean: float = 0.0
    prior_sd: float = 1.0
    cut_scores: CutScores | None = None
    levels: LevelSteps | None = None
    parts: tuple[tuple[str, str], ...] = ()
    design: Mapping[str, Origin] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OccupationTile:
    """One occupation on a tile: what it is called (translated), its picture, its ISCO-08 code."""

    id: str
    text: str
    picture: str
    isco: str


@dataclass(frozen=True, slots=True)
class OccupationGroup:
    """The tiles of one sector."""

    sector: str
    text: str
    picture: str
    tiles: tuple[OccupationTile, ...]
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question for the conversation, asked when every condition holds."""

    id: str
    question: str
    conditions: tuple[Condition, ...]
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ItemBank:
    """A versioned set of sections and items; the unit of release."""

    id: str
    version: str
    title: str
    source_locale: str
    place: Place
    scales: tuple[Scale, ...]
    sections: tuple[Section, ...]
    sectors: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, float] = field(default_factory=dict)
    drivers: Mapping[str, float] = field(default_factory=dict)
    occupations: tuple[OccupationGroup, ...] = ()
    sector_occupations: tuple[SectorOccupation, ...] = ()
    outlooks: tuple[Outlook, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    apps: Mapping[str, AppModel] = field(default_factory=dict)
    pictures: frozenset[str] = frozenset()
    content_hash: str = ""

    _items: Mapping[str, Item] = field(init=False, compare=False, repr=False, default_factory=dict)
    _sections: Mapping[str, Section] = field(init=False, compare=False, repr=False, default_factory=dict)
    _made: dict[str, object] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Make the indexes: a page looks items up by id some thirty times."""
        places = [(item, section) for section in self.sections for item in section.items]
        object.__setattr__(self, "_items", {item.id: item for item, _ in places})
        object.__setattr__(self, "_sections", {item.id: section for item, section in reversed(places)})

    @property
    def items(self) -> Mapping[str, Item]:
        """Every item by id, in the order of the bank."""
        return self._items

    def item(self, item_id: str) -> Item:
        """The item called *item_id*; KeyError where there is none."""
        return self._items[item_id]

    def section_of(self, item_id: str) -> Section:
        """The section that holds *item_id*; KeyError where there is none."""
        return self._sections[item_id]

    def scale(self, scale_id: str) -> Scale:
        """The scale called *scale_id*; KeyError where there is none."""
        return {scale.id: scale for scale in self.scales}[scale_id]

    def once(self, name: str, make: Callable[[], _T]) -> _T:
        """What *make* gives, made at the first call for *name* and kept: a table that follows from the bank alone."""
        if name not in self._made:
            self._made[name] = make()
        return cast(_T, self._made[name])

    def app_of(self, interaction: Simulation) -> AppModel:
        """The app model that *interaction* runs in; KeyError where there is none."""
        return self.apps[interaction.app]
