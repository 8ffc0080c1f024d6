"""What goes because a person wants it: an unfinished session, or what was shared and is still only here."""

from datetime import date, datetime

from assessment.storage import kiosk_rows, numbering
from assessment.storage.sessions import Outgoing, SessionStore

_ONLY_HERE = """
    SELECT finished_on, jws_digest FROM outbox JOIN verifiers USING (sequence)
    WHERE sequence = ? AND exported_on IS NULL AND length(data) > 0
"""
_REPLACE = """
    UPDATE outbox SET bundle_id = :bundle_id, name = :name, data = :data, digest = :digest, jws_digest = :jws_digest,
    row_digest = :row_digest WHERE sequence = :sequence
"""


class TooLate(Exception):
    """The bundle is no longer only here: it was carried away, or deleted, or taken back before."""


def erase_session(store: SessionStore, session_id: str, at: datetime) -> None:
    """Erase an unfinished session, key and events, in one transaction; no number is used."""
    with store.writing() as connection:
        connection.execute("DELETE FROM sessions WHERE session_id = ?", (session_id,))
        store.note(connection, "session_deleted", session_id, at)
    store.wipe()


def jws_digest(store: SessionStore, sequence: int) -> str:
    """The digest of the signed contents of bundle number *sequence*."""
    (row,) = store.rows("SELECT jws_digest FROM outbox WHERE sequence = ?", sequence)
    return str(row["jws_digest"])


def replace(store: SessionStore, outgoing: Outgoing, at: datetime) -> None:
    """Put *outgoing* in the place of the bundle with its number, in one transaction; TooLate where that left.

    What recognised the code goes with the old bundle, and nothing of either stays in the files.
    """
    with store.writing() as connection:
        for row in connection.execute(_ONLY_HERE, (outgoing.sequence,)).fetchall():
            new = kiosk_rows.bundle_row(outgoing, date.fromisoformat(row["finished_on"]))
            connection.execute(_REPLACE, new)
            numbering.replaced(connection, row["jws_digest"], outgoing.jws_digest)
            store.note(connection, "bundle_withdrawn", None, at, number=outgoing.sequence)
            break
        else:
            raise TooLate(f"found no bundle {outgoing.sequence} that is only here")
    store.wipe()
