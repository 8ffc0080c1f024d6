"""Taking everything back: before sharing at any time, after sharing for as long as the bundle is only here.

docs/decisions/0010 says how a number that was given out stays in the row without anything of the person.
"""

from assessment.storage import leaving, verifiers
from assessment.storage.leaving import TooLate
from kiosk import contents, sealing
from kiosk.service import Kiosk


def delete(kiosk: Kiosk, session_id: str) -> None:
    """Erase the open session, key and answers, and forget it; SessionClosed where it is not open."""
    with kiosk.keyring.lock:
        kiosk.session(session_id)
        leaving.erase_session(kiosk.store, session_id, kiosk.now())
        kiosk.keyring.close(session_id)


def can_take_back(kiosk: Kiosk, sequence: int) -> bool:
    """Whether bundle number *sequence* is only here, and was not taken back before."""
    shared = verifiers.shared(kiosk.store, sequence)
    return shared is not None and not shared.carried_away


def take_back(kiosk: Kiosk, sequence: int) -> None:
    """Replace bundle number *sequence* by one that says it was withdrawn; TooLate where it is no longer only here."""
    with kiosk.keyring.lock:
        shared = verifiers.shared(kiosk.store, sequence)
        if shared is None:
            raise TooLate(f"found no bundle {sequence} that can be taken back")
        now, place = kiosk.now(), kiosk.place(sequence, shared.previous)
        replaces = leaving.jws_digest(kiosk.store, sequence)
        made = contents.withdrawn(kiosk.bank, kiosk.identity, place, replaces, now)
        leaving.replace(kiosk.store, sealing.bundle(made, kiosk.identity), now)
