"""Two readers that were written from the README alone agree with our importer on every bundle that was kept."""

import json
import shutil
import subprocess
import warnings
from datetime import datetime
from pathlib import Path

import pytest

from assessment.bundle.schema import seconds
from tests.proof.attack import Attack
from tests.proof.attacks import BUNDLES
from tests.proof.good_bundles import slug
from tests.proof.scene import a_scene
from tests.vectors.bundles import Vectors, every_version

_HERE = Path(__file__).parent

READERS = {
    "java": ("java", "-XX:TieredStopAtLevel=1", str(_HERE / "Reader.java")),
    "node": ("node", str(_HERE / "reader.mjs")),
}


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> tuple[str, ...]:
    command = READERS[request.param]
    if not shutil.which(command[0]):
        said = f"there is no {command[0]} on this machine: the reader for it was NOT tried"
        warnings.warn(said, stacklevel=1)  # pytest shows warnings at the end, and reasons for skipping only if asked
        pytest.skip(said)
    return command


@pytest.mark.parametrize("vectors", every_version(), ids=lambda vectors: vectors.folder.name)
def test_every_bundle_gets_the_same_verdict(reader: tuple[str, ...], vectors: Vectors) -> None:
    found = _verdicts(reader, vectors.keys_file, vectors.trust_file, vectors.now, vectors.files)

    expected = {name: (one["verdict"], one.get("claims_sha256", "")) for name, one in vectors.table.items()}
    assert found == expected


def test_every_attack_gets_the_same_verdict_also_the_large_ones(reader: tuple[str, ...], tmp_path: Path) -> None:
    scene = a_scene()
    keys_file, trust_file = tmp_path / "keys.json", tmp_path / "trust.jws"
    keys_file.write_text(json.dumps([scene.desk, scene.earlier]))
    trust_file.write_bytes(scene.store)
    files = [_written(tmp_path, attack) for attack in BUNDLES]

    found = _verdicts(reader, keys_file, trust_file, scene.now, files)

    assert found == {file.name: (attack.expect, "") for file, attack in zip(files, BUNDLES, strict=True)}


def _written(folder: Path, attack: Attack) -> Path:
    file = folder / f"{slug(attack.name)}.bundle"
    file.write_bytes(attack.make(a_scene()))
    return file


def _verdicts(
    reader: tuple[str, ...], keys_file: Path, trust_file: Path, now: datetime, files: list[Path]
) -> dict[str, tuple[str, str]]:
    """What *reader* says of each of *files*, all in one process."""
    command = [*reader, str(keys_file), str(trust_file), str(seconds(now)), *map(str, files)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    rows = (line.split("\t") for line in answer.stdout.splitlines())
    return {name: (verdict, digest) for name, verdict, digest in rows}
