"""What scoring again found, for the operator: lines to read, or JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from assessment.desk.rescore import Asked, Found, Rescored, State, rescore
from assessment.report import rescored
from assessment.scoring.profile import VERSION
from assessment.session import codes

_TOTALS = {
    State.CHANGED: "say something else",
    State.NUMBERS: "no change of level",
    State.SAME: "exactly the same",
    State.CURRENT: "scored with this bank before",
    State.LEFT: "could not be scored again",
}


def run(home: Path, bank: str, keep: tuple[str, str] | None, *, as_json: bool) -> str:
    """Score the desk in *home* again with *bank* and say what came of it; *keep* is the reason and the user."""
    done = rescore(home, bank, Asked(*keep) if keep else None)
    return json.dumps(plain(done), ensure_ascii=False) if as_json else "\n".join(lines(done))


def lines(done: Rescored) -> Iterator[str]:
    """*done* for people: each sitting that says something else or could not be scored, then the totals."""
    named = f"{done.bank.id} {done.bank.version} ({done.bank.content_hash[:8]})"
    yield f"Bank {named}, scoring version {VERSION}."
    yield "The new scores are kept." if done.written else "Nothing is written; --write keeps the new scores."
    for found in done.sittings:
        if found.changes or found.left:
            yield from ("", *_sitting(found, done))
    yield ""
    yield f"Sittings looked at: {len(done.sittings)}"
    yield from (f"  {words}: {done.count(state)}" for state, words in _TOTALS.items())


def _sitting(found: Found, done: Rescored) -> Iterator[str]:
    reference = f", {found.reference}" if found.reference else ""
    yield f"{codes.show(found.code)}{reference}, received {found.received.date()}, bundle {found.bundle_id[:8]}"
    if found.left:
        yield f"  could not be scored again: {found.left}"
    for change in found.changes:
        title = rescored.title(done.bank, change.scale)
        yield f"  {title}: {rescored.change(change, rescored.PLAIN)}"
        yield from (f"    because {cause}" for cause in rescored.causes(change, rescored.PLAIN))


def plain(done: Rescored) -> dict[str, object]:
    """*done* as plain data."""
    return {
        "bank": {"id": done.bank.id, "version": done.bank.version, "sha256": done.bank.content_hash},
        "scoring": VERSION,
        "written": done.written,
        "sittings": [_plain(found) for found in done.sittings],
        "totals": {state.value: done.count(state) for state in State},
    }


def _plain(found: Found) -> dict[str, object]:
    return {
        "code": found.code,
        "reference": found.reference,
        "bundle": found.bundle_id,
        "state": found.state.value,
        "left": found.left,
        "unused": list(found.unused),
        "changes": [{**asdict(change), "moved": change.moved} for change in found.changes],
    }
