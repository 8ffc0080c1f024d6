"""When an adaptive section ends, and why."""

from dataclasses import dataclass

from assessment.items.design import StopRule
from assessment.scoring.profile_model import Band


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section is: items *presented*, *standard_error* and *bands* so far, *seconds* spent at its items."""

    presented: int
    standard_error: float
    bands: tuple[Band, ...] = ()
    seconds: float = 0.0


def stop(rule: StopRule, progress: Progress) -> str | None:
    """Why the section ends (length, time, band, precision), or None while it goes on.

    A level that is probable enough ends it before a small error does: nearly all that is still uncertain lies next to
    a cut score (PSYCHOMETRICS.md §1.4). That no item is left, or none that tells enough, is found in choosing.
    """
    if progress.presented >= rule.most:
        return "length"
    if rule.minutes is not None and progress.seconds >= 60 * rule.minutes:
        return "time"
    if progress.presented < rule.least:
        return None
    if rule.band is not None and max((band.probability for band in progress.bands), default=0.0) >= rule.band:
        return "band"
    if rule.precision is not None and progress.standard_error <= rule.precision:
        return "precision"
    return None


def least_information(rule: StopRule, presented: int) -> float:
    """How much the next item must tell after *presented* ones: nothing until the section is long enough for a level."""
    return rule.information if presented >= rule.least else 0.0
