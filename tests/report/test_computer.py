"""Several tasks at the computer, as the case worker reads them, on screen and on paper."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from assessment.bundle.contents import Bank
from assessment.items.responses import Missing
from assessment.report import words
from assessment.report.page_model import ComputerPart, DomainLine, ProfilePage, TaskLine
from assessment.report.pdf import pdf
from assessment.report.profile_page import page
from assessment.scoring.profile_model import ComputerResult, Profile, ScaleResult
from assessment.session import delivery, outcome, record
from assessment.session.session import replay
from assessment.session.sharing import shared
from tests.builders import some_events
from tests.candidates import Given
from tests.computers import a_computer_bank, answers
from tests.desk.builders import NOW, a_sitting, an_office, contents_of
from tests.desk.desk_browser import a_case_worker
from tests.report.profiles import ORIGIN

SKIPPED = Missing.SKIPPED
GOOD = {"type-slot": 1, "mail-send": 2, "type-bus": 0}


def shown(points: Mapping[str, int | Given]) -> ProfilePage:
    """The page of somebody who gets these *points*, and 2 in every other task."""
    bank = a_computer_bank()
    return page(bank, outcome.profile(bank, replay(some_events(answers(bank, points), bank=bank))), ORIGIN, {})


def part(points: Mapping[str, int | Given]) -> ComputerPart:
    (found,) = shown(points).computers
    return found


@pytest.mark.parametrize(
    ("points", "statement", "remark"),
    [
        ({}, "doet alledaagse dingen op de computer", False),
        ({"type-bus": 0}, "doet eenvoudige taken op de computer", False),
        ({"type-bus": SKIPPED}, "doet eenvoudige taken op de computer", True),
        ({"mail-send": 0, "type-slot": 1}, "kan het apparaat zelf bedienen", False),
        ({"type-brood": 0}, "werkt nog niet zelfstandig op de computer", False),
        ({"type-brood": SKIPPED}, "te weinig opdrachten gedaan voor een niveau", False),
    ],
    ids=str,
)
def test_the_level_is_told_in_words(points: dict[str, int | Given], statement: str, remark: bool) -> None:
    found = part(points)

    assert found.statement == statement
    assert found.remark == ("Niet elke opdracht is gemaakt. Deze persoon kan dus misschien meer." if remark else "")
    assert f"Computer: {statement}" in shown(points).measured


def test_every_domain_is_told_and_what_was_not_given_is_not_measured() -> None:
    assert part(GOOD).domains == (
        DomainLine("Gebruik van ICT-systemen", "gezien", "seen"),
        DomainLine("Beveiliging, privacy en gezondheid", "deels gezien", "partly"),
        DomainLine("Informatie zoeken", "deels gezien", "partly"),
        DomainLine("Informatie verwerken", "niet gemeten", "not_measured"),
        DomainLine("Digitaal communiceren", "gezien", "seen"),
    )


def test_each_task_is_told_as_it_was_asked_with_what_was_noticed() -> None:
    tasks = part({"type-brood": 1, "mail-send": 1, "type-kamer": 2}).tasks

    assert tasks[0] == TaskLine("Typ het woord brood over.", "voor een deel gelukt", ())
    assert tasks[-1] == TaskLine(
        "Stuur een e-mail aan Lina.", "voor een deel gelukt", ("schreef minder dan drie woorden",)
    )


def test_the_level_names_who_says_so_and_that_it_is_provisional() -> None:
    page = shown({})

    said = "De grenzen van de niveaus zijn voorlopig: Een voorbeeld (De toetsen, 2026-11-25)"
    assert page.computers[0].origin == said
    assert any("voorlopig" in line and "Computer" in line for line in page.reliability)
    assert part({"type-brood": SKIPPED}).origin == ""


def test_no_official_level_is_claimed() -> None:
    names = [words.level(name, "computer") for name in ("D0", "D1", "D2", "D3")]

    assert len(set(names)) == 4
    assert not any(official in name for name in names for official in ("basisniveau", "instroom", "1F", "2F", "≈"))


def test_a_level_above_the_lowest_is_something_to_build_on() -> None:
    assert any(line.startswith("Computer: ") for line in shown({"type-bus": 0}).strengths)
    assert not any(line.startswith("Computer: ") for line in shown({"type-brood": 0}).strengths)


def test_tasks_that_were_all_skipped_are_not_measured() -> None:
    page = shown({"type-brood": SKIPPED, "type-kamer": SKIPPED})

    assert page.computers[0].statement == "zonder antwoord"
    assert any(line.startswith("Computer: ") for line in page.unmeasured)


def test_the_paper_has_the_level_and_every_domain() -> None:
    document = pypdfium2.PdfDocument(pdf(shown(GOOD)))

    text = " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document)
    assert "doet eenvoudige taken op de computer" in text
    assert "Informatie verwerken: niet gemeten" in text
    assert "Digitaal communiceren: gezien" in text


def handed_in(folder: Path, stated: Callable[[Profile], Profile] = lambda profile: profile) -> str:
    """The page of the desk about a sitting of which the kiosk *stated* this profile."""
    bank = a_computer_bank()
    events = some_events(answers(bank, GOOD), bank=bank)
    events = shared((*events, *delivery.finish(replay(events), NOW)), bank)
    session = replay(events)
    contents = replace(
        contents_of(a_sitting()),
        bank=Bank(bank.id, bank.version, bank.content_hash),
        subject=session.subject,
        events=record.dump_events(events),
        profile=record.dump_profile(stated(outcome.profile(bank, session))),
    )
    office = an_office(folder, {bank.content_hash: bank})
    worker = a_case_worker(office)
    worker.get(worker.hand_in(office.sealed(contents)).location)
    return worker.page


def test_the_screen_has_the_level_every_domain_and_every_task(tmp_path: Path) -> None:
    shown = handed_in(tmp_path)

    assert 'data-scale="computer" data-level="D2"' in shown
    assert (
        '<tr data-outcome="not_measured"><th scope="row">Informatie verwerken</th><td>niet gemeten</td></tr>' in shown
    )
    assert "<dt>Typ het woord slot over.</dt>" in shown
    assert "De niveaus zijn van deze vragenbank en niet officieel." in shown


def test_a_kiosk_that_states_another_outcome_of_a_task_is_named(tmp_path: Path) -> None:
    def better(profile: Profile) -> Profile:
        return replace(profile, results=tuple(map(at_the_top, profile.results)))

    def at_the_top(result: ScaleResult) -> ScaleResult:
        if not isinstance(result, ComputerResult):
            return result
        domains = tuple(replace(one, outcome="seen") for one in result.domains)
        return replace(result, level="D3", domains=domains)

    shown = handed_in(tmp_path, better)

    assert "Computer › niveau" in shown
    assert "Computer › domeinen › Beveiliging, privacy en gezondheid › uitkomst" in shown
