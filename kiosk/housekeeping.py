"""What a kiosk does for itself: believe its clock or not, and erase what lies there too long."""

from datetime import timedelta

from kiosk import clock as clocks
from kiosk import retention
from kiosk.clock import ClockState
from kiosk.retention import Erased
from kiosk.service import Kiosk


def clock(kiosk: Kiosk) -> ClockState:
    """What the clock of *kiosk* shows, and whether that can be believed."""
    return clocks.state(kiosk.store.rows, kiosk.identity.earliest, kiosk.now())


def confirm_clock(kiosk: Kiosk) -> None:
    """An operator says that the clock of *kiosk* is right; ClockInDoubt where that cannot be."""
    clocks.confirm(kiosk.store, kiosk.identity.earliest, kiosk.now())


def erase_old(kiosk: Kiosk) -> Erased:
    """Erase what lay in *kiosk* too long; ClockInDoubt where nobody can tell how long that is."""
    state = clocks.check(kiosk.store, kiosk.identity.earliest, kiosk.now())
    kiosk.visits.forget_before(state.now.date() - timedelta(days=1))
    with kiosk.keyring.lock:
        return retention.enforce(kiosk.store, kiosk.limits, state.now, kiosk.keyring.ids())
