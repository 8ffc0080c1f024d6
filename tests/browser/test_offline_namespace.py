"""The whole way once more where there is no network at all: only loopback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMESPACE = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--net"]
ONLY_LOOPBACK = """
import fcntl, os, socket, struct, sys
SIOCSIFFLAGS, IFF_UP = 0x8914, 1
door = socket.socket()
fcntl.ioctl(door, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
assert [name for _, name in socket.if_nameindex()] == ["lo"], socket.if_nameindex()
door.close()
os.execv(sys.argv[1], sys.argv[1:])
"""


def alone(*command: str) -> list[str]:
    """*command*, in a network namespace of its own with only loopback up."""
    return [*NAMESPACE, sys.executable, "-c", ONLY_LOOPBACK, sys.executable, *command]


@pytest.fixture(autouse=True)
def _namespaces() -> None:
    tried = subprocess.run(alone("-c", ""), capture_output=True, text=True)
    if tried.returncode:
        pytest.skip(f"no network namespaces here: {tried.stderr.strip().splitlines()[-1]}")


def test_nothing_outside_can_be_reached_there():
    call = "import socket; socket.create_connection(('192.0.2.1', 80), 3)"

    answer = subprocess.run(alone("-c", call), capture_output=True, text=True)

    assert "Network is unreachable" in answer.stderr


def test_the_scripted_journey_needs_no_network():
    command = alone("-m", "assessment", "demo", "--journey", "nl", "--json")

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout.splitlines()[-1])["verified"] is True


@pytest.mark.slow
def test_the_story_in_the_browser_needs_no_network():
    story = "tests/browser/test_story.py"
    command = alone("-m", "pytest", "-q", "-p", "no:cacheprovider", story, "-k", "nl")

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)

    assert answer.returncode == 0, answer.stdout
    assert "1 passed" in answer.stdout
