"""What is asked of whom: conditions between questions, sections that do not apply, items for one language."""

from datetime import timedelta

import pytest
from hypothesis import given

from assessment.items.model import ItemBank
from assessment.items.responses import ChoiceResponse, Missing, NumberResponse
from assessment.scoring.profile import profile
from assessment.session import delivery, outcome
from assessment.session.delivery import NOT_APPLICABLE, applies
from assessment.session.events import ItemPresented
from assessment.session.outcome import sitting
from assessment.session.session import Session, after, replay
from tests.builders import NOW, a_bank, a_changed_bank, a_session, some_events
from tests.candidates import Given, diligent, mistaken
from tests.session.driver import SITTINGS, Act, a_sitting

LATER = NOW + timedelta(hours=1)
BANK = a_bank()
NO_SCHOOL: dict[str, Given] = {"q-school": ChoiceResponse("none")}
NO_LETTERS: dict[str, Given] = {
    name: mistaken(item) for name, item in BANK.items.items() if item.locale or name == "q-school"
}
YEARS_WHEN = "    least: 0\n    most: 25\n    when: [{response: q-school, in: [some]}]"


def shown(answers: dict[str, Given] | None = None, locale: str = "ar") -> list[str]:
    """The items that came on screen, in that order."""
    return [event.item for event in some_events(answers, locale=locale) if isinstance(event, ItemPresented)]


def switched(session: Session, locale: str) -> Session:
    """The session after the candidate changed language."""
    return after(session, delivery.switch(session, BANK, locale, None, LATER))


def answered(session: Session, given: Given | None = None, bank: ItemBank = BANK) -> Session:
    """The session after what is on screen was answered."""
    current = session.current
    assert current is not None
    given = given or diligent(bank.item(current.item))
    act = delivery.skip if isinstance(given, Missing) else delivery.respond
    return after(session, act(session, bank, current.item, current.step, given, LATER))


def corrected(session: Session, item: str, given: Given, bank: ItemBank = BANK) -> Session:
    """The session after *item* was changed on the closing page."""
    return answered(after(session, delivery.revisit(session, bank, item, LATER)), given, bank)


def on_screen(session: Session) -> str | None:
    return session.current.item if session.current else None


# questions


def test_a_question_is_asked_of_those_whom_it_concerns() -> None:
    assert {"q-years", "q-school-end"} <= set(shown())
    assert not {"q-years", "q-school-end"} & set(shown(NO_SCHOOL))


def test_every_condition_of_a_question_must_hold() -> None:
    found = shown({"q-years": NumberResponse(0)})

    assert "q-years" in found
    assert "q-school-end" not in found


def test_without_an_answer_a_question_that_asks_for_one_is_left_out() -> None:
    assert "q-years" not in shown({"q-school": Missing.DECLINED})


def test_what_nobody_answered_is_in_no_list() -> None:
    assert "q-school-end" in shown({"q-years": Missing.SKIPPED})


def test_a_question_that_was_not_asked_is_not_presented() -> None:
    missing = sitting(BANK, a_session(NO_SCHOOL)).missing

    assert (missing["q-years"], missing["q-school-end"]) == (Missing.NOT_PRESENTED, Missing.NOT_PRESENTED)


def test_going_back_leaps_over_what_was_not_asked() -> None:
    session = a_session(NO_SCHOOL, until="q-helpers")

    assert on_screen(after(session, delivery.back(session, BANK, LATER))) == "q-school"


def test_after_going_back_another_answer_leads_another_way() -> None:
    session = a_session(NO_SCHOOL, until="q-helpers")
    back = after(session, delivery.back(session, BANK, LATER))

    assert on_screen(answered(back, ChoiceResponse("some"))) == "q-years"


def test_correcting_an_answer_opens_the_questions_that_follow_from_it() -> None:
    session = corrected(a_session(NO_SCHOOL), "q-school", ChoiceResponse("some"))
    then = answered(session)

    assert (on_screen(session), on_screen(then)) == ("q-years", "q-school-end")
    assert answered(then).in_review


def test_correcting_an_answer_to_the_same_opens_nothing() -> None:
    assert corrected(a_session(NO_SCHOOL), "q-school", ChoiceResponse("none")).in_review
    assert corrected(a_session(), "q-school", ChoiceResponse("some")).in_review


