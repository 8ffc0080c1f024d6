"""A stick that somebody else prepared: nothing on it is followed, waited for or believed."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.storage.stick import CALLS, LARGEST, Stick
from tests.storage.pulled import NEVER, Pulled
from tests.storage.sticks import BUNDLES, a_stick, exports

# nothing on it is trusted


def reads(folder: Path, name: str) -> bytes | None:
    with Stick(folder) as stick:
        return stick.read(name)


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"hello")

    assert reads(tmp_path, "x") == b"hello"


def test_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    assert reads(tmp_path, "x") is None


def test_a_link_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"mine")
    (tmp_path / "x").symlink_to(tmp_path / "victim")

    assert reads(tmp_path, "x") is None


def test_a_pipe_is_nothing_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x")

    assert reads(tmp_path, "x") is None


def test_a_device_is_nothing_and_is_not_opened(tmp_path: Path) -> None:
    try:
        os.mknod(tmp_path / "x", 0o20666, os.makedev(1, 5))  # /dev/zero
    except PermissionError:
        pytest.skip("this machine does not let the tests make a device")
    seen = Pulled(tmp_path, NEVER)

    with Stick(tmp_path, seen.calls) as stick:
        assert stick.read("x") is None
    assert seen.opened == [str(tmp_path)]


def test_a_folder_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()

    assert reads(tmp_path, "x") is None


@pytest.mark.parametrize("size", [LARGEST + 1, 10 * 1024**3])
def test_a_file_that_is_too_large_is_nothing_and_is_not_read(tmp_path: Path, size: int) -> None:
    with (tmp_path / "x").open("wb") as file:
        file.truncate(size)
    read: list[int] = []

    with Stick(tmp_path, replace(CALLS, read=lambda handle, most: read.append(most) or b"")) as stick:
        assert stick.read("x") is None
    assert read == []


def test_a_file_that_grows_while_it_is_read_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")

    with Stick(tmp_path, replace(CALLS, read=lambda handle, most: b"y" * most)) as stick:
        assert stick.read("x") is None


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"z" * LARGEST)

    assert reads(tmp_path, "x") == b"z" * LARGEST


def test_a_bundle_name_that_is_a_link_to_a_good_copy_is_written_anew(tmp_path: Path) -> None:
    stick = a_stick(tmp_path)
    (tmp_path / "copy").write_bytes(BUNDLES[0].data)
    (stick / BUNDLES[0].name).symlink_to(tmp_path / "copy")

    exports(stick)

    assert not (stick / BUNDLES[0].name).is_symlink()
    assert (tmp_path / "copy").read_bytes() == BUNDLES[0].data
