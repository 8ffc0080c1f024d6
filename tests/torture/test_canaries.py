"""What people typed is where it belongs and nowhere else; and the search for it finds it wherever it is."""

import base64
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.secrecy import ROOT
from tests.torture.traces import LONGEST, Sought, forms, in_folder, in_memory

WORDS = "ዘብራ زرافة zebra"


def looks(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own: the browser tests beside this one hold theirs."""
    command = [sys.executable, "-m", "tests.torture.canaries", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.browser
def test_words_that_were_typed_are_in_no_file_and_in_no_memory_afterwards() -> None:
    result = looks("--banks", "small", "--most", "1", "--tablets", "0", "--seed", "3")

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.torture
def test_words_in_every_field_of_every_bank_are_in_no_file_and_in_no_memory_afterwards() -> None:
    result = looks("--seed", "4")

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("form", forms(WORDS))
def test_every_form_is_found_in_a_file(tmp_path: Path, form: str) -> None:
    sought = Sought()
    sought.words("words", WORDS)
    (tmp_path / "file").write_bytes(b"something " + forms(WORDS)[form] + b" else")

    assert in_folder(sought, tmp_path).total() == 1


@pytest.mark.parametrize("shift", range(3))
def test_words_are_found_in_the_base64_of_anything_around_them(tmp_path: Path, shift: int) -> None:
    sought = Sought()
    sought.words("words", WORDS)
    (tmp_path / "file").write_bytes(base64.b64encode(b"x" * (30 + shift) + WORDS.encode() + b"rest"))

    assert in_folder(sought, tmp_path).total() == 1


def test_what_a_process_holds_is_found_in_its_memory() -> None:
    holds = "import sys; held = bytes.fromhex(sys.stdin.readline()); print(flush=True); sys.stdin.readline()"
    secret = bytes(range(7, 39))
    sought = Sought()
    sought.secret("secret", secret)

    with subprocess.Popen(
        [sys.executable, "-c", holds], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as held:
        assert held.stdin is not None
        assert held.stdout is not None
        held.stdin.write(secret.hex() + "\n")
        held.stdin.flush()
        held.stdout.readline()
        found = in_memory(sought, held.pid)
        held.stdin.write("\n")

    assert found["secret"] >= 1
    assert len(secret) < LONGEST
