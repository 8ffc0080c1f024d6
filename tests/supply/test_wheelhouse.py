"""Installing on a laptop without network: what was gathered, and nothing else."""

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIP = Path(sys.executable).with_name("pip")


def gathered(folder: Path) -> Path:
    made = subprocess.run([ROOT / "requirements" / "wheelhouse.sh", folder, PIP], capture_output=True, text=True)
    if "No matching distribution" in made.stderr or "Could not fetch" in made.stderr:
        pytest.skip("there is no package index to gather wheels from")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gathered(tmp_path_factory.mktemp("supply") / "wheelhouse")


def install(wheelhouse: Path, target: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", wheelhouse / "install.sh", target], capture_output=True, text=True)


def copy_with_a_flip(wheelhouse: Path, wheel: Path, folder: Path) -> Path:
    copied = shutil.copytree(wheelhouse, folder / "copied")
    data = bytearray((copied / wheel.name).read_bytes())
    data[len(data) // 2] ^= 1
    (copied / wheel.name).write_bytes(data)
    return copied


@pytest.mark.slow
def test_the_program_is_installed_without_network_and_runs(wheelhouse: Path, tmp_path: Path):
    done = install(wheelhouse, tmp_path / "target")

    assert done.returncode == 0, done.stderr
    checked = subprocess.run([tmp_path / "target/bin/kiosk", "check"], capture_output=True, text=True, cwd=tmp_path)
    assert checked.returncode == 0, checked.stderr
    assert "bank amsterdam: 0 errors" in checked.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", ["cryptography"])
def test_one_other_byte_in_a_wheel_and_nothing_is_installed(wheelhouse: Path, tmp_path: Path, name: str):
    (wheel,) = wheelhouse.glob(f"{name}-*.whl")

    done = install(copy_with_a_flip(wheelhouse, wheel, tmp_path), tmp_path / "target")

    assert done.returncode == 1
    assert "Copy the folder again" in done.stderr
    assert not (tmp_path / "target").exists()


@pytest.mark.torture
def test_one_other_byte_in_any_wheel_is_refused(wheelhouse: Path, tmp_path: Path):
    wheels = sorted(wheelhouse.glob("*.whl"))
    refused = []
    for number, wheel in enumerate(wheels):
        folder = tmp_path / str(number)
        refused.append(install(copy_with_a_flip(wheelhouse, wheel, folder), folder / "target").returncode)
        shutil.rmtree(folder)

    print(f"{len(wheels)} wheels, one bit flipped in each: {refused.count(1)} refused")
    assert refused == [1] * len(wheels)


@pytest.mark.slow
def test_the_same_source_gives_the_same_wheel(wheelhouse: Path, tmp_path: Path):
    again = gathered(tmp_path / "wheelhouse")

    first, second = (
        {file.name: sha256(file.read_bytes()).hexdigest() for file in folder.glob("*.whl")}
        for folder in (wheelhouse, again)
    )
    assert first == second


def test_a_folder_that_is_there_already_is_left_alone(wheelhouse: Path, tmp_path: Path):
    (tmp_path / "target").mkdir()

    done = install(wheelhouse, tmp_path / "target")

    assert done.returncode == 1
    assert "expected a folder that does not exist yet" in done.stderr


def test_no_lock_file_names_a_registry():
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in lock.read_text(), lock
        assert "--hash=sha256:" in lock.read_text(), lock
