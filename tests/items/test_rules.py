import re

import pytest

from assessment.items import read_rule, rules
from assessment.items.read_rule import NotARule
from assessment.items.rules import All, AnyOf, Count, Includes, InOrder, InRange, Mentions, Not, OfField, Rule, State

SENT = {"state": "mail.sent == true"}
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
    {"log": {"count": "send", "min": -1}},
    {"log": {"count": "send", "within_s": "a minute"}},
    {"log": {"seq": []}},
    {"log": {"seq": ["send"]}},
    {"log": {"seq": ["send", 3]}},
    {"log": {"seq": ["open", "send"], "min": 1}},
    {"log": {"seq": ["open", "send"], "within_s": "soon"}},
    {"log": {"seq": "open, send"}},
    {"not": []},
    {"not": [{"state": "mail.sent == true"}]},
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
    "3 in mail.attachments",
    "'a' in attachments",
    "'a' in ['a', 'b']",
    "'a' not in mail.attachments",
    "in_range(form.age, 18)",
    "in_range(form.age, 18, 67, 1)",
    "in_range(form.age, '18', 67)",
    "in_range(form.age, true, 67)",
    "in_range(form.age, 1.5, 67)",
    "in_range(18, form.age, 67)",
    "in_range(form.age, 18, most=67)",
    "in_range(form.age, 18, 67) == true",
    "matches(mail.body, 'two words')",
    "matches(mail.body, 'cv.pdf')",
    "matches(mail.body, '')",
    "matches(mail.body, 3)",
    "matches('diploma', mail.body)",
    "editdist(mail.to, 'lina') <= 1",
    "(" * 500,
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
        ("form.warmth > -3", State("form", "warmth", ">", -3)),
        ("'cv.pdf' in mail.attachments", Includes("mail", "attachments", "cv.pdf")),
        ("in_range(cell.value, -1, 5)", InRange("cell", "value", -1, 5)),
        ("matches(mail.body, 'diploma')", Mentions("mail", "body", "diploma")),
    ],
)
def test_a_comparison_reads_as_it_is_written(expression: str, state: OfField) -> None:
    assert read_rule.parse_state(expression) == state


@pytest.mark.parametrize("expression", NO_STATES)
def test_what_is_no_comparison_is_refused_with_what_was_found(expression: str) -> None:
    with pytest.raises(NotARule, match=r"found|side"):
        read_rule.parse_state(expression)


def test_a_wrong_left_side_names_the_functions_that_there_are() -> None:
    said = re.escape("is not app.field or a function of it (words, length, lower, distance)")

    with pytest.raises(NotARule, match=said):
        read_rule.parse_state("distance(mail.to) <= 1")


@pytest.mark.parametrize("data", NO_RULES, ids=repr)
def test_what_is_no_rule_is_refused(data: object) -> None:
    with pytest.raises(NotARule, match="found"):
        read_rule.parse(data)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        ({"log": {"count": "send", "max": 2}}, Count("send", 0, 2)),
        ({"log": {"count": "replay", "min": 3, "within_s": 60}}, Count("replay", 3, None, 60)),
        ({"log": {"seq": ["open", "attach", "send"]}}, InOrder(("open", "attach", "send"))),
        ({"log": {"seq": ["open", "send"], "within_s": 30}}, InOrder(("open", "send"), 30)),
        ({"not": {"log": {"count": "send", "min": 1}}}, Not(Count("send", 1))),
    ],
    ids=repr,
)
def test_a_rule_reads_as_it_is_written(data: object, rule: Rule) -> None:
    assert read_rule.parse(data) == rule


def test_rules_stand_inside_each_other() -> None:
    data = {"all": [{"state": "mail.sent == true"}, {"any": [{"log": {"count": "send", "max": 2}}]}]}

    rule = read_rule.parse(data)

    assert rule == All((State("mail", "sent", "==", True), AnyOf((Count("send", 0, 2),))))


def test_the_leaves_of_a_rule_are_its_single_conditions() -> None:
    sent, tries = State("mail", "sent", "==", True), Count("send", 1)

    assert list(rules.leaves(All((AnyOf((sent, tries)), sent)))) == [sent, tries, sent]


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"state": "mail.sent"}, ""),
        ({"all": [SENT, {"state": "mail.sent"}]}, "/all/1"),
        ({"any": [SENT, {"all": [{"not": {"log": {"count": 3}}}]}]}, "/any/1/all/0/not"),
        ({"all": [{"any": []}]}, "/all/0"),
        ({"not": 3}, "/not"),
    ],
    ids=repr,
)
def test_a_mistake_says_where_in_the_rule_it_is(data: object, path: str) -> None:
    with pytest.raises(NotARule) as refusal:
        read_rule.parse(data)

    assert refusal.value.path == path


def test_every_condition_is_found_where_a_mistake_in_it_would_be() -> None:
    data = {"any": [SENT, {"all": [{"not": SENT}, SENT]}]}

    assert [path for path, _ in rules.located(read_rule.parse(data))] == ["/any/0", "/any/1/all/0/not", "/any/1/all/1"]
