"""What stands out in how a scale was answered, as questions to talk through. It never changes a score or a level.

Every flag has an innocent reading as likely as any other: a question was not clear, somebody helped, there was a
break. How long things took is what finds a person who taps through without reading: that pattern of responses alone
fits a very low theta (`person_fit.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from assessment.items.interactions import Choice
from assessment.items.model import Item
from assessment.items.responses import ChoiceResponse, Response
from assessment.scoring.estimate import Posterior, Scored
from assessment.scoring.person_fit import halves, pattern_fit
from assessment.scoring.profile_model import Flag

RAPID_SHARE, RAPID_LEAST, RAPID_MOST = 0.10, 1.0, 10.0  # of the usual time, and seconds
EFFORT = 0.90
LONG = 300.0  # seconds at one item
RUN = 8
UNEXPECTED = -2.326  # one honest person in a hundred; 0.5 in a hundred in our own adaptive section (README.md)
CHANGED = 2.5


def rapid_below(item: Item) -> float:
    """The time, in seconds, below which nobody can have read *item*: 10 % of its usual time, but from 1 to 10.

    Wise & Ma 2012 (NT10), with the median for their mean: a break counts in full in a mean. Where the bank does not
    know the usual time it is 1 second.
    """
    return min(RAPID_MOST, max(RAPID_LEAST, RAPID_SHARE * (item.seconds or 0.0)))


def rapid(items: Iterable[Item], seconds: Mapping[str, float]) -> int:
    """How many of the answered *items* took less time, in *seconds* by item, than reading does."""
    return sum(seconds[item.id] < rapid_below(item) for item in items if item.id in seconds)


def effort(items: Sequence[Item], seconds: Mapping[str, float]) -> float | None:
    """The share, 0 to 1, of answered *items* that took the time to read them (Wise & Kong 2005); None without times."""
    timed = [item for item in items if item.id in seconds]
    return 1 - rapid(timed, seconds) / len(timed) if timed else None


def pace(asked: Sequence[Item], responses: Mapping[str, Response], seconds: Mapping[str, float]) -> Iterator[Flag]:
    """What stands out in the times, in *seconds* by item, and places of the *responses* to *asked*, in their order.

    "quick": effort under 0.90 (Wise & Kong 2005); who quickly says "I don't know" tells the truth and does not count.
    "long_gap": over five minutes at an item that was on screen. "same_position": see `longest_run`.
    """
    answered = [item for item in asked if item.id in responses]
    share = effort(answered, seconds)
    if share is not None and share < EFFORT:
        yield Flag("quick", rapid(answered, seconds))
    if gaps := sum(seconds.get(item.id, 0.0) > LONG for item in asked):
        yield Flag("long_gap", gaps)
    if (run := longest_run(answered, responses)) >= RUN:
        yield Flag("same_position", run)


def longest_run(answered: Iterable[Item], responses: Mapping[str, Response]) -> int:
    """How often at most the same place in the list was chosen one after the other, among choice items in their order.

    Not where all of these were right: then it is the keys that stand in one place. Of twenty items with four choices,
    blind taps give eight in a row once in 1600 times.
    """
    places = [place for item in answered if (place := _place(item, responses[item.id])) is not None]
    runs = (list(group) for _, group in groupby(places, key=lambda place: place[0]))
    return max((len(run) for run in runs if not all(right for _, right in run)), default=0)


def _place(item: Item, response: Response) -> tuple[int, bool] | None:
    match item.interaction, response:
        case Choice(choices=choices, key=key), ChoiceResponse(choice):
            return [one.id for one in choices].index(choice), choice == key
    return None


def pattern(scored: Sequence[Scored], known: Posterior, mean: float, sd: float) -> Iterator[Flag]:
    """What stands out in *scored* items, in the order of presentation, that gave *known* from a *mean* and *sd*.

    "unexpected_pattern": lz* below -2.326, where about 1 in 100 honest patterns are. "changed_on_the_way": two halves
    that differ by more than 2.5 standard errors, as they do for 1 to 4 honest people in 1000.
    """
    fit = pattern_fit(scored, known, mean, sd)
    if fit is not None and fit < UNEXPECTED:
        yield Flag("unexpected_pattern")
    if abs(halves(scored, mean, sd)) > CHANGED:
        yield Flag("changed_on_the_way")
