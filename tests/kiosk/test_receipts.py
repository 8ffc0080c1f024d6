"""What comes back from the desk, and what is deleted at the kiosk because of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessment.bundle import keys
from assessment.storage import departures, outbox
from kiosk.transfer import Heard
from tests.kiosk.carriers import a_receipt, a_sender, a_stick, exports, finishes, listed_by, puts, receives

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
