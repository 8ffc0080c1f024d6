"""The main job, end to end: a candidate sits, the bundle travels as a file, a case worker reads and prints."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from assessment.demo.stage import Stage
from assessment.items.model import ItemBank
from assessment.locales import LOCALES
from assessment.session import codes
from tests.browser.ahead import right
from tests.browser.bundles import opened, spelled_out
from tests.browser.case_worker import CaseWorker
from tests.browser.people import NEXT, Candidate
from tests.browser.watch import Watch

PAGE_BY_PAGE = ("ar", "ti")
STRUCK_OUT = "ZEBRA-7391-QUARTZ"


@pytest.fixture
def code(case_worker: CaseWorker) -> str:
    case_worker.logs_in()
    return case_worker.issues_a_start_code()


def test_a_candidate_sits_and_a_case_worker_reads(
    locale: str, code: str, a_candidate: Callable[..., Candidate], case_worker: CaseWorker, stage: Stage, watch: Watch,
    bank: ItemBank, tmp_path: Path,
):  # fmt: skip
    before = set(stage.stick.iterdir())

    sit(a_candidate(), bank, locale, code)
    (bundle,) = set(stage.stick.iterdir()) - before
    case_worker.takes_in(bundle)

    check_bundle(stage, bundle, code, locale)
    check_page(case_worker, code)
    check_paper(case_worker.downloads_the_page(tmp_path), code)
    check_importing_again(case_worker, bundle)
    assert (watch.elsewhere, watch.complaints) == ([], [])
    assert watch.requests > 100


def sit(candidate: Candidate, bank: ItemBank, locale: str, code: str) -> None:
    resume_code = candidate.sits_down(locale, code)
    practise(candidate, locale)
    switch_halfway(candidate, locale)
    candidate.answers()
    pause_and_come_back(candidate, resume_code)
    candidate.goes_ahead_to("w-job", {"w-worked": {"do": "yes"}, **right(bank, "latin-words")})
    candidate.writes_own_work(STRUCK_OUT)
    candidate.presses(NEXT)
    candidate.answers_until(lambda: candidate.item == "w-kind")
    candidate.goes_ahead_to("", {"q-wish": {"choice": "work"}})
    close(candidate)


def practise(candidate: Candidate, locale: str) -> None:
    """The first part: page by page in some languages."""
    if locale in PAGE_BY_PAGE:
        candidate.answers_until(lambda: candidate.item == "practice-text")
    else:
        candidate.goes_ahead_to("practice-text")


def switch_halfway(candidate: Candidate, locale: str) -> None:
    other = next(tag for tag in [*LOCALES][::-1] if tag != locale and offers(candidate, tag))
    half = candidate.own_words.split()[0]
    candidate.types("#text", half)

    candidate.switches_to(other)
    assert (candidate.locale, candidate.page.locator("#text").input_value()) == (other, half)

    candidate.switches_to(locale)
    assert (candidate.locale, candidate.page.locator("#text").input_value()) == (locale, half)
    candidate.presses(NEXT)


def offers(candidate: Candidate, tag: str) -> bool:
    return candidate.page.locator(f'.languages__choice[value="{tag}"]').count() > 0


def pause_and_come_back(candidate: Candidate, resume_code: str) -> None:
    item, step = candidate.item, candidate.step
    candidate.pauses()
    assert candidate.notes_resume_code() == resume_code

    candidate.leaves()
    candidate.comes_back(resume_code)
    assert (candidate.item, candidate.step) == (item, step)


def close(candidate: Candidate) -> None:
    candidate.corrects("q-wish")
    candidate.picks(1)
    candidate.presses(NEXT)
    assert candidate.at_the_end
    candidate.unfolds("w-job")
    assert STRUCK_OUT in candidate.page.locator("#w-job").inner_text()

    candidate.strikes_out("w-job")
    assert not candidate.sees(STRUCK_OUT)
    candidate.shares()
    assert "/goodbye/" in candidate.page.url


def check_bundle(stage: Stage, bundle: Path, code: str, locale: str) -> None:
    contents = opened(stage, bundle)
    given = {event["item"]: event for event in contents.events if event.get("type") == "ResponseGiven"}

    assert (contents.subject, contents.consent.locale) == (code, locale)
    assert "w-job" not in given
    assert "trade" in str(given["q-wish"])
    assert STRUCK_OUT not in spelled_out(contents)


def check_page(case_worker: CaseWorker, code: str) -> None:
    assert codes.show(code) in case_worker.page.locator("h1").inner_text()
    assert STRUCK_OUT not in case_worker.page.content()
    assert case_worker.page.locator('[data-verified="yes"]').count() == 1


def check_paper(paper: Path, code: str) -> None:
    document = PdfDocument(paper)
    text = document[0].get_textpage().get_text_bounded()

    assert len(document) == 1
    assert codes.show(code) in text
    assert "Nederlands" in text
    assert STRUCK_OUT not in text


def check_importing_again(case_worker: CaseWorker, bundle: Path) -> None:
    page = case_worker.page.url
    case_worker.takes_in(bundle)

    assert "al ingelezen" in case_worker.is_told()
    assert case_worker.page.url.startswith(page)
