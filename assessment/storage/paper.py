"""What a kiosk can print: one token beside each sealed bundle, for as long as the bundle lies here (see paper.sql)."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from assessment.storage.sessions import SessionStore


class NoPaper(LookupError):
    """There is no bundle with that number, or it was sealed without paper, or it was deleted since."""


@dataclass(frozen=True, slots=True)
class Printable:
    """A bundle that can go on paper, by its *number* in the kiosk's row; *printed_on* is "" where it never did."""

    number: int
    finished_on: str
    printed_on: str


def printable(store: SessionStore) -> list[Printable]:
    """The bundles that can be printed, oldest first."""
    sql = "SELECT sequence, finished_on, printed_on FROM paper JOIN outbox USING (sequence) ORDER BY sequence"
    return [Printable(row["sequence"], row["finished_on"], row["printed_on"] or "") for row in store.rows(sql)]


def token(store: SessionStore, number: int) -> bytes:
    """What is printed of bundle *number*; NoPaper where there is nothing, or where nobody handed it out yet."""
    for row in store.rows("SELECT token, digest FROM paper WHERE sequence = ? AND printed_on IS NOT NULL", number):
        if sha256(row["token"]).hexdigest() != row["digest"]:
            raise NoPaper(f"what can be printed of bundle {number} is damaged; bring the bundle on a stick")
        return bytes(row["token"])
    raise NoPaper(
        f"found nothing to print of bundle {number}, expected one that was sealed with paper and is still here"
    )


def hand_out(store: SessionStore, number: int, at: datetime) -> None:
    """Note that bundle *number* goes on paper: from now on what it says has left the kiosk; NoPaper as *token*."""
    day = at.date().isoformat()
    with store.writing() as connection:
        sql = "UPDATE paper SET printed_on = coalesce(printed_on, ?) WHERE sequence = ?"
        if not connection.execute(sql, (day, number)).rowcount:
            raise NoPaper(f"found nothing to print of bundle {number}, expected one that was sealed with paper")
        connection.execute("UPDATE outbox SET exported_on = coalesce(exported_on, ?) WHERE sequence = ?", (day, number))
        store.note(connection, "paper_printed", str(number), at)