def test_a_question_that_was_opened_can_be_left_for_the_closing_page() -> None:
    session = corrected(a_session(NO_SCHOOL), "q-school", ChoiceResponse("some"))

    stopped = after(session, delivery.stop(session, BANK, LATER))

    assert stopped.in_review
    assert stopped.finished_sections["history"] == "completed"


def test_correcting_an_answer_never_opens_a_question_in_another_language() -> None:
    bank = a_changed_bank("history.yaml", YEARS_WHEN, YEARS_WHEN + "\n    locale: nl")
    session = replay(some_events(NO_SCHOOL, bank=bank))

    assert "q-years" not in session.presented
    assert on_screen(corrected(session, "q-school", ChoiceResponse("some"), bank)) == "q-school-end"


@given(acts=SITTINGS)
def test_what_comes_on_screen_for_the_first_time_applies_at_that_moment(acts: list[Act]) -> None:
    first, *rest = a_sitting(acts).events
    session = replay([first])

    for event in rest:
        if isinstance(event, ItemPresented) and event.item not in session.presented:
            item, section = BANK.item(event.item), BANK.section_of(event.item)
            assert item.locale in (None, session.locale)
            assert applies(item.conditions, session, BANK)
            assert applies(section.conditions, session, BANK) or event.section in session.finished_sections
        session = after(session, [event])


# sections


def test_a_section_whose_conditions_do_not_hold_is_left_out_with_its_reason() -> None:
    session = a_session(NO_LETTERS)

    missing = sitting(BANK, session).missing

    assert session.finished_sections["words"] == NOT_APPLICABLE
    assert {missing[name] for name in BANK.items if name.startswith("yn-")} == {Missing.NOT_PRESENTED}


def test_the_profile_says_that_a_section_did_not_apply() -> None:
    found = outcome.profile(BANK, a_session(NO_LETTERS))

    (words,) = [status for status in found.sections if status.section == "words"]

    assert (words.presented, words.answered, words.stopped) == (0, 0, NOT_APPLICABLE)


@pytest.mark.parametrize("gap", [Missing.SKIPPED, Missing.TECHNICAL_FAILURE])
def test_a_level_that_nobody_knows_is_in_no_list(gap: Missing) -> None:
    skipped: dict[str, Given] = dict.fromkeys(NO_LETTERS, gap)

    assert "yn-huis" in shown(skipped)


def test_a_last_section_that_does_not_apply_leads_to_the_closing_page() -> None:
    bank = a_changed_bank(
        "questions.yaml", "title: School en werk", "title: School en werk\nwhen: [{response: q-school, in: [some]}]"
    )

    session = replay(some_events(NO_SCHOOL, bank=bank))

    assert session.in_review
    assert session.finished_sections["questions"] == NOT_APPLICABLE


# one language


@pytest.mark.parametrize("locale", ["nl", "ar", "ti"])
def test_only_the_items_of_the_language_of_the_session_are_shown(locale: str) -> None:
    found = [name for name in shown(locale=locale) if name.startswith("own-")]

    assert found == [f"own-{locale}-{number}" for number in (1, 2, 3)]


def test_the_items_of_other_languages_are_not_presented() -> None:
    missing = sitting(BANK, a_session()).missing

    assert {missing[name] for name in BANK.items if name.startswith(("own-nl", "own-ti"))} == {Missing.NOT_PRESENTED}


@pytest.mark.parametrize(("first", "second"), [("nl", "ti"), ("ti", "nl"), ("ar", "nl"), ("ar", "ti")])
def test_switching_goes_on_in_the_other_language_from_its_first_item(first: str, second: str) -> None:
    session = answered(a_session(until=f"own-{first}-2", locale=first))
    session = switched(session, second)

    then = [on_screen(session), *(on_screen(session := answered(session)) for _ in range(3))]

    assert then == [f"own-{second}-1", f"own-{second}-2", f"own-{second}-3", "yn-huis"]


def test_switching_there_and_back_shows_nothing_twice() -> None:
    session = switched(switched(a_session(until="own-ar-2"), "nl"), "ar")

    then = [on_screen(session), on_screen(answered(session))]

    assert then == ["own-ar-3", "yn-huis"]


def test_after_switching_the_language_that_was_read_most_counts() -> None:
    session = switched(a_session(until="own-ar-2"), "nl")
    for _ in range(3):
        session = answered(session)

    (reading,) = [r for r in profile(BANK, sitting(BANK, session)).results if r.scale == "reading"]

    assert (reading.right, reading.scored, reading.possible, reading.level) == (3, 3, 3, "reads")
