"""Out on the stick and back as a receipt: what a desk is told, what is deleted here, and what never is."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.bundle import keys, manifest, receipt
from assessment.bundle.contents import Audit
from assessment.bundle.keys import Jwk
from assessment.bundle.manifest import Listed
from assessment.bundle.receipt import Receipt
from assessment.bundle.trust import Device, Trust
from assessment.storage import departures, outbox
from assessment.storage.outbox import Exported
from assessment.storage.stick import CALLS, StickFailed
from kiosk import transfer
from kiosk.service import Kiosk
from kiosk.transfer import Heard
from tests.builders import CHEAP, CODE, NOW, a_bank
from tests.kiosk.builders import Clock, a_kiosk

RECEIPT_KEY = keys.make_device_key()
DESK_KEY = keys.make_recipient_key()


def a_sender(folder: Path) -> Kiosk:
    """A kiosk that knows with which key its desk signs receipts."""
    kiosk = a_kiosk(folder, bank=a_bank(), clock=Clock(NOW))
    desk = replace(kiosk.identity.recipient, jwk=keys.public(DESK_KEY))
    kiosk.identity = replace(kiosk.identity, recipient=desk, receipt_keys=(keys.public(RECEIPT_KEY),))
    kiosk.cost = CHEAP
    return kiosk


def finishes(kiosk: Kiosk, times: int = 1) -> None:
    """So many people come, stop at once and share what there is."""
    for _ in range(times):
        opened = kiosk.start(CODE, "nl")
        kiosk.stop(opened.session_id)
        kiosk.finish(opened.session_id)


def a_stick(folder: Path) -> Path:
    (folder / "stick").mkdir()
    return folder / "stick"


def exports(kiosk: Kiosk, stick: Path, **more: object) -> Exported:
    return transfer.export(kiosk.store, kiosk.identity, stick, kiosk.now(), **more)


def receives(kiosk: Kiosk, stick: Path) -> Heard:
    return transfer.receive(kiosk.store, kiosk.identity, stick.parent, stick, kiosk.now())


def listed_by(kiosk: Kiosk, stick: Path) -> manifest.Manifest:
    """What the one list on *stick* says to the desk."""
    (path,) = [path for path in stick.iterdir() if manifest.FILE_NAME.fullmatch(path.name)]
    device = Device("kiosk-1", keys.public(kiosk.identity.device_key), NOW, NOW.replace(year=2030))
    return manifest.unsealed(path.read_bytes(), [DESK_KEY], Trust("amsterdam", (device,)), kiosk.now()).manifest


def a_receipt(of: Kiosk, *bundles: Listed, key: Jwk = RECEIPT_KEY, **changes: object) -> bytes:
    good = Receipt(
        municipality="amsterdam",
        kiosk="kiosk-1",
        kid=of.identity.device_key["kid"],
        issued_at=NOW,
        bundles=bundles,
        audit=Audit(5, "cd" * 32),
    )
    return receipt.sign(replace(good, **changes), key)


def puts(stick: Path, kiosk: Kiosk, data: bytes) -> None:
    (stick / receipt.file_name(kiosk.identity.device_key["kid"])).write_bytes(data)


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


# back


def test_what_arrived_is_deleted_and_leaves_its_number(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk, 3)
    first, _, third = departures.held(kiosk.store)
    puts(stick, kiosk, a_receipt(kiosk, first, third))

    assert receives(kiosk, stick) == Heard(found=True, received=2)
    assert [one.sequence for one in departures.held(kiosk.store)] == [2]
    (row,) = kiosk.store.rows("SELECT * FROM outbox WHERE sequence = 1")
    assert (row["data"], row["bundle_id"], row["jws_digest"]) == (b"", first.bundle_id, first.digest)
    assert (row["received_on"], row["finished_on"]) == ("2026-11-22", "2026-11-22")


def test_nothing_of_a_deleted_bundle_is_left_in_the_files(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk)
    (bundle,) = outbox.waiting(tmp_path / "kiosk.db")
    puts(stick, kiosk, a_receipt(kiosk, *departures.held(kiosk.store)))

    receives(kiosk, stick)

    pieces = [bundle.data[start : start + 64] for start in range(0, len(bundle.data), 512)]
    for path in tmp_path.glob("kiosk.db*"):
        data = path.read_bytes()
        assert not [piece for piece in pieces if piece in data]


def test_the_numbering_goes_on_behind_what_was_deleted(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk, 2)
    before = departures.held(kiosk.store)
    puts(stick, kiosk, a_receipt(kiosk, *before))
    receives(kiosk, stick)

    assert kiosk.store.last_sealed() == (2, before[1].digest)
    finishes(kiosk)
    assert [one.sequence for one in departures.held(kiosk.store)] == [3]


def test_what_arrived_is_taken_off_the_stick_at_the_next_export(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk, 2)
    exports(kiosk, stick)
    puts(stick, kiosk, a_receipt(kiosk, departures.held(kiosk.store)[0]))
    receives(kiosk, stick)

    exports(kiosk, stick)

    assert len([path for path in stick.iterdir() if path.name.startswith("b-")]) == 1
    assert [one.sequence for one in listed_by(kiosk, stick).bundles] == [2]


def test_the_same_receipt_again_changes_nothing(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk)
    puts(stick, kiosk, a_receipt(kiosk, *departures.held(kiosk.store)))
    receives(kiosk, stick)

    assert receives(kiosk, stick) == Heard(found=True, received=0)


def test_each_deletion_is_in_the_audit_log_and_the_desks_checkpoint_is_kept(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk, 2)
    puts(stick, kiosk, a_receipt(kiosk, *departures.held(kiosk.store)))

    receives(kiosk, stick)

    entries = [row["entry"] for row in kiosk.store.rows("SELECT entry FROM audit")]
    assert sum('"received"' in entry for entry in entries) == 2
    assert [tuple(row) for row in kiosk.store.rows("SELECT n, head FROM desk_checkpoints")] == [(5, "cd" * 32)]


def refused_receipts():
    """A name for each receipt that must delete nothing, and how it differs from a good one."""
    yield "of another desk", {"municipality": "utrecht"}
    yield "for another kiosk", {"kiosk": "kiosk-2"}
    yield "for another key", {"kid": "k" * 43}
    yield "signed by the kiosk itself", {"key": "own"}
    yield "signed by a stranger", {"key": "stranger"}


@pytest.mark.parametrize("changes", [changes for _, changes in refused_receipts()], ids=dict(refused_receipts()))
def test_a_receipt_that_is_not_for_us_deletes_nothing_and_says_why(tmp_path: Path, changes: dict[str, str]) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk)
    by = {"own": kiosk.identity.device_key, "stranger": keys.make_device_key()}
    given = {"key": by[changes["key"]]} if "key" in changes else changes
    puts(stick, kiosk, a_receipt(kiosk, *departures.held(kiosk.store), **given))

    heard = receives(kiosk, stick)

    assert (heard.received, len(departures.held(kiosk.store))) == (0, 1)
    assert heard.refused


@pytest.mark.parametrize("change", [{"digest": "ee" * 32}, {"bundle_id": "5f0c9a52-6f5e-4d0e-9f3d-0a1b2c3d4e5f"}])
def test_a_receipt_for_other_contents_deletes_nothing_and_names_the_number(tmp_path: Path, change: dict) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk, 2)
    first, second = departures.held(kiosk.store)
    puts(stick, kiosk, a_receipt(kiosk, replace(first, **change), second))

    assert receives(kiosk, stick) == Heard(found=True, received=1, other=(1,))
    assert departures.held(kiosk.store) == [first]


def test_a_kiosk_that_knows_no_receipt_key_believes_no_receipt(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)
    finishes(kiosk)
    puts(stick, kiosk, a_receipt(kiosk, *departures.held(kiosk.store)))
    kiosk.identity = replace(kiosk.identity, receipt_keys=())

    assert receives(kiosk, stick).refused


def test_a_stick_without_a_receipt_says_nothing(tmp_path: Path) -> None:
    kiosk, stick = a_sender(tmp_path), a_stick(tmp_path)

    assert receives(kiosk, stick) == Heard()


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
