"""What an operator does at a desk: set it up, hand out its card, trust a kiosk, start the pages."""

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from werkzeug.security import generate_password_hash

from assessment.bundle import enrolment, keys, recipient, strict_json, trust
from assessment.bundle.recipient import Recipient
from assessment.bundle.trust import Trust
from assessment.desk import config
from assessment.desk.app import create_app
from assessment.desk.known_banks import KnownBanks
from assessment.desk.service import Desk
from assessment.storage.cases import CaseStore
from assessment.web import server

KEY, TRUST, DATABASE = "desk-key.jwk", "trust.json", "desk.db"
_SHORTEST_PASSWORD = 8


class AlreadyThere(FileExistsError):
    """The folder holds a desk; making another would lose its key."""


class WeakPassword(ValueError):
    """The password is too short to keep anyone out."""


def init(home: Path, municipality: str, user: str, password: str) -> str:
    """Make a desk of *municipality* in *home* with one case worker; returns the fingerprint of its key."""
    if (home / KEY).exists():
        raise AlreadyThere(f"found {home / KEY}, expected a folder without a desk")
    if len(password) < _SHORTEST_PASSWORD:
        raise WeakPassword(f"found {len(password)} characters, expected at least {_SHORTEST_PASSWORD}")
    key = keys.make_recipient_key()
    # read back before anything is written: a name that no bundle may carry is better refused here
    recipient.load(recipient.dump(Recipient(municipality, key)))
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(home / config.FILE, config.text(municipality).encode())
    _write(home / TRUST, trust.dump(Trust(municipality)))
    add_user(home, user, password)
    _write(home / KEY, keys.dump(key))
    return keys.fingerprint(key)


def add_user(home: Path, user: str, password: str) -> None:
    """Let *user* log in with *password*."""
    store = CaseStore(home / DATABASE)
    store.add_user(user, generate_password_hash(password, method="scrypt"))
    store.close()
    (home / DATABASE).chmod(0o600)


def card(home: Path) -> dict[str, object]:
    """What a kiosk needs to write to this desk (its desk.json): nothing in it is secret."""
    key = keys.load_recipient_key((home / KEY).read_bytes())
    found = strict_json.loads(recipient.dump(Recipient(config.read(home).municipality, key)), 8192)
    if not isinstance(found, dict):
        raise TypeError(f"found {type(found).__name__}, expected an object")
    return found


def trust_device(home: Path, request: bytes) -> str:
    """Trust the kiosk that made the enrolment *request*; returns the fingerprint to compare with the kiosk's own."""
    asked = enrolment.read(request)
    known = trust.load((home / TRUST).read_bytes())
    _write(home / TRUST, trust.dump(trust.enrol(known, asked, datetime.now(UTC))))
    return keys.fingerprint(asked.jwk)


def app(home: Path, port: int) -> Flask:
    """The app of the desk in *home*, for the address 127.0.0.1:*port*."""
    settings = config.read(home)
    hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
    return create_app(desk(home), secrets.token_bytes(32), hosts, settings.idle)


def desk(home: Path) -> Desk:
    """The desk in *home*, with the clock and chance of this machine."""
    return Desk(
        store=CaseStore(home / DATABASE),
        keys=(keys.load_recipient_key((home / KEY).read_bytes()),),
        trust=lambda: trust.load((home / TRUST).read_bytes()),
        banks=KnownBanks(home),
        now=lambda: datetime.now(UTC),
        digits=lambda count: "".join(str(secrets.randbelow(10)) for _ in range(count)),
    )


def serve(home: Path, port: int) -> None:
    """Serve the desk in *home* on this machine only, until stopped."""
    with server.door("127.0.0.1", port) as door:
        server.serving(app(home, port), door, config.read(home).threads).run()


def _write(path: Path, data: bytes) -> None:
    """Write *data* whole or not at all, for its owner only."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
