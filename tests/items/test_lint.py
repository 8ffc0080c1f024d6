"""Each lint rule has an example here: a small bank with one mistake, and the line that the author then reads."""

import pytest

from assessment.items import lint, load
from tests.builders import a_bank, a_change, small_files, the_bank
from tests.items import (
    test_lint_computer,
    test_lint_design,
    test_lint_gaps,
    test_lint_kinds,
    test_lint_rules,
    test_lint_sectors,
)

# rule, file, what stands there, what the author wrote instead, what the check says
EXAMPLES = [
    (
        "item-ids-are-unique",
        "questions.yaml",
        "- id: q-work",
        "- id: int-cook",
        "questions.yaml:12:9 error: the id 'int-cook' is used by an earlier item",
    ),
    (
        "section-has-items",
        "bank.yaml",
        "sections: [start, interests,",
        "sections: [start, start, interests,",
        "start.yaml:1:10 error: the section id 'start' is used by an earlier section",
    ),
    (
        "scale-exists",
        "computer.yaml",
        "scale: computer",
        "scale: komputer",
        "computer.yaml:3:8 error: the scale 'komputer' is not one of dutch, interests, computer, reading, words, "
        "history, answers",
    ),
    (
        "scale-has-a-section",
        "bank.yaml",
        "{id: speaking, title: Spreken, kind: none}",
        "{id: speaking, title: Spreken, kind: task}",
        "bank.yaml:41:10 error: the scale 'speaking' belongs to 0 sections, expected 1",
    ),
    (
        "ability-has-cut-scores",
        "bank.yaml",
        "theta: -1.0}",
        "theta: 1.0}",
        "bank.yaml:20:7 error: the cut scores [1.0, 0.5] do not rise",
    ),
    (
        "reading-is-made-of-counts",
        "bank.yaml",
        "{id: speaking, title: Spreken, kind: none}",
        "{id: speaking, title: Spreken, kind: reading, parts: {own: reading, letters: gaps}}",
        "bank.yaml:41:58 error: found no part words, expected own, letters, words",
    ),
    (
        "design-has-an-origin",
        "dutch.yaml",
        "design:\n  stop: ",
        "design:\n  halt: ",
        "dutch.yaml:1:1 error: found no design: stop, expected its source, date, author and provisional",
    ),
    (
        "adaptive-section-can-adapt",
        "dutch.yaml",
        "stop: {least: 2, most: 4, precision: 0.4}",
        "stop: {least: 2, most: 10, precision: 0.4}",
        "dutch.yaml:5:7 error: found least 2 and most 10, expected 1 <= least <= most <= 9 items",
    ),
    (
        "stimulus-stands-once",
        "words.yaml",
        "stimulus: drauw",
        "stimulus: Huis",
        "words.yaml:10:82 error: the stimulus 'huis' is also that of 'yn-huis'",
    ),
    (
        "practice-comes-first",
        "start.yaml",
        "type: text_entry, practice: true",
        "type: text_entry",
        "start.yaml:12:26 error: no practice item of this kind comes before 'try-text'",
    ),
    (
        "item-id-is-plain",
        "questions.yaml",
        "- id: q-work",
        "- id: q_work",
        "questions.yaml:12:9 error: the id 'q_work' has other signs than a-z, 0-9 and single hyphens",
    ),
    (
        "prompt-is-short",
        "questions.yaml",
        "prompt: Welk werk deed u?",
        f"prompt: {'x' * 161}",
        "questions.yaml:15:13 error: the prompt has 161 characters, at most 160 are allowed",
    ),
    (
        "choice-ids-are-unique",
        "questions.yaml",
        "{id: none, text: Nee}",
        "{id: here, text: Nee}",
        "questions.yaml:11:14 error: the choice id 'here' stands more than once",
    ),
    (
        "choice-has-alternatives",
        "start.yaml",
        ", {id: b, text: Koffie}",
        "",
        "start.yaml:10:14 error: found 1 choices, expected 2 to 8",
    ),
    (
        "choice-shows-something",
        "dutch.yaml",
        "{id: a, picture: bread}",
        "{id: a, picture: bread, stimulus: brood}",
        "dutch.yaml:15:7 error: the choice 'a' has picture and stimulus, expected text, stimulus or picture",
    ),
    (
        "key-is-a-choice",
        "dutch.yaml",
        "    key: a\n    guessing: 0.5\n    difficulty: {level: A1, drivers: [frequent_word]",
        "    key: c\n    guessing: 0.5\n    difficulty: {level: A1, drivers: [frequent_word]",
        "dutch.yaml:17:10 error: the key 'c' is not one of the choices a, b",
    ),
    (
        "guessing-fits-choices",
        "dutch.yaml",
        "    guessing: 0.5\n    difficulty: {level: A1, drivers: []",
        "    guessing: 0.6\n    difficulty: {level: A1, drivers: []",
        "dutch.yaml:27:15 error: guessing is 0.6, expected 0 to 1/2",
    ),
    (
        "numbers-are-in-logits",
        "bank.yaml",
        "sd: 1.0",
        "sd: 100000000000",
        "bank.yaml:17:12 error: the prior SD is 1e+11, expected 0.1 to 9",
    ),
    (
        "picture-exists",
        "start.yaml",
        "picture: garden",
        "picture: gardens",
        "start.yaml:11:92 error: the picture 'gardens' is not in pictures.yaml",
    ),
    (
        "difficulty-follows-worksheet",
        "dutch.yaml",
        "value: -1.9",
        "value: -2.0",
        "dutch.yaml:19:17 error: the value is -2.0, the worksheet row gives -1.9",
    ),
    (
        "rating-has-tags",
        "interests.yaml",
        "riasec: R, sectors: [HO]",
        "riasec: R, sectors: [HX]",
        "interests.yaml:7:74 error: the sector 'HX' is not one of HO, ZO",
    ),
    (
        "simulation-is-judged",
        "start.yaml",
        "app: mail",
        "app: agenda",
        "start.yaml:13:79 error: the app 'agenda' is not one of mail",
    ),
]

