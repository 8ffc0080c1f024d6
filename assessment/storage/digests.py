"""Digests over what stands in clear in the kiosk's database, so that one changed bit in it is noticed.

They are for accidents: whoever may write in the file may write a digest too. Against people stand the keys.
Events carry a tag of their own (vault.py); the digest over all of a session's also tells that the last ones are gone.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

SESSION = (
    "session_id", "slip", "salt", "memory_kib", "passes", "lanes", "wrapped_key", "failures", "locked_until",
    "started_on", "events_digest",
)  # fmt: skip
BUNDLE = ("sequence", "bundle_id", "name", "digest", "jws_digest", "finished_on")
VERIFIER = (
    "sequence", "slip", "previous", "salt", "memory_kib", "passes", "lanes", "verifier", "failures", "locked_until",
)  # fmt: skip
NUMBERING = ("sequence", "jws_digest", "known")
NO_EVENTS = ""


def of(row: Mapping[str, object], fields: tuple[str, ...]) -> str:
    """The digest over the *fields* of *row*, as hex digits."""
    values = [(name, _plain(row[name])) for name in fields]
    return sha256(b"assessment/row/1\0" + json.dumps(values).encode()).hexdigest()


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def holds(row: Mapping[str, object], fields: tuple[str, ...]) -> bool:
    """Whether the *fields* of *row* are those that its row_digest was made of."""
    return row["row_digest"] == of(row, fields)


def of_events(before: str, sequence: int, sealed: bytes) -> str:
    """The digest over a session's events up to *sequence*; *before* is the one up to the event before."""
    return sha256(f"assessment/events/1\0{before}\0{sequence}\0".encode() + sealed).hexdigest()


def of_all_events(events: Iterable[Sequence[Any]]) -> str:
    """The digest over *events*, each its sequence number and its sealed bytes, in order."""
    digest = NO_EVENTS
    for sequence, sealed in events:
        digest = of_events(digest, sequence, sealed)
    return digest
