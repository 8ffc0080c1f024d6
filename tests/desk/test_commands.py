"""Setting a desk up in a folder, as the operator does."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessment.bundle import enrolment, keys
from assessment.bundle.errors import AlreadyEnrolled, BadEnrolment, BadTrust
from assessment.desk import commands, config, trusting
from assessment.desk.service import NotLoggedIn

PASSWORD = "een lang wachtwoord"


def a_home(folder: Path) -> Path:
    commands.init(folder / "desk", "amsterdam", "hanna", PASSWORD)
    return folder / "desk"


def a_request() -> bytes:
    return enrolment.request("kiosk-1", keys.make_device_key(), datetime.now(UTC))


def test_a_new_desk_lets_its_user_in(tmp_path: Path) -> None:
    desk = commands.desk(a_home(tmp_path))

    assert desk.check_login("hanna", PASSWORD) == "hanna"
    with pytest.raises(NotLoggedIn):
        desk.check_login("hanna", "iets anders")


def test_only_the_owner_reads_its_files(tmp_path: Path) -> None:
    modes = {path.stat().st_mode & 0o077 for path in a_home(tmp_path).iterdir()}

    assert modes == {0}


def test_a_second_desk_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    key = (home / trusting.KEY).read_bytes()

    with pytest.raises(commands.AlreadyThere):
        commands.init(home, "amsterdam", "hanna", PASSWORD)

    assert (home / trusting.KEY).read_bytes() == key


def test_a_short_password_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(commands.WeakPassword):
        commands.init(tmp_path / "desk", "amsterdam", "hanna", "kort")

    assert not (tmp_path / "desk").exists()


def test_a_municipality_that_no_bundle_may_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTrust):
        commands.init(tmp_path / "desk", "Den Haag", "hanna", PASSWORD)


def test_a_kiosk_is_trusted_at_once_and_only_once(tmp_path: Path) -> None:
    home, request = a_home(tmp_path), a_request()
    desk = commands.desk(home)

    step = commands.trust_device(home, request)

    assert step.in_force
    assert [device.name for device in desk.trust().devices] == ["kiosk-1"]
    with pytest.raises(AlreadyEnrolled):
        commands.trust_device(home, request)


def test_a_request_that_is_none_changes_nothing(tmp_path: Path) -> None:
    home = a_home(tmp_path)

    with pytest.raises(BadEnrolment):
        commands.trust_device(home, b"trust me")

    assert commands.desk(home).trust().devices == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("idle_minutes = 30", "municipality is missing"),
        ('municipality = "a"\nidle = 3', "found the setting idle"),
        ('municipality = "a"\nidle_minutes = "30"', "idle_minutes is '30'"),
        ("municipality = ", "desk.toml"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / config.FILE).write_text(text)

    with pytest.raises(config.WrongSetting, match=complaint):
        config.read(tmp_path)


def test_the_first_settings_file_is_right_and_explains_itself(tmp_path: Path) -> None:
    (tmp_path / config.FILE).write_text(config.text("amsterdam"))

    assert config.read(tmp_path) == config.DeskConfig("amsterdam")
    assert "# idle_minutes = 30" in config.text("amsterdam")
