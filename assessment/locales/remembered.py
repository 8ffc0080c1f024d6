"""What `offered` found, kept beside the compiled catalogues, so that a kiosk need not read them all at each start.

It is believed only while the bank and every file that it rests on are the same to the byte.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from assessment.items.model import ItemBank
from assessment.locales.offers import Offer, offered


def offers(bank: ItemBank, translations: Path) -> tuple[Offer, ...]:
    """The same as `offered`, from what was remembered where that still holds."""
    path = _path(bank, translations)
    try:
        kept = json.loads(path.read_text("utf-8"))
        if kept["of"] == _fingerprint(bank, translations):
            return tuple(_offer(parts) for parts in kept["offers"])
    except (OSError, ValueError, KeyError, TypeError):
        return offered(bank, translations)  # nothing is remembered, or nothing that can be read
    return offered(bank, translations)


def remember(bank: ItemBank, translations: Path) -> Path:
    """Keep what `offered` finds now; the file that was written."""
    found = [asdict(offer) for offer in offered(bank, translations)]
    path = _path(bank, translations)
    path.write_text(json.dumps({"of": _fingerprint(bank, translations), "offers": found}), "utf-8")
    return path


def _path(bank: ItemBank, translations: Path) -> Path:
    return translations / f"offers-{bank.id}.json"


def _offer(parts: dict[str, object]) -> Offer:
    lists = {name: tuple(value) if isinstance(value, list) else value for name, value in parts.items()}
    return Offer(**lists)  # type: ignore[arg-type]  # written by asdict, and the fingerprint holds


def _fingerprint(bank: ItemBank, translations: Path) -> str:
    digest = sha256(bank.content_hash.encode())
    for path in sorted(_files(bank, translations)):
        digest.update(f"\0{path.relative_to(translations)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _files(bank: ItemBank, translations: Path) -> Iterator[Path]:
    yield from (translations / "templates").glob("kiosk.pot")
    yield from (translations / "state").glob("*.csv")
    for domain in ("kiosk", bank.id):
        yield from translations.glob(f"*/LC_MESSAGES/{domain}.[mp]o")
