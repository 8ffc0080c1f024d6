"""Taking everything back: while one sits, and after sharing until the bundle is carried away."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessment.bundle.contents import WITHDRAWN, Contents
from assessment.bundle.enrolment import read, request
from assessment.bundle.trust import Trust, enrol
from assessment.bundle.unseal import unseal
from assessment.items.responses import TextResponse
from assessment.session.codes import WrongCode
from assessment.storage import outbox, verifiers
from assessment.storage.leaving import TooLate
from assessment.storage.sessions import NotStored
from kiosk import withdrawal
from kiosk.keyring import SessionClosed
from kiosk.recognition import AlreadyShared
from tests.builders import CODE, NOW, Room, a_kiosk, an_identity, desk_key, opened, other_codes
from tests.kiosk.test_finishing import CANARY, unsealed


def shared(folder: Path, stick: Path | None = None) -> tuple[Room, str]:
    """A room in which somebody has shared, and their resume code."""
    room, session_id, code = opened(folder, stick)
    room.sit(session_id, {"q-work": TextResponse(CANARY)})
    room.kiosk.finish(session_id)
    return room, code


def comes_back(room: Room, code: str) -> int:
    """The number of the bundle that the person with *code* shared."""
    with pytest.raises(AlreadyShared) as found:
        room.kiosk.resume(code)
    return found.value.sequence


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def entries(room: Room) -> str:
    return " ".join(row["entry"] for row in room.kiosk.store.rows("SELECT entry FROM audit ORDER BY n"))


# while one sits


def test_what_is_deleted_while_one_sits_is_in_none_of_the_files(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.sit(session_id, {"q-work": TextResponse(CANARY)})
    ((wrapped,),) = [tuple(row) for row in room.kiosk.store.rows("SELECT wrapped_key FROM sessions")]
    sealed = [row["sealed"] for row in room.kiosk.store.rows("SELECT sealed FROM events")]

    withdrawal.delete(room.kiosk, session_id)

    traces = [wrapped, *sealed, CANARY.encode(), session_id.encode(), code.encode(), CODE.encode()]
    assert len(sealed) > 20
    assert not [trace for trace in traces if trace in files(tmp_path)]


def test_who_deletes_everything_uses_no_number_and_leaves_no_bundle(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.sit(session_id)

    withdrawal.delete(room.kiosk, session_id)

    assert outbox.waiting(tmp_path / "kiosk.db") == []
    assert room.kiosk.store.last_sealed() == (0, "")
    assert '"entry": "session_deleted"' in entries(room)
    with pytest.raises(WrongCode):
        room.kiosk.resume(code)


def test_after_deleting_the_key_is_gone_and_the_process_ends(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)

    withdrawal.delete(room.kiosk, session_id)

    assert len(room.emptied) == 1
    with pytest.raises(SessionClosed):
        room.kiosk.session(session_id)
    with pytest.raises(SessionClosed):
        withdrawal.delete(room.kiosk, session_id)


def test_on_a_full_disk_nothing_is_said_to_be_deleted(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    before = room.sit(session_id)
    room.kiosk.store._db.conn.execute("PRAGMA query_only = ON")

    with pytest.raises(NotStored):
        withdrawal.delete(room.kiosk, session_id)

    assert room.kiosk.session(session_id) == before


def test_whoever_deletes_may_begin_again(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    withdrawal.delete(room.kiosk, session_id)

    assert room.kiosk.start(CODE, "ar").session_id != session_id


# after sharing


def taken_back(folder: Path) -> tuple[Room, Contents]:
    """A room in which somebody shared and took it back, and what the desk reads under that number."""
    room, code = shared(folder)
    withdrawal.take_back(room.kiosk, comes_back(room, code))
    return room, unsealed(room, folder)


def test_the_desk_reads_that_a_number_was_withdrawn_and_nothing_of_the_person(tmp_path: Path) -> None:
    room, found = taken_back(tmp_path)

    assert (found.kind, found.sequence, found.subject) == (WITHDRAWN, 1, "")
    assert (found.events, found.profile, found.consent) == ([], {}, None)
    assert CODE not in str(found)
    assert '"entry": "bundle_withdrawn", "number": 1' in entries(room)


def test_the_first_form_is_in_none_of_the_files(tmp_path: Path) -> None:
    room, code = shared(tmp_path)
    (first,) = outbox.waiting(tmp_path / "kiosk.db")
    ((verifier, salt),) = [tuple(row) for row in room.kiosk.store.rows("SELECT verifier, salt FROM verifiers")]

    withdrawal.take_back(room.kiosk, comes_back(room, code))

    traces = [first.data, first.data[-64:], first.name.encode(), first.bundle_id.encode(), verifier, salt]
    assert not [trace for trace in traces if trace in files(tmp_path)]


def test_the_chain_closes_whether_the_next_one_was_sealed_before_or_after(tmp_path: Path) -> None:
    room, code = shared(tmp_path)
    (first,) = outbox.waiting(tmp_path / "kiosk.db")
    before = room.kiosk.start(CODE, "ti").session_id
    room.kiosk.stop(before)
    room.kiosk.finish(before)
    withdrawal.take_back(room.kiosk, comes_back(room, code))

    one, two = (read_by_the_desk(room, tmp_path, number) for number in (1, 2))

    assert (one.kind, one.replaces, one.previous) == (WITHDRAWN, first.jws_digest, "")
    assert two.previous == first.jws_digest == one.replaces


def test_the_one_that_is_sealed_next_names_the_withdrawn_one(tmp_path: Path) -> None:
    room, _ = taken_back(tmp_path)
    (withdrawn,) = outbox.waiting(tmp_path / "kiosk.db")
    after = room.kiosk.start(CODE, "ti").session_id
    room.kiosk.stop(after)
    room.kiosk.finish(after)

    assert read_by_the_desk(room, tmp_path, 2).previous == withdrawn.jws_digest


def read_by_the_desk(room: Room, folder: Path, number: int) -> Contents:
    """What the desk reads in bundle *number*."""
    (bundle,) = [one for one in outbox.waiting(folder / "kiosk.db") if one.sequence == number]
    identity = an_identity()
    trust = enrol(Trust("amsterdam"), read(request(identity.name, identity.device_key, NOW)), NOW)
    return unseal(bundle.data, [desk_key()], trust, room.clock.at)


def test_what_was_carried_away_cannot_be_taken_back(tmp_path: Path) -> None:
    room, code = shared(tmp_path)
    room.kiosk.store._db.conn.execute("UPDATE outbox SET exported_on = '2026-11-22'")
    number = comes_back(room, code)
    (bundle,) = outbox.waiting(tmp_path / "kiosk.db")

    assert not withdrawal.can_take_back(room.kiosk, number)
    with pytest.raises(TooLate):
        withdrawal.take_back(room.kiosk, number)
    assert outbox.waiting(tmp_path / "kiosk.db") == [bundle]


def test_what_went_to_the_stick_at_once_cannot_be_taken_back(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    room, code = shared(tmp_path, stick)

    assert not withdrawal.can_take_back(room.kiosk, comes_back(room, code))


def test_nobody_takes_back_twice(tmp_path: Path) -> None:
    room, code = shared(tmp_path)
    number = comes_back(room, code)
    withdrawal.take_back(room.kiosk, number)

    assert not withdrawal.can_take_back(room.kiosk, number)
    with pytest.raises(TooLate):
        withdrawal.take_back(room.kiosk, number)
    with pytest.raises(WrongCode):
        room.kiosk.resume(code)


def test_where_the_bundle_is_gone_the_code_is_nobodys(tmp_path: Path) -> None:
    room, code = shared(tmp_path)
    room.kiosk.store._db.conn.execute("UPDATE outbox SET data = x''")

    with pytest.raises(WrongCode):
        room.kiosk.resume(code)
    assert room.kiosk.store.rows("SELECT * FROM verifiers") == []


def test_the_verifier_is_not_the_code_and_opens_nothing(tmp_path: Path) -> None:
    room, code = shared(tmp_path)

    assert code.encode() not in files(tmp_path)
    found = verifiers.find(room.kiosk.store, code[:4], room.kiosk.cost)
    assert verifiers.fits(found, code, room.kiosk.identity.secret)
    assert not verifiers.fits(found, code, b"another secret, thirty-two bytes")
    assert not verifiers.fits(replace(found, sequence=2), code, room.kiosk.identity.secret)


@pytest.mark.parametrize("damage", ["memory_kib = 1 << 40", "salt = x'00'", "previous = 'x'", "failures = 1 << 40"])
def test_what_is_damaged_recognises_nobody_and_breaks_nothing(tmp_path: Path, damage: str) -> None:
    room, code = shared(tmp_path)
    room.kiosk.store._db.conn.execute(f"UPDATE verifiers SET {damage}")

    with pytest.raises(WrongCode):
        room.kiosk.resume(code)


def test_wrong_codes_for_what_was_shared_are_counted_and_the_right_one_forgives(tmp_path: Path) -> None:
    room, code = shared(tmp_path)
    for _, other in zip(range(4), other_codes(code), strict=False):
        with pytest.raises(WrongCode) as refusal:
            room.kiosk.resume(other)
        assert refusal.value.wait_seconds == 0

    comes_back(room, code)

    assert verifiers.find(room.kiosk.store, code[:4], room.kiosk.cost).failures == 0


def test_a_slip_number_with_which_something_can_be_taken_back_is_not_given_out_again(tmp_path: Path) -> None:
    room, code = shared(tmp_path)

    assert verifiers.slips(room.kiosk.store) == {code[:4]}


def test_a_clock_in_doubt_keeps_nobody_from_taking_back(tmp_path: Path) -> None:
    room, code = shared(tmp_path)
    room.clock.at = datetime(1970, 1, 2, tzinfo=UTC)

    withdrawal.take_back(room.kiosk, comes_back(room, code))

    assert '"entry": "bundle_withdrawn"' in entries(room)


def test_another_kiosk_process_takes_back_as_well(tmp_path: Path) -> None:
    room, code = shared(tmp_path)
    room.kiosk.store.close()
    other = a_kiosk(tmp_path, clock=room.clock)

    withdrawal.take_back(other.kiosk, comes_back(other, code))

    assert unsealed(other, tmp_path).kind == WITHDRAWN
