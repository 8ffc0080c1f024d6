"""The kiosks at the desk: missing numbers are named exactly, in whatever order files came, and receipts go back."""

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.bundle import enrolment, keys, receipt
from assessment.bundle.contents import TEST, WITHDRAWN
from assessment.bundle.errors import BadTrust
from assessment.bundle.trust import Trust, enrol
from assessment.desk.outcomes import HeldApart, ListTaken, Refused
from assessment.storage import papers
from assessment.storage.papers import StoredPaper
from tests.desk.builders import (
    KIOSK,
    NOW,
    USER,
    Office,
    a_sitting,
    an_office,
    contents_of,
)
from tests.desk.rows import RECEIPT_KEY, a_list, a_row, a_signing_office, brings, id_of, the_kiosk

# what is missing


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_lost_on_the_way_is_named_exactly(tmp_path: Path, seed: int) -> None:
    office, chance = an_office(tmp_path), random.Random(seed)
    row = a_row(office, chance.randrange(3, 12))
    lost = {number for number in range(1, len(row) + 1) if chance.random() < 0.4}
    files = [one.data for number, one in enumerate(row, start=1) if number not in lost]
    files += [a_list(office, row), *chance.choices(files or [b""], k=4)]
    chance.shuffle(files)

    brings(office, files)

    found = the_kiosk(office)
    assert {n for first, last in found.missing for n in range(first, last + 1)} == lost
    assert (found.highest, found.breaks, found.others) == (len(row), [], [])


def test_without_a_list_the_last_ones_cannot_be_known(office: Office) -> None:
    row = a_row(office, 4)

    brings(office, [row[0].data, row[2].data])

    assert (the_kiosk(office).highest, the_kiosk(office).missing) == (3, [(2, 2)])


def test_what_was_lost_and_comes_later_is_missing_no_more(office: Office) -> None:
    row = a_row(office, 3)
    brings(office, [row[2].data, a_list(office, row), row[0].data])
    assert the_kiosk(office).missing == [(2, 2)]

    brings(office, [row[1].data])

    assert the_kiosk(office).missing == []


def test_a_list_is_taken_in_once(office: Office) -> None:
    data = a_list(office, a_row(office, 2))

    assert office.desk.receive(data, USER) == ListTaken(KIOSK, 1)
    assert office.desk.receive(data, USER) == ListTaken(KIOSK, 1, again=True)
    assert office.desk.store.audited().count(("list_taken", f"{KIOSK} 1")) == 1


def test_another_list_with_the_same_number_is_refused(office: Office) -> None:
    brings(office, [a_list(office, a_row(office, 2))])

    assert office.desk.receive(a_list(office, a_row(office, 3)), USER) == Refused("list_conflict")
    assert the_kiosk(office).highest == 2


def test_a_list_of_a_stranger_is_refused(tmp_path: Path) -> None:
    office = an_office(tmp_path, trusting=False)

    assert office.desk.receive(a_list(office, []), USER) == Refused("unknown_device")


def test_a_desk_that_cannot_tell_whom_it_trusts_takes_no_list(office: Office) -> None:
    def untrusted() -> Trust:
        raise BadTrust("found none")

    desk = replace(office.desk, trust=untrusted)

    assert desk.receive(a_list(office, []), USER) == Refused("no_trust")


def test_a_bundle_that_the_list_names_otherwise_is_told(office: Office) -> None:
    row, other = a_row(office, 2), a_row(office, 1, previous="cd" * 32)

    brings(office, [row[1].data, a_list(office, [other[0], row[1]]), row[0].data])

    assert the_kiosk(office).others == [1]


def test_somebody_who_withdrew_leaves_no_gap(office: Office) -> None:
    one, two, three = a_row(office, 3)
    said = replace(
        contents_of(a_sitting()), kind=WITHDRAWN, consent=None, events=[], profile={}, subject="", bundle_id=id_of(2)
    )
    withdrawn = office.seal(replace(said, sequence=2, previous=one.jws_digest, replaces=two.jws_digest))

    brings(office, [one.data, withdrawn.data, three.data, a_list(office, [one, withdrawn, three])])

    found = the_kiosk(office)
    assert (found.highest, found.missing, found.breaks, found.others) == (3, [], [], [])


def test_a_bundle_that_does_not_fit_is_kept_apart_and_its_number_missing(office: Office) -> None:
    one, _ = a_row(office, 2)
    (stray,) = a_row(office, 1, first=2, previous="cd" * 32)

    brings(office, [one.data])
    assert office.desk.receive(stray.data, USER) == HeldApart("chain_broken")
    brings(office, [a_list(office, [one, stray])])

    assert the_kiosk(office).missing == [(2, 2)]


def test_what_came_on_paper_only_is_missing_still_and_gets_no_receipt(tmp_path: Path) -> None:
    office = a_signing_office(tmp_path)
    (one,) = a_row(office, 1)
    brings(office, [one.data])
    sheet = StoredPaper(
        id_of(2), office.device_key["kid"], 2, "1123456787", "ab" * 32, "cd" * 32, b"token", "{}", NOW, USER
    )
    papers.add(office.desk.store, sheet)

    found = the_kiosk(office)
    said = receipt.read(office.desk.kiosks.receipt(office.device_key["kid"], USER), [keys.public(RECEIPT_KEY)])

    assert (found.highest, found.missing, found.paper) == (2, [(2, 2)], (2,))
    assert [listed.sequence for listed in said.bundles] == [1]


# what is told about a kiosk


def test_a_kiosk_that_sent_nothing_yet_is_listed_and_after_a_while_asked_for(office: Office) -> None:
    assert (the_kiosk(office).heard, the_kiosk(office).highest, the_kiosk(office).silent) == (None, 0, False)

    office.clock.at = NOW + timedelta(days=8)

    assert the_kiosk(office).silent


def test_the_last_day_of_its_key_is_announced_and_then_past(office: Office) -> None:
    last = the_kiosk(office).device.not_after
    for days, soon, past in ((31, False, False), (29, True, False), (-1, False, True)):
        office.clock.at = last - timedelta(days=days)
        assert (the_kiosk(office).expires_soon, the_kiosk(office).expired) == (soon, past)


def test_a_kiosk_goes_on_counting_under_a_new_key(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    first = a_row(office, 2)
    brings(office, [one.data for one in first])
    renewed = with_a_new_key(office)

    brings(renewed, [one.data for one in a_row(renewed, 2, first=4, previous="ab" * 32)])

    found = the_kiosk(renewed)
    assert (found.highest, found.missing, found.began_again, len(found.devices)) == (5, [(3, 3)], False, 2)


def test_a_kiosk_that_lost_its_database_is_told_so(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    brings(office, [one.data for one in a_row(office, 3)])
    renewed = with_a_new_key(office)
    again = replace(contents_of(a_sitting()), kind=TEST, events=[], profile={}, bundle_id=id_of(99))

    brings(renewed, [renewed.sealed(again)])

    assert the_kiosk(renewed).began_again
    assert the_kiosk(renewed).missing == []


def with_a_new_key(office: Office) -> Office:
    key = keys.make_device_key()
    asked = enrolment.read(enrolment.request(KIOSK, key, NOW))
    trust = enrol(office.desk.trust(), asked, NOW - timedelta(days=1))
    return replace(office, desk=replace(office.desk, trust=lambda: trust), device_key=key)
