from pathlib import Path

import pytest

from assessment.storage import banks
from assessment.storage.banks import BankHasErrors
from kiosk import home
from kiosk.config import KioskConfig
from tests.builders import small_files


def a_folder(folder: Path, **files: str | bytes) -> Path:
    """The small bank in *folder*, with other *files* (name without .yaml) instead of its own."""
    for name, text in small_files().items():
        (folder / name).write_text(text, "utf-8")
    for name, content in files.items():
        (folder / f"{name}.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def with_a_wrong_key(folder: Path) -> Path:
    """The small bank with one mistake of content."""
    return a_folder(folder, questions=small_files()["questions.yaml"].replace("id: q-work", "id: q_work"))


def test_a_folder_becomes_a_bank(tmp_path: Path) -> None:
    assert banks.load(a_folder(tmp_path)).id == "small"


def test_the_bank_of_the_kiosk_comes_with_the_program() -> None:
    assert "amsterdam" in banks.folder_names()
    assert (banks.built_in("amsterdam") / "bank.yaml").is_file()


def test_a_bank_with_a_mistake_is_refused_with_every_problem(tmp_path: Path) -> None:
    with pytest.raises(BankHasErrors) as refusal:
        banks.load(with_a_wrong_key(tmp_path))

    assert [problem.rule for problem in refusal.value.problems] == ["item-id-is-plain"]
    assert str(refusal.value).startswith("questions.yaml:12:9 error: the id 'q_work'")


def test_the_kiosk_does_not_start_with_a_bank_that_has_mistakes(tmp_path: Path) -> None:
    folder = with_a_wrong_key(tmp_path)

    with pytest.raises(BankHasErrors):
        home.prepare(KioskConfig(tmp_path, bank=str(folder)))


def test_the_kiosk_does_not_start_without_its_bank(tmp_path: Path) -> None:
    with pytest.raises(BankHasErrors, match=r"found no bank\.yaml in"):
        home.prepare(KioskConfig(tmp_path, bank="rotterdam"))


def test_a_byte_that_is_not_utf_8_is_named_with_its_place(tmp_path: Path) -> None:
    latin = small_files()["questions.yaml"].replace("Welk werk deed u?", "Welk werk deed één?").encode("latin-1")

    _, problems = banks.check(a_folder(tmp_path, questions=latin))

    assert [str(problem).split(": found")[0] for problem in problems] == ["questions.yaml:15:28 error"]
    assert "not UTF-8" in problems[0].message
    assert "expected text saved as UTF-8" in problems[0].message


def test_problems_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    files = {
        "questions": small_files()["questions.yaml"].replace("id: q-work", "id: q_work"),
        "dutch": small_files()["dutch.yaml"].replace("value: 1.0", "value: 1.5").replace("value: 0.4", "value: 0.9"),
    }

    _, problems = banks.check(a_folder(tmp_path, **files))

    assert [problem.place for problem in problems] == sorted(problem.place for problem in problems)
    assert [problem.place.file for problem in problems] == ["dutch.yaml", "dutch.yaml", "questions.yaml"]


def test_a_folder_without_a_bank_is_named(tmp_path: Path) -> None:
    bank, problems = banks.check(tmp_path)

    assert bank is None
    assert str(problems[0]) == f"bank.yaml:1:1 error: found no bank.yaml in {tmp_path} (well-formed)"


def test_logs_change_nothing_about_the_bank(tmp_path: Path) -> None:
    before = banks.load(a_folder(tmp_path)).content_hash
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "mail-send.yaml").write_text("[]", "utf-8")

    assert banks.load(tmp_path).content_hash == before


def test_a_kept_bank_is_read_without_the_rules_of_today(tmp_path: Path) -> None:
    folder = with_a_wrong_key(tmp_path)

    assert banks.kept(folder).id == "small"
    with pytest.raises(BankHasErrors):
        banks.load(folder)


def test_a_kept_bank_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BankHasErrors):
        banks.kept(a_folder(tmp_path, questions="section: ["))


def test_a_kept_bank_has_the_apps_of_its_time_with_it(tmp_path: Path) -> None:
    source, shelf = tmp_path / "source", tmp_path / "shelf"
    source.mkdir()
    bank = banks.load(a_folder(source))
    banks.keep(source, bank, shelf)
    app = shelf / "small-0.1.0" / "apps" / "mail.json"
    text = app.read_text("utf-8")

    assert banks.kept(app.parent.parent).content_hash == bank.content_hash
    app.write_text(text.replace('"max_length": 1000', '"max_length": 900'), "utf-8")
    assert banks.kept(app.parent.parent).content_hash != bank.content_hash


def test_a_bank_is_kept_once_and_never_over_another(tmp_path: Path) -> None:
    source, shelf = tmp_path / "source", tmp_path / "shelf"
    source.mkdir()
    bank = banks.load(a_folder(source))
    banks.keep(source, bank, shelf)
    banks.keep(source, bank, shelf)
    other = banks.load(
        a_folder(source, questions=small_files()["questions.yaml"].replace("Welk werk", "Wat voor werk"))
    )

    with pytest.raises(banks.AnotherBank, match="give it a new version"):
        banks.keep(source, other, shelf)

    assert [path.name for path in shelf.iterdir()] == ["small-0.1.0"]
