"""How a section that adapts is delivered, as an author writes it down: start, stop, shares, blocks, their levels."""

from dataclasses import dataclass

MOST_FORMS = 9  # the form of a sitting is one digit of its start code


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Which share of an adaptive section each domain should have; shares sum to 1."""

    shares: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class StopRule:
    """When an adaptive section ends: not before *least* items, at *most* (0 to 1 probabilities, logits, minutes).

    In between it ends when the standard error is down to *precision*, when one level has a probability of *band*,
    after *minutes*, or when no item left has more than *information* at the estimate.
    """

    least: int
    most: int
    precision: float | None = None
    band: float | None = None
    minutes: float | None = None
    information: float = 0.0


@dataclass(frozen=True, slots=True)
class StartSource:
    """What is known before the first item: the result on a router scale, or a response, with its *weight*.

    *values* say which theta a result stands for; numbers between two named ones lie in between.
    """

    kind: str
    name: str
    weight: float
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class StartRule:
    """The theta for which the first items are chosen: the weighted mean of the *sources* that are known, capped.

    It chooses items and is never part of an estimate.
    """

    highest: float
    sources: tuple[StartSource, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A fixed set of items of a staged section: those whose block is *id*, in the order of the section.

    After it comes the last of *following* (least points, block) whose points were reached, or nothing. A sitting of
    form n begins with the first block of that *form*.
    """

    id: str
    following: tuple[tuple[int, str], ...] = ()
    form: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """The *level* that begins at *least* points in the tasks of *block*."""

    level: str
    block: str
    least: int


@dataclass(frozen=True, slots=True)
class LevelSteps:
    """Levels by the points of blocks: the last of *steps* that was reached, else *lowest*. Never without its origin."""

    lowest: str
    steps: tuple[Step, ...]
    source: str
    date: str
    author: str
    provisional: bool
