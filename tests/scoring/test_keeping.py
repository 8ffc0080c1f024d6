"""What the kiosk keeps of what somebody typed in a task."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items import app_model
from assessment.items.interactions import Simulation
from assessment.items.responses import Action
from assessment.items.rules import All, InRange, Mentions, Not, State
from assessment.scoring.keeping import kept
from assessment.storage import banks
from tests.items.test_app_model import BASKET

MAIL = app_model.parse(json.loads((banks.APPS / "mail.json").read_text("utf-8")))
CARD = (("Adres", "lina@postsnel.voorbeeld"),)


def stays(task: Simulation, value: str, action: str = "type_body") -> str:
    """What is kept of *value* typed by *action*."""
    return kept(task, MAIL, [Action(action, value)])[0].value


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("lina@postsnel.voorbeeld", "lina@postsnel.voorbeeld"),
        (" Lina@Postnel.voorbeelt", " Lina@Postnel.voorbeelt"),
        ("lena@posnel.voorbeelt", "xxxx@xxxxxx.xxxxxxxxx"),
        ("Ik woon op nummer 12", "xx xxxx xx xxxxxx 99"),
        ("34", "99"),
        ("diploma", "xxxxxxx"),
    ],
)
def test_only_what_is_nearly_on_the_card_stays(typed: str, left: str) -> None:
    assert stays(Simulation("mail", CARD), typed) == left


@pytest.mark.parametrize(
    ("typed", "left"), [("34", "34"), (" ٣٤ ", " ٣٤ "), ("0612345678", "9999999999"), ("34 jaar", "99 xxxx")]
)
def test_a_number_that_a_rule_asks_for_stays(typed: str, left: str) -> None:
    task = Simulation("mail", full=Not(InRange("mail", "sent_subject", 18, 67)))

    assert stays(task, typed, "type_subject") == left


def test_a_number_typed_where_no_rule_asks_for_one_goes() -> None:
    assert stays(Simulation("mail", full=InRange("mail", "sent_subject", 18, 67)), "34", "type_body") == "99"


def test_a_word_that_a_rule_looks_for_stays_and_the_others_go() -> None:
    rule = All((State("mail", "sent", "==", True), Mentions("mail", "body", "Diploma")))
    task = Simulation("mail", flags=(("typed_filename", rule),))

    assert stays(task, "Dag Lina, hier is diploma.pdf") == "xxx xxxx, xxxx xx diploma.xxx"


def test_values_that_the_app_itself_names_stay() -> None:
    basket = app_model.parse(BASKET)
    log = [Action("choose", "cv.pdf"), Action("choose", "foto van mij.pdf")]

    assert [action.value for action in kept(Simulation("basket"), basket, log)] == ["cv.pdf", "xxxx xxx xxx.xxx"]


@given(typed=st.text(max_size=40))
def test_what_stays_is_as_long_and_stays_for_good(typed: str) -> None:
    task = Simulation("mail", CARD, full=Mentions("mail", "body", "diploma"))
    left = stays(task, typed)

    assert len(left) == len(typed)
    assert stays(task, left) == left
