"""A kiosk that trusts a desk, the stick between them, and what it says about that."""

from pathlib import Path

from kiosk import transfer
from kiosk.service import Kiosk
from kiosk.transfer import Heard
from tests.trusting import Pair


def said(lines) -> str:
    return "\n".join(lines)


def stick(pair: Pair) -> Path:
    """The folder that is the kiosk's stick."""
    found = pair.kiosk_home.parent / "stick"
    found.mkdir(exist_ok=True)
    return found


def reads(pair: Pair, kiosk: Kiosk) -> Heard:
    """The kiosk reads what came back on the stick."""
    return transfer.receive(kiosk.store, kiosk.identity, pair.kiosk_home, stick(pair), pair.now)
