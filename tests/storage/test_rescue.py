"""Files that were flipped, cut, zeroed or overwritten: the store opens, and nothing wrong ever comes out of it."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from assessment.storage import rescue
from assessment.storage.sessions import SessionStore
from tests.builders import NOW
from tests.storage.broken import PAGE, SESSIONS, a_copy, is_right, numbered, read, sound, zeroed
from tests.storage.builders import FIRST, KEY, PAUSED, sql, stored

# bits


def flips(count: int, seed: int) -> Iterator[int]:
    chance, bits = random.Random(seed), (sound() / "kiosk.db").stat().st_size * 8
    return (chance.randrange(bits) for _ in range(count))


def test_whichever_bit_flips_nothing_wrong_comes_out_and_nearly_everything_right(tmp_path: Path) -> None:
    whole = Counter[str]()
    for bit in flips(60, seed=5):
        path = a_copy(tmp_path / "home")
        data = bytearray(path.read_bytes())
        data[bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)

        rescue.ready(path, NOW)

        whole += is_right(path)
        assert numbered(path) == 3

    assert whole["sessions"] > 60 * 6 * 0.9
    assert whole["bundles"] > 60 * 3 * 0.8


@pytest.mark.parametrize("byte", [0, 16, 18, 21, 28, 47, 59, 100, 103, 105, 108, 600, 4000])
def test_a_changed_byte_in_the_page_that_says_which_tables_there_are_loses_no_session(
    tmp_path: Path, byte: int
) -> None:
    path = a_copy(tmp_path / "home")
    data = bytearray(path.read_bytes())
    data[byte] ^= 0x12
    path.write_bytes(data)

    rescue.ready(path, NOW)

    assert is_right(path) == Counter(sessions=6, bundles=3)


# pages and more


def test_whichever_page_is_wiped_nothing_wrong_comes_out(tmp_path: Path) -> None:
    pages = range(0, (sound() / "kiosk.db").stat().st_size // PAGE, 2)
    whole = Counter[str]()
    for page in pages:
        path = a_copy(tmp_path / "home")
        path.write_bytes(zeroed(path.read_bytes(), page))

        rescue.ready(path, NOW)

        whole += is_right(path)
        assert numbered(path) == 3

    assert whole["sessions"] > len(pages) * 6 * 0.6


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "cut in half": lambda data: data[: len(data) // 2],
    "cut within a page": lambda data: data[: 3 * PAGE + 77],
    "empty": lambda data: b"",
    "letters": lambda data: b"no database " * 1000,
    "zeros": lambda data: bytes(len(data)),
    "random": lambda data: random.Random(3).randbytes(len(data)),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
def test_however_the_file_is_broken_the_store_opens_and_numbers_go_on(
    tmp_path: Path, broken: Callable[[bytes], bytes]
) -> None:
    path = a_copy(tmp_path / "home")
    path.write_bytes(broken(path.read_bytes()))

    rescue.ready(path, NOW)

    is_right(path)
    assert numbered(path) == 3
    store = SessionStore(path)
    store.create(stored("new", "9999"), KEY, FIRST, NOW)
    assert store.events("new", KEY) == FIRST


def test_a_database_that_is_gone_leaves_the_number_of_its_last_bundle(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    path.unlink()

    assert rescue.ready(path, NOW) is None
    assert numbered(path) == 3


# the log


@cache
def with_a_log() -> Path:
    """The same home as a kill leaves it: what was answered last stands in the log only."""
    home = Path(mkdtemp(prefix="log-")) / "home"
    store = SessionStore(a_copy(home))
    for number in range(4):
        for slip in SESSIONS:
            store.append(f"session-{slip}", KEY, 32 + number, [PAUSED])
    shutil.copytree(home, home.with_name("killed"))
    store.close()
    return home.with_name("killed")


def the_same(folder: Path) -> tuple[Path, bytearray]:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(with_a_log(), folder)
    (folder / "kiosk.db-shm").unlink()
    return folder / "kiosk.db", bytearray((folder / "kiosk.db-wal").read_bytes())


def answered_after(path: Path) -> list[int]:
    """How many of the four last events each session has, all of them right."""
    found = read(path)[0]
    expected = {slip: (*events, *[PAUSED] * 4) for slip, events in SESSIONS.items()}
    assert all(events == expected[slip][: len(events or ())] for slip, events in found.items() if events is not None)
    return [len(events) - 32 for events in found.values() if events is not None]


def test_a_flipped_bit_in_the_log_loses_no_commit_behind_it(tmp_path: Path) -> None:
    chance, kept = random.Random(8), 0
    for _ in range(12):
        path, data = the_same(tmp_path / "home")
        bit = chance.randrange(len(data) * 8 * 9 // 10)  # the last commit is told apart from a torn one by nobody
        data[bit // 8] ^= 1 << bit % 8
        path.with_name("kiosk.db-wal").write_bytes(data)

        done = rescue.ready(path, NOW)

        assert done is not None
        assert "log" in done.why
        kept += sum(answered_after(path))
    assert kept >= 12 * 24 - 6


def test_a_log_that_a_power_cut_left_torn_is_no_damage(tmp_path: Path) -> None:
    for left in range(1, 9):
        path, data = the_same(tmp_path / "home")
        path.with_name("kiosk.db-wal").write_bytes(data[: -left * 600])

        assert rescue.ready(path, NOW) is None

        assert sum(answered_after(path)) >= 22


def test_an_older_use_of_the_log_behind_the_newest_is_no_damage(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = SessionStore(a_copy(home))
    for number in range(60):
        store.append("session-0000", KEY, 32 + number, [PAUSED])
    sql(store, "PRAGMA wal_checkpoint(RESTART)")
    store.append("session-0000", KEY, 92, [PAUSED])
    shutil.copytree(home, tmp_path / "killed")
    path = tmp_path / "killed" / "kiosk.db"
    assert path.with_name("kiosk.db-wal").stat().st_size > 100_000

    assert rescue.ready(path, NOW) is None

    assert read(path)[0]["0000"] == (*SESSIONS["0000"], *[PAUSED] * 61)


@pytest.mark.parametrize("byte", range(32))
def test_a_changed_byte_where_the_log_begins_loses_nothing(tmp_path: Path, byte: int) -> None:
    path, data = the_same(tmp_path / "home")
    data[byte] ^= 1
    path.with_name("kiosk.db-wal").write_bytes(data)

    rescue.ready(path, NOW)

    assert sum(answered_after(path)) == 24
