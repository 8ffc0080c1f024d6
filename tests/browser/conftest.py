"""One kiosk and one desk for all browser tests, and Debian's Chromium to look at them."""

import random
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from assessment.demo.stage import Stage, free_port, prepare, running
from assessment.items.model import ItemBank
from assessment.locales import LOCALES, folder, offered
from assessment.storage import banks
from tests.browser.case_worker import CaseWorker
from tests.browser.people import Candidate
from tests.browser.watch import Watch

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
BACK_FORWARD_CACHE_OFF = "--disable-back-forward-cache"  # Playwright's own choice, which real browsers do not make
DESKTOP = {"width": 1366, "height": 768}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = prepare(tmp_path_factory.mktemp("stage"), free_port(), free_port())
    with running(made):
        yield made


@pytest.fixture(scope="session")
def bank() -> ItemBank:
    return banks.load(banks.built_in("amsterdam"))


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest, bank: ItemBank) -> str:
    if request.param not in {offer.tag for offer in offered(bank, folder()) if offer.offered}:
        pytest.skip(f"{request.param} is not offered; `kiosk check` says why")
    return str(request.param)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium_as_people_have_it(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=QUIET, ignore_default_args=[BACK_FORWARD_CACHE_OFF]
    )
    yield browser
    browser.close()


@pytest.fixture
def watch(stage: Stage) -> Watch:
    return Watch(frozenset({stage.kiosk, stage.desk}))


@pytest.fixture
def a_candidate(stage: Stage, chromium: Browser, watch: Watch) -> Iterator[Callable[..., Candidate]]:
    contexts = []

    def sits_down(browser: Browser = chromium, seed: int = 1, **options: object) -> Candidate:
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        contexts.append(context)
        watch.over(context)
        return Candidate(context.new_page(), f"http://{stage.kiosk}", random.Random(seed))

    yield sits_down
    for context in contexts:
        context.close()


@pytest.fixture
def case_worker(stage: Stage, chromium: Browser, watch: Watch) -> Iterator[CaseWorker]:
    context = chromium.new_context(viewport=DESKTOP)
    watch.over(context)
    yield CaseWorker(context.new_page(), f"http://{stage.desk}", stage.user, stage.password)
    context.close()
