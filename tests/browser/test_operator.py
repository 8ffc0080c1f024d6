"""The operator's pages in a real browser: in with a PIN, to the stick and back out; every page under guard."""

import pytest
from playwright.sync_api import Browser, Page

from assessment.demo.stage import Stage
from kiosk import pin
from tests.browser.guard import barriers, problems
from tests.browser.watch import Watch
from tests.builders import CHEAP

PIN = "274951"
SIZES = ((1366, 768), (390, 844))


@pytest.fixture
def page(stage: Stage, chromium: Browser, watch: Watch) -> Page:
    pin.make(stage.kiosk_home, PIN, CHEAP)
    context = chromium.new_context()
    watch.over(context)
    yield context.new_page()
    context.close()


def looks_at(page: Page, wrong: list[str]) -> None:
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{page.url} at {width}: {one}" for one in problems(page, "nl") + barriers(page)]


def test_staff_copy_to_the_stick_and_leave(stage: Stage, page: Page, watch: Watch) -> None:
    wrong: list[str] = []

    page.goto(f"http://{stage.kiosk}/operator")
    looks_at(page, wrong)
    page.get_by_label("Pincode").fill("111999")
    page.get_by_role("button", name="Openen").click()
    looks_at(page, wrong)
    page.get_by_label("Pincode").fill(PIN)
    page.get_by_role("button", name="Openen").click()
    looks_at(page, wrong)
    page.get_by_role("link", name="Naar de USB-stick").click()
    looks_at(page, wrong)
    page.get_by_role("button", name="Zet op de USB-stick").click()
    page.get_by_text("U mag de USB-stick er nu uithalen.").wait_for()
    looks_at(page, wrong)
    page.get_by_role("button", name="Lees de USB-stick").click()
    page.get_by_text("Er staat geen ontvangstbewijs voor deze kiosk op de USB-stick.").wait_for()
    looks_at(page, wrong)
    page.get_by_role("button", name="Sluiten").click()

    page.goto(f"http://{stage.kiosk}/operator/stick")
    assert page.url.endswith("/operator/log-in")
    assert wrong == []
    assert (watch.elsewhere, watch.real_complaints) == ([], [])


def test_back_shows_nothing_after_staff_left(stage: Stage, page: Page) -> None:
    page.goto(f"http://{stage.kiosk}/operator")
    page.get_by_label("Pincode").fill(PIN)
    page.get_by_role("button", name="Openen").click()
    page.get_by_role("button", name="Sluiten").click()

    page.go_back()
    page.go_back()

    assert "Profielen op deze kiosk" not in page.content()
