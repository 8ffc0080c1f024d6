"""Files that were flipped, cut, zeroed or overwritten: the store opens, and nothing wrong ever comes out of it."""

import random
import resource
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from assessment.session.events import Event
from assessment.storage import damage, outbox, rescue, retention, salvage, vault
from assessment.storage.damage import DamagedSession
from assessment.storage.database import CannotOpen
from assessment.storage.numbering import NumberingLost
from assessment.storage.sessions import NoSuchSession, Outgoing, SessionStore
from tests.builders import NOW
from tests.storage.builders import FIRST, KEY, PAUSED, SECRET, SKIPPED, a_bundle, a_store, sql, stored

PAGE = 4096
SESSIONS = {f"{number:04}": (*FIRST, *[SKIPPED] * 30) for number in range(6)}
BUNDLES = [a_bundle(number, bytes([number]) * 9000) for number in (1, 2, 3)]


@cache
def sound() -> Path:
    """A home with sessions and bundles, as a kiosk leaves it that was stopped."""
    home = Path(mkdtemp(prefix="sound-"))
    store = a_store(home)
    for slip, events in SESSIONS.items():
        store.create(stored(f"session-{slip}", slip), KEY, events[:2], NOW)
        store.append(f"session-{slip}", KEY, 2, events[2:])
    for bundle in BUNDLES:
        store.seal("nobody", bundle, NOW)
    store.close()
    return home


def a_copy(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sound(), folder)
    return folder / "kiosk.db"


def read(path: Path) -> tuple[dict[str, tuple[Event, ...] | None], list[Outgoing]]:
    """Every session as whoever has the code gets it (None: told that it is damaged or not there), and the bundles."""
    store, found = SessionStore(path), {}
    for slip in SESSIONS:
        try:
            known = store.stored_key(slip)
            found[slip] = store.events(
                known.session_id, vault.unwrap(known.wrapped, "1" * 20, known.session_id, SECRET)
            )
        except (DamagedSession, NoSuchSession):
            found[slip] = None
    store.close()
    return found, outbox.waiting(path)


def is_right(path: Path) -> Counter[str]:
    """Fail where one thing comes out of *path* that never went in; how many came out as they went in."""
    sessions, bundles = read(path)
    assert all(events in (None, SESSIONS[slip]) for slip, events in sessions.items())
    assert all(bundle in BUNDLES for bundle in bundles)
    return Counter(sessions=sum(events is not None for events in sessions.values()), bundles=len(bundles))


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


def numbered(path: Path) -> int:
    with closing(SessionStore(path)) as store:
        return store.last_sealed()[0]


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


def zeroed(data: bytes, page: int) -> bytes:
    return data[: page * PAGE] + bytes(PAGE) + data[(page + 1) * PAGE :]


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


# people whose session is lost


