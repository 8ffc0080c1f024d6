"""`kiosk export` and `kiosk receive`: what an operator types while the kiosk does not run."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessment.bundle import receipt
from assessment.storage import departures
from assessment.storage.sessions import SessionStore
from kiosk.alone import alone
from kiosk.cli import main
from tests.kiosk.test_stick_brings_trust import puts_a_receipt
from tests.kiosk.trusted import stick
from tests.trusting import Pair, a_pair


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """A kiosk at which two people sat, and that does not run now."""
    found = a_pair(tmp_path)
    kiosk = found.kiosk()
    for _ in range(2):
        found.sits(kiosk)
    kiosk.store.close()
    return found


def types(pair: Pair, command: str) -> Result:
    return CliRunner().invoke(main, [command, str(pair.kiosk_home), str(stick(pair))])


def test_alone_export_writes_the_list_too(pair: Pair) -> None:
    done = types(pair, "export")

    assert (done.exit_code, done.output) == (0, "3 written, 0 there already, all read back correctly\n")
    assert sorted(path.name[0] for path in stick(pair).iterdir()) == ["b", "b", "m"]


def test_receive_deletes_what_arrived(pair: Pair) -> None:
    kiosk = pair.kiosk()
    puts_a_receipt(pair, kiosk, kiosk.identity.device_key["kid"])
    kiosk.store.close()

    done = types(pair, "receive")

    assert (done.exit_code, done.output) == (0, "2 bundles arrived at the desk and were deleted here\n")


@pytest.mark.parametrize("command", ["export", "receive"])
def test_beside_a_kiosk_that_runs_both_are_refused_and_nothing_leaves(pair: Pair, command: str) -> None:
    with alone(pair.kiosk_home):
        done = types(pair, command)

    assert done.exit_code == 1
    assert "found a kiosk that runs" in done.output
    assert list(stick(pair).iterdir()) == []
    assert departures.counts(SessionStore(pair.kiosk_home / "kiosk.db")).new == 2


def test_a_stick_with_nothing_for_this_kiosk_says_so(pair: Pair) -> None:
    assert types(pair, "receive").output == "no receipt for this kiosk is here\n"


def test_a_receipt_that_is_none_says_why(pair: Pair) -> None:
    kid = pair.kiosk().identity.device_key["kid"]
    (stick(pair) / receipt.file_name(kid)).write_bytes(b"rubbish")

    assert "a receipt counts for nothing: found 1 parts, expected 3" in types(pair, "receive").output


def test_a_folder_without_a_kiosk_gets_no_database(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", str(tmp_path), str(tmp_path)])

    assert done.exit_code == 1
    assert list(tmp_path.iterdir()) == []
