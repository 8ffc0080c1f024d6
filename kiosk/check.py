"""What an operator wants to know before the first candidate sits down."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from assessment.bundle import keys
from assessment.items.text import texts
from assessment.locales import LOCALES, Offer, folder, offered
from assessment.storage import banks, outbox
from assessment.storage.outbox import ExportFailed
from assessment.storage.retention import reading
from assessment.web import sounds
from assessment.web.shell import WEB
from kiosk import clock, config, home, retention, status, trust_text
from kiosk.config import KioskConfig
from kiosk.contents import Identity


def lines(at: Path | None, bank_name: str | None) -> tuple[list[str], bool]:
    """What there is to say about the kiosk in *at* (None: about the program alone), and whether it may start."""
    settings = config.read(at) if at else KioskConfig(Path())
    folder_of_bank = banks.built_in(bank_name or settings.bank)
    bank, problems = banks.check(folder_of_bank)
    found = [f"bank {folder_of_bank.name}: {len(problems)} errors", *(f"  {problem}" for problem in problems)]
    if bank is None or problems:
        return found, False
    count = sum(1 for _ in texts(bank))
    found[0] += f", version {bank.version}, {len(bank.items)} items, {count} texts, hash {bank.content_hash[:12]}"
    offers = offered(bank, folder())
    recorded = len(sounds.recordings(WEB / "static" / "sounds", ""))
    found += [line for offer in offers for line in _locale(offer)]
    found.append(f"sound: {recorded} recordings")
    found += [*_home(settings), *status.lines(status.read(settings))] if at else []
    return found, any(offer.offered for offer in offers)


def _locale(offer: Offer) -> Iterator[str]:
    state = "offered" if offer.offered else "NOT offered"
    yield (
        f"locale {offer.tag} ({LOCALES[offer.tag].autonym}): {state}, {offer.strings} strings, "
        f"{offer.strings - offer.draft} reviewed by a person, {offer.draft} draft"
    )
    yield from (f"  because {reason}" for reason in offer.reasons)


def _home(settings: KioskConfig) -> Iterator[str]:
    now, at = datetime.now(UTC), settings.home
    found = home.identity(at, now)
    yield f"kiosk {found.name}: key {keys.spoken(found.device_key)}"
    yield f"seals for {found.recipient.municipality}: key {keys.spoken(found.recipient.jwk)}"
    yield f"trust store: version {found.trust.version}, until {found.trust.expires:%Y-%m-%d}"
    yield from (f"WARNING: {each}" for each in trust_text.warnings(at, found, now))
    database = at / home.DATABASE
    try:
        yield f"bundles in the outbox: {len(outbox.waiting(database)) if database.is_file() else 0}"
    except ExportFailed as error:
        yield str(error)
        return
    if database.is_file():
        yield from _kept(database, settings, found, now)


def _kept(database: Path, settings: KioskConfig, identity: Identity, now: datetime) -> Iterator[str]:
    with reading(database) as rows:
        yield from retention.lines(retention.look(rows, settings.limits, now.date()))
        doubt = clock.state(rows, identity.earliest, now).doubt
    if doubt:
        yield f"WARNING: {doubt}; nobody can start and nothing is erased: set it, or `kiosk clock HOME --confirm`"
