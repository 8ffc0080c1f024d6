"""Somebody else's stick: nothing on it is followed, opened or read that is not a file like a bundle."""

import os
import socket
import tracemalloc
from pathlib import Path

import pytest

from assessment.bundle.compact import LARGEST_FILE
from assessment.bundle.seal import file_name
from assessment.desk import stick
from assessment.desk.stick import LargerThanABundle, NotAFile, NotRead, WrongName

NAME = file_name(bytes(16))


def test_a_file_like_a_bundle_is_read(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"x" * LARGEST_FILE)

    assert stick.read(tmp_path / NAME) == b"x" * LARGEST_FILE


def a_link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def a_socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # the name of a socket has little room
    socket.socket(socket.AF_UNIX).bind(path.name)
    os.chdir(here)


@pytest.mark.parametrize("make", [a_link, os.mkfifo, os.mkdir, a_socket])
def test_what_is_no_regular_file_is_not_opened(tmp_path: Path, make: object) -> None:
    make(tmp_path / NAME)

    with pytest.raises(NotAFile):
        stick.read(tmp_path / NAME)


def test_devices_are_not_opened() -> None:
    with pytest.raises(NotAFile):
        stick.read(Path("/dev/zero"), any_name=True)


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    with (tmp_path / NAME).open("wb") as file:
        file.truncate(10 * 2**30)

    tracemalloc.start()
    with pytest.raises(LargerThanABundle):
        stick.read(tmp_path / NAME)
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


def test_a_file_that_says_less_than_it_holds_is_cut_off() -> None:
    with pytest.raises(NotRead):
        stick.read(Path("/proc/kallsyms"), any_name=True)  # 0 bytes by its own account, and millions to read


@pytest.mark.parametrize(
    "name",
    ["b-.bundle", NAME.upper(), f"{NAME}\n", f" {NAME}", NAME.replace(".bundle", ".exe"), "b-\u202ebundle", "a" * 200],
    ids=range(7),
)
def test_other_names_are_not_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")

    with pytest.raises(WrongName):
        stick.read(tmp_path / name)
    assert stick.listing(tmp_path).names == ()


def test_what_is_not_there_any_more_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotRead, match="No such file"):
        stick.read(tmp_path / NAME)


def test_names_are_told_in_signs_that_drive_no_terminal() -> None:
    assert stick.shown("a\x1b[2J\u202eb\udcff") == "a\\x1b[2J\\u202eb\\udcff"


def test_a_folder_with_too_many_files_is_read_so_far_and_says_so(tmp_path: Path) -> None:
    for number in range(stick.MOST_FILES + 1):
        (tmp_path / file_name(number.to_bytes(16))).touch()
    (tmp_path / "brief.doc").touch()

    found = stick.listing(tmp_path)

    assert (len(found.names), found.others, found.some, found.more) == (stick.MOST_FILES, 1, ("brief.doc",), True)
