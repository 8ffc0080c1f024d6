"""How long what lies on this laptop may stay (SECURITY.md §4.9), when the next of it is erased, and doing so."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assessment.storage import retention as stored
from assessment.storage.retention import Held, Rows
from assessment.storage.sessions import SessionStore


@dataclass(frozen=True, slots=True)
class Limits:
    """For how many days unfinished *sessions*, sealed *bundles* and *traces* without personal data may stay.

    A bundle that waits longer than *warn* days for its receipt is somebody's worry.
    """

    sessions: int = 14
    bundles: int = 90
    warn: int = 14
    traces: int = 365


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of one kind are kept, and the day on which the oldest is erased (None where there are none)."""

    count: int
    next_due: date | None


@dataclass(frozen=True, slots=True)
class Retention:
    """What lies on this laptop: unfinished *sessions*, sealed *bundles*, *tombstones* of bundles, audit *entries*.

    *waiting_long* bundles are so old that somebody should carry them away.
    """

    limits: Limits
    sessions: Kept
    bundles: Kept
    waiting_long: int
    tombstones: Kept
    entries: Kept


@dataclass(frozen=True, slots=True)
class Erased:
    """How many of each kind were erased."""

    sessions: int = 0
    tries: int = 0
    bundles: int = 0
    tombstones: int = 0
    entries: int = 0
    put_aside: int = 0


def look(rows: Rows, limits: Limits, today: date) -> Retention:
    """What *rows* finds in a kiosk's database *today*, and when the next of it is erased."""
    return Retention(
        limits,
        _kept(stored.sessions(rows), limits.sessions),
        _kept(stored.bundles(rows), limits.bundles),
        stored.bundles(rows, today - timedelta(days=limits.warn)).count,
        _kept(stored.tombstones(rows), limits.traces),
        _kept(stored.audit_entries(rows), limits.traces),
    )


def _kept(held: Held, days: int) -> Kept:
    return Kept(held.count, held.oldest and held.oldest + timedelta(days=days + 1))


def enforce(store: SessionStore, limits: Limits, now: datetime, spared: Collection[str] = ()) -> Erased:
    """Erase what is too old *now*, but for the sessions *spared* because somebody sits there at this moment.

    Only for a clock that is believed: see `kiosk.clock`.
    """
    today = now.date()
    return Erased(
        stored.erase_sessions(store, today - timedelta(days=limits.sessions), now, spared),
        stored.erase_strangers(store, today - timedelta(days=limits.sessions), now),
        stored.erase_bundles(store, today - timedelta(days=limits.bundles), now),
        stored.erase_tombstones(store, today - timedelta(days=limits.traces), now),
        stored.erase_audit_entries(store, today - timedelta(days=limits.traces), now),
        stored.erase_put_aside(store, today - timedelta(days=limits.bundles), now),
    )


def lines(found: Retention) -> Iterator[str]:
    """*found* as an operator reads it."""
    for what, kept, days in (
        ("unfinished sessions", found.sessions, found.limits.sessions),
        ("sealed bundles", found.bundles, found.limits.bundles),
        ("tombstones of bundles", found.tombstones, found.limits.traces),
        ("audit entries", found.entries, found.limits.traces),
    ):
        due = f", the next is erased on {kept.next_due}" if kept.next_due else ""
        yield f"{what}: {kept.count}, kept for {days} days{due}"
    if found.waiting_long:
        yield f"WARNING: {found.waiting_long} bundles wait longer than {found.limits.warn} days: bring them to the desk"
