"""Whether this laptop's clock can be believed; while it cannot, nobody begins and nothing is erased for its age.

A clock without a battery shows 1970, one that was set by hand shows the wrong year (SECURITY.md threat 17).
Who sits already goes on: events have an order of their own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from assessment.storage import clock as stored
from assessment.storage.retention import Rows
from assessment.storage.sessions import SessionStore

SLACK = timedelta(minutes=5)  # a clock that is set right by a little is no reason to ask anybody
LONGEST_SILENCE = timedelta(days=60)  # longer than a summer break, shorter than any mistake in the year
_OFTEN = timedelta(minutes=10)


class ClockInDoubt(Exception):
    """The clock shows a moment that cannot be right: an operator must set it, or confirm it."""

    code: ClassVar[str] = "clock_in_doubt"


@dataclass(frozen=True, slots=True)
class ClockState:
    """What the clock shows *now*, the *floor* before which that cannot be right, and whether it was ever confirmed."""

    now: datetime
    floor: datetime
    adjusted: bool

    @property
    def doubt(self) -> str | None:
        """Why the clock is not believed, in one sentence for an operator; None where it is."""
        if self.now < self.floor - SLACK:
            return f"the clock shows {self.now:%Y-%m-%d %H:%M} UTC, but it was {self.floor:%Y-%m-%d %H:%M} before"
        if self.now > self.floor + LONGEST_SILENCE:
            return f"the clock shows {self.now:%Y-%m-%d %H:%M} UTC, but was last at {self.floor:%Y-%m-%d %H:%M}"
        return None


def state(rows: Rows, earliest: datetime | None, now: datetime) -> ClockState:
    """The state of a clock that shows *now*; *earliest* is when this kiosk was enrolled, None where nobody knows.

    What was noted while the clock was in doubt counts for nothing, so doubt does not go away by itself.
    """
    seen, noted = stored.last_seen(rows), stored.last_noted(rows)
    floor = max((known for known in (earliest, seen.at) if known), default=noted or now)
    if noted and floor < noted <= floor + LONGEST_SILENCE:
        floor = noted
    return ClockState(now, floor, seen.adjusted)


def check(store: SessionStore, earliest: datetime | None, now: datetime) -> ClockState:
    """As `state`, and remember a clock that is believed; ClockInDoubt where it is not."""
    found = state(store.rows, earliest, now)
    if found.doubt:
        raise ClockInDoubt(f"{found.doubt}; set it, or confirm that it is right with `kiosk clock HOME --confirm`")
    seen = stored.last_seen(store.rows).at
    if seen is None or now - seen > _OFTEN:
        stored.see(store, now)
    return found


def confirm(store: SessionStore, earliest: datetime | None, now: datetime) -> None:
    """An operator says that *now* is right; ClockInDoubt where it is before *earliest*, which it cannot be."""
    if earliest is not None and now < earliest - SLACK:
        raise ClockInDoubt(
            f"the clock shows {now:%Y-%m-%d %H:%M} UTC, but this kiosk was enrolled on {earliest:%Y-%m-%d}; set it"
        )
    stored.confirm(store, now)
