import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from assessment.bundle.contents import Clock, from_claims, to_claims
from assessment.desk.checking import Difference, Incoherent, check, differences, spoken
from assessment.desk.differing import place
from assessment.desk.outcomes import Imported
from assessment.session.events import Event, LocaleChanged, ResponseGiven, SessionStarted
from assessment.session.record import dump_profile
from assessment.storage.sessions import AuditHead
from kiosk.contents import Place, contents
from tests.builders import an_identity
from tests.desk.builders import NOW, USER, a_sitting, an_office, contents_of, the_bank
from tests.session.driver import SITTINGS, Act, to_the_end


def test_an_honest_profile_has_no_differences() -> None:
    assert check(contents_of(a_sitting()), the_bank()).differences == ()


@settings(max_examples=40, deadline=None)
@given(acts=SITTINGS)
def test_kiosk_and_desk_give_the_same_profile_for_the_same_events(acts: list[Act]) -> None:
    sitting = to_the_end(acts)
    place = Place("7d1a7c1e-3c0b-4f57-8a52-0a1b2c3d4e5f", 1, "", AuditHead(0, "", None), Clock(NOW, adjusted=False))
    stated = contents(sitting.events, sitting.bank, an_identity(), place, lambda *text: text[-1], NOW)

    received = from_claims(json.loads(json.dumps(to_claims(stated))))
    checked = check(received, sitting.bank)

    assert checked.differences == ()
    assert dump_profile(checked.profile) == stated.profile


def in_locale(tag: str) -> tuple[Event, ...]:
    """A sitting in the language *tag*."""
    first, *rest = a_sitting()
    assert isinstance(first, SessionStarted)
    return (replace(first, locale=tag), *rest)


def test_a_language_that_is_no_tag_is_held_apart() -> None:
    with pytest.raises(Incoherent, match="language tag"):
        check(contents_of(in_locale("../..")), the_bank())


def test_a_language_that_only_a_newer_kiosk_knows_is_shown_as_its_tag(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    outcome = office.desk.receive(office.sealed(contents_of(in_locale("qaa-Latn"))), USER)

    assert isinstance(outcome, Imported)
    assert "qaa-Latn" in str(office.desk.sitting(outcome.bundle_id).page)
    assert office.desk.report(outcome.bundle_id).startswith(b"%PDF")


def test_each_difference_names_its_place() -> None:
    stated = {"results": [{"scale": "dutch", "theta": 0.5, "bands": [{"level": "A1", "probability": 0.1}]}]}
    scored = {"results": [{"scale": "dutch", "theta": 0.4, "bands": [{"level": "A1", "probability": 0.2}]}]}

    found = list(differences(stated, scored))

    assert found == [
        Difference(("results", "dutch", "theta"), "0.5", "0.4"),
        Difference(("results", "dutch", "bands", "A1", "probability"), "0.1", "0.2"),
    ]


def test_lists_of_other_lengths_are_told_whole() -> None:
    assert list(differences({"liked": ["r1", "r2"]}, {"liked": []})) == [Difference(("liked",), "r1, r2", "–")]


def test_a_difference_is_told_with_the_title_of_its_scale() -> None:
    found = Difference(("results", "dutch", "level"), "A1", "A2")

    assert str(place(found, the_bank())) == f"{the_bank().scale('dutch').title} › level"


def test_own_words_have_the_language_of_the_page_at_that_moment() -> None:
    first, *rest = a_sitting()
    given = [number for number, event in enumerate(rest) if isinstance(event, ResponseGiven)]
    switched = (first, *rest[: given[3]], LocaleChanged(NOW, "nl"), *rest[given[3] :])

    found = spoken(switched)

    assert found[rest[given[2]].item] == "ti"
    assert found[rest[given[3]].item] == "nl"
