"""Receipts for the kiosks, and the page and the command that give them."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from assessment.bundle import keys, receipt
from assessment.bundle.manifest import Listed
from assessment.bundle.trust import revoke
from assessment.cli import main
from assessment.desk import commands
from assessment.desk.kiosks import NoReceiptKey
from tests.desk.builders import (
    KIOSK,
    MUNICIPALITY,
    PASSWORD,
    USER,
    Office,
    an_office,
)
from tests.desk.desk_browser import a_case_worker
from tests.desk.rows import RECEIPT_KEY, a_list, a_row, a_signing_office, brings, id_of

# receipts


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
