"""The audit chain: the hash of an entry covers its number, the hash before it, and what it says (SECURITY.md §4.8).

Whoever edits, removes or swaps an entry breaks the chain behind it. Whoever rewrites the whole chain, or cuts its end
off, is found by a checkpoint that left the machine: each bundle carries one of its kiosk, each receipt one of its desk.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from assessment.bundle.contents import Audit

Checkpoint = Audit
EMPTY = Checkpoint(0, "")
ERASED = ""  # the text of an entry whose time is over


@dataclass(frozen=True, slots=True)
class Entry:
    """Entry number *n* of a log: what it says, as JSON, and the *head* of the chain with it."""

    n: int
    text: str
    head: str


@dataclass(frozen=True, slots=True)
class Break:
    """At entry *n* the log is not as it was written; *what* says in which way."""

    n: int
    what: str

    def __str__(self) -> str:
        return f"entry {self.n}: {self.what}"


def head(n: int, previous: str, text: str) -> str:
    """The hash of a chain whose entry *n* says *text* behind the hash *previous* ("" before the first)."""
    return sha256(f"assessment-audit/1\0{n}\0{previous}\0{text}".encode()).hexdigest()


def following(last: Checkpoint, text: str) -> Entry:
    """The entry that says *text*, behind *last*."""
    return Entry(last.n + 1, text, head(last.n + 1, last.head, text))


def first_break(entries: Iterable[Entry]) -> Break | None:
    """The first of *entries*, in the order of their numbers, that does not follow from those before; None: all do.

    What the oldest entries said may have been erased when its time was over; their hashes still carry the chain.
    """
    last, erased = EMPTY, True
    for entry in entries:
        if entry.n != last.n + 1:
            return Break(last.n + 1, f"found entry {entry.n} in its place, so entries were removed")
        erased = erased and entry.text == ERASED
        if not erased and entry.head != head(entry.n, last.head, entry.text):
            return Break(entry.n, "found another text or hash than was written")
        last = Checkpoint(entry.n, entry.head)
    return None


def denied(entries: Sequence[Entry], checkpoints: Iterable[Checkpoint]) -> Iterator[Break]:
    """What *checkpoints* that left the machine say against *entries*: rewritten, or cut off."""
    heads = {entry.n: entry.head for entry in entries} | {0: ""}
    for checkpoint in checkpoints:
        if checkpoint.n not in heads:
            yield Break(checkpoint.n, f"found a log of {len(entries)} entries, but it had {checkpoint.n}")
        elif heads[checkpoint.n] != checkpoint.head:
            yield Break(checkpoint.n, "found another hash than the one that left this machine earlier")


def contradictions(checkpoints: Sequence[Checkpoint]) -> Iterator[Break]:
    """Where *checkpoints* of one machine, in the order it made them, cannot come from one log that only grew."""
    for earlier, later in pairwise(checkpoints):
        if later.n < earlier.n:
            yield Break(later.n, f"the log had {earlier.n} entries before and {later.n} later")
        elif later.n == earlier.n and later.head != earlier.head:
            yield Break(later.n, "two hashes of the same entry left this machine")
