"""A short run of `python -m tests.torture.sheets`, which does the same for hours."""

from pathlib import Path

from tests.desk.builders import an_office
from tests.torture import sheets


def test_mixed_and_changed_codes_make_nothing_that_nobody_sealed(tmp_path: Path) -> None:
    ends = sheets.sheets(an_office(tmp_path), seed=7, count=400)

    assert {"not_a_frame", "other_page", "mixed_frames", "incomplete"} <= ends.keys()


def test_what_a_liar_signs_is_refused_or_can_be_shown(tmp_path: Path) -> None:
    ends = sheets.claims(an_office(tmp_path), seed=7, count=30)

    assert ends["malformed_contents"] > 10
    assert ends["ReadFromPaper"] > 0
