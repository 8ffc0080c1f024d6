"""Recorded logs on disk: authors are told what is missing or cannot be read, and nobody else needs them."""

import shutil
from pathlib import Path

import pytest

from assessment.authoring import logs
from assessment.storage import banks
from tests.builders import SMALL_BANK


def a_folder(tmp_path: Path) -> Path:
    """The small bank without its logs."""
    return Path(shutil.copytree(SMALL_BANK, tmp_path / "small", ignore=shutil.ignore_patterns("logs")))


def test_the_small_bank_has_a_log_for_each_outcome() -> None:
    assert logs.check(SMALL_BANK, banks.load(SMALL_BANK)) == []


def test_a_bank_without_its_logs_can_be_used_and_its_author_is_told(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)

    found = logs.check(folder, banks.load(folder))

    assert [problem.rule for problem in found] == ["task-has-logs"]


def test_a_log_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    (folder / "logs").mkdir()
    (folder / "logs" / "mail-send.yaml").write_bytes("- één".encode("latin-1"))

    found = logs.check(folder, banks.load(folder))

    assert str(found[-1]).startswith("logs/mail-send.yaml:1:3 error: found the byte 0xe9, which is not UTF-8")


@pytest.mark.parametrize("name", banks.folder_names())
def test_the_tasks_of_every_bank_are_proved_by_their_logs(name: str) -> None:
    folder = banks.built_in(name)

    assert logs.check(folder, banks.load(folder)) == []
