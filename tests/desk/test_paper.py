"""What comes of codes on paper: the service with real keys and a real database."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.bundle import packed, reduced
from assessment.bundle.errors import BundleError
from assessment.bundle.frames import NOTHING, MixedFrames, OtherPage
from assessment.desk import paper
from assessment.desk.outcomes import (
    AlreadyImported,
    Conflicting,
    Imported,
    PaperOutcome,
    ReadFromPaper,
    Refused,
    Withdrew,
)
from assessment.desk.paper_words import PAPER_REFUSED
from assessment.report import profile_page
from assessment.report.page_model import Origin, ProfilePage
from assessment.scoring.profile_model import FollowUpQuestion
from assessment.session.record import dump_profile, load_profile
from assessment.storage.cases import UnknownCase
from tests.desk.builders import (
    CODE,
    NOW,
    USER,
    Office,
    a_profile,
    a_sitting,
    an_office,
    contents_of,
    diligent,
    nobody,
    the_bank,
)
from tests.desk.sheets import Sheet, a_sheet
from tests.desk.test_once import nothing_of


def family(error: type[BundleError]) -> set[type[BundleError]]:
    return {error}.union(*(family(child) for child in error.__subclasses__()))


ABSTRACT = {error.code for error in family(BundleError) if error.__subclasses__()}


def read(office: Office, sheet: Sheet) -> PaperOutcome:
    return paper.receive(office.desk, paper.collected(NOTHING, reversed(sheet.codes)), USER)


def whole_page() -> ProfilePage:
    """The page of the same sitting with everything that the stick brings."""
    return profile_page.page(the_bank(), a_profile(), Origin(CODE, "", "kiosk", "0.1.0", NOW), {})


def test_the_desk_shows_what_paper_says_and_what_it_does_not_say(office: Office) -> None:
    contents = contents_of(a_sitting())

    assert read(office, a_sheet(office)) == ReadFromPaper(contents.bundle_id)

    page = paper.sitting(office.desk, contents.bundle_id).page
    assert page.title == "Beperkt profiel van één afname"
    assert "van papier" in page.warnings[0]
    assert page.measured == whole_page().measured
    assert page.answers == ()
    assert "Ervaring; Wensen" in page.remarks[-1]


def test_it_is_what_the_stick_says_in_short(office: Office) -> None:
    contents = contents_of(a_sitting())
    read(office, a_sheet(office))

    stored = reduced.from_claims(paper.loads(paper.waiting(office.desk)[0].claims))

    assert stored.stated == packed.of(load_profile(contents.profile))


def test_no_answer_is_in_what_the_desk_keeps(office: Office) -> None:
    read(office, a_sheet(office))

    claims = paper.waiting(office.desk)[0].claims

    assert "w-job" not in claims
    assert "ሓረስታይ" not in claims


@pytest.mark.parametrize("candidate", [diligent, nobody])
def test_a_little_sitting_is_shown_too(office: Office, candidate: object) -> None:
    contents = contents_of(a_sitting(candidate))

    assert read(office, a_sheet(office, contents)) == ReadFromPaper(contents.bundle_id)
    assert paper.sitting(office.desk, contents.bundle_id).page.warnings


# twice, and by both ways


def test_the_same_sheet_twice_changes_nothing(office: Office) -> None:
    sheet = a_sheet(office)
    read(office, sheet)

    assert isinstance(read(office, sheet), AlreadyImported)
    assert len(paper.waiting(office.desk)) == 1


def test_the_bundle_takes_the_place_of_its_paper(office: Office) -> None:
    sheet = a_sheet(office)
    read(office, sheet)

    assert isinstance(office.desk.receive(sheet.bundle, USER), Imported)
    assert paper.waiting(office.desk) == []
    with pytest.raises(UnknownCase):
        paper.sitting(office.desk, contents_of(a_sitting()).bundle_id)


def test_paper_after_its_bundle_changes_nothing(office: Office) -> None:
    sheet = a_sheet(office)
    office.desk.receive(sheet.bundle, USER)

    assert read(office, sheet) == AlreadyImported(contents_of(a_sitting()).bundle_id, CODE)
    assert paper.waiting(office.desk) == []


def test_a_bundle_that_paper_does_not_stand_for_is_a_conflict(office: Office) -> None:
    sheet = a_sheet(office, full="00" * 32)
    read(office, sheet)

    assert office.desk.receive(sheet.bundle, USER) == Conflicting()
    assert len(paper.waiting(office.desk)) == 1
    ((_, (known,)),) = office.desk.conflicts()
    assert known.kind == "paper"


def test_what_paper_said_goes_when_the_person_withdraws(office: Office) -> None:
    sheet = a_sheet(office)
    read(office, sheet)

    assert office.desk.receive(office.sealed(nothing_of(contents_of(a_sitting()), "ab" * 32)), USER) == Withdrew(CODE)

    assert paper.waiting(office.desk) == []
    assert read(office, sheet) == Refused("withdrawn_before")


@pytest.mark.parametrize(
    "change", [{"bundle_id": "00000000-6f5e-4d0e-9f3d-0a1b2c3d4e5f"}, {"sequence": 2}], ids=["place", "id"]
)
def test_other_paper_in_the_same_place_or_under_the_same_id_is_a_conflict(
    office: Office, change: dict[str, object]
) -> None:
    other = a_sheet(office, contents_of(a_sitting(), **change))
    read(office, a_sheet(office))

    assert read(office, other) == Refused("conflict")


@pytest.mark.parametrize(
    "change", [{"bundle_id": "00000000-6f5e-4d0e-9f3d-0a1b2c3d4e5f"}, {"sequence": 2}], ids=["place", "id"]
)
def test_paper_in_the_place_of_another_bundle_is_a_conflict(office: Office, change: dict[str, object]) -> None:
    other = a_sheet(office, contents_of(a_sitting(), **change))
    office.desk.receive(office.sealed(), USER)

    assert read(office, other) == Refused("conflict")


def test_paper_under_an_id_with_another_start_code_is_a_conflict(office: Office) -> None:
    other = a_sheet(office, contents_of(a_sitting(subject="1876543214")))
    office.desk.receive(office.sealed(), USER)

    assert read(office, other) == Refused("conflict")


# what is not taken in


def test_whatever_is_the_matter_there_are_words_for_it() -> None:
    codes = {error.code for error in family(BundleError) | {OtherPage, MixedFrames}}

    assert codes - PAPER_REFUSED.keys() - ABSTRACT == set()
    assert {"paper_bank", "paper_incoherent", "conflict", "withdrawn_before"} <= PAPER_REFUSED.keys()


def test_a_kiosk_that_is_not_known_is_refused(tmp_path: Path) -> None:
    office = an_office(tmp_path, trusting=False)

    assert read(office, a_sheet(office)) == Refused("unknown_device")
    assert paper.waiting(office.desk) == []


def test_after_the_time_of_its_bundle_it_is_refused(office: Office) -> None:
    sheet = a_sheet(office)
    office.clock.at += timedelta(days=182)

    assert read(office, sheet) == Refused("expired_bundle")


def test_without_its_bank_nothing_can_be_shown(tmp_path: Path) -> None:
    office = an_office(tmp_path, {})

    assert read(office, a_sheet(office)) == Refused("paper_bank")


@pytest.mark.parametrize("what", ["scale", "follow-up", "bank"])
def test_what_the_bank_does_not_have_is_refused(office: Office, what: str) -> None:
    contents = contents_of(a_sitting())
    profile = load_profile(contents.profile)
    match what:
        case "scale":
            changed = replace(profile, results=(replace(profile.results[0], scale="nonsense"),))
            contents = replace(contents, profile=dump_profile(changed))
        case "follow-up":
            changed = replace(profile, followups=(FollowUpQuestion("nonsense", ()),))
            contents = replace(contents, profile=dump_profile(changed))
        case "bank":
            contents = replace(contents, bank=replace(contents.bank, version="9.9.9"))

    assert read(office, a_sheet(office, contents)) == Refused("paper_incoherent")


def test_a_refusal_is_noted_without_what_the_paper_says(office: Office) -> None:
    read(office, a_sheet(office))
    office.clock.at += timedelta(days=182)
    read(office, a_sheet(office))

    assert office.desk.store.audited()[-2:] == [
        ("read_from_paper", contents_of(a_sitting()).bundle_id),
        ("refused", "expired_bundle"),
    ]


# taken back


def taken_back(office: Office, sheet: Sheet) -> bytes:
    """What the kiosk sends when the person of *sheet* takes everything back."""
    empty = {"events": [], "profile": {}, "consent": None, "kind": "withdrawn"}
    other = "11111111-6f5e-4d0e-9f3d-0a1b2c3d4e5f"
    nothing = replace(contents_of(a_sitting()), **empty, bundle_id=other, replaces=sheet.digest)
    return office.sealed(nothing)


def test_what_was_taken_back_is_gone_from_paper_too(office: Office) -> None:
    sheet = a_sheet(office)
    read(office, sheet)

    office.desk.receive(taken_back(office, sheet), USER)

    assert paper.waiting(office.desk) == []


def test_paper_of_what_was_taken_back_is_not_taken_in(office: Office) -> None:
    sheet = a_sheet(office)
    office.desk.receive(taken_back(office, sheet), USER)

    assert read(office, sheet) == Refused("withdrawn_before")
    assert paper.waiting(office.desk) == []
