"""What a case worker sees of a profile that was scored again, and of one that another version scored."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessment.scoring.profile import VERSION
from assessment.session import codes
from tests.desk.builders import USER, an_office
from tests.desk.desk_browser import CaseWorker, a_case_worker
from tests.desk.rescoring import MINOR, REASON, STRICTER, Place, a_newer_bank, a_place
from tests.desk.test_other_scoring import its_bank, its_contents, otherwise


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return a_place(tmp_path)


@pytest.fixture
def worker(place: Place) -> CaseWorker:
    worker = CaseWorker(place.visitor())
    worker.log_in()
    return worker


def rescored(place: Place, folder: Path, change: tuple[str, str, str]) -> str:
    """The start code of a sitting that was scored again with *change* in the bank."""
    contents = place.receive()
    assert place.write(a_newer_bank(folder, change)).exit_code == 0
    return contents.subject


def test_whoever_changed_stands_on_the_first_page(place: Place, worker: CaseWorker, tmp_path: Path) -> None:
    code = rescored(place, tmp_path, STRICTER)

    worker.get("/")

    assert "Opnieuw gescoord" in worker.page
    listed = worker.page[worker.page.index("Opnieuw gescoord") : worker.page.index('id="cases"')]
    assert f'href="/cases/{code}/' in listed
    assert codes.show(code) in listed
    assert "Nederlands lezen" in listed


def test_whoever_stays_at_the_level_does_not(place: Place, worker: CaseWorker, tmp_path: Path) -> None:
    rescored(place, tmp_path, MINOR)

    worker.get("/")

    assert "Opnieuw gescoord" not in worker.page


def test_the_page_shows_the_new_score_and_says_what_was_said_before_and_why(
    place: Place, worker: CaseWorker, tmp_path: Path
) -> None:
    code = rescored(place, tmp_path, STRICTER)

    worker.get(f"/cases/{code}")

    assert 'data-scale="dutch" data-level="A1"' in worker.page
    assert f"met vragenbank small 0.2.0. Waarom: {REASON}" in worker.page
    assert "Eerder stond hier: Nederlands lezen: A2" in worker.page
    assert "A2 → A1" in worker.page
    assert "de grens waar A2 begint, is veranderd van 0.5 in 2.5" in worker.page


def test_a_page_whose_levels_stayed_says_so(place: Place, worker: CaseWorker, tmp_path: Path) -> None:
    worker.get(f"/cases/{rescored(place, tmp_path, MINOR)}")

    assert "De niveaus zijn hetzelfde gebleven." in worker.page
    assert "geen ander niveau" in worker.page


def test_a_question_that_is_not_asked_any_more_is_named_as_it_was_asked(
    place: Place, worker: CaseWorker, tmp_path: Path
) -> None:
    code = rescored(place, tmp_path, ("questions.yaml", "Welk werk deed u?", "Wat was uw werk?"))

    worker.get(f"/cases/{code}")

    assert (
        "“Welk werk deed u?” (q-work) is veranderd of weggehaald: wat daar is geantwoord, telt niet mee" in worker.page
    )


def test_the_score_before_stays_readable_and_says_that_it_is_not_the_newest(
    place: Place, worker: CaseWorker, tmp_path: Path
) -> None:
    code = rescored(place, tmp_path, STRICTER)
    bundle = place.desk.case(code).bundles[0].bundle_id
    worker.get(f"/cases/{code}")
    assert f'href="/cases/{code}/{bundle}/scores/1"' in worker.page

    worker.get(f"/cases/{code}/{bundle}/scores/1")

    assert 'data-scale="dutch" data-level="A2"' in worker.page
    assert "Dit is een eerdere score." in worker.page
    assert f'href="/bundles/{bundle}/scores/1/report.pdf"' in worker.page


def test_each_score_has_its_paper(place: Place, worker: CaseWorker, tmp_path: Path) -> None:
    code = rescored(place, tmp_path, STRICTER)
    bundle = place.desk.case(code).bundles[0].bundle_id

    newest, first, second = (
        worker.get(f"/bundles/{bundle}/{part}report.pdf") for part in ("", "scores/1/", "scores/2/")
    )

    assert newest.data == second.data != first.data
    assert first.headers["Content-Disposition"] == f'attachment; filename="profiel-{code}-score-1.pdf"'


@pytest.mark.parametrize("number", ["3", "99"])
def test_a_score_that_does_not_exist_is_not_here(place: Place, worker: CaseWorker, tmp_path: Path, number: str) -> None:
    code = rescored(place, tmp_path, STRICTER)
    bundle = place.desk.case(code).bundles[0].bundle_id

    assert worker.get(f"/cases/{code}/{bundle}/scores/{number}").status_code == 404
    assert worker.get(f"/bundles/{bundle}/scores/{number}/report.pdf").status_code == 404


def test_a_first_score_says_nothing_of_scoring_again(place: Place, worker: CaseWorker) -> None:
    worker.get(f"/cases/{place.receive().subject}")

    assert "gescoord" not in worker.page
    assert "Alle scores van deze afname" not in worker.page


def test_a_kiosk_of_another_version_is_named_without_an_alarm(tmp_path: Path) -> None:
    bank, contents = its_bank(), otherwise("0.9")
    office = an_office(tmp_path, {bank.content_hash: bank})
    worker = a_case_worker(office)

    worker.get(worker.hand_in(office.sealed(contents)).location)

    assert f"De kiosk scoorde met versie 0.9 van de manier van scoren, hier is met versie {VERSION}" in worker.page
    assert "De kiosk gaf op: Nederlands lezen: B2" in worker.page
    assert "De scores verschillen" not in worker.page


def test_an_alarm_of_then_is_still_one_when_the_scoring_has_changed(tmp_path: Path) -> None:
    bank, contents = its_bank(), replace(its_contents(), scoring_version="0.9")
    office = an_office(tmp_path, {bank.content_hash: bank})
    office.desk.receive(office.sealed(contents), USER)
    bundle = office.desk.store.bundle(contents.bundle_id)
    (tmp_path / "elsewhere").mkdir()
    elsewhere = an_office(tmp_path / "elsewhere", {bank.content_hash: bank})
    elsewhere.desk.store.add(replace(bundle, problems=("scores_differ",)))

    worker = a_case_worker(elsewhere)
    worker.get(f"/cases/{contents.subject}")

    assert "De scores verschillen" in worker.page
