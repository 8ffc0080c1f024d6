"""`assessment bundle inspect` and `assessment desk import`: everything about a file but what a person said in it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessment.bundle import enrolment, keys
from assessment.bundle.contents import Contents
from assessment.bundle.seal import file_name, seal
from assessment.cli import main
from assessment.desk import commands, taking_in, trusting
from tests.desk.builders import CODE, KIOSK, MUNICIPALITY, PASSWORD, TIGRINYA, USER, a_sitting, contents_of
from tests.desk.test_once import nothing_of

NOW = datetime.now(UTC).replace(microsecond=0)
DEVICE = keys.make_device_key()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    found = tmp_path / "desk"
    commands.init(found, MUNICIPALITY, USER, PASSWORD)
    commands.trust_device(found, enrolment.request(KIOSK, DEVICE, NOW))
    (tmp_path / "stick").mkdir()
    return found


def put(home: Path, contents: Contents | None = None, *, name: int = 1) -> Path:
    """A bundle on the stick."""
    desk_key = keys.load_recipient_key((home / trusting.KEY).read_bytes())
    sealed = seal(replace(contents or contents_of(a_sitting()), issued_at=NOW), DEVICE, keys.public(desk_key))
    path = home.parent / "stick" / file_name(bytes([name]) * 16)
    path.write_bytes(sealed.data)
    return path


def inspect(file: Path, *options: object) -> Result:
    return CliRunner().invoke(main, ["bundle", "inspect", str(file), *map(str, options)])


def take_in(home: Path, *options: object) -> Result:
    return CliRunner().invoke(main, ["desk", "import", str(home), str(home.parent / "stick"), *map(str, options)])


def test_a_good_bundle_is_explained_and_nothing_is_stored(home: Path) -> None:
    path = put(home)

    for _ in range(2):
        done = inspect(path, "--desk", home)

        assert done.exit_code == 0, done.output
        assert "outcome: imported (taken in)" in done.output
    assert commands.desk(home).cases() == []


def test_what_is_inside_is_not_told(home: Path) -> None:
    done = inspect(put(home), "--desk", home)

    for secret in (CODE, TIGRINYA, "q-work", "ti,", '"', "theta"):
        assert secret not in done.output
    for fact in (
        "1 file",
        "2 form",
        "3 recipient",
        "7 signature",
        KIOSK,
        "number 1",
        "item bank   amsterdam",
        "scoring",
    ):
        assert fact in done.output


def test_both_languages_say_what_is_the_matter_and_what_to_do(home: Path) -> None:
    path = put(home, contents_of(a_sitting(), audience="utrecht"))

    done = inspect(path, "--desk", home)

    assert done.exit_code == 1
    assert "10 meaning     no: found the audience utrecht, expected amsterdam" in done.output
    assert "outcome: wrong_desk (refused)" in done.output
    assert "nl: Dit profiel is voor een andere balie gemaakt" in done.output
    assert "en: This profile was made for another desk" in done.output


def test_a_stranger_is_told_the_form_and_whose_it_is(home: Path) -> None:
    path = put(home)

    done = inspect(path)

    assert done.exit_code == 0
    assert keys.load_recipient_key((home / trusting.KEY).read_bytes())["kid"] in done.output
    assert KIOSK not in done.output


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"een brief", "outcome: not_a_bundle"), (b"x" * (2**20 + 1), "outcome: too_large")],
    ids=["letter", "large"],
)
def test_a_stranger_is_told_what_is_wrong_from_outside(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "x").write_bytes(data)

    done = inspect(tmp_path / "x")

    assert done.exit_code == 1
    assert words in done.output


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "x").symlink_to("/etc/passwd")

    assert "outcome: not_a_file (refused)" in inspect(tmp_path / "x").output


def test_inspecting_tells_what_became_of_it(home: Path) -> None:
    first = contents_of(a_sitting())
    path, other = put(home, first), put(home, replace(first, profile={}), name=2)
    withdrawal = put(home, nothing_of(first, "ab" * 32), name=3)
    take_in(home, "--by", USER)

    assert "outcome: already_imported (taken in)" in inspect(path, "--desk", home).output
    assert inspect(other, "--desk", home).exit_code == 1
    assert "outcome: conflict (conflict)" in inspect(withdrawal, "--desk", home).output


def test_a_stick_is_taken_in_file_by_file(home: Path) -> None:
    put(home)
    (home.parent / "stick" / file_name(bytes(16))).write_bytes(b"no bundle")
    (home.parent / "stick" / file_name(bytes([9]) * 16)).symlink_to("/etc/passwd")
    (home.parent / "stick" / "factuur\x1b[2J.exe").write_bytes(b"MZ")

    done = take_in(home, "--by", USER)

    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert [line.split(": ")[1].split(" ")[0] for line in lines[:3]] == ["not_a_bundle", "imported", "not_a_file"]
    assert lines[3] == "skipped: 1 without the name of a bundle: factuur\\x1b[2J.exe"
    assert lines[4] == "1 not_a_bundle, 1 imported, 1 not_a_file"
    assert [case.code for case in commands.desk(home).cases()] == [CODE]


def test_somebody_answers_for_what_is_taken_in(home: Path) -> None:
    put(home)

    done = take_in(home, "--by", "nobody")

    assert done.exit_code == 1
    assert "found no user nobody" in done.output
    assert commands.desk(home).cases() == []


def test_when_time_is_up_the_rest_is_named(home: Path) -> None:
    for number in (1, 2, 3):
        put(home, name=number)
    clock = iter([0.0, 1.0, 11.0])

    lines = list(taking_in.take_in(home, home.parent / "stick", USER, 10.0, lambda: next(clock)))

    assert len(lines) == 3
    assert lines[1] == "stopped: no time left for 2 more files; start again to go on"
