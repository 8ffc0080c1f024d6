"""Every kind of item is handled everywhere: a new one makes this file fail until it is."""

from typing import get_args

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from assessment.items.interactions import KINDS, Choice, GapText, Interaction, Order, TextEntry, YesNo
from assessment.items.keys import has_key
from assessment.items.model import Item
from assessment.items.text import item_texts
from assessment.scoring.response import score
from assessment.session.record import dump_event, load_event
from assessment.web import answers, player
from assessment.web.player import Voice
from assessment.web.shell import WEB
from tests.builders import a_bank, some_events
from tests.candidates import diligent

MEMBERS = get_args(Interaction)
SCORED = (Choice, Order, YesNo, TextEntry, GapText)
SENT = {
    "Choice": {"choice": "a"},
    "MultipleChoice": {"choice": "a"},
    "Order": [("place", "2"), ("place", "1")],
    "YesNo": {"do": "yes"},
    "NumberEntry": {"number": "٥"},
    "DateEntry": {"calendar": "persian", "year": "۱۴۰۴"},
    "OccupationPicker": {"pick": "tile:HO/cook"},
    "Rating": {"choice": "like"},
    "TextEntry": {"text": "kok"},
    "GapText": {"gap": "er"},
    "Information": {},
    "Simulation": {"log": '[{"name":"compose","value":"","at_ms":5}]'},
}


def example(kind: type) -> Item:
    """An item of this *kind* from the small bank."""
    return next(item for item in a_bank().items.values() if type(item.interaction) is kind)


@pytest.mark.parametrize("kind", MEMBERS)
def test_each_kind_has_a_name_in_yaml_and_an_example(kind: type) -> None:
    assert kind in KINDS.values()
    assert example(kind).interaction


def test_there_are_no_other_names() -> None:
    assert set(KINDS.values()) == set(MEMBERS)


@pytest.mark.parametrize("kind", MEMBERS)
def test_each_kind_gives_its_texts_to_translators(kind: type) -> None:
    assert next(item_texts(example(kind))).text == example(kind).prompt


@pytest.mark.parametrize("kind", MEMBERS)
def test_each_kind_has_a_template_of_its_own(kind: type) -> None:
    name = player.template(example(kind).interaction)

    assert (WEB / "templates" / name).is_file()
    assert len({player.template(example(other).interaction) for other in MEMBERS}) == len(MEMBERS)


@pytest.mark.parametrize("kind", MEMBERS)
def test_each_kind_is_shown_in_the_words_of_the_candidate(kind: type) -> None:
    voice = Voice("ar", lambda context, text: f"«{text}»")

    shown = player.show(a_bank(), example(kind), voice)

    assert shown.prompt.text == f"«{example(kind).prompt}»"


@pytest.mark.parametrize("kind", MEMBERS)
def test_each_kind_has_a_form_that_reads_an_answer(kind: type) -> None:
    with Flask("test").test_request_context():
        form = player.form(a_bank(), example(kind), MultiDict(SENT[kind.__name__]))

        assert form.validate()
        assert type(form.response) is type(diligent(example(kind)))


@pytest.mark.parametrize("kind", MEMBERS)
def test_each_kind_goes_through_the_scorer(kind: type) -> None:
    assert score(example(kind), diligent(example(kind)), None) is None  # each example is practice


@pytest.mark.parametrize("kind", MEMBERS)
def test_each_kind_says_whether_it_can_be_right(kind: type) -> None:
    found = {has_key(item) for item in a_bank().items.values() if type(item.interaction) is kind and not item.practice}

    assert True in found or kind not in SCORED
    assert found <= {True, False} if kind in SCORED else found <= {False}


def test_each_kind_of_response_is_kept_and_read_back() -> None:
    events = some_events()
    kinds = {type(event.response) for event in events if hasattr(event, "response")}

    assert len(kinds) == len(MEMBERS)
    assert all(load_event(dump_event(event)) == event for event in events)


def test_every_form_says_which_input_it_reads() -> None:
    names = {form.answer_field for form in answers.ItemForm.__subclasses__()}

    assert names == {"choice", "place", "number", "year", "pick", "text", "gap", "log", None}
