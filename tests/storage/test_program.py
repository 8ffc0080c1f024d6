from pathlib import Path

import pytest

from assessment.storage.program import build, digest


def a_program(folder: Path) -> Path:
    (folder / "inner").mkdir(parents=True)
    (folder / "one.py").write_text("a = 1\n")
    (folder / "inner" / "two.py").write_text("b = 2\n")
    return folder


@pytest.mark.parametrize(
    ("name", "text"), [("one.py", "a = 2\n"), ("inner/two.py", "b = 2 \n"), ("three.py", "")], ids=["one", "two", "new"]
)
def test_a_program_with_one_other_file_is_another_program(tmp_path: Path, name: str, text: str) -> None:
    before = digest([a_program(tmp_path / "program")])

    (tmp_path / "program" / name).write_text(text)

    assert digest([tmp_path / "program"]) != before


def test_what_is_no_module_does_not_count(tmp_path: Path) -> None:
    before = digest([a_program(tmp_path / "program")])

    (tmp_path / "program" / "one.pyc").write_bytes(b"compiled")

    assert digest([tmp_path / "program"]) == before


def test_the_scoring_is_a_part_of_the_program(tmp_path: Path) -> None:
    here, there = build(a_program(tmp_path / "kiosk")), build(tmp_path / "nowhere")

    assert here.scoring == there.scoring
    assert here.program != there.program
