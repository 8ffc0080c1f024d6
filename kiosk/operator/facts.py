"""The state of a kiosk in facts: versions, keys, room, and how many bundles are where. None is about a person."""

from dataclasses import dataclass
from datetime import date, datetime

from assessment.bundle import keys, trust_file
from assessment.bundle.keys import Jwk
from assessment.locales import LOCALES
from assessment.storage import departures
from assessment.storage.departures import Counts
from kiosk import clock, retention, status, trusting
from kiosk.config import KioskConfig
from kiosk.retention import Retention
from kiosk.service import Kiosk
from kiosk.status import Status


@dataclass(frozen=True, slots=True)
class Spoken:
    """A key as people compare it: six *words*, or the *digits* that say the same."""

    words: str
    digits: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What an operator sees of a kiosk: how it *stands*, and *waiting_days*, the age of the oldest bundle here.

    *hindrance* is the code of why no new session may start, "" where one may; *key_until* is None where the desk does
    not know the kiosk's key yet.
    """

    name: str
    program: str
    bank: str
    bank_version: str
    bank_hash: str
    languages: tuple[str, ...]
    stands: Status
    now: datetime
    key: Spoken
    key_until: date | None
    municipality: str
    recipient: Spoken
    trust_version: int
    trust_until: date
    trust_days: int
    trust_soon: bool
    hindrance: str
    counts: Counts
    waiting_days: int
    retention: Retention
    clock_in_doubt: bool
    on_own_disk: bool
    receipts_known: bool

    @property
    def waits_long(self) -> bool:
        """Whether a bundle lies here so long that somebody should carry it to the desk."""
        return self.waiting_days >= self.retention.limits.warn


def look(kiosk: Kiosk, config: KioskConfig) -> Facts:
    """The state of *kiosk*, which was set up by *config*."""
    counts, now, identity = departures.counts(kiosk.store), kiosk.now(), kiosk.identity
    device, age = identity.trust.device(identity.device_key["kid"]), trust_file.age(identity.trust, now)
    return Facts(
        name=identity.name,
        program=identity.program,
        bank=kiosk.bank.id,
        bank_version=kiosk.bank.version,
        bank_hash=kiosk.bank.content_hash,
        languages=tuple(LOCALES[tag].autonym for tag in kiosk.offered),
        stands=status.read(config),
        now=now,
        key=_spoken(identity.device_key),
        key_until=device.not_after.date() if device else None,
        municipality=identity.recipient.municipality,
        recipient=_spoken(identity.recipient.jwk),
        trust_version=identity.trust.version,
        trust_until=identity.trust.expires.date(),
        trust_days=age.days,
        trust_soon=age.soon,
        hindrance=trusting.hindrance(identity, now),
        counts=counts,
        waiting_days=(now.date() - counts.oldest).days if counts.oldest else 0,
        retention=retention.look(kiosk.store.rows, config.limits, now.date()),
        clock_in_doubt=clock.state(kiosk.store.rows, identity.earliest, now).doubt is not None,
        on_own_disk=_on_own_disk(kiosk, config),
        receipts_known=bool(identity.receipt_keys),
    )


def _spoken(key: Jwk) -> Spoken:
    return Spoken(keys.words(key), keys.fingerprint(key))


def _on_own_disk(kiosk: Kiosk, config: KioskConfig) -> bool:
    """Whether the folder of the stick is on the laptop itself: where a stick is missing, it is an ordinary folder."""
    stick = kiosk.stick
    return stick is not None and stick.is_dir() and stick.stat().st_dev == config.home.stat().st_dev
