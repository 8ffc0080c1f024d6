"""Every kind of page in every locale: rules for all pages, axe, and screenshots in the folder that WALK_SHOTS names."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page

from assessment.demo.browser import Element
from assessment.demo.journey import travel
from assessment.demo.stage import Stage
from assessment.items.model import ItemBank
from assessment.session import codes
from tests.browser.ahead import kind_of, kinds_of, right
from tests.browser.case_worker import CaseWorker
from tests.browser.guard import barriers, problems
from tests.browser.people import NEXT, Candidate
from tests.browser.watch import Watch

SMALL = ((1366, 768),)
WORK = {"ar": "طاه", "nl": "kok"}  # a word to search an occupation with; "cook" where searching is in English
JUDGED = ("ar", "nl")  # axe judges one language of each direction every time, all of them in the thorough walk
FULL = ((1366, 768), (800, 600), (390, 844))


@dataclass(slots=True)
class Walk:
    """Looks at pages in *locale* at each of the *sizes*, and remembers what is wrong."""

    locale: str
    sizes: tuple[tuple[int, int], ...]
    wrong: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    @property
    def thorough(self) -> bool:
        """Whether it looks at more than one size, and so at everything."""
        return len(self.sizes) > 1

    def kind_of(self, document: Element) -> str:
        """The kind of the item on the page that is *document*, as finely as this walk tells kinds apart."""
        return kind_of(document, every_mark=self.thorough)

    def is_new(self, document: Element) -> bool:
        """Whether an item is on the page that is *document*, of a kind that was not seen yet."""
        return self.kind_of(document) not in self.seen

    def looks_at(self, page: Page, name: str) -> None:
        self.seen.append(name)
        for width, height in self.sizes:
            page.set_viewport_size({"width": width, "height": height})
            found = problems(page, self.locale) + (barriers(page) if self.thorough or self.locale in JUDGED else [])
            self.wrong += [f"{self.locale} {name} at {width}x{height}: {one}" for one in found]
            self._photographs(page, f"{self.locale}-{name}-{width}.png")
        page.set_viewport_size({"width": 1366, "height": 768})

    def _photographs(self, page: Page, name: str) -> None:
        if folder := os.environ.get("WALK_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / name, full_page=True)


@pytest.fixture(params=[SMALL, pytest.param(FULL, marks=pytest.mark.walk)], ids=["one-size", "all-sizes"])
def sizes(request: pytest.FixtureRequest) -> tuple[tuple[int, int], ...]:
    return request.param


def test_every_page_of_the_kiosk(
    locale: str, sizes: tuple[tuple[int, int], ...], a_candidate: Callable[..., Candidate], bank: ItemBank, watch: Watch
):
    walk, candidate = Walk(locale, sizes), a_candidate()

    walk_in(walk, candidate)
    walk_through_the_items(walk, candidate, bank)
    walk_out(walk, candidate)

    assert not walk.wrong, "\n".join(walk.wrong)
    assert (watch.elsewhere, watch.real_complaints) == ([], [])


def walk_in(walk: Walk, candidate: Candidate) -> None:
    candidate.opens_the_kiosk()
    problems_of_home = Walk(first_offered(candidate), walk.sizes)
    problems_of_home.looks_at(candidate.page, "home")
    walk.wrong += [one for one in problems_of_home.wrong if "not translated" not in one]
    candidate.chooses_language(walk.locale)
    walk.looks_at(candidate.page, "start")
    candidate.types_start_code("0000000000")
    walk.looks_at(candidate.page, "start-wrong-code")
    candidate.presses(".other-way a")
    walk.looks_at(candidate.page, "resume")
    candidate.presses(".code-form .ams-button--primary")
    walk.looks_at(candidate.page, "resume-no-code")
    candidate.page.goto(f"{candidate.address}/item")
    walk.looks_at(candidate.page, "closed")
    candidate.page.goto(f"{candidate.address}/nowhere")
    walk.looks_at(candidate.page, "not-found")


def first_offered(candidate: Candidate) -> str:
    return candidate.page.locator(".tongue").first.get_attribute("value") or ""


def walk_through_the_items(walk: Walk, candidate: Candidate, bank: ItemBank) -> None:
    """Each kind of item once, as it comes and after pressing Next without an answer."""
    candidate.page.goto(f"{candidate.address}/start")
    candidate.types_start_code(codes.start_code("31415926", 1))
    walk.looks_at(candidate.page, "code")
    candidate.presses(".card .ams-button--primary")
    decided = {"w-worked": {"do": "yes"}, "q-wish": {"choice": "work"}, **right(bank, "latin-words")}
    while kind := walk.kind_of(candidate.goes_ahead_until(walk.is_new, decided)):
        walk.looks_at(candidate.page, kind)
        look_closer(walk, candidate, kind.split("-")[0])
    assert {kind.split("-")[0] for kind in walk.seen} >= kinds_of(bank)


def look_closer(walk: Walk, candidate: Candidate, name: str) -> None:
    """At what the item does when it is used; the first time that there is one with this *name*."""
    if f"{name}-used" in walk.seen:
        return
    walk.seen.append(f"{name}-used")
    match name:
        case "simulation":
            look_into_the_mail(walk, candidate)
        case "occupation":
            look_for_work(walk, candidate)
        case "date_entry":
            look_at_calendars(walk, candidate)
        case "order":
            candidate.page.locator("[data-tile] button").first.click()
            walk.looks_at(candidate.page, "order-begun")
        case "text_entry":
            look_at_what_opens(walk, candidate.page)
    if walk.thorough or name in ("choice", "date_entry"):
        press_next_without_an_answer(walk, candidate, name)


def press_next_without_an_answer(walk: Walk, candidate: Candidate, name: str) -> None:
    if candidate.page.locator(NEXT).count() and name not in ("information", "simulation"):
        candidate.presses(NEXT)
        assert candidate.page.locator("#complaint").is_visible()
        walk.looks_at(candidate.page, f"{name}-no-answer")


def look_for_work(walk: Walk, candidate: Candidate) -> None:
    page = candidate.page
    candidate.presses('a[href^="/item?sector="] >> nth=0')
    walk.looks_at(page, "occupation-tiles")
    candidate.presses('a[href="/item?q="]')
    walk.looks_at(page, "occupation-search")
    for words, name in ((WORK.get(walk.locale, "cook"), "found"), ("xyzzy", "not-found")):
        page.fill("#q", words)
        candidate.presses('[role="search"] button.ams-button')
        walk.looks_at(page, f"occupation-{name}")
        assert bool(page.locator(".tiles--found").count()) is (name == "found")


def look_at_calendars(walk: Walk, candidate: Candidate) -> None:
    for calendar in ("gregorian", "persian", "ethiopic"):
        candidate.page.locator(f'label[for="calendar-{calendar}"]').click()
        walk.looks_at(candidate.page, f"date_entry-{calendar}")


def look_into_the_mail(walk: Walk, candidate: Candidate) -> None:
    page = candidate.page
    page.locator('[data-action="compose"]').click()
    page.locator('[data-action="send"]').click()
    walk.looks_at(page, "mail-no-recipient")
    candidate.types("#mail-to", "lina")
    page.locator('[data-action="send"]').click()
    walk.looks_at(page, "mail-sent")


def look_at_what_opens(walk: Walk, page: Page) -> None:
    page.locator(".languages summary").click()
    walk.looks_at(page, "language-menu")
    page.locator(".languages summary").click()
    page.evaluate("document.getElementById('still-there').showModal()")
    walk.looks_at(page, "still-there")
    page.locator("[data-here]").click()


def walk_out(walk: Walk, candidate: Candidate) -> None:
    walk.looks_at(candidate.page, "review")
    unfold_everything(candidate.page)
    walk.looks_at(candidate.page, "review-unfolded")
    candidate.corrects("q-wish")
    candidate.picks(1)
    candidate.presses(NEXT)
    candidate.strikes_out("q-wish")
    walk.looks_at(candidate.page, "review-struck-out")
    candidate.presses('.bar [formaction="/stopping"]')
    walk.looks_at(candidate.page, "stop")
    candidate.presses(".card .ams-button--primary")
    candidate.pauses()
    code = candidate.notes_resume_code()
    walk.looks_at(candidate.page, "paused")
    candidate.comes_back(code)
    candidate.page.evaluate("document.querySelector('[data-away]').click()")
    candidate.page.wait_for_url("**/paused")
    walk.looks_at(candidate.page, "paused-while-away")
    candidate.comes_back(code)
    candidate.shares()
    walk.looks_at(candidate.page, "goodbye")


def unfold_everything(page: Page) -> None:
    for part in page.locator(".review__summary").all():
        part.click()


def test_every_page_of_the_desk(
    sizes: tuple[tuple[int, int], ...], case_worker: CaseWorker, stage: Stage, watch: Watch, tmp_path: Path
):
    walk = Walk("nl", sizes)

    for name in walk_to_the_cases(case_worker, stage, tmp_path):
        walk.looks_at(case_worker.page, f"desk-{name}")
    for name in walk_through_a_case(case_worker):
        walk.looks_at(case_worker.page, f"desk-{name}")

    assert not walk.wrong, "\n".join(walk.wrong)
    assert (watch.elsewhere, watch.real_complaints) == ([], [])


def walk_to_the_cases(worker: CaseWorker, stage: Stage, folder: Path) -> Iterator[str]:
    worker.page.goto(f"{worker.address}/log-in")
    yield "log-in"
    worker.logs_in("")
    yield "log-in-empty"
    worker.logs_in("not this one")
    yield "log-in-wrong"
    worker.logs_in()
    yield "overview"
    worker.takes_in(a_text_file(folder))
    yield "overview-refusal"
    worker.presses('form[action="/bundles"] button')
    yield "overview-no-file"
    worker.issues_a_start_code()
    yield "slips"
    worker.page.goto(f"{worker.address}/codes")
    yield "codes"
    worker.page.fill("#count", "0")
    worker.presses('form[action="/codes"] button')
    yield "codes-none"
    worker.page.goto(f"{worker.address}/paper")
    yield "paper"
    worker.presses('form[action="/paper/pictures"] button')
    yield "paper-no-picture"
    assert travel(stage, "nl").held


def walk_through_a_case(worker: CaseWorker) -> Iterator[str]:
    worker.page.goto(f"{worker.address}/")
    yield "overview-with-cases"
    worker.presses("tbody th a >> nth=0")
    yield "case"
    worker.page.locator("details summary").first.click()
    yield "case-details"
    worker.presses("#advice form button")
    yield "case-advice-empty"
    worker.page.fill("#judgement", "Eerst taal, dan werk.")
    worker.presses("#advice form button")
    yield "case-advice"
    worker.page.goto(f"{worker.address}/cases/0000000000")
    yield "no-such-case"
    worker.page.goto(f"{worker.address}/nowhere")
    yield "not-found"


def a_text_file(folder: Path) -> Path:
    made = folder / "letter.bundle"
    made.write_text("Beste Lina,", "utf-8")
    return made
