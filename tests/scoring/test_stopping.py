import pytest

from assessment.items.design import StopRule
from assessment.scoring.profile_model import Band
from assessment.scoring.stopping import Progress, stop

RULE = StopRule(least=8, most=14, precision=0.55, band=0.8, minutes=14)
SURE = (Band("A1", 0.15), Band("A2", 0.8), Band("B1", 0.05))
UNSURE = (Band("A1", 0.21), Band("A2", 0.79))


@pytest.mark.parametrize(
    ("progress", "reason"),
    [
        (Progress(0, 1.5), None),
        (Progress(7, 0.10, SURE), None),
        (Progress(8, 0.56, UNSURE), None),
        (Progress(8, 0.56, SURE), "band"),
        (Progress(8, 0.55, UNSURE), "precision"),
        (Progress(8, 0.55, SURE), "band"),
        (Progress(13, 0.56, UNSURE, 839.9), None),
        (Progress(3, 0.9, UNSURE, 840.0), "time"),
        (Progress(14, 0.56), "length"),
        (Progress(14, 0.10, SURE, 900.0), "length"),
    ],
)
def test_a_section_ends_for_one_reason(progress: Progress, reason: str | None) -> None:
    assert stop(RULE, progress) == reason


def test_what_the_author_leaves_out_never_ends_a_section() -> None:
    assert stop(StopRule(least=1, most=9, precision=0.1), Progress(8, 0.2, SURE, 9999.0)) is None
    assert stop(StopRule(least=1, most=9, band=0.9), Progress(8, 0.01, SURE)) is None
