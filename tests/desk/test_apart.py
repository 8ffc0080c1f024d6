"""Files are read in another process: the same verdicts, and a desk that goes on whatever becomes of that process."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree
from threading import Thread

import pytest

from assessment.bundle import enrolment, keys
from assessment.bundle.contents import Contents
from assessment.bundle.seal import seal
from assessment.desk import commands, frames, reader_process, reading, trusting
from assessment.desk.apart import ReadsApart
from assessment.desk.child import Limits
from assessment.desk.outcomes import Imported
from assessment.storage import trust_files
from tests.builders import SMALL_BANK, a_bank
from tests.desk.builders import KIOSK, MUNICIPALITY, PASSWORD, USER, a_sitting, contents_of
from tests.desk.rescoring import a_whole_sitting

NOW = datetime.now(UTC).replace(microsecond=0)
DEVICE = keys.make_device_key()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("apart") / "desk"
    commands.init(found, MUNICIPALITY, USER, PASSWORD)
    commands.trust_device(found, enrolment.request(KIOSK, DEVICE, NOW))
    return found


@pytest.fixture(scope="module")
def apart(home: Path) -> Iterator[ReadsApart]:
    made = ReadsApart(home)
    yield made
    made.close()


def sealed(home: Path, contents: Contents | None = None) -> bytes:
    desk_key = keys.load_recipient_key((home / trusting.KEY).read_bytes())
    contents = contents or contents_of(a_sitting())
    return seal(replace(contents, issued_at=NOW), DEVICE, keys.public(desk_key)).data


def test_the_first_bundle_of_a_cold_process_is_read_whole(home: Path, apart: ReadsApart) -> None:
    found = apart.read(sealed(home), NOW)

    assert (found.code, found.incident, len(found.steps)) == ("", "", 11)


def test_the_verdicts_are_those_of_reading_here(home: Path, apart: ReadsApart) -> None:
    good, here = sealed(home), commands.readers(home)()
    bad = [
        b"",
        b"a.b.c",
        good[:-1],
        good[:-3] + b"AAA",
        good[:900] + b"_" + good[901:],
        b"." * 2**20,
        b"a" * (2**20 + 1),
    ]
    doubtful = [
        sealed(home, contents_of(a_sitting(), audience="utrecht")),
        sealed(home, contents_of(a_sitting()[:-1])),
        sealed(home, replace(contents_of(a_sitting()), profile={"results": "none"})),
    ]
    for data in (*bad, *doubtful):
        assert apart.read(data, NOW) == here.read(data, NOW)
    assert apart.read(good, NOW + timedelta(days=-9)).code == "clock_doubt"
    assert apart.read(good, NOW + timedelta(days=-9), {"clock_doubt"}).code == ""


def test_a_process_that_died_is_replaced(home: Path, apart: ReadsApart) -> None:
    apart.start()
    assert apart._process is not None
    os.kill(apart._process.pid, signal.SIGKILL)

    assert apart.read(sealed(home), NOW).code == ""


def test_a_process_that_does_not_answer_is_replaced_and_then_given_up(home: Path) -> None:
    deaf = ReadsApart(home, seconds=0.3)
    deaf.start()
    assert deaf._process is not None
    os.kill(deaf._process.pid, signal.SIGSTOP)

    found = deaf.read(sealed(home), NOW)  # and the next one needs more than that to begin

    assert (found.code, found.incident) == ("not_read", "Silent")
    deaf.close()


def test_a_desk_without_keys_says_that_it_cannot_read_now(tmp_path: Path) -> None:
    assert ReadsApart(tmp_path).read(b"x", NOW).code == "not_read"


def test_a_kiosk_that_is_enrolled_meanwhile_is_known_at_once(home: Path, apart: ReadsApart) -> None:
    other = keys.make_device_key()
    desk_key = keys.load_recipient_key((home / trusting.KEY).read_bytes())
    data = seal(replace(contents_of(a_sitting()), issued_at=NOW, issuer="kiosk-2"), other, keys.public(desk_key)).data
    assert apart.read(data, NOW).code == "unknown_device"

    commands.trust_device(home, enrolment.request("kiosk-2", other, NOW))

    assert apart.read(data, NOW).code == ""


def test_a_bank_that_is_added_meanwhile_is_found(home: Path, apart: ReadsApart) -> None:
    data = sealed(home, contents_of(a_whole_sitting(None, "1123456787"), a_bank()))
    assert apart.read(data, NOW).code == "unknown_bank"

    copytree(SMALL_BANK, home / "banks" / "small-0.1.0")

    assert apart.read(data, NOW).code == ""


def test_a_list_of_kiosks_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    commands.init(tmp_path / "desk", MUNICIPALITY, USER, PASSWORD)
    readers = commands.readers(tmp_path / "desk")
    (tmp_path / "desk" / trust_files.PIN).write_text("{}")

    assert reading.load(reader_process.answered(readers, b"x", NOW)).code == "no_trust"


def test_a_bundle_that_asks_too_much_is_refused_and_the_next_one_is_read(home: Path) -> None:
    readers = commands.readers(home)

    found = reading.load(reader_process.answered(readers, sealed(home), NOW, limits=Limits(wall=0)))

    assert (found.code, found.incident) == ("too_costly", "WALL_OR_SIZE")
    assert reading.load(reader_process.answered(readers, sealed(home), NOW)).code == ""


def test_the_desk_takes_in_what_was_read_apart(home: Path, apart: ReadsApart) -> None:
    desk = replace(commands.desk(home), apart=apart)

    assert isinstance(desk.receive(sealed(home), USER), Imported)


def test_questions_from_several_threads_do_not_mix(home: Path, apart: ReadsApart) -> None:
    good, answers = sealed(home), []
    threads = [
        Thread(target=lambda data=data: answers.append((data, apart.read(data, NOW).code))) for data in [good, b"x"] * 4
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == sorted([(good, ""), (b"x", "not_a_bundle")] * 4)


# the pipe between the two


def test_messages_come_as_they_were_sent() -> None:
    reads, writes = os.pipe()
    for message in (b"x", b"y" * 3000):
        frames.send(writes, message, 1)
    os.close(writes)

    assert [frames.receive(reads, 4000, 1) for _ in range(3)] == [b"x", b"y" * 3000, b""]
    os.close(reads)


def test_a_message_that_is_too_long_cut_off_or_late_is_refused() -> None:
    for sent, most in ((b"\0\0\0\x09123456789", 8), (b"\0\0\0\x09123", 9), (b"\0\0", 9)):
        reads, writes = os.pipe()
        os.write(writes, sent)
        os.close(writes)
        with pytest.raises(frames.Silent):
            frames.receive(reads, most, 1)
        os.close(reads)
    reads, writes = os.pipe()
    with pytest.raises(frames.Silent):
        frames.receive(reads, 9, 0.01)
    with pytest.raises(frames.Silent):
        frames.send(writes, b"x" * 200_000, 0.01)
    os.close(reads)
    with pytest.raises(frames.Silent):
        frames.send(writes, b"x", 0.01)
    os.close(writes)
