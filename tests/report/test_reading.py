"""Both scripts on the page: what is said to whom."""

from assessment.report import parts
from assessment.scoring.profile_model import Evidence, ReadingResult
from tests.builders import the_bank


def remark(own: str | None, points_to: str | None = "before_a") -> str:
    result = ReadingResult("reading", Evidence.TESTED, own, (1, 8), (0, 4), points_to, ("speed", "functional"))
    return parts.reading(the_bank(), result).remark


def test_who_reads_another_script_is_no_beginner() -> None:
    assert "geen beginner" in remark("reads")
    assert "geen beginner" in remark("partly")


def test_who_reads_nothing_is_not_told_apart_by_a_script() -> None:
    assert remark("reads_not") == remark(None) == "Dit is geen Alfa-niveau. Bevestig het met een alfa-intake."


def test_without_a_pointer_there_is_nothing_to_confirm() -> None:
    assert remark("reads", None) == ""
