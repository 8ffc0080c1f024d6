"""The shim really drops what was not synced, and really fails when it is told to."""

import random
import subprocess
import sys

import pytest

from tests.torture import shim
from tests.torture.disk import Disk, Kept
from tests.torture.shim import FULL, CannotFollow, Shim

pytestmark = pytest.mark.skipif(not shim.available(), reason=shim.MISSING)

SYNC = "f.flush(); os.fsync(f.fileno())"
SYNC_FOLDER = "d = os.open(home, os.O_RDONLY); os.fsync(d)"
WRITE = "f = open(home + '/a', 'wb'); f.write(b'saved'); f.flush()"


@pytest.fixture
def home(tmp_path):
    (folder := tmp_path / "home").mkdir()
    return folder


def left(home, program, kept=Kept.NOTHING):
    """What is on the disk when the power goes after *program*, by name."""
    disk = Disk([home])
    tool = Shim(home.parent, [home])
    run(tool, home, program)
    for record in tool.records():
        disk.do(record)
    state = disk.after_a_cut(kept, random.Random(1))
    return {path.removeprefix(f"{home}/"): data for path, data in state.items()}


def run(tool, home, program):
    text = f"import os, sqlite3; home = {str(home)!r}; {program}"
    return subprocess.run([sys.executable, "-c", text], env=tool.environment(), check=True, capture_output=True)


def test_what_was_only_written_is_gone(home):
    (home / "a").write_bytes(b"older")

    assert left(home, f"f = open(home + '/a', 'r+b'); {WRITE.partition('; ')[2]}") == {"a": b"older"}
    assert (home / "a").read_bytes() == b"saved"


def test_what_was_synced_is_there(home):
    (home / "a").write_bytes(b"older")

    assert left(home, f"f = open(home + '/a', 'r+b'); {WRITE.partition('; ')[2]}; {SYNC}") == {"a": b"saved"}


def test_what_was_written_after_the_sync_is_gone(home):
    assert left(home, f"{WRITE}; {SYNC}; {SYNC_FOLDER}; f.write(b' and more'); f.flush()") == {"a": b"saved"}


def test_a_new_file_needs_its_folder_synced_too(home):
    assert left(home, f"{WRITE}; {SYNC}") == {}
    (home / "a").unlink()
    assert left(home, f"{WRITE}; {SYNC}; {SYNC_FOLDER}") == {"a": b"saved"}


def test_a_new_name_and_a_removed_one_need_the_folder_synced(home):
    (home / "a").write_bytes(b"one")
    (home / "b").write_bytes(b"two")
    program = "os.rename(home + '/a', home + '/c'); os.unlink(home + '/b')"

    assert left(home, program) == {"a": b"one", "b": b"two"}
    for name in "ab":
        (home / name).write_bytes(b"one")
    assert left(home, f"{program}; {SYNC_FOLDER}") == {"c": b"one"}


def test_a_torn_write_is_there_in_part(home):
    (home / "a").write_bytes(bytes(4096))
    whole = b"x" * 4096

    torn = left(home, f"f = open(home + '/a', 'r+b'); f.write({whole!r}); f.flush()", Kept.TORN)["a"]

    assert torn not in (bytes(4096), whole)
    assert {torn[at : at + 512] for at in range(0, 4096, 512)} == {bytes(512), b"x" * 512}


def test_all_is_there_when_only_the_program_was_killed(home):
    assert left(home, "os.makedirs(home + '/d'); f = open(home + '/d/a', 'w'); f.write('x'); f.flush()",
                Kept.EVERYTHING) == {"d/a": b"x"}  # fmt: skip


def test_what_the_shim_cannot_follow_is_said(home):
    (home / "a").write_bytes(b"one")

    with pytest.raises(CannotFollow, match="link"):
        left(home, "os.link(home + '/a', home + '/b')")


def test_from_the_chosen_write_on_the_disk_is_full(home):
    tool = Shim(home.parent, [home])
    program = (
        "f = os.open(home + '/a', os.O_CREAT | os.O_WRONLY)\n"
        "for word in (b'one', b'two', b'three'):\n"
        "    try: os.write(f, word)\n"
        "    except OSError as error: print(word, error.strerror)"
    )

    with tool.failing(3, FULL):
        said = run(tool, home, f"\n{program}").stdout.decode()

    assert said == "b'two' No space left on device\nb'three' No space left on device\n"
    assert tool.failed == 2
    assert (home / "a").read_bytes() == b"one"
