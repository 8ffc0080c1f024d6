"""Whoever guesses resume codes is stopped after fifteen, and learns nothing on the way."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from assessment.session import codes
from assessment.storage.vault import Cost
from tests.builders import CHEAP, other_codes
from tests.kiosk.builders import Candidate, Clock, a_candidate, a_kiosk
from tests.torture.guesses import MOST, torture


@pytest.mark.slow
def test_of_many_guesses_fifteen_are_looked_at_and_none_is_let_in(tmp_path: Path) -> None:
    tallies = torture(tmp_path, guesses=1000, seed=1, cost=CHEAP)

    assert [(tally.evaluated, tally.accepted, tally.refused_at_once) for tally in tallies] == [(MOST, 0, 985)] * 3


def test_a_guess_at_a_number_that_nobody_has_looks_like_any_other(tmp_path: Path) -> None:
    paused, shared, nobodys = (tally.waits for tally in torture(tmp_path, guesses=20, seed=2, cost=CHEAP))

    assert paused == shared == nobodys
    assert paused[:6] == [0, 0, 0, 0, 15, 30]
    assert paused[-6:] == [-1] * 6


@pytest.mark.torture
def test_of_ten_thousand_guesses_fifteen_are_looked_at_and_none_is_let_in(tmp_path: Path) -> None:
    tallies = torture(tmp_path, guesses=10_000, seed=3, cost=Cost())

    assert [(tally.evaluated, tally.accepted) for tally in tallies] == [(MOST, 0)] * 3


def test_through_the_pages_as_well(tmp_path: Path) -> None:
    clock = Clock()
    candidate = a_candidate(tmp_path, a_kiosk(tmp_path, clock=clock)).sits_down()
    code = a_code(candidate)
    candidate.post("/pause", away="1")
    stranger = codes.resume_code(f"{(int(code[:4]) + 1) % 10_000:04}", code[4:19])

    found, other = (guesses(candidate, clock, target, 300) for target in (code, stranger))

    assert [response.status_code for response in found] == [response.status_code for response in other]
    assert [said(response) for response in found] == [said(response) for response in other]
    assert {response.status_code for response in found} == {422, 429}
    assert candidate.kiosk.store.rows("SELECT failures FROM sessions")[0]["failures"] == MOST


def a_code(candidate: Candidate) -> str:
    candidate.get("/code")
    shown = re.search(r'class="code"[^>]*>([\d ]+)<', candidate.page)
    assert shown is not None
    return shown[1].replace(" ", "")


def guesses(candidate: Candidate, clock: Clock, target: str, count: int) -> list[TestResponse]:
    """What *count* guesses at *target* are answered with, each sent as soon as the page allows it."""
    found = []
    candidate.get("/resume")
    for _, guess in zip(range(count), other_codes(target), strict=False):
        response = candidate.post("/resume", code=guess)
        clock.now += timedelta(seconds=int(response.headers.get("Retry-After", 0)))
        found.append(response)
    return found


def said(response: TestResponse) -> str:
    """The page without what was typed and without its token."""
    return re.sub(r'value="[^"]*"', "", response.get_data(as_text=True))
