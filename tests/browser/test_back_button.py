"""The next person never sees the last one: with the back/forward cache on, as real browsers have it."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Error

from assessment.session import codes
from tests.browser.people import NEXT, Candidate

CANARY = "ZEBRA-7391-QUARTZ"
START_CODE = codes.start_code("27182818", 1)
MOST_STEPS = 14
PATIENCE = 5
T = TypeVar("T")
COUNT_RESTORED = """addEventListener("pageshow", (event) => {
  if (event.persisted) window.name = `${Number(window.name || 0) + 1}`;
});"""


@pytest.fixture
def candidate(a_candidate: Callable[..., Candidate], chromium_as_people_have_it: Browser) -> Candidate:
    somebody = a_candidate(chromium_as_people_have_it)
    somebody.page.add_init_script(COUNT_RESTORED)
    return somebody


def test_the_cache_is_really_on(candidate: Candidate):
    candidate.opens_the_kiosk()
    candidate.page.goto(f"{candidate.address}/resume")

    moves(candidate, "history.back()")

    assert candidate.page.evaluate("window.name") == "1"


def test_after_sharing_nothing_of_the_last_person_comes_back(candidate: Candidate):
    resume_code = sees_a_canary_on_the_closing_page(candidate)
    candidate.shares()
    candidate.presses(".card .ams-button")

    assert not whatever_is_tried(candidate, CANARY, resume_code)


def test_after_pausing_nothing_of_the_last_person_comes_back(candidate: Candidate):
    resume_code = leaves_a_canary_on_the_page(candidate)
    candidate.pauses()
    candidate.leaves()

    assert not whatever_is_tried(candidate, CANARY, resume_code)


def test_a_page_that_closed_by_itself_shows_no_code(candidate: Candidate):
    resume_code = leaves_a_canary_on_the_page(candidate)
    with candidate.page.expect_navigation():
        candidate.page.evaluate("document.querySelector('[data-away]').click()")

    assert not whatever_is_tried(candidate, CANARY, resume_code)


def test_a_double_tap_on_next_counts_once(candidate: Candidate):
    sits_down(candidate)
    step = int(candidate.step)

    with candidate.page.expect_navigation():
        candidate.page.locator(NEXT).dblclick(no_wait_after=True)
    candidate.page.wait_for_load_state()
    candidate.page.reload()

    assert (candidate.item, int(candidate.step)) == ("what-for", step + 2)


def test_back_and_reload_inside_a_session_change_nothing(candidate: Candidate):
    sits_down(candidate)
    candidate.answers()
    candidate.answers()
    here = candidate.item, candidate.step

    moves(candidate, "history.back()")
    candidate.page.reload()
    candidate.page.goto(f"{candidate.address}/item")

    assert (candidate.item, candidate.step) == here


def test_an_old_page_that_is_sent_again_changes_nothing(candidate: Candidate):
    sits_down(candidate)
    old = candidate.page.context.new_page()
    old.goto(f"{candidate.address}/item")
    candidate.answers()
    here = candidate.item, candidate.step

    with old.expect_navigation():
        old.locator(NEXT).click()

    candidate.page.reload()
    assert (candidate.item, candidate.step) == here


def sits_down(candidate: Candidate) -> str:
    candidate.opens_the_kiosk()
    first = candidate.page.locator(".tongue").first.get_attribute("value") or ""
    return candidate.sits_down(first, START_CODE)


def leaves_a_canary_on_the_page(candidate: Candidate) -> str:
    """A session with the canary sent once and standing on the page; returns the resume code."""
    code = sits_down(candidate)
    candidate.hurries_to("practice-text")
    candidate.types("#text", CANARY)
    candidate.presses(NEXT)
    candidate.presses('[formaction="/back"]')
    assert candidate.sees(CANARY)
    return code


def sees_a_canary_on_the_closing_page(candidate: Candidate) -> str:
    """A session on its closing page, with the canary typed, sent and shown; returns the resume code."""
    code = sits_down(candidate)
    candidate.hurries_to("w-job", {"w-worked": {"do": "yes"}})
    candidate.writes_own_work(CANARY)
    candidate.presses(NEXT)
    candidate.hurries_to("")
    assert candidate.sees(CANARY)
    return code


def whatever_is_tried(candidate: Candidate, *secrets: str) -> list[str]:
    """Back a long way, forward again, old addresses, reload: where one of the *secrets* was seen."""
    steps = min(MOST_STEPS, int(candidate.page.evaluate("history.length")))
    ways = ["history.back()"] * steps + ["history.forward()"] * steps
    seen = [f"{way} at {candidate.page.url}" for way in ways if moves(candidate, way) and shows(candidate, secrets)]
    for path in ("/", "/item", "/review", "/code", "/paused", "/stop", "/resume"):
        candidate.page.goto(f"{candidate.address}{path}")
        candidate.page.reload()
        seen += [path] if shows(candidate, secrets) else []
    return seen


def moves(candidate: Candidate, way: str) -> bool:
    """Move in the history as a person does, and wait until a page has come to rest."""
    at_rest(candidate, lambda: candidate.page.evaluate(f"setTimeout(() => {way}, 0)"))
    candidate.page.wait_for_timeout(120)
    candidate.page.wait_for_load_state()
    return True


def shows(candidate: Candidate, secrets: tuple[str, ...]) -> bool:
    return at_rest(candidate, lambda: any(candidate.sees(secret) for secret in secrets))


def at_rest(candidate: Candidate, asks: Callable[[], T]) -> T:
    """What *asks* finds; a page that is just leaving, on a slow machine, is asked again when it is there."""
    for _ in range(PATIENCE):
        with suppress(Error):
            return asks()
        candidate.page.wait_for_load_state()
    return asks()
