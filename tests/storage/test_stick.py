"""The stick: pulled out at any moment it shows no bundle that is not whole."""

import random
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.storage import outbox
from assessment.storage.outbox import Exported
from assessment.storage.stick import CALLS, Stick, StickFailed
from tests.storage.pulled import NEVER, Pulled
from tests.storage.sticks import BUNDLES, MANIFEST, a_bundle, a_stick, exports, wrong_on


def calls_of_an_export(folder: Path) -> int:
    whole = Pulled(folder, NEVER)
    exports(folder, whole.calls)
    return len(whole.made)


def test_pulled_out_at_any_moment_it_shows_no_wrong_bundle_and_the_next_export_completes(tmp_path: Path) -> None:
    moments = calls_of_an_export(a_stick(tmp_path / "count"))

    for moment in range(moments):
        stick = a_stick(tmp_path / str(moment))
        pulled = Pulled(stick, moment)
        failed = False
        try:
            exports(stick, pulled.calls)
        except StickFailed:
            failed = True
        pulled.after()

        assert wrong_on(stick) == [], f"pulled out at call {moment}: {pulled.made[-1]}"
        assert failed or pulled.made[moment] == "close", "only letting go may fail without a word"
        done = exports(stick)
        assert (done.checked, done.total) == (4, 4)
        assert sorted(path.name for path in stick.iterdir()) == sorted(one.name for one in (*BUNDLES, MANIFEST))


def pulls(folder: Path, times: int, seed: int) -> dict[str, int]:
    """Pull one stick out of an export *times* times, at random moments, with what was there still there."""
    chance = random.Random(seed)
    tally = {"pulled": 0, "wrong": 0, "completed": 0}
    bundles = [a_bundle(number, chance.randrange(1, 60_000)) for number in range(1, 8)]
    right = {one.name: one.data for one in bundles}
    stick = a_stick(folder)
    for _ in range(times):
        pulled = Pulled(stick, chance.randrange(0, 160))
        try:
            outbox.export(bundles, stick, calls=pulled.calls)
        except StickFailed:
            tally["pulled"] += 1
        pulled.after()
        tally["wrong"] += sum(right.get(path.name, b"old") != path.read_bytes() for path in stick.glob("*.bundle"))
        if chance.random() < 0.3:
            tally["completed"] += outbox.export(bundles, stick).checked == len(bundles)
            for path in chance.sample(list(stick.iterdir()), k=4):
                path.unlink()
    return tally | {"checked": outbox.export(bundles, stick).checked}


def test_pulled_out_again_and_again_it_never_shows_a_wrong_bundle(tmp_path: Path) -> None:
    tally = pulls(tmp_path, times=40, seed=10)

    assert (tally["wrong"], tally["checked"]) == (0, 7)
    assert tally["pulled"] > 10


@pytest.mark.torture
def test_pulled_out_a_thousand_times_and_more(tmp_path: Path) -> None:
    tally = pulls(tmp_path, times=3_000, seed=11)

    print(f"R10: seed 11, 3000 exports: {tally}")
    assert (tally["wrong"], tally["checked"]) == (0, 7)


def test_without_flushing_the_same_would_show_wrong_bundles(tmp_path: Path) -> None:
    """The test above bites: with a program that does not flush, a stick that is pulled out holds empty bundles."""
    stick = a_stick(tmp_path)
    pulled = Pulled(stick, NEVER)

    exports(stick, replace(pulled.calls, sync=lambda handle: None))
    pulled.after()

    assert len(wrong_on(stick)) == 4


def test_what_stayed_from_last_time_is_not_written_again(tmp_path: Path) -> None:
    stick = a_stick(tmp_path)
    exports(stick)
    (stick / BUNDLES[1].name).unlink()

    done = exports(stick)

    assert (done.written, done.present) == (1, 3)


def order_written(folder: Path) -> tuple[str, ...]:
    """The names of the files in the order in which they came to be there."""
    written: list[str] = []

    def renamed(source: str, target: str, **more: int) -> None:
        CALLS.rename(source, target, **more)
        written.append(target)

    exports(a_stick(folder), replace(CALLS, rename=renamed))
    return tuple(written)


def test_the_list_is_written_after_all_that_it_lists(tmp_path: Path) -> None:
    *before, last = order_written(tmp_path)

    assert last == MANIFEST.name
    assert set(before) == {one.name for one in BUNDLES}


def test_it_tells_how_far_it_is_and_ends_with_everything_read_back(tmp_path: Path) -> None:
    told: list[Exported] = []

    with Stick(a_stick(tmp_path)) as stick:
        done = outbox.bring(BUNDLES, stick, MANIFEST, tell=told.append)

    assert [one.checked for one in told] == [1, 2, 3, 4]
    assert told[-1] == done == Exported(written=4, total=4)


def test_the_order_in_the_folder_does_not_tell_who_finished_first(tmp_path: Path) -> None:
    orders = {order_written(tmp_path / str(attempt)) for attempt in range(20)}

    assert len(orders) > 1


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [0, 1, 1_000, 2_999])
def test_a_file_that_does_not_fit_leaves_nothing_half(tmp_path: Path, size: int) -> None:
    stick = a_stick(tmp_path)

    with no_file_larger_than(size), pytest.raises(StickFailed, match="was not written"):
        exports(stick)

    assert [path.name for path in stick.iterdir()] == ["b-old.bundle"]
    assert exports(stick).written == 4


def test_a_stick_that_is_full_keeps_what_is_whole_and_takes_the_rest_later(tmp_path: Path) -> None:
    stick = tmp_path / "small"
    stick.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "none", stick], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine does not let the tests mount a small file system")
    try:
        with pytest.raises(StickFailed, match="No space left"):
            outbox.export([a_bundle(number, 7_000) for number in range(1, 4)], stick)
        whole = {one.name: one.data for one in (a_bundle(number, 7_000) for number in range(1, 4))}
        there = list(stick.iterdir())
        assert there
        assert all(path.read_bytes() == whole[path.name] for path in there)

        subprocess.run(["mount", "-o", "remount,size=64k", stick], check=True)
        assert outbox.export([a_bundle(number, 7_000) for number in range(1, 4)], stick).checked == 3
    finally:
        subprocess.run(["umount", stick], check=True)


def test_a_stick_that_gives_back_something_else_is_named(tmp_path: Path) -> None:
    bad = replace(CALLS, read=lambda handle, most: bytes(byte ^ 1 for byte in CALLS.read(handle, most)))

    with pytest.raises(StickFailed, match="reads back differently: use another stick"):
        exports(a_stick(tmp_path), bad)


def test_a_stick_that_does_not_confirm_is_not_called_done(tmp_path: Path) -> None:
    def refuse(handle: int) -> None:
        raise OSError(5, "Input/output error")

    with pytest.raises(StickFailed, match="did not confirm"):
        exports(a_stick(tmp_path), replace(CALLS, sync_all=refuse))


def test_a_folder_that_takes_the_place_of_the_stick_gets_nothing(tmp_path: Path) -> None:
    """Pulled out while it is written to, a stick leaves an empty folder on the laptop's own disk."""
    stick = a_stick(tmp_path)

    def swaps(source: str, target: str, **more: int) -> None:
        if not (tmp_path / "gone").exists():
            stick.rename(tmp_path / "gone")
            stick.mkdir()
        CALLS.rename(source, target, **more)

    exports(stick, replace(CALLS, rename=swaps))

    assert list(stick.iterdir()) == []
