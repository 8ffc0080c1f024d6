"""What staff see of a kiosk: its state, in two languages, and nothing about a person."""

from collections.abc import Iterator
from pathlib import Path

from assessment.bundle import keys
from assessment.items.interactions import Information, TextEntry
from assessment.items.responses import Acknowledged, Missing, TextResponse
from assessment.session import codes
from assessment.storage import departures
from kiosk.operator.counter import Counter
from kiosk.service import Kiosk
from tests.builders import CODE, NOW
from tests.kiosk.builders import Candidate
from tests.kiosk.carriers import a_receipt, finishes, puts
from tests.kiosk.operators import PAGES, a_counter, an_operator, comes_in, counts_on, exported

# what is shown


def test_it_says_how_many_bundles_are_where(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path)
    counter.kiosk.stick, stick = None, counter.kiosk.stick
    finishes(person.kiosk, 3)
    counter.kiosk.stick = stick

    assert counts_on(person) == [3, 0, 0]
    exported(person, counter)
    assert counts_on(person) == [0, 3, 0]
    puts(stick, person.kiosk, a_receipt(person.kiosk, *departures.held(person.kiosk.store)[:2]))
    person.goes(person.post("/operator/read"))
    assert counts_on(person) == [0, 1, 2]


def test_it_says_with_which_key_the_bundles_are_sealed_where_they_are_exported(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path)

    for page in PAGES:
        person.get(page)
        assert keys.words(counter.kiosk.identity.recipient.jwk) in person.page
        assert keys.fingerprint(counter.kiosk.identity.recipient.jwk) in person.page


def test_from_day_fourteen_on_it_asks_to_carry_the_bundles_away(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path)
    finishes(person.kiosk)

    day = counter.kiosk.now()
    assert not counter.facts().waits_long
    counter.kiosk.now = lambda: day.replace(month=12, day=5)
    assert counter.facts().waiting_days == 13
    counter.kiosk.now = lambda: day.replace(month=12, day=6)
    assert counter.facts().waits_long


def test_it_says_how_long_what_lies_here_stays(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path)
    finishes(person.kiosk)

    person.get("/operator")

    assert str(counter.facts().retention.bundles.next_due) == "2027-02-21"
    assert "2027-02-21" in person.page


def test_a_clock_that_cannot_be_right_is_told(tmp_path: Path) -> None:
    person, counter = an_operator(tmp_path)
    finishes(person.kiosk)
    assert not counter.facts().clock_in_doubt

    counter.kiosk.now = lambda: NOW.replace(year=2031)

    assert counter.facts().clock_in_doubt


def test_it_speaks_dutch_and_english_whatever_candidates_speak(tmp_path: Path) -> None:
    person, _ = a_counter(tmp_path)
    person.get("/")
    person.post("/language", locale="ar")
    person.get("/operator/log-in")
    assert '<html lang="nl" dir="ltr"' in person.page

    comes_in(person)
    person.goes(person.post("/operator/language", locale="en"))
    assert '<html lang="en" dir="ltr"' in person.page
    assert "This kiosk" in person.page
    person.post("/operator/language", locale="ar")
    person.get("/operator")
    assert '<html lang="en"' in person.page


CANARY = "ZEBRA-7391-QUARTZ"


def test_no_answer_name_or_code_is_on_any_page_of_the_operator(tmp_path: Path) -> None:
    person, counter = a_counter(tmp_path)
    resume_codes = [sits_with_canaries(person.kiosk, stays=stays) for stays in (False, True)]

    pages = list(every_page(person, counter))

    assert len(pages) == 10
    for secret in (
        CANARY,
        CANARY.encode().hex(),
        CODE,
        codes.show(CODE),
        *resume_codes,
        *map(codes.show, resume_codes),
    ):
        assert not [page for page in pages if secret in page]


def sits_with_canaries(kiosk: Kiosk, *, stays: bool) -> str:
    """Somebody types the canary wherever they can, and shares or only pauses; their resume code."""
    opened = kiosk.start(CODE, "nl")
    answers_with_canaries(kiosk, opened.session_id)
    if stays:
        kiosk.pause(opened.session_id)
    else:
        kiosk.stop(opened.session_id)
        kiosk.finish(opened.session_id)
    return opened.resume_code


def every_page(person: Candidate, counter: Counter) -> Iterator[str]:
    """Every page of the operator in both languages, before and after everything that can be done there."""
    kiosk = person.kiosk
    comes_in(person)
    for locale in ("nl", "en"):
        person.post("/operator/language", locale=locale)
        for page in (*PAGES, "/operator/log-in"):
            person.get(page)
            yield person.page
        exported(person, counter)
        yield person.page
        puts(kiosk.stick, kiosk, a_receipt(kiosk, *departures.held(kiosk.store)))
        person.goes(person.post("/operator/read"))
        yield person.page


def answers_with_canaries(kiosk: Kiosk, session_id: str) -> None:
    typed = 0
    while current := kiosk.session(session_id).current:
        match kiosk.bank.item(current.item).interaction:
            case TextEntry():
                kiosk.answer(session_id, current.item, current.step, TextResponse(CANARY))
                typed += 1
            case Information():
                kiosk.answer(session_id, current.item, current.step, Acknowledged())
            case _:
                kiosk.skip(session_id, current.item, current.step, Missing.SKIPPED)
    assert typed
