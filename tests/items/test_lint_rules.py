"""Mistakes in the evidence rules of a task, each with the very place of the rule."""

import json

import pytest

from assessment.items import lint
from assessment.items.load import load
from tests.builders import a_change, small_files, some_sources

MAIL_RULE = "{log: {count: compose, min: 3}}"  # the rule of a flag, at computer.yaml:19:34
MORE_THAN_FULL = """{all: [{state: "mail.sent == true"}, {state: "words(mail.sent_body) >= 3"}, \
{state: "lower(mail.sent_to) == 'lina@postsnel.voorbeeld'"}, {log: {count: send, max: 1}}]}"""
# rule, what stands there, what the author wrote instead, what the check says
EXAMPLES = [
    (
        "rule-speaks-of-the-app",
        MAIL_RULE,
        "{log: {count: write, min: 3}}",
        "computer.yaml:19:34 error: the action 'write' is not one of compose",
    ),
    (
        "rule-can-hold-and-fail",
        MAIL_RULE,
        "{log: {count: send, min: 3, max: 2}}",
        "computer.yaml:19:34 error: found min 3 above max 2, which never holds; expected min to be max or less",
    ),
    (
        "partial-asks-less",
        'partial: {state: "mail.sent == true"}',
        f"partial: {MORE_THAN_FULL}",
        "computer.yaml:17:16 error: this asks all that full asks and never gives partial credit, expected less",
    ),
    (
        "limits-are-flags",
        "    app: mail\n",
        "    limits: {time_s: 0}\n    app: mail\n",
        "computer.yaml:9:13 error: found a limit below 1 second, expected 1 or more",
    ),
]

WRONG = [
    ("{state: \"mail.boby == 'x'\"}", "19:34", "the field 'boby' is not one of view, to, subject, body"),
    ('{state: "agenda.x >= 3"}', "19:34", "the rule speaks of 'agenda', the task runs in 'mail'"),
    ('{state: "mail.body >= 3"}', "19:34", "'body' is compared with 3, expected a text"),
    ("{state: \"mail.sent == 'yes'\"}", "19:34", "'sent' is compared with 'yes', expected true or false"),
    ('{state: "mail.sent >= false"}', "19:34", "'sent' is true or false and has no order, expected == or !="),
    ("{state: \"mail.body > 'a'\"}", "19:34", "'body' is a text and has no order, expected == or !="),
    ('{state: "lower(mail.body) == 3"}', "19:34", "'body' is compared with 3, expected a text"),
    ('{state: "words(mail.sent) >= 3"}', "19:34", "words() of 'sent', which is true or false, expected a field that"),
    ("{state: \"'a' in mail.body\"}", "19:34", "'body' is a text, expected a list"),
    ('{state: "in_range(mail.sent, 1, 2)"}', "19:34", "'sent' is true or false, expected a whole number or a text"),
    ("{state: \"matches(mail.sent, 'a')\"}", "19:34", "'sent' is true or false, expected a text"),
    ("{not: {log: {seq: [compose, write]}}}", "19:40", "the action 'write' is not one of compose"),
    ('{all: [{state: "mail.sent == true"}, {state: "mail.x == 1"}]}', "19:71", "the field 'x' is not one of"),
    # what can never be true, and what always is
    ("{log: {count: send}}", "19:34", "found no min and no max, which always holds"),
    ("{log: {count: send, min: 1, within_s: 5}}", "19:34", "found within_s for one time only"),
    (
        "{state: \"mail.view == 'outbox'\"}",
        "19:34",
        "this never holds: all that 'view' can hold is 'compose', 'inbox', ",
    ),
    ("{state: \"mail.view != 'outbox'\"}", "19:34", "this always holds: all that 'view' can hold is"),
    ('{state: "words(mail.body) >= 0"}', "19:34", "this always holds: check the limits against what can be typed"),
    ('{state: "words(mail.body) < 0"}', "19:34", "this never holds: check the limits"),
    ('{state: "words(mail.body) > 500"}', "19:34", "this never holds: check the limits"),
    ('{state: "length(mail.to) <= 120"}', "19:34", "this always holds: check the limits"),
    ("{state: \"distance(mail.to, 'lina') < 0\"}", "19:34", "this never holds: check the limits"),
    ("{state: \"lower(mail.to) == 'Lina'\"}", "19:34", "this never holds: check the limits"),
    ('{state: "in_range(mail.to, 5, 1)"}', "19:34", "found the range 5 to 1, expected two numbers that rise"),
    ('{state: "in_range(mail.to, 1, 1000000)"}', "19:34", "found the range 1 to 1000000, expected two numbers"),
    ('{state: "in_range(mail.view, 1, 5)"}', "19:34", "this never holds: all that 'view' can hold is"),
    ("{state: \"matches(mail.view, 'outbox')\"}", "19:34", "this never holds: all that 'view' can hold is"),
]

