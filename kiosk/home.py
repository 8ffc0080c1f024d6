"""The kiosk's home folder: who this kiosk is, and everything that is needed to open it."""

import gettext
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from secrets import token_bytes

from assessment.bundle import enrolment, keys
from assessment.bundle.keys import Jwk
from assessment.bundle.trust import Trust
from assessment.items.model import ItemBank
from assessment.locales import LOCALES, folder, remembered
from assessment.storage import audit_log, banks, private_files, program, rescue
from assessment.storage.rescue import Rescue
from assessment.storage.sessions import SessionStore
from kiosk import status, trusting
from kiosk.config import KioskConfig
from kiosk.contents import Identity
from kiosk.keyring import Keyring
from kiosk.service import Kiosk

DATABASE = audit_log.KIOSK
_SECRET_BYTES = 32
_log = logging.getLogger("kiosk")


class NotEnrolled(Exception):
    """The folder holds no enrolled kiosk; the message says what is missing."""


class NoLanguage(Exception):
    """No language is complete, so there is nothing to offer."""


class AlreadyEnrolled(Exception):
    """The folder holds a kiosk already; its keys are never overwritten."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A fresh kiosk: where its *request* lies, and the keys to compare by voice: its own, and those in *trust*."""

    request: Path
    key: Jwk
    trust: Trust


def enrol(home: Path, name: str, store: bytes, now: datetime) -> Enrolled:
    """Make the keys of the kiosk called *name* in *home*, for the desk whose signed trust store is *store*.

    Its officers are believed from now on, so their words must be compared. Raises a TrustError for a bad store.
    """
    if (home / trusting.DEVICE).exists():
        raise AlreadyEnrolled(f"found keys in {home}, expected a folder without a kiosk")
    device = keys.make_device_key()
    request = enrolment.request(name, device, now)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    trust = trusting.accept(home, store, now)
    private_files.write(home / "secret", token_bytes(_SECRET_BYTES))
    private_files.write(home / trusting.ENROLMENT, request)
    private_files.write(home / trusting.DEVICE, keys.dump(device))
    return Enrolled(home / trusting.ENROLMENT, keys.public(device), trust)


def identity(home: Path, now: datetime | None = None) -> Identity:
    """Who the kiosk in *home* is *now* (None: by the clock); NotEnrolled or NoTrustStore where something is missing."""
    now = now or datetime.now(UTC)
    missing = [name for name in (trusting.DEVICE, "secret", trusting.ENROLMENT) if not (home / name).is_file()]
    if missing:
        raise NotEnrolled(f"found no {' and no '.join(missing)} in {home}, expected what `kiosk enrol` makes")
    built, found = program.build(Path(__file__).parent), trusting.standing(home, now)
    if found.refused:
        _log.warning("trust.jws in %s is refused, what was accepted before still counts: %s", home, found.refused)
    asked = enrolment.read((home / trusting.ENROLMENT).read_bytes())
    return Identity(
        name=asked.name,
        device_key=found.device_key,
        recipient=found.recipient,
        secret=(home / "secret").read_bytes(),
        program=version("assessment-kiosk"),
        trust=found.trust,
        build=built.program,
        scoring=built.scoring,
        receipt_keys=trusting.receipt_keys(found.trust, now),
        enrolled_at=asked.asked_at,
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that can be read before the first candidate comes: no key of a session is in here."""

    config: KioskConfig
    identity: Identity
    bank: ItemBank
    offered: tuple[str, ...]
    audit_broken: int = 0


def prepare(config: KioskConfig) -> Prepared:
    """What *config* asks for, read and checked; BankHasErrors, NotEnrolled or NoLanguage where it must not start."""
    bank = banks.load(banks.built_in(config.bank))
    tags = tuple(offer.tag for offer in remembered.offers(bank, folder()) if offer.offered)
    if not tags:
        raise NoLanguage("found no complete language, expected at least one; `kiosk check` says what is missing")
    return Prepared(config, identity(config.home), bank, tags, audit_log.broken(config.home))


def make_ready(config: KioskConfig) -> Rescue | None:
    """Have a database that can be opened, whatever happened to it; what was done for that.

    CannotOpen where the disk is full or fails.
    """
    return rescue.ready(config.home / DATABASE, datetime.now(UTC), config.journal)


def open_kiosk(prepared: Prepared, emptied: Callable[[], None], database: Path | str | None = None) -> Kiosk:
    """The kiosk with its *database* open: that of its home folder, where none is named."""
    config = prepared.config
    if database is None and (done := make_ready(config)):
        for line in status.rescued(done):
            _log.warning(line)
    return Kiosk(
        bank=prepared.bank,
        offered=prepared.offered,
        store=SessionStore(database or config.home / DATABASE, config.journal),
        identity=prepared.identity,
        now=lambda: datetime.now(UTC),
        translate=translator(prepared.bank.id),
        stick=Path(config.stick) if config.stick else None,
        paper=config.paper,
        keyring=Keyring(emptied),
        refresh=lambda identity, now: trusting.refreshed(identity, config.home, now),
        audit_broken=prepared.audit_broken,
        limits=config.limits,
        has_room=lambda: status.free_mb(config) >= config.spare_mb,
    )


def translator(domain: str) -> Callable[[str, str, str], str]:
    """A function (locale, context, source) → text in that locale, from the catalogue of the bank *domain*."""

    @cache
    def catalogue(tag: str) -> gettext.NullTranslations:
        return gettext.translation(domain, folder(), [LOCALES[tag].babel], fallback=True)

    return lambda tag, context, source: catalogue(tag).pgettext(context, source)
