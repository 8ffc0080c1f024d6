"""The rules about single kinds of items, as `test_lint` has them for the others: the mistake, and the exact line."""

import pytest

from assessment.items import lint
from assessment.items.load import load
from tests.builders import a_change, some_sources

# rule, file, what stands there, what the author wrote instead, what the check says
EXAMPLES = [
    (
        "several-can-be-picked",
        "history.yaml",
        "    most: 2\n",
        "    most: 4\n",
        "history.yaml:29:11 error: expected 0 <= least <= most <= 3 choices",
    ),
    (
        "orders-are-complete",
        "dutch.yaml",
        "[[a, b, c], [c, b, a]]",
        "[[a, b], [c, b, a]]",
        "dutch.yaml:68:13 error: found the order a, b, expected each of a, b, c once",
    ),
    (
        "limits-make-sense",
        "history.yaml",
        "least: 0",
        "least: 25",
        "history.yaml:16:11 error: found 25 to 25, expected limits from 0 to 9999",
    ),
    (
        "occupations-are-listed",
        "occupations.yaml",
        '"5131"',
        '"513"',
        "occupations.yaml:5:5 error: the ISCO code '513' of 'waiter' is not four digits",
    ),
    (
        "key-of-a-word",
        "words.yaml",
        "stimulus: huis, ",
        "",
        "words.yaml:7:76 error: found a key and no stimulus, expected the word or sentence that is right or not",
    ),
    (
        "one-language-needs-all",
        "reading.yaml",
        "    locale: ti\n    prompt: እዚ እንታይ እዩ?\n    picture: garden\n",
        "    locale: nl\n    prompt: Wat is dit?\n    picture: garden\n",
        "reading.yaml:7:3 error: found items by language: ar 3, nl 4, ti 2, expected as many of each",
    ),
    (
        "conditions-refer-back",
        "history.yaml",
        "when: [{response: q-school, in: [some]}]",
        "when: [{response: q-school, in: [many]}]",
        "history.yaml:17:11 error: response 'q-school' is never 'many', expected one of some, none",
    ),
]

# other ways to break a rule
MORE = [
    (
        "reading.yaml",
        "    locale: ti\n    prompt: እዚ እንታይ እዩ?\n    picture: garden\n",
        "    prompt: Wat is dit?\n    picture: garden\n",
        "7:3",
        "found items by language: ar 3, nl 3, ti 2, expected as many of each",
    ),
    (
        "history.yaml",
        "    most: 2\n",
        "    least: 3\n    most: 2\n",
        "30:11",
        "expected 0 <= least <= most <= 3 choices",
    ),
    ("history.yaml", "alone: nobody", "alone: none", "30:12", "the choice 'none' is not one of the choices"),
    ("history.yaml", "most: 25", "most: 10000", "16:11", "found 0 to 10000, expected limits from 0 to 9999"),
    (
        "history.yaml",
        "last: 2027",
        "last: 1950",
        "23:11",
        "found the years 1950 to 1950, expected limits from 1900 to 2100",
    ),
    ("dutch.yaml", "    orders: [[a, b, c], [c, b, a]]\n", "", "63:5", "found no right order, expected at least one"),
    ("dutch.yaml", "{id: c, stimulus: ik}", "{id: c, picture: me}", "63:5", "the picture 'me' is not in pictures.yaml"),
    (
        "dutch.yaml",
        "{id: c, stimulus: ik}",
        "{id: b, stimulus: ik}",
        "67:12",
        "the choice id 'b' stands more than once",
    ),
    ("occupations.yaml", "id: waiter", "id: cook", "5:5", "the id 'cook' stands more than once"),
    ("occupations.yaml", "sector: ZO", "sector: ZZ", "7:11", "the sector 'ZZ' is not one of HO, ZO"),
    ("occupations.yaml", "picture: hands\n", "picture: hand\n", "7:3", "the picture 'hand' is not in pictures.yaml"),
    (
        "history.yaml",
        "{response: q-years, not_in: [",
        "{response: q-licence, not_in: [",
        "24:11",
        "response 'q-licence' is never '0', expected one of nothing",
    ),
    (
        "questions.yaml",
        "    max_length: 100\n",
        '    max_length: 100\n    when: [{response: q-licence, in: ["ja"]}]\n',
        "17:11",
        "response 'q-licence' is never 'ja', expected one of yes, no",
    ),
    (
        "questions.yaml",
        "title: School en werk",
        "title: School en werk\nwhen: [{level: words, in: [good]}]",
        "3:7",
        "level 'words' is never 'good', expected one of nothing",
    ),
    (
        "words.yaml",
        "not_in: [reads_not]",
        "not_in: [speaks]",
        "5:7",
        "level 'reading' is never 'speaks', expected one of reads_not, partly, reads",
    ),
    (
        "words.yaml",
        "{level: reading, not_in: [reads_not]}",
        "{level: computer, in: [done]}",
        "5:7",
        "level 'computer' is never 'done', expected one of seen, partly, not_seen",
    ),
    (
        "bank.yaml",
        "{response: q-school, not_in: [none]}",
        "{response: q-helpers, in: [boss]}",
        "53:11",
        "response 'q-helpers' is never 'boss', expected one of family, friend, nobody",
    ),
    ("dutch.yaml", "structure: 0.25, typed: 0.25}", "structure: 0.25}", "7:12", "the shares sum to 0.75, expected 1"),
    ("dutch.yaml", "typed: 0.25}", "talk: 0.25}", "7:12", "no item has the domain 'talk'"),
    ("dutch.yaml", "    domain: typed\n", "", "77:5", "the domain None is not in the blueprint"),
    ("dutch.yaml", "    accept: [tuin, de tuin]\n", "", "78:11", "the item 'nl-typ' needs a key and a difficulty"),
    ("bank.yaml", "theta: 3}", "theta: 1}", "32:7", "the cut scores [1.0, 1.0] do not rise"),
    (
        "bank.yaml",
        "kind: count\n    cut_scores:\n",
        "kind: router\n    cut_scores:\n",
        "32:7",
        "found cut scores on a scale that has no levels",
    ),
    ("bank.yaml", "kind: router", "kind: count", "38:5", "found no cut scores, expected lowest and at least one cut"),
    (
        "start.yaml",
        "type: yes_no, practice: true",
        "type: yes_no",
        "20:28",
        "no practice item of this kind comes before",
    ),
]

