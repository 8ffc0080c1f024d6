"""How long things stay on the laptop, and what an operator is told about it."""

from dataclasses import astuple
from pathlib import Path

import pytest

from assessment.session.codes import WrongCode
from assessment.storage.retention import reading
from kiosk import housekeeping, retention
from kiosk.clock import ClockInDoubt
from kiosk.retention import Erased, Kept, Limits
from tests.builders import CODE, NOW, Room, a_kiosk, opened, other_codes


def finished(folder: Path) -> Room:
    room, session_id, _ = opened(folder)
    room.kiosk.stop(session_id)
    room.kiosk.finish(session_id)
    return room


def goes_by(room: Room, days: int) -> Erased:
    """Whether anything is erased while time goes by as it does, a day at a time, with a kiosk that runs."""
    found = Erased()
    for _ in range(days):
        room.clock.forward(days=1)
        now = housekeeping.erase_old(room.kiosk)
        found = Erased(*(before + more for before, more in zip(astuple(found), astuple(now), strict=True)))
    return found


def test_a_bundle_that_no_receipt_came_for_goes_after_ninety_days(tmp_path: Path) -> None:
    room = finished(tmp_path)

    assert goes_by(room, 90) == Erased()
    assert goes_by(room, 1) == Erased(bundles=1)


def test_what_was_counted_of_strangers_goes_too(tmp_path: Path) -> None:
    room, _, code = opened(tmp_path)
    stranger = next(other_codes(f"{(int(code[:4]) + 1) % 10_000:04}{code[4:]}"))
    with pytest.raises(WrongCode):
        room.kiosk.resume(stranger)

    assert goes_by(room, 14) == Erased()
    assert goes_by(room, 1) == Erased(tries=1)


def test_traces_go_after_a_year(tmp_path: Path) -> None:
    room = finished(tmp_path)
    finished_again = room.kiosk.start(CODE, "ar").session_id
    room.kiosk.stop(finished_again)
    room.kiosk.finish(finished_again)

    assert goes_by(room, 365) == Erased(bundles=2)
    assert goes_by(room, 1) == Erased(tombstones=1, entries=4)


def test_who_sits_there_while_the_days_go_by_is_not_thrown_out(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)

    assert goes_by(room, 20) == Erased()

    assert room.kiosk.session(session_id).current is not None


def test_the_operator_sees_what_lies_here_and_when_it_goes(tmp_path: Path) -> None:
    room = finished(tmp_path)
    room.kiosk.start(CODE, "ar")

    with reading(tmp_path / "kiosk.db") as rows:
        found = retention.look(rows, Limits(), room.clock.at.date())

    assert found.sessions == Kept(1, NOW.date().replace(month=12, day=7))
    assert found.bundles == Kept(1, NOW.date().replace(year=2027, month=2, day=21))
    assert (found.waiting_long, found.tombstones) == (0, Kept(0, None))
    assert list(retention.lines(found)) == [
        "unfinished sessions: 1, kept for 14 days, the next is erased on 2026-12-07",
        "sealed bundles: 1, kept for 90 days, the next is erased on 2027-02-21",
        "tombstones of bundles: 0, kept for 365 days",
        "audit entries: 2, kept for 365 days, the next is erased on 2027-11-23",
    ]


def test_what_is_announced_is_what_happens(tmp_path: Path) -> None:
    room, session_id, _ = opened(tmp_path)
    room.kiosk.pause(session_id)
    due = retention.look(room.kiosk.store.rows, Limits(), NOW.date()).sessions.next_due
    assert due is not None

    assert goes_by(room, (due - NOW.date()).days - 1) == Erased()
    assert goes_by(room, 1) == Erased(sessions=1)


def test_the_operator_is_warned_of_bundles_that_wait(tmp_path: Path) -> None:
    room = finished(tmp_path)
    room.clock.forward(days=15)

    found = retention.look(room.kiosk.store.rows, Limits(), room.clock.at.date())

    assert found.waiting_long == 1
    assert [*retention.lines(found)][-1] == "WARNING: 1 bundles wait longer than 14 days: bring them to the desk"


@pytest.mark.parametrize("days", [-20_000, -400, 61, 395, 3650])
def test_nothing_goes_because_the_clock_is_wrong(tmp_path: Path, days: int) -> None:
    room, session_id, code = opened(tmp_path)
    room.kiosk.pause(session_id)
    room.clock.forward(days=days)

    with pytest.raises(ClockInDoubt):
        housekeeping.erase_old(room.kiosk)

    assert room.kiosk.resume(code).session_id == session_id


def test_a_laptop_with_other_limits_keeps_to_them(tmp_path: Path) -> None:
    room = a_kiosk(tmp_path)
    room.kiosk.limits = Limits(sessions=2)
    room.kiosk.pause(room.kiosk.start(CODE, "ar").session_id)

    assert goes_by(room, 2) == Erased()
    assert goes_by(room, 1) == Erased(sessions=1)
