import json
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from assessment.storage import vault
from assessment.storage.operators import Tries
from assessment.storage.vault import Cost
from kiosk import pin
from kiosk.cli import main
from kiosk.pin import LONGEST_WAIT, WeakPin
from tests.builders import CHEAP, NOW

SECRET = b"s" * 32


def a_home(folder: Path, typed: str = "274951") -> Path:
    (folder / "secret").write_bytes(SECRET)
    pin.make(folder, typed, CHEAP)
    return folder


def test_the_pin_that_was_set_fits_and_no_other(tmp_path: Path) -> None:
    kept = pin.load(a_home(tmp_path))

    assert kept is not None
    assert pin.fits(kept, "274951", SECRET)
    assert pin.fits(kept, " 274 951 ", SECRET)
    assert pin.fits(kept, "٢٧٤٩٥١".translate({0x660 + n: str(n) for n in range(10)}), SECRET)
    for other in ("", "274952", "2749510", "27495", "x" * 1000):
        assert not pin.fits(kept, other, SECRET)


def test_on_another_laptop_the_stored_pin_is_worth_nothing(tmp_path: Path) -> None:
    kept = pin.load(a_home(tmp_path))

    assert kept is not None
    assert not pin.fits(kept, "274951", b"t" * 32)


def test_it_is_stored_for_its_owner_only_and_not_as_it_was_typed(tmp_path: Path) -> None:
    path = a_home(tmp_path) / pin.FILE

    assert path.stat().st_mode & 0o777 == 0o600
    assert "274951" not in path.read_text()
    assert json.loads(path.read_text())["cost"]["passes"] == 1


def test_a_new_pin_takes_the_place_of_the_old(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    old = pin.load(home)

    pin.make(home, "80 31 77", CHEAP)

    new = pin.load(home)
    assert old is not None
    assert new is not None
    assert new.salt != old.salt
    assert pin.fits(new, "803177", SECRET)
    assert not pin.fits(new, "274951", SECRET)


@pytest.mark.parametrize(
    "typed", ["", "12345", "abcdef", "1" * 13, "111111", "123123" * 3, "123456", "987654", "121212"]
)
def test_a_pin_that_everybody_tries_first_is_refused(tmp_path: Path, typed: str) -> None:
    (tmp_path / "secret").write_bytes(SECRET)

    with pytest.raises(WeakPin, match="expected"):
        pin.make(tmp_path, typed, CHEAP)
    assert pin.load(tmp_path) is None


def test_five_tries_are_free_and_then_the_wait_doubles_up_to_an_hour() -> None:
    tries, waits = Tries(), []
    for _ in range(16):
        tries = pin.failed(tries, NOW)
        waits.append(pin.wait_seconds(tries, NOW))

    assert waits[:8] == [0, 0, 0, 0, 15, 30, 60, 120]
    assert waits[-1] == LONGEST_WAIT.total_seconds()
    assert waits == sorted(waits)


def test_after_the_wait_the_next_pin_is_looked_at() -> None:
    tries = Tries(5, NOW + timedelta(seconds=15))

    assert pin.wait_seconds(tries, NOW + timedelta(seconds=14)) == 1
    assert pin.wait_seconds(tries, NOW + timedelta(seconds=15)) == 0


def test_a_clock_that_was_set_back_does_not_lock_the_operator_out_for_years() -> None:
    assert pin.wait_seconds(Tries(9, NOW), NOW - timedelta(days=300)) == 0


def test_the_command_asks_twice_and_says_where_the_page_is(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(SECRET)

    done = CliRunner().invoke(main, ["pin", str(tmp_path)], input="274951\n274951\n")

    kept = pin.load(tmp_path)
    assert done.exit_code == 0, done.output
    assert "http://127.0.0.1:8401/operator" in done.output
    assert "274951" not in done.output
    assert kept is not None
    assert pin.fits(kept, "274951", SECRET)


def test_the_command_says_why_a_pin_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(SECRET)

    done = CliRunner().invoke(main, ["pin", str(tmp_path)], input="123456\n123456\n")

    assert done.exit_code == 1
    assert "expected digits that are not a row" in done.output


def test_staff_come_in_while_people_type_their_codes(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(SECRET)
    pin.make(tmp_path, "274951", Cost())
    kept, done = pin.load(tmp_path), list[object]()
    assert kept is not None
    key = vault.new_key()

    def comes_in() -> None:
        done.append(pin.fits(kept, "274951", SECRET))

    def begins() -> None:
        done.append(vault.wrap(key, "1" * 20, "one", SECRET, Cost()))

    people = [Thread(target=work, daemon=True) for work in (comes_in, begins) * 4]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=60)  # they would wait for each other for ever

    assert len(done) == 8
