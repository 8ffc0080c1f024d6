"""What an operator types about a kiosk that is there: what lies in it, and whether its clock is believed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessment.demo.stage import free_port, prepare
from assessment.storage import clock
from assessment.storage.sessions import SessionStore
from kiosk.alone import alone
from kiosk.cli import main

LATER = timedelta(days=400)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A kiosk whose clock was believed more than a year from now, and is not now."""
    made = prepare(tmp_path, free_port(), free_port()).kiosk_home
    store = SessionStore(made / "kiosk.db")
    clock.see(store, datetime.now(UTC) + LATER)
    store.close()
    return made


def types(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_operator_confirms_a_clock_that_is_right(home: Path) -> None:
    before = types("clock", home)
    confirmed = types("clock", home, "--confirm")

    assert (before.exit_code, confirmed.exit_code, types("clock", home).exit_code) == (1, 0, 0)
    assert "but it was" in before.output
    assert "the clock is believed" in confirmed.output


def test_beside_a_kiosk_that_runs_nothing_is_written(home: Path) -> None:
    with alone(home):
        result = types("clock", home, "--confirm")

    assert result.exit_code == 1
    assert "found a kiosk that runs" in result.output


def test_check_says_what_lies_here_and_what_is_wrong_with_the_clock(home: Path) -> None:
    result = types("check", home)

    assert "unfinished sessions: 0, kept for 14 days" in result.output
    assert "WARNING: the clock shows" in result.output
