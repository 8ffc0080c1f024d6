"""How sections that adapt are delivered: each lint rule with an example, and every other way to break it."""

import pytest

from assessment.items import lint, load
from tests.builders import a_change, some_sources

STOP = "stop: {least: 2, most: 4, precision: 0.4}"
START = """start:
  highest: 0.0
  from:
    - {scale: words, weight: 0.5, values: {"0": -2.0, "1": 1.0}}
"""
STAGED = """section: computer
title: Computer
scale: computer
delivery: staged
blocks:
  - {id: A, next: [{least: 0, block: B}, {least: 2, block: C}]}
  - {id: B}
  - {id: C}
design: {blocks: {source: Een voorbeeld, date: "2026-11-25", author: De toetsen, provisional: true}}
items:
"""
TASK = """  - id: task-{block}
    type: simulation
    block: {block}
    prompt: Stuur een e-mail.
    app: mail
    score: {{full: {{state: "mail.sent == true"}}}}
"""
EXAMPLES = [
    (
        "forms-have-enough-items",
        "dutch.yaml",
        STOP,
        "forms: 3\n" + STOP,
        "dutch.yaml:5:8 error: each form has 3 items, the stop rule may ask for 4",
    ),
    (
        "start-speaks-of-what-came-before",
        "dutch.yaml",
        STOP,
        START.replace("words", "computer") + STOP,
        "dutch.yaml:6:3 error: 'computer' is no router scale of an earlier section",
    ),
    (
        "blocks-lead-on",
        "computer.yaml",
        "scale: computer",
        "scale: computer\nblocks: [{id: A}]",
        "computer.yaml:4:9 error: found blocks, expected them in a section with delivery: staged only",
    ),
    (
        "steps-fit-points",
        "dutch.yaml",
        "accept: [tuin, de tuin]\n",
        "accept: [tuin, de tuin]\n    credit: dictation\n",
        "dutch.yaml:82:17 error: found 0 steps for 2 points, expected 2 steps, how far each lies from the difficulty",
    ),
]


def messages(file: str, text: str) -> list[str]:
    """What the check says about the small bank with *text* as its *file*."""
    bank, malformed = load.load(some_sources({file: text}))
    assert malformed == []
    assert bank is not None
    return [problem.message for problem in lint.problems(bank)]


def changed(file: str, old: str, new: str) -> list[str]:
    """What the check says about the small bank with *new* instead of *old* in *file*."""
    return messages(file, a_change(file, old, new).files[file])


def staged(old: str = "", new: str = "") -> list[str]:
    """What the check says about a staged section with *new* instead of *old*."""
    text = STAGED + "".join(TASK.format(block=block) for block in "ABC")
    assert old in text
    return messages("computer.yaml", text.replace(old, new, 1) if old else text)


@pytest.mark.parametrize(
    ("stop", "said"),
    [
        ("{least: 2, most: 4}", "found neither precision nor band, expected at least one of them"),
        ("{least: 2, most: 4, precision: 0}", "precision is 0, expected more than 0 and at most 9"),
        ("{least: 2, most: 4, band: 1.0}", "band is 1, expected a probability from 0.5 to below 1"),
        ("{least: 2, most: 4, band: 0.8, minutes: 90}", "minutes is 90, expected more than 0 and at most 60"),
        ("{least: 2, most: 4, band: 0.8, information: -1}", "information is -1, expected 0 or more"),
        ("{least: 0, most: 4, band: 0.8}", "found least 0 and most 4, expected 1 <= least <= most <= 9 items"),
    ],
)
def test_a_stop_rule_that_cannot_be_meant_is_found(stop: str, said: str) -> None:
    assert said in changed("dutch.yaml", STOP, "stop: " + stop)


def test_a_stop_rule_by_band_alone_is_good() -> None:
    assert changed("dutch.yaml", STOP, "stop: {least: 2, most: 4, band: 0.8, minutes: 5}") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"1": 1.0', "hits: 1.0", "the value 'hits' of 'words' is no number"),
        ("weight: 0.5", "weight: 0", "the weight of 'words' is 0, expected more than 0"),
        ("scale: words", "response: q-papers", "'q-papers' is no item of an earlier section"),
        ("scale: words", "response: yn-huis", "the value '0' is not one of the choices of 'yn-huis': none"),
    ],
)
def test_a_start_that_nothing_leads_to_is_found(old: str, new: str, said: str) -> None:
    assert said in changed("dutch.yaml", STOP, START.replace(old, new) + STOP)


def test_a_start_says_where_its_numbers_come_from() -> None:
    found = changed("dutch.yaml", STOP, START + STOP)

    assert found == ["found no design: start, expected its source, date, author and provisional"]


def test_a_step_for_each_point_is_good_and_one_too_many_is_not() -> None:
    partial = "accept: [tuin, de tuin]\n    credit: dictation\n    steps: [-0.5, 0.5]\n"
    old = "accept: [tuin, de tuin]\n"

    assert changed("dutch.yaml", old, partial) == []
    assert "found 2 steps for 1 points, expected no steps" in changed(
        "dutch.yaml", old, partial.replace("dictation", "exact")
    )
    assert "an item with steps has no guessing" in changed("dutch.yaml", old, partial + "    guessing: 0.2\n")


@pytest.mark.parametrize("forms", ["0", "10"])
def test_there_are_one_to_nine_forms(forms: str) -> None:
    said = f"found {forms} forms, expected 1 to 9, adaptive only"
    assert said in changed("dutch.yaml", STOP, f"forms: {forms}\n{STOP}")


def test_a_staged_section_with_blocks_is_good() -> None:
    assert [line for line in staged() if "block" in line] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("block: B}", "block: A}", "the block 'A' leads to 'A', which is not a later block"),
        ("least: 2", "least: 3", "the block 'A' asks for 3 points, and has 0 to 2"),
        ("least: 2", "least: 0", "the points of the block 'A' do not rise: 0, 0"),
        ("  - {id: C}\n", "  - {id: C}\n  - {id: B}\n", "the block 'B' stands more than once"),
        ("  - {id: C}\n", "  - {id: C}\n  - {id: D}\n", "the block 'D' has no items"),
        ("    block: C\n", "", "the block None is not one of A, B, C"),
        ("delivery: staged\n", "delivery: staged\nback: true\n", "so nobody can go back in it"),
    ],
)
def test_blocks_that_lead_nowhere_are_found(old: str, new: str, said: str) -> None:
    assert [line for line in staged(old, new) if said in line]
