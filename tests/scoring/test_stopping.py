import pytest

from assessment.items.model import StopRule
from assessment.scoring.stopping import stop

RULE = StopRule(least=8, most=14, precision=0.55)


@pytest.mark.parametrize(
    ("presented", "left", "standard_error", "reason"),
    [
        (0, 24, 1.5, None),
        (7, 17, 0.10, None),
        (8, 16, 0.56, None),
        (8, 16, 0.55, "precision"),
        (13, 11, 0.56, None),
        (14, 10, 0.56, "length"),
        (14, 10, 0.10, "length"),
        (14, 0, 0.56, "length"),
        (6, 0, 1.00, "nothing_left"),
        (9, 0, 0.10, "nothing_left"),
    ],
)
def test_a_section_ends_for_one_reason(presented: int, left: int, standard_error: float, reason: str | None) -> None:
    assert stop(RULE, presented, left, standard_error) == reason
