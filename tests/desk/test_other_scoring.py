"""Bundles of kiosks that score by another version: older laptops, and newer ones."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from assessment.bundle.contents import Contents, from_claims
from assessment.desk.outcomes import HeldApart, Imported
from assessment.items.load import Sources, load
from assessment.items.model import ItemBank
from assessment.scoring.profile import VERSION
from assessment.session import statements
from tests.desk.builders import USER, Office, an_office

_VECTOR = Path(__file__).parent.parent / "vectors" / "contents-v1.json"


@cache
def the_vector() -> dict[str, object]:
    return json.loads(_VECTOR.read_text("utf-8"))


def its_bank() -> ItemBank:
    bank, _ = load(Sources(the_vector()["files"], the_vector()["apps"]))
    assert bank is not None
    return bank


def its_contents() -> Contents:
    return from_claims(the_vector()["claims"])


def otherwise(version: str) -> Contents:
    """The contents as a kiosk would write them whose profiles have other fields."""
    profile = {"scoring": version, "results": [{"scale": "dutch", "level": "B2", "certainty": "high"}, "new"]}
    return replace(its_contents(), scoring_version=version, profile=profile)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    bank = its_bank()
    return an_office(tmp_path, {bank.content_hash: bank})


def test_the_bank_of_the_vector_keeps_its_hash() -> None:
    assert its_bank().content_hash == its_contents().bank.sha256


@pytest.mark.parametrize("contents", [its_contents(), otherwise("0.9"), otherwise("77")], ids=["1", "0.9", "77"])
def test_it_is_taken_in_and_opens_without_an_alarm(office: Office, contents: Contents) -> None:
    outcome = office.desk.receive(office.sealed(contents), USER)

    assert outcome == Imported(contents.bundle_id, contents.subject, differs=False)
    assert office.desk.sitting(contents.bundle_id).differences == ()
    assert office.desk.report(contents.bundle_id).startswith(b"%PDF")


def test_what_the_kiosk_stated_is_kept_as_plain_data(office: Office) -> None:
    contents = otherwise("77")
    office.desk.receive(office.sealed(contents), USER)

    kept = json.loads(office.desk.store.bundle(contents.bundle_id).contents)

    assert kept["profile"] == contents.profile
    assert statements.statements(kept["profile"])["dutch"].level == "B2"


def test_events_that_are_no_sitting_are_still_held_apart(office: Office) -> None:
    contents = replace(otherwise("77"), events=its_contents().events[:-1])

    assert office.desk.receive(office.sealed(contents), USER) == HeldApart("incoherent")


def test_a_profile_of_this_version_is_still_read_strictly(office: Office) -> None:
    assert office.desk.receive(office.sealed(otherwise(VERSION)), USER) == HeldApart("incoherent")
