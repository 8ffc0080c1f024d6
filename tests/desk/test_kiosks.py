"""The kiosks at the desk: missing numbers are named exactly, in whatever order files came, and receipts go back."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner

from assessment.bundle import enrolment, keys, manifest, receipt
from assessment.bundle.contents import TEST, WITHDRAWN, Audit
from assessment.bundle.errors import BadTrust
from assessment.bundle.manifest import Listed, Manifest
from assessment.bundle.seal import Sealed
from assessment.bundle.trust import Trust, enrol, revoke
from assessment.cli import main
from assessment.desk import commands
from assessment.desk.app import create_app
from assessment.desk.kiosks import KnownKiosk, NoReceiptKey
from assessment.desk.outcomes import HeldApart, ListTaken, Refused
from assessment.storage import papers
from assessment.storage.papers import StoredPaper
from tests.desk.builders import (
    HOST,
    KIOSK,
    MUNICIPALITY,
    NOW,
    PASSWORD,
    USER,
    Office,
    a_sitting,
    an_office,
    contents_of,
)
from tests.desk.desk_browser import a_case_worker

RECEIPT_KEY = keys.make_device_key()


def a_row(office: Office, count: int, first: int = 1, previous: str = "") -> list[Sealed]:
    """Sealed bundles with the numbers from *first* on; nobody sat, so that they are quick to take in."""
    made = []
    for number in range(first, first + count):
        said = replace(contents_of(a_sitting()), kind=TEST, events=[], profile={})
        here = replace(said, bundle_id=id_of(number), sequence=number, previous=previous)
        made.append(office.seal(here))
        previous = made[-1].jws_digest
    return made


def id_of(number: int) -> str:
    return str(UUID(int=number, version=4))


def a_list(office: Office, row: Sequence[Sealed], number: int = 1, **changes: object) -> bytes:
    """The manifest of an export that took *row* along, whose first bundle has number 1."""
    good = Manifest(
        issuer=KIOSK,
        audience=MUNICIPALITY,
        issued_at=NOW,
        number=number,
        last=len(row),
        bundles=tuple(Listed(n, id_of(n), one.jws_digest) for n, one in enumerate(row, start=1)),
        audit=Audit(3, "ab" * 32),
    )
    return manifest.seal(replace(good, **changes), office.device_key, keys.public(office.desk_key)).data


def brings(office: Office, files: Sequence[bytes]) -> None:
    for data in files:
        office.desk.receive(data, USER)


def the_kiosk(office: Office) -> KnownKiosk:
    (known,) = office.desk.kiosks.known()
    return known


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


# receipts


def a_signing_office(folder: Path) -> Office:
    office = an_office(folder)
    desk = replace(office.desk, receipt_key=lambda: RECEIPT_KEY)
    return replace(office, desk=desk, app=create_app(desk, b"a secret for one test", frozenset({HOST})))


def test_a_receipt_names_what_arrived_and_nothing_else(tmp_path: Path) -> None:
    office = a_signing_office(tmp_path)
    row = a_row(office, 3)
    brings(office, [row[0].data, row[2].data, a_list(office, row)])

    ((name, data),) = office.desk.kiosks.receipts(USER).items()

    kid = office.device_key["kid"]
    said = receipt.read(data, [keys.public(RECEIPT_KEY)])
    assert name == receipt.file_name(kid)
    assert (said.municipality, said.kiosk, said.kid) == (MUNICIPALITY, KIOSK, kid)
    assert said.bundles == (Listed(1, id_of(1), row[0].jws_digest), Listed(3, id_of(3), row[2].jws_digest))
    assert said.audit == office.desk.store.audit_head()


def test_what_is_kept_apart_gets_no_receipt(tmp_path: Path) -> None:
    office = a_signing_office(tmp_path)
    one, _ = a_row(office, 2)
    (stray,) = a_row(office, 1, first=2, previous="cd" * 32)
    brings(office, [one.data, stray.data])

    said = receipt.read(office.desk.kiosks.receipt(office.device_key["kid"], USER), [keys.public(RECEIPT_KEY)])

    assert [listed.sequence for listed in said.bundles] == [1]


def test_a_revoked_kiosk_still_hears_what_arrived(tmp_path: Path) -> None:
    office = a_signing_office(tmp_path)
    brings(office, [a_row(office, 1)[0].data])
    trust = revoke(office.desk.trust(), office.device_key["kid"])

    assert len(replace(office.desk, trust=lambda: trust).kiosks.receipts(USER)) == 1


def test_without_a_key_there_are_no_receipts(office: Office) -> None:
    brings(office, [a_row(office, 1)[0].data])

    with pytest.raises(NoReceiptKey):
        office.desk.kiosks.receipts(USER)


# on the page


def test_the_page_names_what_is_missing_and_what_to_do(office: Office) -> None:
    row = a_row(office, 6)
    brings(office, [row[0].data, row[4].data, a_list(office, row)])
    worker = a_case_worker(office)

    worker.get("/kiosks")

    assert "2–4, 6" in worker.page
    assert KIOSK in worker.page


def test_the_page_of_a_desk_without_kiosks_says_so(tmp_path: Path) -> None:
    worker = a_case_worker(an_office(tmp_path, trusting=False))

    assert worker.get("/kiosks").status_code == 200


def test_a_receipt_is_saved_under_its_own_name(tmp_path: Path) -> None:
    office = a_signing_office(tmp_path)
    brings(office, [a_row(office, 1)[0].data])
    worker = a_case_worker(office)
    kid = office.device_key["kid"]
    worker.get("/kiosks")

    response = worker.post(f"/kiosks/{kid}/receipt")

    assert response.headers["Content-Disposition"] == f'attachment; filename="{receipt.file_name(kid)}"'
    assert response.headers["Cache-Control"] == "no-store"
    assert receipt.read(response.data, [keys.public(RECEIPT_KEY)]).kiosk == KIOSK


def test_a_desk_without_a_key_for_receipts_says_whom_to_ask(office: Office) -> None:
    brings(office, [a_row(office, 1)[0].data])
    worker = a_case_worker(office)
    worker.get("/kiosks")

    response = worker.post(f"/kiosks/{office.device_key['kid']}/receipt")

    assert response.headers["Location"] == "/kiosks"


def test_a_receipt_for_a_key_that_nobody_knows_is_not_found(office: Office) -> None:
    worker = a_case_worker(office)
    worker.get("/kiosks")

    assert worker.post(f"/kiosks/{'k' * 43}/receipt").status_code == 404


def test_a_list_that_is_handed_in_is_called_a_list(office: Office) -> None:
    worker = a_case_worker(office)
    worker.get("/")

    worker.hand_in(a_list(office, a_row(office, 1)))

    assert office.desk.kiosks.known()[0].missing == [(1, 1)]


# on a terminal


def test_somebody_answers_for_receipts(tmp_path: Path) -> None:
    commands.init(tmp_path / "desk", MUNICIPALITY, USER, PASSWORD)

    done = CliRunner().invoke(main, ["desk", "receipts", str(tmp_path / "desk"), str(tmp_path), "--by", "nobody"])

    assert done.exit_code == 1
    assert "found no user nobody" in done.output
