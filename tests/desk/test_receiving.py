"""What comes of a file that is handed in: the service with real keys and a real database."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessment.bundle import keys
from assessment.bundle.compact import LARGEST_FILE
from assessment.bundle.contents import Bank
from assessment.bundle.seal import seal
from assessment.desk.outcomes import AlreadyImported, Conflicting, HeldApart, Imported, Refused
from assessment.session import record
from tests.desk.builders import CODE, USER, Office, a_sitting, an_office, contents_of, highest


def test_a_bundle_is_taken_in_and_its_profile_is_there(office: Office) -> None:
    contents = contents_of(a_sitting())

    outcome = office.desk.receive(office.sealed(contents), USER)

    assert outcome == Imported(contents.bundle_id, CODE, differs=False)
    assert record.dump_profile(office.desk.profile(contents.bundle_id)) == contents.profile


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    data = office.sealed()
    office.desk.receive(data, USER)
    before = office.desk.cases()

    assert isinstance(office.desk.receive(data, USER), AlreadyImported)
    assert office.desk.cases() == before


def test_the_same_contents_sealed_anew_are_the_same_bundle(office: Office) -> None:
    office.desk.receive(office.sealed(), USER)

    assert isinstance(office.desk.receive(office.sealed(), USER), AlreadyImported)


def test_other_contents_under_the_same_number_are_a_conflict(office: Office) -> None:
    office.desk.receive(office.sealed(), USER)
    other = contents_of(a_sitting(withhold=("w-job",)), bundle_id="00000000-6f5e-4d0e-9f3d-0a1b2c3d4e5f")

    assert office.desk.receive(office.sealed(other), USER) == Conflicting()
    assert len(office.desk.case(CODE).bundles) == 1


@pytest.mark.parametrize("at", [40, 600, 5000, -2], ids=["header", "key", "text", "tag"])
def test_one_changed_bit_is_noticed_and_nothing_is_kept(office: Office, at: int) -> None:
    data = bytearray(office.sealed())
    data[at] ^= 1

    outcome = office.desk.receive(bytes(data), USER)

    assert isinstance(outcome, Refused)
    assert office.desk.cases() == []
    assert office.desk.quarantined() == []


def test_a_renamed_text_file_is_not_a_bundle(office: Office) -> None:
    assert office.desk.receive(b"Beste Hanna, hierbij mijn cv.", USER) == Refused("not_a_bundle")


def test_a_file_that_is_too_large_is_not_even_opened(office: Office) -> None:
    assert office.desk.receive(b"a" * (LARGEST_FILE + 1), USER) == Refused("too_large")


def test_a_kiosk_that_was_never_enrolled_is_refused(tmp_path: Path) -> None:
    office = an_office(tmp_path, trusting=False)

    assert office.desk.receive(office.sealed(), USER) == Refused("unknown_device")


def test_a_bundle_for_another_desk_is_refused(office: Office) -> None:
    elsewhere = keys.make_recipient_key()
    data = seal(contents_of(a_sitting()), office.device_key, keys.public(elsewhere)).data

    assert office.desk.receive(data, USER) == Refused("wrong_desk")


def test_a_refusal_leaves_only_its_reason_in_the_audit_trail(office: Office) -> None:
    office.desk.receive(b"not a bundle at all", USER)

    assert office.desk.store.audited() == [("refused", "not_a_bundle")]


def test_one_changed_score_in_a_signed_bundle_is_kept_and_flagged(office: Office) -> None:
    honest = contents_of(a_sitting())
    results = [dict(result) for result in honest.profile["results"]]
    next(result for result in results if result["scale"] == "dutch")["level"] = "A1"
    forged = replace(honest, profile={**honest.profile, "results": results})

    outcome = office.desk.receive(office.sealed(forged), USER)

    assert outcome == Imported(honest.bundle_id, CODE, differs=True)
    (difference,) = office.desk.sitting(honest.bundle_id).differences
    assert (difference.place, difference.stated, difference.scored) == (("results", "dutch", "level"), "A1", highest())


def test_a_bundle_with_an_unknown_bank_is_kept_apart(tmp_path: Path) -> None:
    office = an_office(tmp_path, bank_by_hash={})
    data = office.sealed()

    assert office.desk.receive(data, USER) == HeldApart("unknown_bank")
    (held,) = office.desk.quarantined()
    assert held.data == data
    assert office.desk.cases() == []


def test_a_bundle_whose_code_is_not_that_of_its_events_is_kept_apart(office: Office) -> None:
    contents = contents_of(a_sitting(), subject="1876543216")

    assert office.desk.receive(office.sealed(contents), USER) == HeldApart("incoherent")


def test_a_sitting_that_was_never_finished_is_kept_apart(office: Office) -> None:
    contents = contents_of(a_sitting()[:-1])

    assert office.desk.receive(office.sealed(contents), USER) == HeldApart("incoherent")


def test_a_bank_version_that_contradicts_the_events_is_kept_apart(office: Office) -> None:
    honest = contents_of(a_sitting())
    contents = replace(honest, bank=Bank(honest.bank.id, "9.9.9", honest.bank.sha256))

    assert office.desk.receive(office.sealed(contents), USER) == HeldApart("incoherent")
