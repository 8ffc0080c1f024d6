"""The limits bite: what a child is told to do here, it really does."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.desk.child import Died, Limits, limited

MEBIBYTE = 1024 * 1024


def test_a_child_hands_back_what_it_was_asked_for() -> None:
    assert limited(lambda: b"found") == b"found"


def test_a_long_answer_comes_whole() -> None:
    assert limited(lambda: b"x" * (5 * MEBIBYTE)) == b"x" * (5 * MEBIBYTE)


def endlessly() -> bytes:
    while True:
        pass


def test_who_calculates_too_long_is_stopped() -> None:
    with pytest.raises(Died, match="SIGXCPU"):
        limited(endlessly, Limits(cpu=1))


def asleep() -> bytes:
    time.sleep(60)
    return b""


def test_who_waits_too_long_is_stopped() -> None:
    with pytest.raises(Died, match="WALL_OR_SIZE"):
        limited(asleep, Limits(wall=0.2))


def greedy(size: int) -> Callable[[], bytes]:
    def work() -> bytes:
        try:
            return b"%d" % len(bytearray(size))
        except MemoryError:
            return b"refused"

    return work


def test_memory_is_there_up_to_the_limit_and_not_beyond() -> None:
    assert limited(greedy(200 * MEBIBYTE)) == b"%d" % (200 * MEBIBYTE)
    assert limited(greedy(400 * MEBIBYTE)) == b"refused"  # what the child began with, it may give back first


def test_an_answer_without_end_is_cut_off() -> None:
    with pytest.raises(Died, match="WALL_OR_SIZE"):
        limited(lambda: b"x" * (3 * MEBIBYTE), Limits(answer=MEBIBYTE))


def tried(act: Callable[[], object]) -> Callable[[], bytes]:
    def work() -> bytes:
        try:
            act()
        except OSError as error:
            return os.strerror(error.errno or 0).encode()
        return b"done"

    return work


@pytest.mark.parametrize(
    "act",
    [
        Path(__file__).read_bytes,
        lambda: Path("never").write_text("x"),
        socket.socket,
        os.pipe,
        lambda: subprocess.run([sys.executable, "-V"], check=True),
    ],
    ids=["read a file", "write a file", "a connection", "a pipe", "another program"],
)
def test_nothing_can_be_opened_or_started(act: Callable[[], object]) -> None:
    assert limited(tried(act)) == b"Too many open files"


def test_files_of_the_parent_are_out_of_reach(tmp_path: Path) -> None:
    with (tmp_path / "open").open("w") as file:
        number = file.fileno()

        assert limited(tried(lambda: os.write(number, b"x"))) == b"Bad file descriptor"


def test_standard_input_is_empty_and_what_is_printed_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    def work() -> bytes:
        os.write(1, b"ZEBRA")
        os.write(2, b"ZEBRA")
        return os.read(0, 10)

    assert limited(work) == b""
    assert capfd.readouterr() == ("", "")


def test_a_child_that_breaks_gives_no_answer_and_no_trace(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Died, match="EXIT_1"):
        limited(lambda: bytes(1 // 0))
    with pytest.raises(Died, match="SIGSEGV"):
        limited(lambda: bytes(os.kill(os.getpid(), signal.SIGSEGV) or 0))

    assert capfd.readouterr() == ("", "")


def test_no_child_is_left_behind() -> None:
    limited(lambda: b"")

    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_beside_other_threads_nobody_forks() -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()

    with pytest.raises(RuntimeError, match="threads"):
        limited(lambda: b"")

    over.set()
    other.join()
