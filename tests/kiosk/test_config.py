from dataclasses import fields

import pytest

from kiosk import config
from kiosk.config import BadConfig, KioskConfig


def test_a_folder_without_settings_has_the_defaults(tmp_path):
    assert config.read(tmp_path) == KioskConfig(tmp_path)


def test_settings_are_read(tmp_path):
    (tmp_path / "kiosk.toml").write_text('port = 9000\nidle_minutes = 10\nstick = "/media/stick"\n', "utf-8")

    found = config.read(tmp_path)

    assert (found.address, found.idle_minutes, found.stick) == ("127.0.0.1:9000", 10, "/media/stick")


@pytest.mark.parametrize(
    "text", ["port = 'x'", "port = true", "colour = 1", "home = '/x'", "idle_minutes = 1", "port = ", "draft = 0"]
)
def test_a_wrong_setting_is_named(tmp_path, text):
    (tmp_path / "kiosk.toml").write_text(text, "utf-8")

    with pytest.raises(BadConfig, match=r"kiosk\.toml"):
        config.read(tmp_path)


def test_every_setting_says_what_it_means():
    assert all(entry.metadata["help"] in config.describe() for entry in fields(KioskConfig)[1:])


@pytest.mark.parametrize("text", ["journal = 'truncate'", "spare_mb = -1", "spare_mb = '200'"])
def test_how_the_database_writes_is_one_of_two_ways_and_spare_room_a_size(tmp_path, text):
    (tmp_path / "kiosk.toml").write_text(text, "utf-8")

    with pytest.raises(BadConfig, match=r"kiosk\.toml"):
        config.read(tmp_path)
