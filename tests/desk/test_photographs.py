"""The printed sheet in simulated photographs; the whole table is made by `python -m tests.bench.paper`."""

from random import Random

import pytest

from assessment.bundle.frames import NOTHING
from assessment.desk import paper
from assessment.desk.eyes import Eyes
from assessment.desk.outcomes import ReadFromPaper
from assessment.report import transport
from assessment.report.transport import Transport
from tests.camera import photographed, scanned
from tests.desk.builders import USER, Office, a_sitting, contents_of
from tests.desk.sheets import a_sheet


@pytest.mark.parametrize("seed", [1, 2])
def test_one_photograph_of_the_whole_sheet_under_poor_light_is_enough(office: Office, seed: int) -> None:
    pdf = transport.pdf(Transport("kiosk-1", 1, a_sheet(office).codes, ()))
    eyes = Eyes()

    seen = eyes.see(photographed(scanned(pdf, 3), Random(seed)))
    eyes.close()

    outcome = paper.receive(office.desk, paper.collected(NOTHING, seen), USER)
    assert outcome == ReadFromPaper(contents_of(a_sitting()).bundle_id)
