import json

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from assessment.items.responses import (
    Acknowledged,
    Action,
    ChoiceResponse,
    Liking,
    RatingResponse,
    SimulationResponse,
    TextResponse,
)
from assessment.web import player
from assessment.web.answers import is_plain, tidy
from assessment.web.simulations import MOST_ACTIONS, MOST_BYTES, NotALog, read_log, write_log
from tests.web.builders import INFORMATION, MAIL, PICTURES, RATING, WORDS, a_bank

COMPOSE = {"name": "compose", "value": "", "at_ms": 10}


@pytest.fixture(autouse=True)
def speaking_english():
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def sent(item, **fields):
    form = player.form(a_bank(), item, MultiDict(fields))
    return form.response if form.validate() else form.complaint


def test_each_kind_of_item_has_its_response():
    assert sent(PICTURES, choice="b") == ChoiceResponse("b")
    assert sent(RATING, choice="unsure") == RatingResponse(Liking.UNSURE)
    assert sent(WORDS, text=" bakker\r\n") == TextResponse("bakker")
    assert sent(INFORMATION) == Acknowledged()
    assert sent(MAIL, log=json.dumps([COMPOSE])) == SimulationResponse((Action("compose", "", 10),))


@pytest.mark.parametrize("item", [PICTURES, RATING])
@pytest.mark.parametrize("fields", [{}, {"choice": ""}, {"choice": "z"}, {"choice": "None"}])
def test_only_a_choice_that_is_there_can_be_picked(item, fields):
    assert sent(item, **fields) == "Choose an answer, or press Skip."


@pytest.mark.parametrize("text", ["", "   ", "x" * 21, "bel\x07", "abc\u202ecba", "\u2066a", "nul\x00"])
def test_text_must_be_there_and_short_and_plain(text):
    assert isinstance(sent(WORDS, text=text), str)


def test_text_keeps_joiners_marks_and_every_script():
    for text in ("می‌خواهم", "ሓረስታይ ኮይነ", "נ\u200fא", "Zoë"):
        assert sent(WORDS, text=text) == TextResponse(tidy(text))


def test_text_is_composed():
    assert sent(WORDS, text="Zoe\u0308") == TextResponse("Zoë")


@pytest.mark.parametrize(
    "log",
    [
        "",
        "null",
        "{}",
        "[1]",
        '["compose"]',
        "[" * 20_000,
        json.dumps([{**COMPOSE, "at_ms": True}]),
        json.dumps([{**COMPOSE, "at_ms": -1}]),
        json.dumps([{**COMPOSE, "at_ms": 1.5}]),
        json.dumps([{**COMPOSE, "extra": 1}]),
        json.dumps([{"name": "compose", "value": ""}]),
        json.dumps([{**COMPOSE, "value": "\ud800"}]),
        json.dumps([COMPOSE] * (MOST_ACTIONS + 1)),
        json.dumps([{**COMPOSE, "value": "x" * MOST_BYTES}]),
    ],
)
def test_what_is_not_a_log_is_refused(log):
    with pytest.raises(NotALog):
        read_log(log)


@pytest.mark.parametrize("name", ["send", "show_inbox", "win", "__proto__"])
def test_a_log_that_the_app_does_not_allow_is_refused(name):
    assert "Nothing is lost" in sent(MAIL, log=json.dumps([{**COMPOSE, "name": name}]))


def test_an_answer_given_before_stands_in_the_form():
    assert player.form(a_bank(), PICTURES, given=ChoiceResponse("b")).given == "b"
    assert player.form(a_bank(), RATING, given=RatingResponse(Liking.LIKE)).given == "like"
    assert player.form(a_bank(), WORDS, given=TextResponse("kok")).given == "kok"
    log = (Action("compose", "", 10),)
    assert read_log(player.form(a_bank(), MAIL, given=SimulationResponse(log)).given) == log


def test_a_draft_is_what_could_be_an_answer_and_nothing_else():
    assert player.draft(a_bank(), WORDS, MultiDict({"text": "kok"})) == TextResponse("kok")
    assert player.draft(a_bank(), WORDS, MultiDict({"text": ""})) is None
    assert player.draft(a_bank(), PICTURES, MultiDict({"choice": "z"})) is None
    assert player.draft(a_bank(), INFORMATION, MultiDict()) is None


@given(st.text())
def test_a_log_is_read_or_refused_and_never_anything_else(text):
    try:
        read_log(text)
    except NotALog:
        return


@given(
    st.lists(
        st.builds(Action, st.text().filter(is_plain), st.text().filter(is_plain), st.integers(0, 10**6)), max_size=5
    )
)
def test_a_log_that_is_written_is_read_back(log):
    assert read_log(write_log(tuple(log))) == tuple(log)