# a rule that everybody keeps: nothing is said
GOOD = [
    ("history.yaml", "when: [{response: q-school, in: [some]}]", 'when: [{response: try-yes-no, in: ["yes", "no"]}]'),
    ("history.yaml", 'not_in: ["0"]', 'not_in: ["77"]'),
    ("questions.yaml", "max_length: 100", 'max_length: 100\n    when: [{response: q-job, in: ["5120"]}]'),
    ("questions.yaml", "max_length: 100", "max_length: 100\n    when: [{response: q-helpers, in: [family, nobody]}]"),
    ("questions.yaml", "max_length: 100", "max_length: 100\n    when: [{level: dutch, not_in: [preA1]}]"),
    ("history.yaml", "    most: 2\n", "    least: 0\n"),
    (
        "start.yaml",
        "tiles: [{id: a, text: A}, {id: b, text: B}]",
        "tiles: [{id: a, picture: fish}, {id: b, picture: bread}]",
    ),
]


def problems(file: str, old: str, new: str) -> list[str]:
    """What the check says about the small bank with *new* instead of *old* in *file*."""
    bank, malformed = load(a_change(file, old, new))
    assert malformed == []
    assert bank is not None
    return [str(problem) for problem in lint.problems(bank)]


@pytest.mark.parametrize(("rule", "file", "old", "new", "said"), EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_a_broken_rule_is_named_with_its_place(rule: str, file: str, old: str, new: str, said: str) -> None:
    assert f"{said} ({rule})" in problems(file, old, new)


@pytest.mark.parametrize(("file", "old", "new", "place", "said"), MORE)
def test_every_way_to_break_a_rule_is_named_with_its_place(
    file: str, old: str, new: str, place: str, said: str
) -> None:
    found = problems(file, old, new)

    assert [line for line in found if line.startswith(f"{file}:{place} error: {said}")], found


@pytest.mark.parametrize(("file", "old", "new"), GOOD)
def test_a_rule_that_is_kept_is_not_named(file: str, old: str, new: str) -> None:
    assert problems(file, old, new) == []


def test_a_bank_without_occupations_cannot_ask_for_one() -> None:
    sources = some_sources()
    del sources.files["occupations.yaml"]

    bank, _ = load(sources)

    assert bank is not None
    assert [str(problem) for problem in lint.problems(bank)] == [
        f"{place} error: found no occupations.yaml, expected the tiles to choose from (occupations-are-listed)"
        for place in ("start.yaml:23:25", "history.yaml:32:23")
    ]


def test_a_question_cannot_depend_on_itself() -> None:
    found = problems(
        "history.yaml", "prompt: Ging u naar school?", "prompt: Ging u?\n    when: [{response: q-school, in: [some]}]"
    )

    assert found == [
        "history.yaml:11:11 error: response 'q-school' is never 'some', expected one of nothing (conditions-refer-back)"
    ]
