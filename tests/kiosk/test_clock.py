"""A clock that cannot be right: nobody begins, nothing is erased, and whoever sits goes on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessment.bundle.contents import Clock
from assessment.session.codes import WrongCode
from kiosk import housekeeping
from kiosk.clock import LONGEST_SILENCE, SLACK, ClockInDoubt
from kiosk.keyring import SessionClosed
from tests.builders import CODE, NOW, Room, a_kiosk, opened, other_codes
from tests.kiosk.test_finishing import unsealed

WRONG = {
    "1970": datetime(1970, 1, 1, tzinfo=UTC),
    "2036": datetime(2036, 2, 7, tzinfo=UTC),
    "an hour early": NOW - timedelta(hours=1),
    "thirteen months late": NOW + timedelta(days=395),
}
wrong = pytest.mark.parametrize("shown", WRONG.values(), ids=WRONG)


def enrolled(folder: Path, at: datetime = NOW) -> Room:
    """A kiosk that was enrolled *at* a moment, and has seen nobody yet."""
    room = a_kiosk(folder)
    room.kiosk.identity = replace(room.kiosk.identity, enrolled_at=at)
    return room


@wrong
def test_nobody_begins_while_the_clock_cannot_be_right(tmp_path: Path, shown: datetime) -> None:
    room, _, _ = opened(tmp_path)
    room.clock.at = shown

    with pytest.raises(ClockInDoubt, match="clock"):
        room.kiosk.start(CODE, "ar")


@wrong
def test_a_session_outlives_a_clock_that_jumps(tmp_path: Path, shown: datetime) -> None:
    room, session_id, code = opened(tmp_path)
    room.sit(session_id, until="q-work")
    room.clock.at = shown

    room.kiosk.pause(session_id)
    room.kiosk.resume(code)
    room.sit(session_id)

    assert room.kiosk.finish(session_id)


@wrong
def test_what_is_noted_in_doubt_does_not_end_the_doubt(tmp_path: Path, shown: datetime) -> None:
    room, session_id, code = opened(tmp_path)
    room.clock.at = shown
    for _ in range(3):
        room.kiosk.pause(session_id)
        room.kiosk.resume(code)

    assert housekeeping.clock(room.kiosk).doubt
    with pytest.raises(ClockInDoubt):
        room.kiosk.start(CODE, "ar")


@wrong
def test_an_operator_who_confirms_the_clock_ends_the_doubt(tmp_path: Path, shown: datetime) -> None:
    room, _, _ = opened(tmp_path)
    room.clock.at = shown

    housekeeping.confirm_clock(room.kiosk)

    assert housekeeping.clock(room.kiosk).doubt is None
    assert room.kiosk.start(CODE, "ar")
    audited = [row["entry"] for row in room.kiosk.store.rows("SELECT entry FROM audit")]
    assert '"entry": "clock_confirmed"' in " ".join(audited)


@wrong
def test_a_clock_that_is_set_right_again_needs_nobody(tmp_path: Path, shown: datetime) -> None:
    room, session_id, code = opened(tmp_path)
    room.clock.at = shown
    room.kiosk.pause(session_id)
    room.clock.at = NOW + timedelta(hours=2)

    assert housekeeping.clock(room.kiosk).doubt is None
    assert room.kiosk.start(CODE, "ar")
    assert room.kiosk.resume(code).session_id == session_id


def test_a_little_is_no_reason_to_ask_anybody(tmp_path: Path) -> None:
    room, _, _ = opened(tmp_path)

    for moment in (NOW - SLACK, NOW + LONGEST_SILENCE):
        room.clock.at = moment
        assert housekeeping.clock(room.kiosk).doubt is None


def test_a_kiosk_that_is_used_now_and_then_is_believed_for_years(tmp_path: Path) -> None:
    room, _, _ = opened(tmp_path)

    for _ in range(30):
        room.clock.forward(days=50)
        assert room.kiosk.start(CODE, "ar")


def test_before_it_was_enrolled_no_kiosk_was_used(tmp_path: Path) -> None:
    room = enrolled(tmp_path)
    room.clock.at = NOW - timedelta(days=1)

    with pytest.raises(ClockInDoubt):
        room.kiosk.start(CODE, "ar")
    with pytest.raises(ClockInDoubt, match="enrolled on 2026-11-22"):
        housekeeping.confirm_clock(room.kiosk)


def test_a_fresh_kiosk_needs_no_confirmation(tmp_path: Path) -> None:
    room = enrolled(tmp_path)
    room.clock.forward(days=30)

    assert room.kiosk.start(CODE, "ar")


@pytest.mark.parametrize("confirmed", [False, True])
def test_the_desk_is_told_of_the_floor_and_of_the_operator(tmp_path: Path, confirmed: bool) -> None:
    room, session_id, _ = opened(tmp_path)
    if confirmed:
        housekeeping.confirm_clock(room.kiosk)
    room.kiosk.stop(session_id)

    room.kiosk.finish(session_id)

    assert unsealed(room, tmp_path).clock == Clock(NOW, confirmed)


def test_a_wait_after_wrong_codes_does_not_last_for_years_where_the_clock_was_wrong(tmp_path: Path) -> None:
    room, session_id, code = opened(tmp_path)
    room.kiosk.pause(session_id)
    room.clock.at = WRONG["2036"]
    for _, other in zip(range(6), other_codes(code), strict=False):
        with pytest.raises(WrongCode):
            room.kiosk.resume(other)
        room.clock.forward(minutes=10)

    room.clock.at = NOW

    assert room.kiosk.resume(code).session_id == session_id


def test_who_went_away_is_locked_out_even_where_the_clock_was_set_back(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.clock.forward(days=-1)
    room.kiosk.lock_idle(7)
    room.clock.forward(minutes=8)

    room.kiosk.lock_idle(7)

    with pytest.raises(SessionClosed):
        room.kiosk.session(session_id)
