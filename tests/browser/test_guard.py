"""The walk finds nothing because there is nothing: what it looks for, it sees when it is put there."""

from collections.abc import Callable

import pytest

from tests.browser.guard import barriers, foreign, problems
from tests.browser.people import Candidate

PLANTED = {
    "second heading": "document.body.append(document.createElement('h1'))",
    "same id twice": "document.body.append(Object.assign(document.createElement('p'), { id: 'main' }))",
    "input without label": "document.querySelector('main').append(document.createElement('input'))",
    "inline style": "document.querySelector('main').setAttribute('style', 'top: 0')",
    "address elsewhere": "document.querySelector('main a').setAttribute('href', 'https://example.org/')",
    "English": "document.querySelector('main p').textContent = 'Nothing is lost. Go on here.'",
    "wrong language": "document.documentElement.lang = 'en'",
    "too wide": "document.body.append(Object.assign(document.createElement('canvas'), { width: 3000, height: 9 }))",
}


@pytest.fixture
def candidate(a_candidate: Callable[..., Candidate]) -> Candidate:
    somebody = a_candidate()
    somebody.opens_the_kiosk()
    somebody.page.goto(f"{somebody.address}/resume")
    return somebody


@pytest.mark.parametrize("what", PLANTED)
def test_the_guard_sees(candidate: Candidate, what: str):
    locale = candidate.locale
    assert problems(candidate.page, locale) == []

    candidate.page.evaluate(PLANTED[what])

    assert len(problems(candidate.page, locale)) == 1


def test_axe_sees_a_picture_without_words(candidate: Candidate):
    candidate.page.evaluate("document.querySelector('main').append(document.createElement('img'))")

    assert [one[:14] for one in barriers(candidate.page)] == ["axe image-alt:"]


def test_there_are_texts_to_look_for_in_every_language(locale: str):
    assert len(foreign(locale)) > 50
