"""Who is at the operator's page: who came and left, and tries of the PIN that survive a restart."""

from dataclasses import dataclass
from datetime import datetime

from assessment.storage.sessions import SessionStore


@dataclass(frozen=True, slots=True)
class Tries:
    """How many PINs in a row were wrong, and until when no further one is looked at (None: the next one is)."""

    failures: int = 0
    locked_until: datetime | None = None


def tries(store: SessionStore, pin: str) -> Tries:
    """The tries of the PIN that is known by *pin* (its salt); none of another PIN counts."""
    for row in store.rows("SELECT failures, locked_until FROM operator_tries WHERE pin = ?", pin):
        until = row["locked_until"] and datetime.fromisoformat(row["locked_until"])
        return Tries(row["failures"], until)
    return Tries()


def record(store: SessionStore, pin: str, now_are: Tries, at: datetime) -> None:
    """Remember that the tries of *pin* *now_are* these, one more having been in vain."""
    until = now_are.locked_until and now_are.locked_until.isoformat()
    with store.writing() as connection:
        connection.execute("DELETE FROM operator_tries")
        connection.execute("INSERT INTO operator_tries VALUES (?, ?, ?)", (pin, now_are.failures, until))
        store.note(connection, "wrong_operator_pin", "operator", at)


def came(store: SessionStore, at: datetime) -> None:
    """Remember that somebody knew the PIN: the tries before count no longer."""
    with store.writing() as connection:
        connection.execute("DELETE FROM operator_tries")
        store.note(connection, "operator_came", "operator", at)


def left(store: SessionStore, at: datetime) -> None:
    """Remember that the operator closed the page."""
    store.audit("operator_left", "operator", at)
