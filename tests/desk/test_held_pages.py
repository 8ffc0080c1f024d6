"""What is kept apart, and what contradicts what is here: the pages on which a case worker decides."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.desk.forms import BELIEVED, DISCARDED
from assessment.desk.receiving import WHY_BELIEVED, WHY_DISCARDED
from tests.desk.builders import CODE, NOW, TIGRINYA, USER, Office, a_sitting, an_office, contents_of, the_bank
from tests.desk.desk_browser import CaseWorker, a_case_worker
from tests.desk.test_once import a_row, nothing_of, numbered

EARLY = NOW - timedelta(days=30)


@pytest.fixture
def worker(office: Office) -> CaseWorker:
    return a_case_worker(office)


def without_bank(folder: Path) -> tuple[Office, CaseWorker, dict[str, object]]:
    """A desk that does not know the bank yet, with a bundle that waits for it."""
    known: dict[str, object] = {}
    office = an_office(folder, known)
    worker = a_case_worker(office)
    worker.hand_in(office.sealed())
    return office, worker, known


def test_a_file_that_waits_is_named_on_the_first_page_and_told_about_on_its_own(tmp_path: Path) -> None:
    office, worker, _ = without_bank(tmp_path)
    assert "Het bestand is apart gezet." in worker.page

    worker.get("/")
    assert "1 bestand is apart gezet" in worker.page
    worker.get("/held")

    mark = office.desk.quarantined()[0].digest[:8]
    for words in ("kiosk-noord-1", "22 november 2026", USER, mark, "probeer het dan opnieuw"):
        assert words in worker.page


def test_nothing_of_what_is_inside_is_shown(tmp_path: Path) -> None:
    _, worker, _ = without_bank(tmp_path)

    worker.get("/held")

    for inside in (CODE, "112 345 6787", TIGRINYA, "5f0c9a52"):
        assert inside not in worker.page


def test_once_the_bank_is_there_it_is_taken_in_with_one_press(tmp_path: Path) -> None:
    office, worker, known = without_bank(tmp_path)
    (waiting,) = office.desk.quarantined()
    known[the_bank().content_hash] = the_bank()

    worker.get(worker.post(f"/held/{waiting.digest}/retry").location)

    assert "Het profiel is ingelezen." in worker.page
    assert f"Profiel {'112 345 6787'}" in worker.page
    assert office.desk.quarantined() == []


def test_before_that_it_stays_where_it_is(tmp_path: Path) -> None:
    office, worker, _ = without_bank(tmp_path)
    (waiting,) = office.desk.quarantined()

    assert worker.post(f"/held/{waiting.digest}/retry").status_code == 202

    assert office.desk.quarantined() == [waiting]


def test_it_is_thrown_away_only_with_a_reason_and_that_is_noted(tmp_path: Path) -> None:
    office, worker, _ = without_bank(tmp_path)
    (waiting,) = office.desk.quarantined()

    assert worker.post(f"/held/{waiting.digest}/discard").status_code == 422
    assert "Kies eerst een reden." in worker.page
    assert worker.post(f"/held/{waiting.digest}/discard", why="<b>").status_code == 422
    worker.get(worker.post(f"/held/{waiting.digest}/discard", why="sits_again").location)

    assert "Er is niets apart gezet." in worker.page
    assert office.desk.store.audited()[-1] == ("discarded", f"quarantine sits_again {waiting.digest[:16]}")


def test_a_wrong_clock_can_be_believed_with_a_reason(office: Office, worker: CaseWorker) -> None:
    worker.hand_in(office.sealed(contents_of(a_sitting(), issued_at=EARLY)))
    assert "klok" in worker.page
    (waiting,) = office.desk.quarantined()

    assert worker.post(f"/held/{waiting.digest}/believe").status_code == 422
    worker.get(worker.post(f"/held/{waiting.digest}/believe", why="clock_was_wrong").location)

    assert "Het profiel is ingelezen." in worker.page
    assert ("believed", f"clock_doubt clock_was_wrong {waiting.digest[:16]}") in office.desk.store.audited()


def test_what_is_no_doubt_cannot_be_overruled(tmp_path: Path) -> None:
    office, worker, _ = without_bank(tmp_path)
    (waiting,) = office.desk.quarantined()
    worker.get("/held")
    assert "Toch inlezen" not in worker.page

    assert worker.post(f"/held/{waiting.digest}/believe", why="other").status_code == 202

    assert office.desk.cases() == []


@pytest.mark.parametrize("act", ["retry", "believe", "discard"])
def test_a_file_that_is_not_there_is_not_found(worker: CaseWorker, act: str) -> None:
    assert worker.post(f"/held/{'ab' * 32}/{act}", why="other").status_code == 404


def test_a_conflict_is_shown_in_red_with_both_and_nothing_is_overwritten(office: Office, worker: CaseWorker) -> None:
    worker.hand_in(office.sealed(numbered(1)))
    before = office.desk.store.bundles(CODE)

    answer = worker.hand_in(office.sealed(replace(numbered(1), bundle_id="7f0c9a52-6f5e-4d0e-9f3d-0a1b2c3d4e5f")))

    assert answer.status_code == 409
    assert "ams-alert--error" in worker.page
    worker.get("/conflicts")
    for words in ("Kiosk kiosk-noord-1, nummer 1", "Hier bewaard", "5f0c9a52", "7f0c9a52"):
        assert words in worker.page
    assert office.desk.store.bundles(CODE) == before


def test_from_a_conflict_one_gets_to_what_is_stored(office: Office, worker: CaseWorker) -> None:
    contents = numbered(1)
    worker.hand_in(office.sealed(contents))

    answer = worker.get(f"/stored/{contents.bundle_id}")

    assert answer.location == f"/cases/{CODE}/{contents.bundle_id}"


def test_the_file_in_conflict_is_thrown_away_with_a_reason(office: Office, worker: CaseWorker) -> None:
    worker.hand_in(office.sealed(numbered(1)))
    worker.hand_in(office.sealed(replace(numbered(1), sequence=2)))
    ((conflict, _),) = office.desk.conflicts()

    assert worker.post(f"/conflicts/{conflict.digest}/discard").status_code == 422
    worker.get(worker.post(f"/conflicts/{conflict.digest}/discard", why="other").location)

    assert "Er is geen tegenspraak." in worker.page
    assert office.desk.store.audited()[-1] == ("discarded", f"conflicts other {conflict.digest[:16]}")


def test_who_withdrew_is_told_and_listed(office: Office, worker: CaseWorker) -> None:
    contents, sealed = a_row(office, 1)[0]

    worker.get(worker.hand_in(office.sealed(nothing_of(contents, sealed.jws_digest))).location)

    assert "Deze persoon heeft de deelname ingetrokken. Er is geen profiel." in worker.page
    assert worker.page.count("112 345 6787") == 1


def test_who_withdrew_later_is_told_on_their_own_page_and_what_to_do(office: Office, worker: CaseWorker) -> None:
    contents, sealed = a_row(office, 1)[0]
    worker.hand_in(sealed.data)

    worker.get(worker.hand_in(office.sealed(nothing_of(contents, sealed.jws_digest))).location)

    assert "ingetrokken nadat dit profiel was ingelezen" in worker.page
    assert "om het te verwijderen" in worker.page
    worker.get("/")
    assert "<td>Ingetrokken</td>" in worker.page


def test_a_test_is_shown_as_one(office: Office, worker: CaseWorker) -> None:
    trial = replace(numbered(1), kind="test", events=[], profile={})

    worker.get(worker.hand_in(office.sealed(trial)).location)

    assert "Dit is een test van een kiosk." in worker.page
    assert office.desk.cases() == []


def test_the_reasons_on_the_pages_are_those_of_the_audit_trail() -> None:
    assert tuple(DISCARDED) == WHY_DISCARDED
    assert tuple(BELIEVED) == WHY_BELIEVED
