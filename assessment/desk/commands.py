"""What an operator does at a desk: set it up, let people in, trust a kiosk, start the pages."""

import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from werkzeug.security import generate_password_hash

from assessment.bundle import schema
from assessment.bundle.errors import BadTrust
from assessment.bundle.officers import NOBODY, Officers
from assessment.bundle.trust import Trust
from assessment.desk import config, trust_changes, trusting
from assessment.desk.apart import ReadsApart
from assessment.desk.app import create_app
from assessment.desk.known_banks import KnownBanks
from assessment.desk.reading import Reader
from assessment.desk.service import Desk
from assessment.desk.trusting import Step
from assessment.storage import audit_log, private_files, trust_files
from assessment.storage.cases import CaseStore
from assessment.web import server

DATABASE = audit_log.DESK
_SHORTEST_PASSWORD = 8


class AlreadyThere(FileExistsError):
    """The folder holds a desk; making another would lose its key."""


class WeakPassword(ValueError):
    """The password is too short to keep anyone out."""


def init(home: Path, municipality: str, user: str, password: str, officers: Officers = NOBODY) -> Step:
    """Make a desk of *municipality* in *home* with one case worker; its first trust store waits for *officers*.

    With NOBODY the desk is its own officer: the key lies in its folder, and the store is in force at once.
    """
    if any((home / name).exists() for name in (trust_files.PIN, trusting.PROPOSAL, trusting.FORMER)):
        raise AlreadyThere(f"found a desk in {home}, expected a folder without a desk")
    if len(password) < _SHORTEST_PASSWORD:
        raise WeakPassword(f"found {len(password)} characters, expected at least {_SHORTEST_PASSWORD}")
    if not schema.IDENTIFIER.fullmatch(municipality):  # better refused here than by every kiosk
        raise BadTrust(f"found the municipality {municipality!r}, expected letters, digits, dots and hyphens")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    private_files.write(home / config.FILE, config.text(municipality).encode())
    add_user(home, user, password)
    return trust_changes.found(home, municipality, officers, datetime.now(UTC))


def add_user(home: Path, user: str, password: str) -> None:
    """Let *user* log in with *password*."""
    store = CaseStore(home / DATABASE)
    store.add_user(user, generate_password_hash(password, method="scrypt"))
    store.close()
    (home / DATABASE).chmod(0o600)


def trust_device(home: Path, request: bytes) -> Step:
    """Propose to trust the kiosk that made the enrolment *request*; compare the words before the officers sign."""
    return trust_changes.enrol(home, request, datetime.now(UTC))


def note(home: Path, step: Step) -> None:
    """Write in the audit trail of the desk in *home* that its trust store changed, or that somebody proposed it."""
    store = CaseStore(home / DATABASE)
    event = "trust_in_force" if step.in_force else "trust_proposed"
    store.audit(datetime.now(UTC), ", ".join(step.signed_by) or "operator", event, str(step.after.version))
    store.close()


def app(home: Path, port: int) -> Flask:
    """The app of the desk in *home*, for the address 127.0.0.1:*port*."""
    settings = config.read(home)
    hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
    opened = desk(home)
    if opened.apart is not None:
        opened.apart.start()
    return create_app(opened, secrets.token_bytes(32), hosts, settings.idle)


def desk(home: Path) -> Desk:
    """The desk in *home*, with the clock and chance of this machine."""
    trust = believed(home)
    trust()  # what cannot be read is better said now than at the first bundle
    return Desk(
        store=CaseStore(home / DATABASE),
        keys=trusting.RecipientKeys(home),
        trust=trust,
        banks=KnownBanks(home),
        now=lambda: datetime.now(UTC),
        digits=lambda count: "".join(str(secrets.randbelow(10)) for _ in range(count)),
        # Windows has no fork: there a desk reads in its own process, within the limits of size and depth alone
        apart=ReadsApart(home) if hasattr(os, "fork") else None,
        receipt_key=lambda: trusting.receipt_key(home, datetime.now(UTC)),
    )


def readers(home: Path) -> Callable[[], Reader]:
    """Makes what files are read with at the desk in *home*: keys, and whom it trusts, are looked up anew each time."""
    trust, known = believed(home), KnownBanks(home)
    return lambda: Reader(tuple(trusting.RecipientKeys(home)), trust(), known)


def believed(home: Path) -> Callable[[], Trust]:
    """Asks what is in force in *home*: before the first trust store, nobody is believed."""
    nobody = Trust(config.read(home).municipality)
    return lambda: trusting.believed(home, datetime.now(UTC)) or nobody


def serve(home: Path, port: int) -> None:
    """Serve the desk in *home* on this machine only, until stopped."""
    with server.door("127.0.0.1", port) as door:
        server.serving(app(home, port), door, config.read(home).threads).run()
