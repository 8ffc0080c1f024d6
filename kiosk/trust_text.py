"""What an operator reads about trust: words to compare, what a new store changed, what to do next."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from assessment.bundle import enrolment, keys
from assessment.bundle.trust import Trust
from assessment.storage import trust_files
from kiosk import trusting
from kiosk.contents import Identity
from kiosk.home import Enrolled


def enrolled(made: Enrolled, now: datetime) -> Iterator[str]:
    """What the operator of a fresh kiosk compares, and does next."""
    yield from _words(made.trust, now)
    yield f"this kiosk: {keys.spoken(made.key)}"
    yield "Compare all of this by phone or face to face, every word. Where one differs, stop, and delete this folder."
    yield f"Bring {made.request} to the desk, and come back with its new {trust_files.STORE}: kiosk trust HOME FILE"


def accepted(home: Path, data: bytes, now: datetime) -> Iterator[str]:
    """Accept the trust store *data*, and say what that changed; raises a TrustError where it is refused."""
    before = trust_files.pinned(home)
    after = trusting.accept(home, data, now)
    if before is None or before.officers != after.officers:
        yield from _words(after, now)
        yield "Compare these words by phone or face to face, every word."
    elif (key := after.sealing_key(now)) and key != before.sealing_key(now):
        yield f"bundles are sealed to a new key: {keys.spoken(key.jwk)}"
    yield f"Version {after.version} of {after.recipient} counts now, until {after.expires:%Y-%m-%d}."


def renewed(home: Path, now: datetime) -> Iterator[str]:
    """Ask for a new key, and say where the request lies and whether words have to be compared."""
    trusting.standing(home, now)  # says it better than a missing file would
    name = enrolment.read((home / trusting.ENROLMENT).read_bytes()).name
    request, key, vouched = trusting.renew(home, name, now)
    yield f"Bring this file to the desk: {request}"
    yield f"this kiosk's next key: {keys.spoken(key)}"
    if not vouched:
        yield "The present key is not trusted now and cannot vouch for the next one: compare every word with the desk."


def warnings(home: Path, identity: Identity, now: datetime) -> Iterator[str]:
    """What should be done about trust."""
    found = trust_files.in_force(home, now)
    if found and found.refused:
        yield f"the file {trust_files.STORE} was replaced and is refused; version {found.trust.version} still counts"
        yield f"  because {found.refused}"
    yield from trusting.warnings(identity, now)


def _words(trust: Trust, now: datetime) -> Iterator[str]:
    yield f"{trust.recipient}: {trust.officers.threshold} of {len(trust.officers.members)} officers must sign"
    yield from (f"officer {officer.name}: {keys.spoken(officer.jwk)}" for officer in trust.officers.members)
    if key := trust.sealing_key(now):
        yield f"bundles are sealed to: {keys.spoken(key.jwk)}"
