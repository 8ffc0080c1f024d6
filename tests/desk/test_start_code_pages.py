"""Start codes, for a first sitting and for another one."""

import pytest

from assessment.desk.issuing import NoRepeat
from assessment.session import codes
from tests.desk.builders import (
    CODE,
    USER,
    Office,
)
from tests.desk.desk_browser import CaseWorker, a_case_worker


@pytest.fixture
def worker(office: Office) -> CaseWorker:
    return a_case_worker(office)


def test_start_codes_are_issued_and_printed_without_a_name(office: Office, worker: CaseWorker) -> None:
    worker.get("/codes")

    answer = worker.post("/codes", count="3")
    worker.get(answer.location)

    assert len(office.desk.codes()) == 3
    assert worker.page.count("Code, geen naam") == 3


@pytest.mark.parametrize("count", ["0", "51", "veel", ""])
def test_a_senseless_number_of_codes_is_asked_again(office: Office, worker: CaseWorker, count: str) -> None:
    assert worker.post("/codes", count=count).status_code == 422

    assert office.desk.codes() == []


def test_a_reference_is_kept_with_its_code(office: Office, worker: CaseWorker) -> None:
    worker.post("/codes", count="1")
    (issued,) = office.desk.codes()

    worker.post(f"/codes/{issued.code}", reference="dossier 12")
    worker.get("/codes")

    assert 'value="dossier 12"' in worker.page


def test_a_repeat_sitting_gets_the_next_form_for_the_same_person(office: Office, worker: CaseWorker) -> None:
    (code,) = office.desk.issue_codes(1, USER)
    office.desk.refer(code, "dossier 12")

    office.desk.issue_repeat(code, USER)
    third = office.desk.issue_repeat(code, USER)

    assert [codes.form(one.code) for one in office.desk.codes()] == [3, 2, 1]
    assert {one.reference for one in office.desk.codes()} == {"dossier 12"}
    assert codes.parse_start_code(third) == third


def test_the_case_worker_makes_a_repeat_code_on_the_page_of_a_person(office: Office, worker: CaseWorker) -> None:
    office.desk.store.add_codes([CODE], office.desk.now(), USER)
    worker.get(worker.hand_in(office.sealed()).location)
    assert "Code maken voor een volgende keer" in worker.page

    worker.get(worker.post(f"/cases/{CODE}/repeat").location)
    assert "Noteer eerst bij Startcodes voor wie deze code is." in worker.page

    office.desk.refer(CODE, "dossier 12")
    worker.get(worker.post(f"/cases/{CODE}/repeat").location)
    assert codes.show(office.desk.codes()[0].code) in worker.page
    assert codes.form(office.desk.codes()[0].code) == 2


def test_nobody_sits_again_with_a_code_of_another_desk_or_a_tenth_time(office: Office) -> None:
    with pytest.raises(NoRepeat, match="not_issued"):
        office.desk.issue_repeat(codes.start_code("00000001"), USER)
    (code,) = office.desk.issue_codes(1, USER)
    office.desk.refer(code, "dossier 12")
    for _ in range(8):
        office.desk.issue_repeat(code, USER)
    with pytest.raises(NoRepeat, match="no_form"):
        office.desk.issue_repeat(code, USER)


def test_a_code_that_was_not_issued_here_is_pointed_out(office: Office, worker: CaseWorker) -> None:
    worker.get(worker.hand_in(office.sealed()).location)

    assert "Deze startcode is hier niet uitgegeven." in worker.page
