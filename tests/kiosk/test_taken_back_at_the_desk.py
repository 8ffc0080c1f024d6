"""A kiosk on which somebody took back what they shared, and the desk that takes in everything from it."""

from itertools import permutations
from pathlib import Path

import pytest

from assessment.bundle.enrolment import read, request
from assessment.bundle.trust import Trust, enrol
from assessment.desk.outcomes import code_of
from assessment.desk.service import Desk
from assessment.storage import held, outbox
from assessment.storage.cases import CaseStore
from kiosk import withdrawal
from tests.builders import CODE, NOW, Room, a_bank, an_identity, desk_key
from tests.kiosk.test_leaving import comes_back, shared


def a_desk(room: Room, folder: Path) -> Desk:
    """The desk that the kiosk in *room* seals for."""
    identity, store = an_identity(), CaseStore(folder / "desk.db")
    store.add_user("hanna", "hash")
    trust = enrol(Trust("amsterdam"), read(request(identity.name, identity.device_key, NOW)), NOW)
    banks = {a_bank().content_hash: a_bank()}
    return Desk(store, (desk_key(),), lambda: trust, banks, lambda: room.clock.at, lambda count: "0" * count)


def one_more(room: Room) -> None:
    session = room.kiosk.start(CODE, "ti").session_id
    room.kiosk.stop(session)
    room.kiosk.finish(session)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=lambda order: "".join(map(str, order)))
def test_every_number_comes_in_and_the_row_is_whole(tmp_path: Path, order: tuple[int, ...]) -> None:
    room, code = shared(tmp_path)
    one_more(room)  # sealed when the first still stood
    withdrawal.take_back(room.kiosk, comes_back(room, code))
    one_more(room)
    row = sorted(outbox.waiting(tmp_path / "kiosk.db"), key=lambda one: one.sequence)
    desk = a_desk(room, tmp_path)

    outcomes = {number: code_of(desk.receive(row[number].data, "hanna")) for number in order}

    assert outcomes == {0: "withdrawn", 1: "imported", 2: "imported"}
    assert [number.kind for number in held.all_numbers(desk.store)] == ["withdrawn", "profile", "profile"]


def test_a_copy_from_before_is_not_taken_in_afterwards(tmp_path: Path) -> None:
    room, code = shared(tmp_path)
    (copy,) = outbox.waiting(tmp_path / "kiosk.db")
    withdrawal.take_back(room.kiosk, comes_back(room, code))
    (taken_back,) = outbox.waiting(tmp_path / "kiosk.db")
    desk = a_desk(room, tmp_path)

    desk.receive(taken_back.data, "hanna")

    assert code_of(desk.receive(copy.data, "hanna")) == "withdrawn_before"
    assert desk.cases() == []
