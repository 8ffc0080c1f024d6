from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from assessment.items.responses import MultipleResponse, OrderResponse, YesNoResponse
from assessment.web import player
from tests.web.builders import HELPERS, SENTENCE, WORD, WORKED, a_bank

pytestmark = pytest.mark.usefixtures("speaking_english")


def sent(item, *fields):
    form = player.form(a_bank(), item, MultiDict(fields))
    return form.response if form.validate() else form.complaint


def several(**changes):
    return replace(HELPERS, interaction=replace(HELPERS.interaction, **changes))


def test_several_choices_are_kept_in_the_order_of_the_item():
    assert sent(HELPERS, ("choice", "teacher"), ("choice", "family")) == MultipleResponse(("family", "teacher"))


def test_none_of_these_stands_alone():
    assert sent(HELPERS, ("choice", "none")) == MultipleResponse(("none",))
    assert "together" in sent(HELPERS, ("choice", "none"), ("choice", "family"))


def test_none_of_these_is_enough_where_more_are_asked_for():
    assert sent(several(least=2), ("choice", "none")) == MultipleResponse(("none",))


@pytest.mark.parametrize("picked", [(), ("",), ("other",), ("family", "other")])
def test_only_choices_that_are_there_can_be_picked(picked):
    assert sent(HELPERS, *(("choice", each) for each in picked)) == "Choose an answer, or press Skip."


def test_too_many_and_too_few_are_told_how_many():
    three = [("choice", each) for each in ("family", "friends", "teacher")]

    assert sent(HELPERS, *three) == "You can choose more than one answer. No more than: 2"
    assert sent(several(least=2, most=None), three[0]) == "You can choose more than one answer. No fewer than: 2"
    assert sent(several(least=2), three[0]) == "Choose this number of answers: 2"


def test_nothing_is_an_answer_where_nothing_is_enough():
    assert sent(several(least=0)) == MultipleResponse(())


def test_the_line_is_the_order_of_the_places():
    assert sent(SENTENCE, ("place", "3"), ("place", "1"), ("place", "2")) == OrderResponse(("b", "c", "a"))


@pytest.mark.parametrize(
    "places", [(), ("1", "2"), ("1", "2", ""), ("1", "1", "2"), ("1", "2", "4"), ("1", "2", "x"), ("1", "2", "3", "3")]
)
def test_a_line_with_gaps_or_doubles_is_not_finished(places):
    assert sent(SENTENCE, *(("place", each) for each in places)) == "Put everything in the line, or press Skip."


def test_one_press_is_yes_or_no():
    assert sent(WORD, ("do", "yes")) == YesNoResponse(True)
    assert sent(WORKED, ("do", "no"), ("choice", "yes")) == YesNoResponse(False)


def test_going_on_keeps_what_was_pressed_before():
    assert sent(WORKED, ("do", "answer"), ("choice", "no")) == YesNoResponse(False)


@pytest.mark.parametrize("choice", ["", "maybe", "None"])
def test_nothing_pressed_asks_again(choice):
    assert sent(WORD, ("do", "answer"), ("choice", choice)) == "Choose an answer, or press Skip."


@pytest.mark.parametrize(
    ("item", "fields", "kept"),
    [
        (
            HELPERS,
            [("choice", "family"), ("choice", "friends"), ("choice", "teacher")],
            ("family", "friends", "teacher"),
        ),
        (SENTENCE, [("place", ""), ("place", "1"), ("place", "")], ("b",)),
    ],
)
def test_what_is_unfinished_is_kept_as_a_draft_and_shown_again(item, fields, kept):
    draft = player.draft(a_bank(), item, MultiDict(fields))
    again = player.form(a_bank(), item, given=draft)

    assert (draft.choices if item is HELPERS else draft.order) == kept
    assert (again.picked if item is HELPERS else again.order) == kept


def test_nothing_is_no_draft():
    assert [player.draft(a_bank(), item, MultiDict()) for item in (HELPERS, SENTENCE, WORD)] == [None] * 3
