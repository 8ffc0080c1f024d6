"""Logs as the e-mail page records them, and what they show."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items import app_model
from assessment.items.app_model import AppModel, IllegalAction, Value
from assessment.items.interactions import Simulation
from assessment.items.responses import Action, SimulationResponse
from assessment.items.rules import All, AnyOf, Count, Includes, InOrder, InRange, Mentions, Not, Rule, State
from assessment.scoring.evidence import FULL, NONE, PARTIAL, Judgement, holds, judge
from assessment.storage import banks
from tests.builders import the_bank
from tests.candidates import CARD_ADDRESS, a_log, an_email


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


# rules

SENT, TWICE = State("mail", "sent", "==", True), Count("send", 2)
LOG = tuple(
    Action(name, "", 1000 * at)
    for name, at in [("open", 0), ("attach", 5), ("open", 10), ("send", 12), ("attach", 40), ("send", 60), ("send", 61)]
)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Count("send", 3), True),
        (Count("send", 4), False),
        (Count("send", 0, 2), False),
        (Count("compose", 0, 0), True),
        (Count("send", 3, within_s=49), True),
        (Count("send", 3, within_s=48), False),
        (Count("send", 2, within_s=1), True),
        (Count("send", 0, 2, within_s=10), True),
        (Count("send", 0, 1, within_s=10), False),
        (Count("compose", 0, 2, within_s=10), True),
        (InOrder(("open", "attach", "send")), True),
        (InOrder(("attach", "open", "attach", "send", "send")), True),
        (InOrder(("send", "open")), False),
        (InOrder(("send", "send", "send", "send")), False),
        (InOrder(("attach", "compose")), False),
        (InOrder(("open", "send"), 2), True),
        (InOrder(("open", "send"), 1), False),
        (InOrder(("attach", "send"), 7), True),
        (InOrder(("attach", "send"), 6), False),
    ],
    ids=repr,
)
def test_a_rule_about_the_log_holds_or_does_not(rule: Rule, expected: bool) -> None:
    assert holds(rule, {}, LOG) is expected


def test_a_clock_that_seems_to_run_back_stands_still() -> None:
    log = [Action("attach", "", 9000), Action("send", "", 1000), Action("send", "", 9500)]

    assert holds(InOrder(("attach", "send"), 0), {}, log)
    assert holds(Count("send", 2, within_s=1), {}, log)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (All((SENT, TWICE)), False),
        (AnyOf((SENT, TWICE)), True),
        (Not(TWICE), False),
        (Not(All((SENT, TWICE))), True),
        (Not(Not(SENT)), False),
    ],
    ids=repr,
)
def test_rules_are_joined_and_turned_round(rule: Rule, expected: bool) -> None:
    assert holds(rule, {"sent": False}, LOG) is expected


# limits


def timed(*seconds: float) -> SimulationResponse:
    steps = ("compose", "type_to", "type_subject", "type_body", "send")
    return SimulationResponse(
        tuple(Action(name, "lina", round(1000 * at)) for name, at in zip(steps, seconds, strict=False))
    )


@pytest.mark.parametrize(
    ("seconds", "flags"),
    [
        ((), ()),
        ((100, 120), ()),
        ((100, 120.1), ("out_of_time",)),
        ((1, 46), ()),
        ((1, 46.1), ("idle",)),
        ((1, 50, 130), ("out_of_time", "idle")),
        ((119,), ()),
    ],
    ids=str,
)
def test_a_limit_is_told_and_changes_no_score(seconds: tuple[float, ...], flags: tuple[str, ...]) -> None:
    limited = Simulation("mail", full=Count("compose", 1), time_s=120, idle_s=45)

    found = judge(limited, mail(), timed(*seconds))

    assert found == Judgement(FULL if seconds else NONE, flags)


# whatever somebody writes or sends

VALUES = st.one_of(
    st.booleans(),
    st.integers(-9, 9),
    st.sampled_from(["", "Lina", "12", " ٣ ", "x" * 30]),
    st.lists(st.text(max_size=3)).map(tuple),
)
FIELDS, NAMES = st.sampled_from(["body", "sent", "nowhere"]), st.sampled_from(["send", "open", "nothing"])
LIMITS = st.none() | st.integers(-2, 99)
CONSTANTS = st.one_of(st.booleans(), st.integers(-9, 9), st.text(max_size=4))
LEAVES = st.one_of(
    st.builds(
        State,
        st.just("mail"),
        FIELDS,
        st.sampled_from(["==", "!=", ">=", "<=", ">", "<"]),
        CONSTANTS,
        st.sampled_from([None, "words", "length", "lower", "distance"]),
        st.text(max_size=4),
    ),
    st.builds(InRange, st.just("mail"), FIELDS, st.integers(-9, 9), st.integers(-9, 9)),
    st.builds(Includes, st.just("mail"), FIELDS, st.text(max_size=3)),
    st.builds(Mentions, st.just("mail"), FIELDS, st.text(max_size=3)),
    st.builds(Count, NAMES, st.integers(-2, 9), LIMITS, LIMITS),
    st.builds(InOrder, st.lists(NAMES, max_size=4).map(tuple), LIMITS),
)


def joined(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(rules, max_size=3).map(tuple)
    return st.one_of(st.builds(All, several), st.builds(AnyOf, several), st.builds(Not, rules))


RULES = st.recursive(LEAVES, joined, max_leaves=6)
LOGS = st.lists(st.builds(Action, NAMES, st.just(""), st.integers(-(10**9), 10**9)), max_size=8)


@given(rule=RULES, state=st.dictionaries(FIELDS, VALUES), log=LOGS)
def test_any_rule_is_true_or_false_of_any_state_and_log(rule: Rule, state: dict[str, Value], log: list[Action]) -> None:
    found = holds(rule, state, log)

    assert found in (True, False)
    assert holds(Not(rule), state, log) is not found
