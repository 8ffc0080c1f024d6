"""The commands that people type: each answers, explains itself, and refuses in one sentence."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from assessment.cli import main
from kiosk.cli import main as kiosk_main
from tests.builders import SMALL_BANK, small_files


def run(*words: str) -> Result:
    """What `assessment` answers to *words*."""
    return CliRunner().invoke(main, words)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command of *group* with the words that lead to it."""
    for name, command in group.commands.items():
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


EVERY = [*commands(main), *((("kiosk", *words), command) for words, command in commands(kiosk_main))]


def a_bank_with_a_mistake(folder: Path) -> Path:
    for name, text in small_files().items():
        (folder / name).write_text(text.replace("id: q-work", "id: q_work"), "utf-8")
    shutil.copytree(SMALL_BANK / "logs", folder / "logs")
    return folder


@pytest.mark.parametrize(("words", "command"), EVERY, ids=[" ".join(words) for words, _ in EVERY])
def test_every_command_says_in_a_sentence_what_it_does(words: tuple[str, ...], command: click.Command) -> None:
    assert (command.help or "").strip().endswith(".")
    assert all(
        option.help for option in command.params if isinstance(option, click.Option) and "password" not in option.name
    )


@pytest.mark.parametrize("words", [words for words, _ in EVERY if words[0] != "kiosk"], ids=" ".join)
def test_every_command_helps(words: tuple[str, ...]) -> None:
    done = run(*words, "--help")

    assert done.exit_code == 0
    assert "Usage:" in done.output


def test_a_good_bank_has_no_errors() -> None:
    done = run("items", "check", "amsterdam")

    assert done.exit_code == 0
    assert done.output.startswith("amsterdam: no errors, ")


def test_without_a_name_every_bank_is_checked() -> None:
    assert "amsterdam: no errors" in run("items", "check").output


def test_a_bank_may_be_a_folder() -> None:
    assert run("items", "check", str(SMALL_BANK)).output == "small_bank: no errors, 46 items in 9 sections\n"


def test_a_mistake_is_printed_with_its_place_and_the_command_fails(tmp_path: Path) -> None:
    done = run("items", "check", str(a_bank_with_a_mistake(tmp_path)))

    assert done.exit_code == 1
    assert done.output.splitlines()[0] == (
        "questions.yaml:12:9 error: the id 'q_work' has other signs than a-z, 0-9 and single hyphens (item-id-is-plain)"
    )
    assert "1 errors" not in done.output


def test_a_bank_that_does_not_exist_is_named() -> None:
    done = run("items", "check", "rotterdam")

    assert done.exit_code == 1
    assert "found no bank.yaml in " in done.output


def test_the_catalogues_are_up_to_date_and_in_order() -> None:
    assert run("translations", "extract", "--check").exit_code == 0
    assert run("translations", "check").exit_code == 0


def test_every_language_says_how_far_it_is() -> None:
    done = run("translations", "status")

    assert all(tag in done.output for tag in ("nl", "en", "ar", "fa", "ti"))


def test_a_desk_is_made_and_says_that_it_is_its_own_officer(tmp_path: Path) -> None:
    home = str(tmp_path / "desk")

    made = run("desk", "init", home, "--municipality", "amsterdam", "--user", "hanna", "--password", "een lang woord")

    assert "Version 1 is in force" in made.output
    assert "This desk is its own only officer" in made.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("desk", "init", "{}", "--municipality", "amsterdam", "--user", "hanna", "--password", "kort"), "characters"),
        (("desk", "export-trust", "{}/nowhere", "{}/trust.jws"), "found no trust store in force"),
        (("desk", "trust", "{}", "{}/bank.yaml"), "Error: "),
    ],
    ids=["weak password", "no desk", "no request"],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    a_bank_with_a_mistake(tmp_path)

    done = run(*(word.format(tmp_path) for word in words))

    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output
    assert isinstance(done.exception, SystemExit)


def test_a_desk_is_never_made_twice(tmp_path: Path) -> None:
    words = (
        "desk",
        "init",
        str(tmp_path),
        "--municipality",
        "amsterdam",
        "--user",
        "h",
        "--password",
        "een lang woord",
    )

    run(*words)
    done = run(*words)

    assert done.exit_code == 1
    assert "expected a folder without a desk" in done.output