EMPTY_SECTION = "section: interests\ntitle: Leeg\nscale: interests\nitems: []\n"
# other ways to break a rule
MORE = [
    (
        "bank.yaml",
        "{id: speaking, title: Spreken, kind: none}",
        "{id: speaking, title: Spreken, kind: reading, parts: {own: reading, letters: dutch, words: gaps}}",
        ["found letters: dutch, expected one of own, letters, words, speed, functional with a count scale"],
    ),
    (
        "bank.yaml",
        "{id: speaking, title: Spreken, kind: none}",
        "{id: speaking, title: Spreken, kind: none, parts: {own: reading}}",
        ["found parts on a scale that is no reading scale"],
    ),
    ("dutch.yaml", "delivery: adaptive\n", "", []),
    ("dutch.yaml", "stop: {least: 2, most: 4, precision: 0.4}\n", "", ["found no stop, expected stop with least"]),
    ("dutch.yaml", "scale: dutch\n", "scale: interests\n", ["found no ability scale", "belongs to 2 sections"]),
    ("dutch.yaml", "value: 1.0}", "value: 1.1}", ["the value is 1.1, the worksheet row gives 1.0"]),
    (
        "dutch.yaml",
        "[frequent_word], value: -1.9",
        "[rare_word], value: -1.9",
        ["the driver 'rare_word' is not one of frequent_word, long_"],
    ),
    ("dutch.yaml", "{level: A1, drivers: []", "{level: B9, drivers: []", ["the level 'B9' is not one of A1, A2"]),
    ("dutch.yaml", "{id: a, picture: bread}", "{id: a, picture: loaf}", ["the picture 'loaf' is not in pictures.yaml"]),
    ("interests.yaml", "riasec: S, ", "", ["found no riasec, expected one of R, I, A, S, E, C"]),
    ("interests.yaml", "sectors: [ZO]", "sectors: []", ["found 0 sectors, expected one or two"]),
    ("bank.yaml", "in: [here]", "in: [here, there]", ["bank.yaml:50:11 error: response 'q-papers' is never 'there'"]),
    ("bank.yaml", "{level: dutch, in: [preA1, A1]}", "{level: dutch, in: [C2]}", ["level 'dutch' is never 'C2'"]),
    ("bank.yaml", "sd: 1.0", "sd: 0", ["the prior SD is 0.0, expected more than 0"]),
    ("bank.yaml", "sd: 1.0", "sd: 0.01", ["the prior SD is 0.01, expected 0.1 to 9"]),
    ("bank.yaml", "mean: 0.0", "mean: -9.1", ["the prior mean is -9.1, expected -9 to 9"]),
    ("bank.yaml", "theta: 0.5", "theta: 900", ["the cut of 'A2' is 900, expected -9 to 9"]),
    ("dutch.yaml", "value: 1.0}", "value: 1e9}", ["difficulty is 1e+09, expected -9 to 9"]),
    (
        "dutch.yaml",
        "    accept: [tuin, de tuin]\n",
        "    accept: [tuin, de tuin]\n    discrimination: -1\n",
        ["discrimination is -1, expected 0.05 to 9"],
    ),
    (
        "dutch.yaml",
        "    accept: [tuin, de tuin]\n",
        "    accept: [tuin, de tuin]\n    guessing: 0.9\n",
        ["guessing is 0.9, expected 0 to 0.505"],
    ),
]


def problems(file: str, old: str, new: str) -> list[str]:
    """What the check says about the small bank with *new* instead of *old* in *file*."""
    bank, malformed = load.load(a_change(file, old, new))
    assert malformed == []
    assert bank is not None
    return [str(problem) for problem in lint.problems(bank)]


def test_the_small_bank_has_no_problems() -> None:
    assert lint.problems(a_bank()) == []


def test_the_bank_of_the_kiosk_has_no_problems() -> None:
    assert lint.problems(the_bank()) == []


@pytest.mark.parametrize(("rule", "file", "old", "new", "said"), EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_a_broken_rule_is_named_with_its_place(rule: str, file: str, old: str, new: str, said: str) -> None:
    found = problems(file, old, new)

    assert [line for line in found if line.startswith(said) and line.endswith(f" ({rule})")], found


@pytest.mark.parametrize(("file", "old", "new", "said"), MORE)
def test_a_rule_finds_every_way_to_break_it(file: str, old: str, new: str, said: list[str]) -> None:
    found = problems(file, old, new)

    assert all(any(part in line for line in found) for part in said), found
    assert bool(found) == bool(said)


def test_every_rule_has_an_example_and_says_in_one_sentence_what_it_wants() -> None:
    modules = (
        test_lint_kinds,
        test_lint_design,
        test_lint_gaps,
        test_lint_sectors,
        test_lint_rules,
        test_lint_computer,
    )
    elsewhere = {example[0] for module in modules for example in module.EXAMPLES}
    assert {example[0] for example in EXAMPLES} | elsewhere == set(lint.RULES)
    assert all((rule.__doc__ or "").strip().endswith(".") for rule in lint.RULES.values())


def test_a_section_without_items_is_found() -> None:
    found = problems("interests.yaml", small_files()["interests.yaml"], EMPTY_SECTION)

    assert "interests.yaml:1:1 error: found no items, expected at least one (section-has-items)" in found
