"""Without scripts everything but the simulated programs works, and those can be skipped."""

from collections.abc import Callable

from assessment.session import codes
from tests.browser.people import NEXT, SKIP, Candidate

START_CODE = codes.start_code("17320508", 1)


def test_a_sitting_without_scripts(a_candidate: Callable[..., Candidate]):
    candidate = a_candidate(java_script_enabled=False)
    candidate.opens_the_kiosk()
    first = candidate.page.locator(".tongue").first.get_attribute("value") or ""

    code = candidate.sits_down(first, START_CODE)
    candidate.answers_until(lambda: candidate.kind == "simulation")
    assert candidate.page.locator("[data-simulation-absent]").is_visible()
    candidate.presses(SKIP)
    candidate.pauses()
    candidate.comes_back(code)
    candidate.answers()
    candidate.stops()
    candidate.shares()

    assert "/goodbye/" in candidate.page.url


def test_the_language_switch_without_scripts(a_candidate: Callable[..., Candidate]):
    candidate = a_candidate(java_script_enabled=False)
    candidate.opens_the_kiosk()
    first, last = (candidate.page.locator(".tongue").nth(n).get_attribute("value") or "" for n in (0, -1))
    candidate.sits_down(first, START_CODE)
    candidate.answers_until(lambda: candidate.item == "practice-words")
    candidate.picks(2)

    candidate.switches_to(last)

    assert candidate.locale == last
    assert candidate.page.locator(".tile__input").nth(2).is_checked()
    candidate.presses(NEXT)
    assert candidate.item == "practice-pictures"
