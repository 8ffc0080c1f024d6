"""What only a real server shows: a body that is too large, and a request for another host."""

import time
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from assessment.demo.stage import Stage, free_port, prepare, running
from assessment.web.headers import ALWAYS

TEN_MEGABYTES = 10 * 1024 * 1024
QUICKLY = 3.0  # seconds
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = prepare(tmp_path_factory.mktemp("stage"), free_port(), free_port())
    with running(made):
        yield made


def test_a_body_of_ten_megabytes_is_refused_quickly(stage: Stage):
    began = time.monotonic()

    status, page = ask(stage.kiosk, "POST", "/start", b"code=" + b"1" * TEN_MEGABYTES)

    assert status == 413
    assert time.monotonic() - began < QUICKLY
    assert "Traceback" not in page


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1:1"])
def test_another_host_is_refused(stage: Stage, host: str):
    for address in (stage.kiosk, stage.desk):
        status, page = ask(address, "GET", "/", host=host)

        assert (status, "Traceback" in page) == (400, False)


def test_the_kiosk_still_answers_after_that(stage: Stage):
    assert ask(stage.kiosk, "GET", "/")[0] == 200


def ask(address: str, method: str, path: str, body: bytes | None = None, host: str = "") -> tuple[int, str]:
    """Status and text of what *address* answers."""
    connection = HTTPConnection(address, timeout=30)
    try:
        connection.request(method, path, body, {**FORM, "Host": host or address})
    except (BrokenPipeError, ConnectionResetError):
        assert body, "only a body can be too large to be sent"
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    connection.close()
    return answer.status, text