RIGHT = [
    "{log: {count: send, max: 0}}",
    "{log: {count: compose, min: 1, within_s: 5, max: 2}}",
    "{log: {seq: [compose, type_to, send], within_s: 30}}",
    "{not: {log: {seq: [type_to, send]}}}",
    "{state: \"mail.view == 'sent'\"}",
    '{state: "words(mail.body) >= 500"}',
    '{state: "length(mail.to) < 120"}',
    "{state: \"distance(mail.to, 'lina') <= 0\"}",
    "{state: \"lower(mail.to) == 'lina'\"}",
    '{state: "in_range(mail.subject, 18, 67)"}',
    "{state: \"matches(mail.body, 'diploma')\"}",
    "{state: \"mail.to == ''\"}",
]


def problems(old: str, new: str) -> list[str]:
    bank, malformed = load(a_change("computer.yaml", old, new))
    assert malformed == []
    assert bank is not None
    return [str(problem) for problem in lint.problems(bank)]


@pytest.mark.parametrize(("rule", "old", "new", "said"), EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_a_broken_rule_is_named_with_its_place(rule: str, old: str, new: str, said: str) -> None:
    (found,) = problems(old, new)

    assert found.startswith(said)
    assert found.endswith(f" ({rule})")


@pytest.mark.parametrize(("written", "place", "said"), WRONG, ids=[one[0] for one in WRONG])
def test_a_condition_that_says_nothing_is_found_at_its_place(written: str, place: str, said: str) -> None:
    (found,) = problems(MAIL_RULE, written)

    assert found.startswith(f"computer.yaml:{place} error: {said}")


@pytest.mark.parametrize("written", RIGHT)
def test_a_condition_that_can_hold_and_fail_is_fine(written: str) -> None:
    assert problems(MAIL_RULE, written) == []


def test_a_mistake_in_the_writing_is_found_at_its_place_too() -> None:
    written = '{any: [{log: {seq: [compose, send]}}, {state: "mail.sent = true"}]}'

    _, malformed = load(a_change("computer.yaml", MAIL_RULE, written))

    (found,) = map(str, malformed)
    assert found.startswith("computer.yaml:19:72 error: found 'mail.sent = true', expected a comparison such as")


def test_one_way_to_partial_credit_that_asks_no_less_than_full_is_found() -> None:
    ways = f'{{any: [{{state: "mail.sent == true"}}, {MORE_THAN_FULL}]}}'

    (found,) = problems('partial: {state: "mail.sent == true"}', f"partial: {ways}")

    assert found.startswith("computer.yaml:17:53 error: this asks all that full asks")


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ("{time_s: 120, idle_s: 45}", ""),
        ("{idle_s: 45}", ""),
        ("{time_s: 0}", "9:13 error: found a limit below 1 second, expected 1 or more"),
        ("{time_s: 30, idle_s: 45}", "9:13 error: found idle_s 45 and time_s 30, expected idle_s to be the shorter"),
    ],
)
def test_limits_of_time_make_sense(limits: str, said: str) -> None:
    found = problems("    app: mail\n", f"    limits: {limits}\n    app: mail\n")

    assert found == ([f"computer.yaml:{said} (limits-are-flags)"] if said else [])


def test_a_flag_of_the_author_never_has_the_name_of_a_limit() -> None:
    (found,) = problems("name: many_tries", "name: idle")

    assert found.startswith("computer.yaml:19:9 error: the flag 'idle' comes from limits, expected another name")


def test_an_action_that_nobody_can_come_to_is_found() -> None:
    app = json.loads(some_sources().apps["mail"])
    app["fields"]["found"] = {"start": False}
    app["actions"]["answer"] = {"when": [{"field": "found", "is": True}], "then": []}
    files = {"computer.yaml": small_files()["computer.yaml"].replace(MAIL_RULE, "{log: {count: answer, min: 1}}")}

    bank, _ = load(some_sources(files, {"mail": json.dumps(app)}))

    assert bank is not None
    assert [str(problem) for problem in lint.problems(bank)] == [
        "computer.yaml:19:34 error: the action 'answer' can never be done from the start of the app "
        "(rule-can-hold-and-fail)"
    ]
