"""Logs as the e-mail page records them, and what they show."""

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items import app_model
from assessment.items.app_model import AppModel, IllegalAction
from assessment.items.interactions import Simulation
from assessment.items.responses import SimulationResponse
from assessment.items.rules import All, AnyOf, Count, State
from assessment.scoring.evidence import FULL, NONE, PARTIAL, distance, holds, judge
from assessment.storage import banks
from tests.builders import the_bank
from tests.candidates import CARD_ADDRESS, a_log, an_email

NO_COUNTS: dict[str, int] = {}


def mail() -> AppModel:
    return app_model.parse(json.loads((banks.APPS / "mail.json").read_text("utf-8")))


def task() -> Simulation:
    interaction = the_bank().item("mail-send").interaction
    assert isinstance(interaction, Simulation)
    return interaction


def seen(response: SimulationResponse) -> tuple[int, tuple[str, ...]]:
    found = judge(task(), mail(), response)
    return found.score, found.flags


WRITTEN = (("type_to", CARD_ADDRESS), ("type_subject", "Groet"), ("type_body", "Dag lieve Lina"))


@pytest.mark.parametrize(
    "response",
    [
        an_email(),
        an_email(to=f" {CARD_ADDRESS.upper()} "),
        an_email(subject="xxxxx", body="xxx xxxxx xxxx"),
        an_email(body="ከመይ ውዒልኪ ሊና"),
        a_log(("compose", ""), *reversed(WRITTEN), ("send", "")),
        a_log(("compose", ""), ("send", ""), *WRITTEN, ("send", "")),
        a_log(("compose", ""), *WRITTEN[:2], ("show_inbox", ""), ("compose", ""), WRITTEN[2], ("send", "")),
        a_log(("compose", ""), ("discard", ""), ("compose", ""), *WRITTEN, ("send", ""), ("show_inbox", "")),
    ],
    ids=["plain", "capitals", "masked", "Tigrinya", "from the bottom up", "address later", "draft kept", "began again"],
)
def test_every_sensible_way_earns_full_credit(response: SimulationResponse) -> None:
    assert seen(response)[0] == FULL


@pytest.mark.parametrize(
    ("response", "flags"),
    [
        (an_email(subject=""), ("no_subject",)),
        (an_email(body="Dag"), ("short_message",)),
        (a_log(("compose", ""), *WRITTEN), ("not_sent",)),
    ],
    ids=["no subject", "short", "not sent"],
)
def test_most_of_it_earns_partial_credit_and_says_what_is_missing(
    response: SimulationResponse, flags: tuple[str, ...]
) -> None:
    assert seen(response) == (PARTIAL, flags)


@pytest.mark.parametrize(
    ("response", "flags"),
    [
        (a_log(), ()),
        (a_log(("show_sent", ""), ("show_inbox", "")), ()),
        (an_email(to="wie@anders.voorbeeld"), ("other_address",)),
        (an_email(to="", subject=CARD_ADDRESS), ("not_sent", "send_without_address")),
        (a_log(("compose", ""), *WRITTEN, ("discard", "")), ("not_sent",)),
    ],
    ids=["nothing", "looked around", "somebody else", "address in the subject", "thrown away"],
)
def test_too_little_earns_none(response: SimulationResponse, flags: tuple[str, ...]) -> None:
    assert seen(response) == (NONE, flags)


def test_a_log_that_the_app_could_not_have_made_is_refused() -> None:
    with pytest.raises(IllegalAction):
        seen(a_log(("send", "")))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (State("mail", "body", "==", "Een twee  drie"), True),
        (State("mail", "body", ">=", 3, "words"), True),
        (State("mail", "body", ">", 3, "words"), False),
        (State("mail", "body", "<=", 14, "length"), True),
        (State("mail", "body", "<", 14, "length"), False),
        (State("mail", "to", "==", "lina", "lower"), True),
        (State("mail", "to", "!=", "lina", "lower"), False),
        (State("mail", "sent", "==", True), False),
        (State("mail", "to", "==", 0, "distance", "Lina"), True),
        (State("mail", "to", "<=", 1, "distance", "Lena"), True),
        (State("mail", "to", "==", 4, "distance", ""), True),
        (State("mail", "body", "<=", 1, "distance", "Een twee drie"), True),
        (State("mail", "body", "<=", 1, "distance", "twee drie"), False),
        (Count("send", 2), True),
        (Count("send", 3), False),
        (Count("send", 0, 1), False),
        (Count("compose", 0, 0), True),
        (All((Count("send", 2), Count("send", 3))), False),
        (AnyOf((Count("send", 2), Count("send", 3))), True),
    ],
)
def test_a_rule_holds_or_does_not(rule: State | Count | All | AnyOf, expected: bool) -> None:
    state = {"body": "Een twee  drie", "to": " LINA ", "sent": False}

    assert holds(rule, state, {"send": 2}) is expected


# distance

SHORT = st.text("aeé1 ", max_size=5)


@cache
def naive(found: str, wanted: str) -> int:
    """The distance by its definition: the cheapest of leaving out, adding, and changing or keeping the last letter."""
    if not found or not wanted:
        return len(found) + len(wanted)
    changed = naive(found[:-1], wanted[:-1]) + (found[-1] != wanted[-1])
    return min(naive(found[:-1], wanted) + 1, naive(found, wanted[:-1]) + 1, changed)


@given(found=SHORT, wanted=SHORT)
def test_a_distance_is_that_of_the_definition(found: str, wanted: str) -> None:
    assert distance(found, wanted) == naive(found, wanted)


@given(found=st.text(max_size=20), wanted=st.text(max_size=20), other=st.text(max_size=20))
def test_a_distance_is_the_same_both_ways_and_a_detour_is_never_shorter(found: str, wanted: str, other: str) -> None:
    there = distance(found, wanted)

    assert there == distance(wanted, found)
    assert there <= distance(found, other) + distance(other, wanted)
    assert (there == 0) is (found == wanted)
    assert abs(len(found) - len(wanted)) <= there <= max(len(found), len(wanted))


@pytest.mark.parametrize(
    ("found", "wanted", "letters"),
    [
        ("", "", 0),
        ("", "brood", 5),
        ("broot", "brood", 1),
        ("borod", "brood", 2),
        ("brod", "brood", 1),
        ("ab", "ba", 2),
    ],
)
def test_letters_missing_too_many_or_wrong_are_counted(found: str, wanted: str, letters: int) -> None:
    assert distance(found, wanted) == letters
