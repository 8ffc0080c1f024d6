"""Makes bundle/: bundles that every reader must accept or refuse, with the verdict that each must get.

Run as `python -m tests.vectors.make_bundles` after a new attack or a new format. What is there already stays as it is:
the keys lie beside the bundles, and only bundles that are missing are made. Those of a new format get a new folder.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from assessment.bundle.contents import FORMAT
from assessment.bundle.schema import seconds
from tests.proof.attack import Attack
from tests.proof.claim_attacks import CLAIM_ATTACKS
from tests.proof.forge import taken
from tests.proof.good_bundles import GOOD, slug
from tests.proof.inner_attacks import SIGNED_ATTACKS
from tests.proof.outer_attacks import OUTER_ATTACKS
from tests.proof.scene import Scene, keys_of, scene_with
from tests.vectors.bundles import FOLDER

_LARGEST = 8 * 1024  # bytes; larger attacks are made anew by the tests, so that the folder stays small


def main() -> None:
    """Complete the folder of today's format."""
    folder = FOLDER / f"v{FORMAT}"
    folder.mkdir(parents=True, exist_ok=True)
    everybody = folder / "everybodys-keys.test.json"
    scene = scene_with(json.loads(everybody.read_text()) if everybody.exists() else {})
    _write(everybody, keys_of(scene))
    _write(folder / "desk-keys.test.json", [scene.desk, scene.earlier])
    (folder / "trust.jws").write_bytes(scene.store)
    bundles = dict(_completed(folder, scene))
    _write(folder / "verdicts.json", {"now": seconds(scene.now), "bundles": bundles})
    for stray in {file.name for file in folder.glob("*.bundle")} - bundles.keys():
        (folder / stray).unlink()
    print(f"{len(bundles)} bundles in {folder}")


def _write(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, indent=1) + "\n")


def _completed(folder: Path, scene: Scene) -> Iterator[tuple[str, dict[str, str]]]:
    """Each bundle with its verdict, made if it is missing or has another."""
    for vector in (*GOOD, *OUTER_ATTACKS, *SIGNED_ATTACKS, *CLAIM_ATTACKS):
        file = folder / f"{slug(vector.name)}.bundle"
        data = file.read_bytes() if file.exists() else b""
        if scene.verdict(data) != vector.expect:
            data = vector.make(scene)
        if vector.expect == "accepted" or len(data) <= _LARGEST:
            file.write_bytes(data)
            yield file.name, _verdict(vector, data, scene)


def _verdict(vector: Attack, data: bytes, scene: Scene) -> dict[str, str]:
    found = scene.verdict(data)
    if found != vector.expect:
        raise AssertionError(f"{vector.name}: found {found}, expected {vector.expect}")
    if found != "accepted":
        return {"verdict": found}
    return {"verdict": found, "claims_sha256": sha256(taken(scene.inside(data).split(b".")[1])).hexdigest()}


if __name__ == "__main__":
    main()
