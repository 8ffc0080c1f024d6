"""What an operator does at a kiosk, without Flask: come in with a PIN, look, export, read the stick, leave."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from assessment.storage import operators
from assessment.storage.stick import StickFailed
from kiosk import pin, transfer
from kiosk.config import KioskConfig
from kiosk.operator.courier import Courier
from kiosk.operator.facts import Facts, look
from kiosk.pin import WrongPin
from kiosk.service import Kiosk
from kiosk.transfer import Heard


class NoPin(Exception):
    """Nobody set a PIN, so nobody comes in."""


@dataclass
class Counter:
    """The operator's side of *kiosk*, which was set up by *config*."""

    kiosk: Kiosk
    config: KioskConfig
    courier: Courier = field(default_factory=Courier)
    heard: Heard | None = None
    _trying: Lock = field(default_factory=Lock)

    @property
    def has_pin(self) -> bool:
        """Whether somebody set a PIN."""
        return pin.load(self.config.home) is not None

    def let_in(self, typed: str) -> None:
        """Return if somebody *typed* the PIN; NoPin, or WrongPin with how long to wait after too many tries."""
        store = self.kiosk.store
        with self._trying:  # side by side, many guesses would count as one
            kept, now = pin.load(self.config.home), self.kiosk.now()
            if kept is None:
                raise NoPin
            tries = operators.tries(store, kept.salt)
            if wait := pin.wait_seconds(tries, now):
                raise WrongPin(wait)
            if not pin.fits(kept, typed, self.kiosk.identity.secret):
                tries = pin.failed(tries, now)
                operators.record(store, kept.salt, tries, now)
                raise WrongPin(pin.wait_seconds(tries, now))
            operators.came(store, now)

    def leave(self) -> None:
        """The operator closes the page."""
        operators.left(self.kiosk.store, self.kiosk.now())
        self.heard = None

    def facts(self) -> Facts:
        """The state of the kiosk, in facts that are about nobody."""
        self.kiosk.hear_officers()
        return look(self.kiosk, self.config)

    @property
    def stick(self) -> Path | None:
        """The folder that bundles are exported to, if it is set and there."""
        return self.kiosk.stick if self.kiosk.stick is not None and self.kiosk.stick.is_dir() else None

    def export(self) -> None:
        """Begin to bring every bundle to the stick; `courier.state` tells how far it is."""
        kiosk, folder = self.kiosk, self.kiosk.stick
        kiosk.hear_officers()
        if folder is not None:
            self.courier.start(lambda tell: transfer.export(kiosk.store, kiosk.identity, folder, kiosk.now(), tell))

    def read_stick(self) -> None:
        """Read what the desk sent back on the stick, and delete what arrived there; `heard` tells what came of it."""
        kiosk, folder = self.kiosk, self.kiosk.stick
        try:
            if folder is not None:
                self.heard = transfer.receive(kiosk.store, kiosk.identity, self.config.home, folder, kiosk.now())
                kiosk.hear_officers()
        except StickFailed:
            self.heard = Heard(readable=False)
