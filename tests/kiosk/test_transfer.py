"""Out on the stick and back as a receipt: what a desk is told, what is deleted here, and what never is."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.bundle import receipt
from assessment.storage import departures, outbox
from assessment.storage.stick import CALLS, StickFailed
from kiosk import transfer
from kiosk.transfer import Heard
from tests.builders import CODE, NOW
from tests.kiosk.carriers import (
    a_sender,
    a_stick,
    exports,
    finishes,
    listed_by,
    puts,
    receives,
)

# out


def test_the_desk_is_told_exactly_what_went_along(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk, 3)

    done = exports(kiosk, stick)

    said = listed_by(kiosk, stick)
    assert (done.written, done.total) == (4, 4)
    assert said.bundles == tuple(departures.held(kiosk.store))
    assert (said.number, said.last) == (1, 3)


def test_the_same_again_is_read_back_and_not_written(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk, 2)
    exports(kiosk, stick)

    done = exports(kiosk, stick)

    assert (done.written, done.present) == (0, 3)


def test_a_new_bundle_makes_a_new_list_and_takes_the_old_one_away(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk)
    exports(kiosk, stick)
    finishes(kiosk)

    done = exports(kiosk, stick)

    assert (done.written, done.present) == (2, 1)
    assert listed_by(kiosk, stick).number == 2


def test_another_stick_gets_everything_too(tmp_path: Path) -> None:
    kiosk, stick, other = a_sender(tmp_path), a_stick(tmp_path), tmp_path / "other"
    other.mkdir()
    finishes(kiosk, 2)
    exports(kiosk, stick)

    assert exports(kiosk, other).written == 3


def test_a_kiosk_where_nobody_sat_takes_along_a_list_of_nothing(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)

    exports(kiosk, stick)

    assert (listed_by(kiosk, stick).bundles, listed_by(kiosk, stick).last) == ((), 0)


def test_before_the_first_byte_is_written_the_kiosk_knows_that_it_may_have_left(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk)

    def refuses(handle: int, data: bytes) -> int:
        raise OSError(5, "Input/output error")

    with pytest.raises(StickFailed):
        exports(kiosk, stick, calls=replace(CALLS, write=refuses))
    assert departures.counts(kiosk.store).exported == 1


def test_without_a_stick_nothing_left(tmp_path: Path) -> None:
    kiosk = a_sender(tmp_path)
    finishes(kiosk)

    with pytest.raises(StickFailed, match="expected the stick to be there"):
        exports(kiosk, tmp_path / "stick")
    assert departures.counts(kiosk.store).new == 1


def test_what_is_copied_as_soon_as_somebody_is_ready_counts_as_left(tmp_path: Path) -> None:
    kiosk = a_sender(tmp_path)
    kiosk.stick = a_stick(tmp_path)

    finishes(kiosk)

    assert departures.counts(kiosk.store).exported == 1
    assert len(list(kiosk.stick.iterdir())) == 1


@pytest.mark.parametrize("change", ["name = '../elsewhere'", "jws_digest = ''", "data = x'00'", "digest = ''"])
def test_a_damaged_bundle_stays_here_and_is_counted(tmp_path: Path, change: str) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk, 3)
    with kiosk.store.writing() as connection:
        connection.execute(f"UPDATE outbox SET {change} WHERE sequence = 2")

    done = exports(kiosk, stick)

    assert (done.written, done.damaged, done.total) == (3, 1, 4)
    assert len([path for path in stick.iterdir() if path.name.startswith("b-")]) == 2
    assert not (tmp_path / "elsewhere").exists()


# a stranger's stick


def test_of_a_hostile_stick_only_the_one_name_is_ever_opened(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk)
    fills_with_rubbish(stick)
    puts(stick, kiosk, b"rubbish")
    opened: list[str] = []

    def opens(path: str, flags: int, *more: int, **named: int) -> int:
        opened.append(str(path))
        return os.open(path, flags, *more, **named)

    heard = transfer.receive(kiosk.store, kiosk.identity, tmp_path, stick, NOW, calls=replace(CALLS, open=opens))

    assert heard.refused
    assert opened == [str(stick), receipt.file_name(kiosk.identity.device_key["kid"])]
    assert len(departures.held(kiosk.store)) == 1


def fills_with_rubbish(stick: Path) -> None:
    for number in range(10_000):
        os.close(os.open(stick / f"r-{number:05}.jws", os.O_CREAT | os.O_WRONLY))
    os.mkfifo(stick / "receipts.jws")
    (stick / "r-link.jws").symlink_to("/etc/passwd")
    (stick / "loop").symlink_to("loop")
    with (stick / "b-huge.bundle").open("wb") as file:
        file.truncate(10 * 1024**3)
    for name in ("\u202egnp.exe", "a\nb", "..  ", "=1+1", "%s%s", "x" * 255, "b-\u0660.bundle"):
        (stick / name).write_bytes(b"autorun")


def rubbish(kind: str, place: Path) -> None:
    match kind:
        case "link":
            place.symlink_to("/etc/passwd")
        case "pipe":
            os.mkfifo(place)
        case "huge":
            with place.open("wb") as file:
                file.truncate(10 * 1024**3)
        case "folder":
            place.mkdir()


@pytest.mark.parametrize("kind", ["link", "pipe", "huge", "folder"])
def test_under_the_right_name_rubbish_is_no_receipt(tmp_path: Path, kind: str) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk)
    rubbish(kind, stick / receipt.file_name(kiosk.identity.device_key["kid"]))

    assert receives(kiosk, stick) == Heard()


@pytest.mark.parametrize("kind", ["link", "pipe", "huge"])
def test_under_the_name_of_a_bundle_rubbish_is_replaced(tmp_path: Path, kind: str) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk)
    (bundle,) = outbox.waiting(tmp_path / "kiosk.db")
    rubbish(kind, stick / bundle.name)

    exports(kiosk, stick)

    assert (stick / bundle.name).read_bytes() == bundle.data
    assert not (stick / bundle.name).is_symlink()


def test_what_lies_on_a_stick_tells_a_finder_nothing(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk, 3)

    exports(kiosk, stick)

    found = b"".join(path.name.encode() + path.read_bytes() for path in stick.iterdir())
    ids = [one.bundle_id for one in departures.held(kiosk.store)]
    for secret in ("kiosk-1", "amsterdam", CODE, kiosk.identity.device_key["kid"], *ids):
        assert secret.encode() not in found
    assert {path.stat().st_mtime for path in stick.iterdir()} == {1_577_836_800}
    assert {path.stat().st_size % (16 * 1024) for path in stick.iterdir()} == {0}