@pytest.mark.parametrize("gone", ["the page", "the file"])
def test_whoever_comes_back_to_a_lost_session_is_not_called_wrong(tmp_path: Path, gone: str) -> None:
    path = a_copy(tmp_path / "home")
    if gone == "the page":
        data = path.read_bytes()
        path.write_bytes(zeroed(data, data.index(b"session-0003") // PAGE))
    else:
        path.unlink()

    rescue.ready(path, NOW)

    store = SessionStore(path)
    assert "?" in damage.survey(store._db.conn).sessions
    with pytest.raises(DamagedSession):
        store.stored_key("0003")
    store.create(stored("new", "9999"), KEY, FIRST, NOW)
    assert store.stored_key("9999").session_id == "new"
    retention.erase_sessions(store, (NOW + timedelta(days=1)).date(), NOW)
    with pytest.raises(NoSuchSession):
        store.stored_key("0003")


# what is put aside


def test_what_was_damaged_is_put_aside_untouched_with_its_log(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    store = SessionStore(path)
    store.append("session-0000", KEY, 32, [PAUSED])
    shutil.copytree(path.parent, tmp_path / "at-that-moment")
    path = tmp_path / "at-that-moment" / "kiosk.db"
    path.write_bytes(zeroed(path.read_bytes(), 2))
    before = {name: path.with_name(name).read_bytes() for name in ("kiosk.db", "kiosk.db-wal")}

    done = rescue.ready(path, NOW)

    assert done is not None
    assert done.aside.name == f"damaged-{NOW:%Y-%m-%dT%H-%M-%S}"
    assert {file.name: file.read_bytes() for file in done.aside.iterdir()} == before
    assert not path.with_name("kiosk.db-wal").exists()


def test_what_the_log_held_is_in_the_new_one(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = SessionStore(a_copy(home))
    store.append("session-0000", KEY, 32, [PAUSED])
    shutil.copytree(home, tmp_path / "cut")
    path = tmp_path / "cut" / "kiosk.db"
    path.write_bytes(path.read_bytes()[: -3 * PAGE])

    rescue.rescue(path, "a test", NOW)

    assert read(path)[0]["0000"] == (*SESSIONS["0000"], PAUSED)


def test_two_in_one_second_are_both_kept(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")

    first, second = rescue.rescue(path, "a test", NOW), rescue.rescue(path, "a test", NOW)

    assert first.aside != second.aside
    assert is_right(path) == Counter(sessions=6, bundles=3)


def test_a_sound_database_is_left_alone(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    before = path.read_bytes()

    assert rescue.ready(path, NOW) is None

    assert path.read_bytes() == before
    assert not list(path.parent.glob("damaged-*"))


def test_the_journal_of_a_write_that_was_broken_off_is_no_damage(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    store = SessionStore(path, "rollback")
    sql(store, "PRAGMA cache_size = 1")
    sql(store, "BEGIN IMMEDIATE")
    sql(store, "UPDATE events SET sealed = zeroblob(4000)")  # more than fits in memory: some of it is in the file
    shutil.copytree(path.parent, tmp_path / "cut")
    path = tmp_path / "cut" / "kiosk.db"
    assert path.with_name("kiosk.db-journal").stat().st_size > 512

    assert rescue.ready(path, NOW, "rollback") is None

    assert is_right(path) == Counter(sessions=6, bundles=3)


@pytest.mark.parametrize("also", ["-wal", "-shm"])
def test_a_rescue_that_a_power_cut_broke_off_is_finished_at_the_next_start(tmp_path: Path, also: str) -> None:
    path = a_copy(tmp_path / "home")
    rescue.rescue(path, "a test", NOW)
    path.replace(path.with_name("kiosk.db.rescued"))
    path.write_bytes(b"damaged")
    path.with_name(f"kiosk.db{also}").write_bytes(b"of the damaged one")

    assert rescue.ready(path, NOW) is None

    assert is_right(path) == Counter(sessions=6, bundles=3)


def test_where_there_is_no_room_for_a_new_one_the_old_one_stays(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    path.write_bytes(zeroed(path.read_bytes(), 2))
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5 * PAGE, limits[1]))  # no file gets longer than that

    try:
        with pytest.raises(CannotOpen, match="SQLITE_"):
            rescue.ready(path, NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert path.read_bytes() == before
    rescue.ready(path, NOW)
    assert is_right(path)["bundles"] == 3


# numbers


def test_where_nobody_knows_the_last_number_nothing_is_sealed_until_somebody_says_it(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    path.with_name("kiosk.db-last").unlink()
    path.write_bytes(b"no database " * 1000)
    done = rescue.ready(path, NOW)

    assert done is not None
    assert done.damage.numbering
    with pytest.raises(NumberingLost):
        numbered(path)

    assert rescue.renumber(path, 7)
    assert numbered(path) == 7
    assert not rescue.renumber(path, 2)
    assert numbered(path) == 7


def test_a_bundle_that_was_lost_gets_no_second_one_with_its_number(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    store = SessionStore(path)
    sql(store, "DELETE FROM outbox WHERE sequence = 3")
    sql(store, "DELETE FROM numbering")
    store.close()

    rescue.rescue(path, "a test", NOW)

    assert numbered(path) == 3


def test_what_is_damaged_after_a_rescue_is_still_told(tmp_path: Path) -> None:
    path = a_copy(tmp_path / "home")
    store = SessionStore(path)
    sql(store, "UPDATE events SET sealed = zeroblob(30) WHERE session_id = 'session-0004' AND sequence = 9")
    store.close()

    done = rescue.rescue(path, "a test", NOW)

    assert done.damage == damage.Damage(sessions=("0004",))
    assert is_right(path) == Counter(sessions=5, bundles=3)


def test_a_row_without_a_number_stops_no_walk_through_a_damaged_table() -> None:
    source = sqlite3.connect(":memory:")
    source.row_factory = sqlite3.Row
    source.execute("CREATE TABLE events (sequence, sealed)")
    source.execute("CREATE INDEX in_order ON events (sequence, sealed)")
    unreadable = -(2**63)  # SQLite cannot take its absolute value, so reading that row fails
    source.executemany("INSERT INTO events VALUES (?, ?)", [(None, 1), (None, 2), (2, unreadable), (3, 7), (4, 8)])

    sql = "SELECT sequence AS place, abs(sealed) AS sealed FROM events WHERE 1"
    found = [row and row["sealed"] for row in salvage._walk(source, sql, "sequence")]

    assert {1, 7, 8} <= set(found)
    assert None in found
