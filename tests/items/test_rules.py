import re

import pytest

from assessment.items import rules
from assessment.items.rules import All, AnyOf, Count, NotARule, State

NO_RULES: list[object] = [
    None,
    "mail.sent == true",
    {},
    {"all": []},
    {"any": []},
    {"none": [{"state": "mail.sent == true"}]},
    {"all": [{"state": "mail.sent == true"}], "any": [{"state": "mail.sent == true"}]},
    {"state": True},
    {"log": {}},
    {"log": {"count": "send", "min": "one"}},
    {"log": {"count": "send", "least": 1}},
]

NO_STATES = [
    "",
    "mail.sent",
    "mail.sent = true",
    "sent == true",
    "a.b.c == 1",
    "mail.sent == mail.view",
    "mail.sent == None",
    "mail.sent == 1.5",
    "0 < mail.sent < 3",
    "mail.sent in 'yes'",
    "upper(mail.to) == 'X'",
    "words(mail.to, 2) == 1",
    "words('mail') == 1",
    "mail.sent == true and mail.sent == false",
    "__import__('os').system('true') == 0",
    "mail.sent == (",
    "mail.to == '\x00'",
    "distance(mail.to) <= 1",
    "distance('lina') <= 1",
    "distance(mail.to, mail.body) <= 1",
    "distance(mail.to, lina) <= 1",
    "distance(mail.to, 3) <= 1",
    "distance('lina', mail.to) <= 1",
    "distance(mail.to, 'lina', 'lena') <= 1",
    "distance(mail.to, text='lina') <= 1",
    "distance(to, 'lina') <= 1",
    "distance(mail.to, 'lina') <= 1.5",
    "lower(mail.to, 'lina') == 'lina'",
]


@pytest.mark.parametrize(
    ("expression", "state"),
    [
        ("mail.sent == true", State("mail", "sent", "==", True)),
        ("mail.sent != false", State("mail", "sent", "!=", False)),
        ("mail.to == 'a@b.voorbeeld'", State("mail", "to", "==", "a@b.voorbeeld")),
        ("words(mail.body) >= 3", State("mail", "body", ">=", 3, "words")),
        (" length(mail.body) < 10 ", State("mail", "body", "<", 10, "length")),
        ("lower(mail.to) == 'a'", State("mail", "to", "==", "a", "lower")),
        ("distance(mail.to, 'lina') <= 2", State("mail", "to", "<=", 2, "distance", "lina")),
        ("distance(mail.to, '') == 0", State("mail", "to", "==", 0, "distance", "")),
    ],
)
def test_a_comparison_reads_as_it_is_written(expression: str, state: State) -> None:
    assert rules.parse_state(expression) == state


@pytest.mark.parametrize("expression", NO_STATES)
def test_what_is_no_comparison_is_refused_with_what_was_found(expression: str) -> None:
    with pytest.raises(NotARule, match=r"found|side"):
        rules.parse_state(expression)


def test_a_wrong_left_side_names_the_functions_that_there_are() -> None:
    said = re.escape("is not app.field or a function of it (words, length, lower, distance)")

    with pytest.raises(NotARule, match=said):
        rules.parse_state("distance(mail.to) <= 1")


@pytest.mark.parametrize("data", NO_RULES, ids=repr)
def test_what_is_no_rule_is_refused(data: object) -> None:
    with pytest.raises(NotARule, match="found"):
        rules.parse(data)


def test_rules_stand_inside_each_other() -> None:
    data = {"all": [{"state": "mail.sent == true"}, {"any": [{"log": {"count": "send", "max": 2}}]}]}

    rule = rules.parse(data)

    assert rule == All((State("mail", "sent", "==", True), AnyOf((Count("send", 0, 2),))))


def test_the_leaves_of_a_rule_are_its_single_conditions() -> None:
    sent, tries = State("mail", "sent", "==", True), Count("send", 1)

    assert list(rules.leaves(All((AnyOf((sent, tries)), sent)))) == [sent, tries, sent]
