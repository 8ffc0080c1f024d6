"""Each bundle comes in once, whatever else happens: at the same moment, in any order, sealed anew, or contradicted."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Barrier

import pytest

from assessment.bundle.contents import Contents
from assessment.bundle.seal import Sealed
from assessment.desk.outcomes import (
    Conflicting,
    HeldApart,
    Imported,
    Outcome,
    Refused,
    TestArrived,
    Withdrew,
    code_of,
)
from assessment.session import codes
from assessment.storage import held
from assessment.storage.cases import CaseStore
from tests.desk.builders import CODE, USER, Office, a_sitting, an_office, contents_of, nobody

PARALLEL = 50
HISTORIES, LENGTH, SEED = 6, 40, 20261122


def numbered(sequence: int, previous: str = "", **changes: object) -> Contents:
    good = {"bundle_id": f"5f0c9a52-6f5e-4d0e-9f3d-{sequence:012}", "sequence": sequence, "previous": previous}
    return contents_of(a_sitting(nobody), **{**good, **changes})


def nothing_of(contents: Contents, replaces: str = "", **changes: object) -> Contents:
    """The withdrawal that takes the place of *contents*."""
    gone = {"kind": "withdrawn", "events": [], "profile": {}, "consent": None, "replaces": replaces}
    other_id = f"6{contents.bundle_id[1:]}"
    return replace(contents, bundle_id=other_id, **{**gone, **changes})


def a_row(office: Office, count: int) -> list[tuple[Contents, Sealed]]:
    """The first *count* bundles of a kiosk, each naming the one before it."""
    found: list[tuple[Contents, Sealed]] = []
    previous = ""
    for sequence in range(1, count + 1):
        contents = numbered(sequence, previous)
        found.append((contents, office.seal(contents)))
        previous = found[-1][1].jws_digest
    return found


def test_fifty_at_once_take_it_in_once(office: Office) -> None:
    data, all_here = office.sealed(numbered(1)), Barrier(PARALLEL)

    def take_in() -> Outcome:
        all_here.wait()
        return office.desk.receive(data, USER)

    with ThreadPoolExecutor(PARALLEL) as pool:
        outcomes = [each.result() for each in [pool.submit(take_in) for _ in range(PARALLEL)]]

    assert sorted(code_of(one) for one in outcomes) == ["already_imported"] * (PARALLEL - 1) + ["imported"]
    assert len(office.desk.case(CODE).bundles) == 1


def test_two_programs_at_once_take_it_in_once(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    others = [replace(office.desk, store=CaseStore(tmp_path / "desk.db")) for _ in range(4)]
    data, all_here = office.sealed(numbered(1)), Barrier(len(others))

    def take_in(number: int) -> Outcome:
        all_here.wait()
        return others[number].receive(data, USER)

    with ThreadPoolExecutor(len(others)) as pool:
        outcomes = list(pool.map(take_in, range(len(others))))

    assert sorted(map(code_of, outcomes)) == ["already_imported"] * 3 + ["imported"]


def test_the_number_keeps_what_a_later_look_at_the_row_needs(office: Office) -> None:
    contents, sealed = a_row(office, 1)[0]
    office.desk.receive(sealed.data, USER)

    (number,) = held.all_numbers(office.desk.store)

    assert (number.kid, number.sequence) == (office.device_key["kid"], 1)
    assert (number.jws_digest, number.previous, number.kind) == (sealed.jws_digest, "", "profile")
    assert office.desk.store.bundle(contents.bundle_id).jws_digest == sealed.jws_digest


# conflicts


@pytest.mark.parametrize(
    "other",
    [
        lambda one: replace(one, bundle_id="00000000-6f5e-4d0e-9f3d-0a1b2c3d4e5f"),
        lambda one: replace(one, sequence=9),
        lambda one: replace(one, profile={**one.profile, "results": []}),
        lambda one: nothing_of(one, "ab" * 32),
    ],
    ids=["same number", "same id", "other scores", "withdrawal of something else"],
)
def test_other_contents_are_a_conflict_that_is_listed_with_both(office: Office, other: object) -> None:
    contents, sealed = a_row(office, 1)[0]
    office.desk.receive(sealed.data, USER)
    data = office.sealed(other(contents))

    assert office.desk.receive(data, USER) == Conflicting()
    assert office.desk.receive(data, USER) == Conflicting()

    ((conflict, known),) = office.desk.conflicts()
    assert conflict.data == data
    assert [number.bundle_id for number in known] == [contents.bundle_id]
    assert office.desk.store.bundle(contents.bundle_id).data == sealed.data


# rows


def test_a_row_may_come_in_any_order_and_with_gaps(office: Office) -> None:
    row = a_row(office, 6)

    for number in (4, 1, 5, 0):
        assert isinstance(office.desk.receive(row[number][1].data, USER), Imported)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["older first", "newer first"])
def test_a_bundle_of_another_row_is_kept_apart(office: Office, order: tuple[int, int]) -> None:
    datas = [office.sealed(numbered(1)), office.sealed(numbered(2, "ab" * 32))]
    office.desk.receive(datas[order[0]], USER)

    assert office.desk.receive(datas[order[1]], USER) == HeldApart("chain_broken")
    (waiting,) = office.desk.quarantined()
    assert (waiting.reason, waiting.kiosk, waiting.sequence) == ("chain_broken", "kiosk-noord-1", order[1] + 1)


def test_a_person_may_believe_it_all_the_same_and_says_why(office: Office) -> None:
    office.desk.receive(office.sealed(numbered(1)), USER)
    office.desk.receive(office.sealed(numbered(2, "ab" * 32)), USER)
    (waiting,) = office.desk.quarantined()

    assert isinstance(office.desk.receiving.believe(waiting.digest, "kiosk_was_repaired", USER), Imported)

    assert office.desk.quarantined() == []
    assert ("believed", f"chain_broken kiosk_was_repaired {waiting.digest[:16]}") in office.desk.store.audited()


# who withdrew


def test_a_withdrawal_closes_the_number(office: Office) -> None:
    (first, sealed), (_, second) = a_row(office, 2)
    withdrawal = office.sealed(nothing_of(first, sealed.jws_digest))

    assert office.desk.receive(withdrawal, USER) == Withdrew(CODE)
    assert office.desk.receive(withdrawal, USER) == Withdrew(CODE, again=True)
    assert isinstance(office.desk.receive(second.data, USER), Imported)  # its row was sealed when the first still stood
    assert [number.kind for number in held.all_numbers(office.desk.store)] == ["withdrawn", "profile"]


def test_a_copy_of_what_was_taken_back_does_not_come_in_any_more(office: Office) -> None:
    first, sealed = a_row(office, 1)[0]
    office.desk.receive(office.sealed(nothing_of(first, sealed.jws_digest)), USER)

    assert office.desk.receive(sealed.data, USER) == Refused("withdrawn_before")
    assert office.desk.cases() == []
    assert office.desk.quarantined() == []


def test_a_withdrawal_after_the_profile_came_in_says_so(office: Office) -> None:
    first, sealed = a_row(office, 1)[0]
    office.desk.receive(sealed.data, USER)

    outcome = office.desk.receive(office.sealed(nothing_of(first, sealed.jws_digest, subject="")), USER)

    assert outcome == Withdrew("", first.bundle_id)
    assert code_of(outcome) == "withdrawn_after_import"
    assert office.desk.case(CODE).withdrawn == {first.bundle_id}
    (listed,) = office.desk.withdrawals()
    assert (listed.code, listed.bundle_id) == (CODE, first.bundle_id)


def test_behind_a_withdrawal_the_row_goes_on_from_it_or_from_what_it_replaced(office: Office) -> None:
    first, sealed = a_row(office, 1)[0]
    withdrawal = office.seal(nothing_of(first, sealed.jws_digest))
    office.desk.receive(withdrawal.data, USER)

    assert isinstance(office.desk.receive(office.sealed(numbered(2, withdrawal.jws_digest)), USER), Imported)


def test_a_test_of_the_machines_is_no_case(office: Office) -> None:
    trial = replace(numbered(1), kind="test", events=[], profile={})
    sealed = office.seal(trial)

    assert office.desk.receive(sealed.data, USER) == TestArrived("kiosk-noord-1", 1)
    assert office.desk.receive(sealed.data, USER) == TestArrived("kiosk-noord-1", 1, again=True)
    assert office.desk.cases() == []
    assert isinstance(office.desk.receive(office.sealed(numbered(2, sealed.jws_digest)), USER), Imported)


# histories


def files(office: Office) -> Iterator[tuple[int, str, bytes]]:
    """What can be on sticks: six bundles, some taken back, one contradicted; each as number, kind and bytes."""
    for contents, sealed in a_row(office, 6):
        yield contents.sequence, "profile", sealed.data
        yield contents.sequence, "profile", sealed.data
        if contents.sequence % 3 == 0:
            yield contents.sequence, "withdrawal", office.sealed(nothing_of(contents, sealed.jws_digest))
        if contents.sequence == 4:
            yield contents.sequence, "other", office.sealed(replace(contents, subject=codes.start_code("00000009")))


@pytest.mark.parametrize("seed", range(SEED, SEED + HISTORIES))
def test_whatever_comes_in_whatever_order_each_number_is_taken_once(tmp_path: Path, seed: int) -> None:
    chance, office = Random(seed), an_office(tmp_path)
    there = list(files(office))
    history = [chance.choice(there) for _ in range(LENGTH)]

    outcomes = [(number, what, code_of(office.desk.receive(data, USER))) for number, what, data in history]

    for number in {number for number, _, _ in history}:
        mine = [(what, code) for at, what, code in outcomes if at == number]
        first = [code for _, code in mine if code in ("imported", "withdrawn")]
        assert len(first) == (0 if all(code in ("incoherent", "conflict") for _, code in mine) else 1)
        assert {code for what, code in mine if what == "other"} <= {"incoherent"}
    arrived = {number for number, what, _ in history if what != "other"}
    assert {number.sequence for number in held.all_numbers(office.desk.store)} == arrived
    assert office.desk.conflicts() == []
