"""`assessment audit`: is a log as it was written, and does it agree with what left the machine?"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assessment.bundle import audit
from assessment.bundle.audit import Checkpoint
from assessment.storage import audit_log


class NoAnchors(ValueError):
    """The file is not one that `assessment audit anchors` made."""


def anchors(home: Path) -> str:
    """The checkpoints of kiosks that the desk in *home* received, as JSON, for checking a kiosk's own log."""
    return json.dumps({kiosk: [[c.n, c.head] for c in found] for kiosk, found in audit_log.received(home).items()})


def verify(home: Path, kept: Path | None = None) -> tuple[list[str], bool]:
    """What there is to say about the log of the kiosk or desk in *home*, and whether it is whole.

    *kept* is a file of `anchors`: then the log must also agree with what left this machine before.
    """
    entries = audit_log.entries(home)
    if broken := audit.first_break(entries):
        return [str(broken), "the log was changed at or before that entry; what comes after it proves nothing"], False
    known = _read(kept) if kept else {}
    found = [str(each) for each in audit.denied(entries, (c for row in known.values() for c in row))]
    found += _contradicted(audit_log.received(home) if (home / audit_log.DESK).is_file() else known)
    if found:
        return found, False
    last = f", the last with hash {entries[-1].head[:12]}" if entries else ""
    compared = f"; {sum(map(len, known.values()))} checkpoints agree" if kept else ""
    return [f"{len(entries)} entries, each follows from the one before{last}{compared}"], True


def _contradicted(checkpoints: Mapping[str, Sequence[Checkpoint]]) -> Iterator[str]:
    for kiosk, found in checkpoints.items():
        yield from (f"kiosk {kiosk.split()[0]}: {each}" for each in audit.contradictions(found))


def _read(path: Path) -> dict[str, list[Checkpoint]]:
    try:
        found = json.loads(path.read_text("utf-8"))
        return {str(kiosk): [Checkpoint(int(n), str(head)) for n, head in row] for kiosk, row in found.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise NoAnchors(f"{path}: {error}; expected what `assessment audit anchors` prints") from None
