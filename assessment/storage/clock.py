"""The latest moment at which a kiosk's clock was believed, kept so that a clock that was changed is noticed."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from assessment.storage.retention import Rows
from assessment.storage.sessions import SessionStore


@dataclass(frozen=True, slots=True)
class LastSeen:
    """When the clock was believed last (None: never), and whether an operator ever had to confirm it."""

    at: datetime | None
    adjusted: bool


def last_seen(rows: Rows) -> LastSeen:
    """What is known of the clock."""
    for row in rows("SELECT seen_at, adjusted FROM clock"):
        with suppress(ValueError):  # damaged: then nothing is known
            return LastSeen(datetime.fromisoformat(row["seen_at"]), bool(row["adjusted"]))
    return LastSeen(None, adjusted=False)


def last_noted(rows: Rows) -> datetime | None:
    """When the newest audit entry was written, whatever the clock showed; None where there is none."""
    for row in rows("SELECT entry FROM audit ORDER BY n DESC LIMIT 1"):
        with suppress(ValueError, KeyError, TypeError):  # damaged
            return datetime.fromisoformat(json.loads(row["entry"])["at"])
    return None


def see(store: SessionStore, at: datetime) -> None:
    """Remember that the clock was believed when it showed *at*."""
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO clock VALUES (1, ?, 0) ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at", (at.isoformat(),)
        )


def confirm(store: SessionStore, at: datetime) -> None:
    """Remember that an operator says that *at* is right; an audit entry."""
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO clock VALUES (1, ?, 1) ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at, adjusted = 1",
            (at.isoformat(),),
        )
        store.note(connection, "clock_confirmed", None, at)
