"""Every kind of page in every locale: rules for all pages, axe, and screenshots in the folder that WALK_SHOTS names."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page

from assessment.demo.journey import travel
from assessment.demo.stage import Stage
from assessment.session import codes
from tests.browser.guard import barriers, problems
from tests.browser.people import NEXT, Candidate, CaseWorker
from tests.browser.watch import Watch

SMALL = ((1366, 768),)
MANY_KINDS = 30  # pages of the kiosk; fewer would mean that some were passed by
FULL = ((1366, 768), (800, 600), (390, 844))


@dataclass(slots=True)
class Walk:
    """Looks at pages in *locale* at each of the *sizes*, and remembers what is wrong."""

    locale: str
    sizes: tuple[tuple[int, int], ...]
    wrong: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def looks_at(self, page: Page, name: str) -> None:
        self.seen.append(name)
        for width, height in self.sizes:
            page.set_viewport_size({"width": width, "height": height})
            found = problems(page, self.locale) + barriers(page)
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
    locale: str, sizes: tuple[tuple[int, int], ...], a_candidate: Callable[..., Candidate], watch: Watch
):
    walk, candidate = Walk(locale, sizes), a_candidate()

    walk_in(walk, candidate)
    walk_through_the_items(walk, candidate)
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


def walk_through_the_items(walk: Walk, candidate: Candidate) -> None:
    """Each kind of item once, as it comes and after pressing Next without an answer."""
    candidate.page.goto(f"{candidate.address}/start")
    candidate.types_start_code(codes.start_code("31415926", 1))
    walk.looks_at(candidate.page, "code")
    candidate.presses(".card .ams-button--primary")
    while kind := candidate.hurries_past(walk.seen):
        walk.looks_at(candidate.page, kind)
        look_closer(walk, candidate, kind)
    assert len(walk.seen) >= MANY_KINDS


def look_closer(walk: Walk, candidate: Candidate, kind: str) -> None:
    page = candidate.page
    name = kind.split("-")[0]
    if name == "simulation":
        look_into_the_mail(walk, candidate, kind)
    elif name != "information" and f"{name}-no-answer" not in walk.seen:
        candidate.presses(NEXT)
        assert page.locator("#complaint").is_visible()
        walk.looks_at(page, f"{name}-no-answer")
    if kind == "text_entry-practice":
        look_at_what_opens(walk, page)


def look_into_the_mail(walk: Walk, candidate: Candidate, kind: str) -> None:
    page = candidate.page
    page.locator('[data-action="compose"]').click()
    page.locator('[data-action="send"]').click()
    walk.looks_at(page, f"{kind}-no-recipient")
    candidate.types("#mail-to", "lina")
    page.locator('[data-action="send"]').click()
    walk.looks_at(page, f"{kind}-sent")


def look_at_what_opens(walk: Walk, page: Page) -> None:
    page.locator(".languages summary").click()
    walk.looks_at(page, "language-menu")
    page.locator(".languages summary").click()
    page.evaluate("document.getElementById('still-there').showModal()")
    walk.looks_at(page, "still-there")
    page.locator("[data-here]").click()


def walk_out(walk: Walk, candidate: Candidate) -> None:
    walk.looks_at(candidate.page, "review")
    candidate.corrects("q-wish")
    candidate.answers()
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
