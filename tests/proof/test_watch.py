"""The watch itself: it must notice what escapes, what takes too long, and what fills the memory."""

import time

from tests.proof.watch import ACCEPTED, Case, Tally, watch


def watched(judge, **how: object) -> Tally:
    cases: list[Case] = [("one", b"a"), ("two", b"b")]
    return watch("a test", 0, cases, judge, **how)


def test_refusals_hold() -> None:
    tally = watched(lambda data: "not_a_bundle")

    assert tally.held
    assert tally.answers == {"not_a_bundle": 2}


def test_an_acceptance_does_not_hold_where_nothing_may_be_accepted() -> None:
    assert not watched(lambda data: ACCEPTED).held
    assert watched(lambda data: ACCEPTED, may_accept=True).held


def test_an_exception_does_not_hold_and_the_rest_goes_on() -> None:
    tally = watched(lambda data: {b"b": "not_a_bundle"}[data])

    assert not tally.held
    assert "KeyError" in tally.uncaught[0].what
    assert tally.answers["not_a_bundle"] == 1


def test_a_bundle_that_fills_the_memory_does_not_hold() -> None:
    tally = watched(lambda data: str(len(bytearray(300 * 1024 * 1024))))

    assert "MemoryError" in tally.uncaught[0].what


def test_a_case_that_takes_too_long_does_not_hold() -> None:
    def judge(data: object) -> str:
        until = time.process_time() + 0.06
        while time.process_time() < until:
            pass
        return "slow"

    assert len(watched(judge, limit=0.05).slow) == 2


def test_nothing_at_all_does_not_hold() -> None:
    assert not watch("a test", 0, [], lambda data: "").held
