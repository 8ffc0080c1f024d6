"""A stick, and bundles that are brought to it."""

import random
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from assessment.storage import outbox
from assessment.storage.outbox import Exported
from assessment.storage.sessions import Outgoing
from assessment.storage.stick import CALLS, Calls, Stick


def a_bundle(number: int, size: int = 3_000) -> Outgoing:
    data = random.Random(number).randbytes(size)
    name = f"b-{number:026}.bundle".replace("0", "a").replace("1", "b").replace("8", "c").replace("9", "d")
    return Outgoing(number, f"id-{number}", name, data, sha256(data).hexdigest(), "")


BUNDLES = [a_bundle(number) for number in range(1, 4)]
MANIFEST = replace(a_bundle(77), name="m-aaa.bundle")


def exports(folder: Path, calls: Calls = CALLS) -> Exported:
    with Stick(folder, calls) as stick:
        return outbox.bring(BUNDLES, stick, MANIFEST, ["b-old.bundle"])


def wrong_on(folder: Path) -> list[str]:
    """The files that a desk would take for a bundle and that are not what was sealed."""
    right = {one.name: one.data for one in (*BUNDLES, MANIFEST)} | {"b-old.bundle": b"old"}
    return [path.name for path in folder.glob("*.bundle") if path.read_bytes() != right[path.name]]


def a_stick(folder: Path) -> Path:
    stick = folder / "stick"
    stick.mkdir(parents=True)
    (stick / "b-old.bundle").write_bytes(b"old")
    return stick
