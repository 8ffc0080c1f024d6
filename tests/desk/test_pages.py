"""The pages of the desk, as a case worker meets them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.bundle.compact import LARGEST_FILE
from assessment.desk.checking import check
from assessment.items.interactions import Information, Rating
from assessment.items.model import Item
from assessment.items.responses import ChoiceResponse, Liking, Missing, OccupationResponse, RatingResponse, Response
from tests.desk.builders import (
    CODE,
    TIGRINYA,
    USER,
    Office,
    a_profile,
    a_sitting,
    contents_of,
    diligent,
    highest,
    nobody,
    saying,
    the_bank,
)
from tests.desk.desk_browser import CaseWorker, a_case_worker

SHOWN = "112 345 6787"
ADVICE = {"judgement": "Wil snel aan het werk", "work-short": "Meeloopdag horeca", "work-long": "Koksopleiding"}


@pytest.fixture
def worker(office: Office) -> CaseWorker:
    return a_case_worker(office)


def test_a_profile_is_taken_in_and_shown(office: Office, worker: CaseWorker) -> None:
    answer = worker.hand_in(office.sealed())
    assert (answer.status_code, answer.location) == (303, f"/cases/{CODE}")

    worker.get(answer.location)

    assert "Het profiel is ingelezen." in worker.page
    assert f"Profiel {SHOWN}" in worker.page
    assert "Indicatief, niet genormeerd; geen vervanging van de leerbaarheidstoets." in worker.page
    assert "geldig, kiosk kiosk-noord-1" in worker.page


def test_what_was_measured_reported_and_not_measured_is_seen_first(office: Office, worker: CaseWorker) -> None:
    worker.get(worker.hand_in(office.sealed()).location)

    places = [worker.page.index(words) for words in (">Gemeten<", ">Eigen opgave<", ">Niet gemeten<", ">Kenmerk<")]

    assert places == sorted(places)
    assert "Nederlands luisteren" in worker.page[places[2] : places[3]]


def test_the_details_tell_what_each_statement_rests_on(office: Office, worker: CaseWorker) -> None:
    worker.get(worker.hand_in(office.sealed()).location)

    assert "ongeveer gelijk" in worker.page
    assert "gestopt" in worker.page
    assert "/static/vendor/pictures/amsterdam/" in worker.page


def likes_care(item: Item) -> Response | Missing:
    """Somebody who likes what belongs to care, and nothing else."""
    if isinstance(item.interaction, Rating):
        return RatingResponse(Liking.LIKE if "ZO" in item.sectors else Liking.DISLIKE)
    return diligent(item)


def test_sectors_are_named_to_talk_about_with_why_and_with_the_day_of_the_facts(
    office: Office, worker: CaseWorker
) -> None:
    worker.get(worker.hand_in(office.sealed(contents_of(a_sitting(likes_care)))).location)

    for words in (
        "Sectoren om over te praten",
        "Het is geen advies en geen keuze, en er is geen volgorde.",
        "Verpleegkundigen met hogere opleiding",
        "(meestal een studie aan hbo of universiteit)",
        "Vindt leuk: Een oudere helpen met aankleden en eten;",
        "Arbeidsmarkt: verschilt per beroep.",
        "stand van 18 december 2025; bron: UWV",
    ):
        assert words in worker.page


def test_old_facts_about_work_ask_to_be_looked_up_again(office: Office, worker: CaseWorker) -> None:
    place = worker.hand_in(office.sealed(contents_of(a_sitting(likes_care)))).location
    office.clock.at += timedelta(days=60)
    worker.log_in()

    worker.get(place)

    assert "stand van 18 december 2025, ouder dan een jaar: zoek het opnieuw op" in worker.page


def test_where_no_sector_stands_out_the_page_says_so(office: Office, worker: CaseWorker) -> None:
    likes = {i.id.replace("-", "_"): RatingResponse(Liking.UNSURE) for i in the_bank().items.values() if i.riasec}

    worker.get(worker.hand_in(office.sealed(contents_of(a_sitting(saying(**likes))))).location)

    for words in ("Geen sector springt eruit.", "geen voorkeur te zien", "Om samen te bespreken"):
        assert words in worker.page
    assert "Van meest naar minst leuk" not in worker.page


def test_own_words_stand_in_their_own_script(office: Office, worker: CaseWorker) -> None:
    worker.get(worker.hand_in(office.sealed()).location)

    assert f'<bdi dir="auto" lang="ti">{TIGRINYA}</bdi>' in worker.page


def test_gaps_are_shown_as_what_they_are(office: Office, worker: CaseWorker) -> None:
    candidate = saying(q_days=Missing.DECLINED, w_years=Missing.SKIPPED, q_wish=Missing.DONT_KNOW)
    contents = contents_of(a_sitting(candidate, withhold=("w-job",)))

    worker.get(worker.hand_in(office.sealed(contents)).location)

    for words in ("dat wil ik niet zeggen", "overgeslagen", "ik weet het niet", "niet gedeeld: deze persoon"):
        assert words in worker.page
    assert TIGRINYA not in worker.page


def test_markup_in_own_words_is_only_text(office: Office, worker: CaseWorker) -> None:
    attack = '<script>alert("x")</script>'
    contents = contents_of(a_sitting(saying(w_job=OccupationResponse("text", text=attack))))

    worker.get(worker.hand_in(office.sealed(contents)).location)

    assert attack not in worker.page
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in worker.page


def test_the_same_file_again_says_so(office: Office, worker: CaseWorker) -> None:
    data = office.sealed()
    worker.hand_in(data)

    worker.get(worker.hand_in(data).location)

    assert "Dit profiel was al ingelezen. Er is niets veranderd." in worker.page


def test_a_changed_score_is_the_first_thing_on_the_page(office: Office, worker: CaseWorker) -> None:
    honest = contents_of(a_sitting())
    results = [dict(result) for result in honest.profile["results"]]
    next(result for result in results if result["scale"] == "dutch")["level"] = "A1"
    forged = contents_of(a_sitting(), profile={**honest.profile, "results": results})

    worker.get(worker.hand_in(office.sealed(forged)).location)

    assert worker.page.index("De scores verschillen") < worker.page.index("<h1")
    assert f"<td>A1</td><td>{highest()}</td>" in worker.page
    worker.get("/")
    assert "de scores verschillen" in worker.page


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"een brief", 422, "Dit bestand is geen profiel van een kiosk."),
        (b"", 422, "Dit bestand is geen profiel van een kiosk."),
        (b"a" * (LARGEST_FILE + 1), 413, "Dit bestand is te groot voor een profiel."),
        (b"a" * (2 * 1024 * 1024 + 1), 413, "te groot"),
    ],
    ids=["a letter", "nothing", "too large for a bundle", "too large for the desk"],
)
def test_a_wrong_file_gets_its_reason_and_what_to_do(worker: CaseWorker, data: bytes, status: int, words: str) -> None:
    assert worker.hand_in(data).status_code == status

    assert words in worker.page


def test_no_file_at_all_is_asked_for(worker: CaseWorker) -> None:
    assert worker.post("/bundles").status_code == 422

    assert "Kies eerst een bestand." in worker.page


def test_the_case_worker_adds_a_judgement_and_agreements(office: Office, worker: CaseWorker) -> None:
    worker.hand_in(office.sealed())
    bundle = office.desk.case(CODE).bundles[0].bundle_id

    worker.get(worker.post(f"/cases/{CODE}/{bundle}/advice", **ADVICE).location)

    assert "Wil snel aan het werk" in worker.page
    assert "Korte termijn: Meeloopdag horeca" in worker.page
    assert office.desk.case(CODE).advice[0].by == USER


def test_a_deviation_needs_a_reason_and_nothing_typed_is_lost(office: Office, worker: CaseWorker) -> None:
    worker.hand_in(office.sealed())
    bundle = office.desk.case(CODE).bundles[0].bundle_id

    answer = worker.post(f"/cases/{CODE}/{bundle}/advice", **ADVICE, deviation="Leest beter dan gemeten")

    assert answer.status_code == 422
    assert "Schrijf op waarom u afwijkt." in worker.page
    assert "Leest beter dan gemeten" in worker.page
    assert office.desk.case(CODE).advice == ()


def test_the_page_on_paper_is_a_pdf(office: Office, worker: CaseWorker) -> None:
    worker.hand_in(office.sealed())
    bundle = office.desk.case(CODE).bundles[0].bundle_id

    answer = worker.get(f"/bundles/{bundle}/report.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/cases/1123456787", "/cases/x/y", "/bundles/x/report.pdf", "/nothing"])
def test_what_is_not_here_is_not_found(worker: CaseWorker, path: str) -> None:
    assert worker.get(path).status_code == 404


def test_an_empty_desk_says_so(worker: CaseWorker) -> None:
    worker.get("/")

    assert "Er is nog niets ontvangen." in worker.page


def test_programs_can_read_what_people_read(office: Office, worker: CaseWorker) -> None:
    contents = contents_of(a_sitting())
    given = [event for event in contents.events if event["type"] == "ResponseGiven"]
    shown_only = [event for event in given if event["response"] == {"type": "Acknowledged"}]

    worker.get(worker.hand_in(office.sealed(contents)).location)

    assert f'data-bundle="{contents.bundle_id}" data-verified="yes"' in worker.page
    assert f'data-responses="{len(given) - len(shown_only)}"' in worker.page
    assert f'data-scale="dutch" data-level="{highest()}"' in worker.page
    assert 'data-scale="computer" data-level="seen"' in worker.page


def test_programs_can_read_every_scale_that_was_tested(office: Office, worker: CaseWorker) -> None:
    worker.get(worker.hand_in(office.sealed()).location)

    for scale, level in (("own-language", "reads"), ("latin-words", "reads"), ("typing", "seen"), ("router", "")):
        assert f'data-scale="{scale}" data-level="{level}"' in worker.page


def test_a_scale_without_a_level_has_an_empty_one(office: Office, worker: CaseWorker) -> None:
    worker.get(worker.hand_in(office.sealed(contents_of(a_sitting(nobody)))).location)

    for scale in ("own-language", "latin-letters", "latin-words", "dutch"):
        assert f'data-scale="{scale}" data-level=""' in worker.page
    assert 'data-responses="0"' in worker.page


def test_dates_occupations_and_lists_stand_in_the_details(office: Office, worker: CaseWorker) -> None:
    candidate = saying(w_job=OccupationResponse("tile", "5120"), x_team=ChoiceResponse("often"))

    worker.get(worker.hand_in(office.sealed(contents_of(a_sitting(candidate)))).location)

    assert "1373 (Perzische kalender) = 1994–1995" in worker.page
    assert "Koken in een restaurant (ISCO 5120)" in worker.page
    assert "<dt>Vaak</dt><dd>in een team gewerkt</dd>" in worker.page
    assert "herkent 24 van 24 woorden" in worker.page


def test_practice_and_screens_to_read_are_no_responses() -> None:
    found = check(contents_of(a_sitting()), the_bank())
    items = [the_bank().item(name) for name in found.session.presented]

    assert found.responses == sum(not item.practice and not isinstance(item.interaction, Information) for item in items)


def test_very_quick_answers_are_to_be_talked_through_and_change_no_level(office: Office, worker: CaseWorker) -> None:
    calm = a_sitting()
    hasty = tuple(replace(event, at=calm[0].at + (event.at - calm[0].at) / 20) for event in calm)
    levels = [[getattr(result, "level", None) for result in a_profile(events).results] for events in (calm, hasty)]

    worker.get(worker.hand_in(office.sealed(contents_of(hasty))).location)

    assert "Om te bespreken; het heeft het niveau niet veranderd:" in worker.page
    assert "Latijnse letters herkennen. Om te bespreken" in worker.page
    assert "sommige antwoorden kwamen heel snel (12): vraag hoe het ging" in worker.page
    assert levels[0] == levels[1]
