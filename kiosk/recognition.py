"""A resume code with which no session can be opened: that of somebody who shared already, or nobody's."""

from datetime import datetime

from assessment.session import codes
from assessment.session.codes import WrongCode
from assessment.storage import verifiers
from assessment.storage.sessions import SessionStore
from assessment.storage.vault import Cost
from kiosk import tries


class AlreadyShared(Exception):
    """The code is right, and what it belongs to was shared as bundle number *sequence*."""

    def __init__(self, sequence: int) -> None:
        super().__init__("this session was shared")
        self.sequence = sequence


def recognise(store: SessionStore, code: str, secret: bytes, cost: Cost, now: datetime) -> int:
    """The number of the bundle that whoever has *code* shared; WrongCode as for a session, in words, waits and work."""
    shared = verifiers.find(store, codes.slip_number(code), cost)
    tries.check(shared, now)
    failures, until = tries.failed(shared, now)
    if shared.sequence:  # the try counts before it is made, as in tries.unlock
        verifiers.record_try(store, shared, failures, until)
    else:
        verifiers.record_strangers_try(store, shared, failures, until, now)
    if not verifiers.fits(shared, code, secret):
        store.audit("wrong_resume_code", None, now)
        raise WrongCode("no session has this code", tries.wait_after(failures, until, now))
    verifiers.record_try(store, shared, 0, None)
    return shared.sequence
