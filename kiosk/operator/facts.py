"""The state of a kiosk in facts: versions, keys, room, and how many bundles are where. None is about a person."""

from dataclasses import dataclass
from datetime import datetime

from assessment.bundle import keys
from assessment.locales import LOCALES
from assessment.storage import departures
from assessment.storage.departures import Counts
from kiosk import status
from kiosk.config import KioskConfig
from kiosk.service import Kiosk
from kiosk.status import Status

WARN_DAYS = 14


@dataclass(frozen=True, slots=True)
class Facts:
    """What an operator sees of a kiosk: how it *stands*, and *waiting_days*, the age of the oldest bundle here."""

    name: str
    program: str
    bank: str
    bank_version: str
    bank_hash: str
    languages: tuple[str, ...]
    stands: Status
    now: datetime
    key: str
    municipality: str
    recipient: str
    counts: Counts
    waiting_days: int
    keep_days: int
    on_own_disk: bool
    receipts_known: bool

    @property
    def waits_long(self) -> bool:
        """Whether a bundle lies here so long that somebody should carry it to the desk."""
        return self.waiting_days >= WARN_DAYS


def look(kiosk: Kiosk, config: KioskConfig) -> Facts:
    """The state of *kiosk*, which was set up by *config*."""
    counts, now, identity = departures.counts(kiosk.store), kiosk.now(), kiosk.identity
    return Facts(
        name=identity.name,
        program=identity.program,
        bank=kiosk.bank.id,
        bank_version=kiosk.bank.version,
        bank_hash=kiosk.bank.content_hash,
        languages=tuple(LOCALES[tag].autonym for tag in kiosk.offered),
        stands=status.read(config),
        now=now,
        key=keys.fingerprint(identity.device_key),
        municipality=identity.recipient.municipality,
        recipient=keys.fingerprint(identity.recipient.jwk),
        counts=counts,
        waiting_days=(now.date() - counts.oldest).days if counts.oldest else 0,
        keep_days=config.keep_days,
        on_own_disk=_on_own_disk(kiosk, config),
        receipts_known=bool(identity.receipt_keys),
    )


def _on_own_disk(kiosk: Kiosk, config: KioskConfig) -> bool:
    """Whether the folder of the stick is on the laptop itself: where a stick is missing, it is an ordinary folder."""
    stick = kiosk.stick
    return stick is not None and stick.is_dir() and stick.stat().st_dev == config.home.stat().st_dev
