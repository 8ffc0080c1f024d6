"""The trust store that a kiosk or a desk has accepted, kept so that neither another nor an older one takes its place.

What was accepted stands whole in PIN. STORE beside it is a copy for people, and a door: a newer store that is put
there is accepted if it may be, and anything else that is put there changes nothing.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assessment.bundle import schema, strict_json, trust_file
from assessment.bundle.errors import BadTrust, TrustError, refused_as
from assessment.bundle.schema import Misfit, Record
from assessment.bundle.trust import Trust
from assessment.storage import private_files

STORE, PIN = "trust.jws", "trust-pin.json"
_LARGEST = 2 * 1024 * 1024  # bytes
_FIELDS = schema.names("v store")


@dataclass(frozen=True, slots=True)
class InForce:
    """The *trust* that counts, and why the file STORE was *refused* ("" where it was not)."""

    trust: Trust
    refused: str = ""


def pinned(home: Path) -> Trust | None:
    """The trust store that was accepted last in *home*, of whatever date; None before the first. Raises BadTrust."""
    data = _pinned_bytes(home)
    return None if data is None else trust_file.in_force(data, None)


def in_force(home: Path, now: datetime) -> InForce | None:
    """What counts in *home*, after a look at whether STORE holds something newer; None before the first."""
    known = _pinned_bytes(home)
    if known is None:
        return None
    offered = _read(home / STORE)
    if offered is None or offered == known:
        return InForce(trust_file.in_force(known, None))
    try:
        return InForce(accept(home, offered, now))
    except TrustError as error:
        return InForce(trust_file.in_force(known, None), f"{error.code}: {error}")


def accept(home: Path, data: bytes, now: datetime) -> Trust:
    """Believe the trust store *data* in *home* from now on; raises what *trust_file.accept* does, changing nothing."""
    with _one_at_a_time(home):
        found = trust_file.accept(data, pinned(home), now)
        private_files.write(home / PIN, strict_json.spaced({"v": 1, "store": data.decode("ascii")}) + b"\n")
        private_files.write(home / STORE, data)
        return found


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    """A command and a serving program may accept at once: whoever comes last must not bring the older store back."""
    with os.fdopen(os.open(home / ".trust-lock", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _pinned_bytes(home: Path) -> bytes | None:
    data = _read(home / PIN)
    if data is None:
        return None
    with refused_as(BadTrust):
        found = Record.of(strict_json.loads(data, _LARGEST), PIN, _FIELDS)
        store = found.fields["store"]
        if found.fields["v"] != 1 or not isinstance(store, str):
            raise Misfit(f"{home / PIN}: expected what was written there; put a copy of it back")
        return store.encode("ascii")


def _read(path: Path) -> bytes | None:
    """At most so much of the file *path* as a trust store may have; None where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except FileNotFoundError:
        return None
