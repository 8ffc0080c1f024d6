"""A sitting that is left and taken up again: keys, resume codes, and what happens to those who guess."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.items.responses import Missing, TextResponse
from assessment.session.codes import WrongCode, start_code
from kiosk import housekeeping
from kiosk.keyring import SessionClosed
from kiosk.retention import Erased
from kiosk.service import BankChanged
from tests.builders import CODE, Room, a_bank, a_kiosk, opened, other_codes

# pausing and coming back


def test_after_a_pause_the_key_is_gone(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)

    assert room.kiosk.pause(session_id) == code

    for act in (room.kiosk.session, room.kiosk.resume_code, room.kiosk.back, room.kiosk.pause, room.kiosk.finish):
        with pytest.raises(SessionClosed):
            act(session_id)
    with pytest.raises(SessionClosed):
        room.kiosk.answer(session_id, "welcome", 2, TextResponse("x"))


def test_the_resume_code_brings_the_session_back(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    before = room.sit(session_id, until="q-work")
    room.kiosk.pause(session_id)
    room.clock.forward(days=2)

    found = room.kiosk.resume(f"{code[:4]} {code[4:]}")

    session = room.kiosk.session(found.session_id)
    assert (found.session_id, found.resume_code) == (session_id, code)
    assert (session.responses, session.current, session.paused) == (before.responses, before.current, False)


def test_after_a_power_cut_the_code_brings_back_every_answer(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    before = room.sit(session_id, until="q-work")
    shutil.copytree(tmp_path, tmp_path / "at-that-moment")

    other = a_kiosk(tmp_path / "at-that-moment", clock=room.clock)

    assert other.kiosk.resume(code).session_id == session_id
    assert other.kiosk.session(session_id).responses == before.responses


def test_a_session_of_another_bank_cannot_go_on(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.kiosk.pause(session_id)
    room.kiosk.store.close()

    other = a_kiosk(tmp_path, bank=replace(a_bank(), content_hash="ff" * 32))

    with pytest.raises(BankChanged, match=r"0\.1\.0"):
        other.kiosk.resume(code)
    other.kiosk.store.close()
    assert a_kiosk(tmp_path).kiosk.resume(code).session_id == session_id


def test_a_code_of_nobody_is_wrong(tmp_path: Path) -> None:
    room, _, code = opened(tmp_path)
    slip = f"{(int(code[:4]) + 1) % 10_000:04}"

    with pytest.raises(WrongCode) as refusal:
        room.kiosk.resume(next(other_codes(slip + code[4:])))
    assert refusal.value.wait_seconds == 0


def waits(room: Room, code: str, tries: int) -> list[int]:
    """How long the kiosk asks to wait after each of *tries* wrong codes, each given as soon as it may be."""
    found = []
    for _, wrong in zip(range(tries), other_codes(code), strict=False):
        with pytest.raises(WrongCode) as refusal:
            room.kiosk.resume(wrong)
        found.append(refusal.value.wait_seconds)
        room.clock.forward(seconds=max(0, found[-1]))
    return found


def test_five_wrong_codes_are_free_and_then_the_wait_doubles(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.kiosk.pause(session_id)

    assert waits(room, code, 9) == [0, 0, 0, 0, 15, 30, 60, 120, 240]


def test_while_waiting_even_the_right_code_is_not_looked_at(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.kiosk.pause(session_id)
    waits(room, code, 6)
    room.clock.forward(seconds=-10)

    with pytest.raises(WrongCode) as refusal:
        room.kiosk.resume(code)
    assert refusal.value.wait_seconds == 10

    room.clock.forward(seconds=10)
    assert room.kiosk.resume(code).session_id == session_id


def test_the_wait_survives_a_restart(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.kiosk.pause(session_id)
    waits(room, code, 7)
    room.clock.forward(seconds=-30)
    room.kiosk.store.close()

    with pytest.raises(WrongCode) as refusal:
        a_kiosk(tmp_path, clock=room.clock).kiosk.resume(code)
    assert refusal.value.wait_seconds == 30


def test_after_fifteen_wrong_codes_the_session_is_shut_for_good(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.kiosk.pause(session_id)

    assert waits(room, code, 15)[-1] == -1

    room.clock.forward(days=100)
    with pytest.raises(WrongCode) as refusal:
        room.kiosk.resume(code)
    assert refusal.value.wait_seconds == -1


def test_the_right_code_makes_the_wrong_ones_forgotten(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.kiosk.pause(session_id)
    waits(room, code, 4)
    room.kiosk.resume(code)
    room.kiosk.pause(session_id)

    assert waits(room, code, 5) == [0, 0, 0, 0, 15]


def test_who_lost_the_code_begins_again_and_the_old_session_stays_shut(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.kiosk.pause(session_id)
    waits(room, code, 15)

    again = room.kiosk.start(CODE, "ar")

    assert room.kiosk.session(again.session_id).responses == {}
    with pytest.raises(WrongCode):
        room.kiosk.resume(code)


# nobody there


def test_a_session_that_nobody_touches_is_paused(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    other = room.kiosk.start(start_code("87654321"), "ti").session_id
    room.clock.forward(minutes=6)
    room.kiosk.skip(other, "welcome", 2, Missing.SKIPPED)
    room.clock.forward(minutes=4)

    room.kiosk.lock_idle(7)

    with pytest.raises(SessionClosed):
        room.kiosk.session(session_id)
    assert room.kiosk.session(other).current is not None
    assert room.kiosk.resume(code).session_id == session_id


def test_the_kiosk_says_so_when_the_last_session_closes(tmp_path: Path) -> None:
    room, one, _ = opened(tmp_path)
    two = room.kiosk.start(start_code("87654321"), "ti").session_id

    room.kiosk.pause(one)
    assert room.emptied == []

    room.sit(two)
    room.kiosk.finish(two)
    assert len(room.emptied) == 1


def test_a_session_that_nobody_comes_back_to_is_forgotten(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.kiosk.pause(session_id)

    room.clock.forward(days=14)
    assert housekeeping.erase_old(room.kiosk) == Erased()

    room.clock.forward(days=1)
    assert housekeeping.erase_old(room.kiosk) == Erased(sessions=1)
    with pytest.raises(WrongCode):
        room.kiosk.resume(code)
