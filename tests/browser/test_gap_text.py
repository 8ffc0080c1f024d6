"""A text with gaps as hands meet it; its own kiosk, because the bank of the others need not have one."""

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page
from waitress import create_server

from assessment.demo.stage import free_port
from assessment.items.model import Review, Section
from assessment.items.responses import GapsResponse
from kiosk.app import create_app
from kiosk.config import KioskConfig
from kiosk.service import Kiosk
from tests.browser.conftest import DESKTOP
from tests.browser.guard import problems
from tests.browser.people import NEXT
from tests.kiosk.builders import START_CODE, a_kiosk
from tests.web.builders import GAPS, WORDS, a_bank

SMALL = {"width": 360, "height": 740}


@pytest.fixture
def serving(tmp_path) -> Iterator[tuple[Kiosk, str]]:
    bank = a_bank(Section("one", "Deel", (GAPS, WORDS), back=True, review=Review.EACH))
    kiosk, port = a_kiosk(tmp_path, bank=bank), free_port()
    server = create_server(create_app(KioskConfig(tmp_path, port=port), kiosk), host="127.0.0.1", port=port)
    Thread(target=server.run, daemon=True).start()
    yield kiosk, f"http://127.0.0.1:{port}"
    server.close()


@pytest.fixture
def at_the_text(serving, chromium: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def sits_down(**options: object) -> Page:
        contexts.append(chromium.new_context(**{"viewport": DESKTOP, **options}))
        page = contexts[-1].new_page()
        page.goto(serving[1])
        page.locator('.tongue[value="ar"]').click()
        page.fill("#code", START_CODE)
        page.locator(".code-form .ams-button--primary").click()
        page.goto(f"{serving[1]}/item")
        return page

    yield sits_down
    for context in contexts:
        context.close()


def given(kiosk: Kiosk) -> object:
    (session_id,) = kiosk.keyring._open
    return kiosk.session(session_id).responses.get(GAPS.id)


def test_enter_goes_from_word_to_word_and_then_to_the_button(serving, at_the_text: Callable[..., Page]):
    page = at_the_text()

    page.focus("#gap-1")
    for end in ("derd", "innen"):
        page.keyboard.type(end)
        page.keyboard.press("Enter")
    assert page.evaluate("(what) => document.activeElement.matches(what)", NEXT)
    assert given(serving[0]) is None

    page.keyboard.press("Enter")
    page.wait_for_selector("#text")
    assert given(serving[0]) == GapsResponse(("derd", "innen"))


def test_without_the_script_enter_sends_nothing_and_the_button_does(serving, at_the_text: Callable[..., Page]):
    page = at_the_text(java_script_enabled=False)

    page.fill("#gap-1", "derd")
    page.press("#gap-1", "Enter")
    assert given(serving[0]) is None

    page.locator(NEXT).click()
    assert given(serving[0]) == GapsResponse(("derd", ""))


@pytest.mark.parametrize("size", [DESKTOP, SMALL], ids=["desktop", "small"])
def test_the_fields_are_large_enough_for_a_finger_and_fit_the_screen(at_the_text: Callable[..., Page], size):
    page = at_the_text(viewport=size)

    boxes = [field.bounding_box() for field in page.locator('[name="gap"]').all()]
    page.fill("#gap-1", "m" * 40)

    assert all(box["height"] >= 44 and box["width"] >= 44 for box in boxes)
    assert page.get_by_role("textbox").nth(1).get_attribute("aria-labelledby") == "label-2 half-2"
    assert problems(page, "ar") == []


def test_a_change_of_language_keeps_every_word(at_the_text: Callable[..., Page]):
    page = at_the_text()
    page.fill("#gap-2", "inn")

    page.locator(".languages summary").click()
    page.locator('.languages__choice[value="ti"]').click()
    page.wait_for_selector('html[lang="ti"]')

    assert page.input_value("#gap-2") == "inn"
    assert page.locator(".gaps").get_attribute("dir") == "ltr"
