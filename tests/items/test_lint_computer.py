"""Mistakes in a scale of several tasks: its levels, blocks and domains."""

import pytest

from assessment.items import lint
from assessment.items.load import load
from tests.computers import LEVELS, a_computer_bank, computer_sources

FIRST = "value: brood}]\n    domain: ict_systems\n    block: A\n"
# rule, file, what stands there, what the author wrote instead, what the check says
EXAMPLES = [
    ("computer-has-levels", "bank.yaml", LEVELS, "", "found no levels, expected levels with lowest and at least one"),
    (
        "computer-holds-tasks",
        "computer.yaml",
        FIRST,
        FIRST.replace("ict_systems", "devices"),
        "found the domain 'devices', expected one of ict_systems, safety, information, processing, communication",
    ),
]
MORE = [
    *EXAMPLES,
    ("computer-has-levels", "bank.yaml", "level: D3", "level: D0", "the level 'D0' stands more than once"),
    ("computer-has-levels", "bank.yaml", "block: C", "block: D", "the block 'D' of 'D3' is not one of A, B, C"),
    ("computer-has-levels", "bank.yaml", "least: 4", "least: 5", "asks for 5 points of block 'C', expected 1 to 4"),
    ("computer-has-levels", "bank.yaml", "least: 4", "least: 0", "asks for 0 points of block 'C', expected 1 to 4"),
    (
        "computer-has-levels",
        "bank.yaml",
        "{id: words, title: Woorden, kind: router}",
        "id: words\n    title: Woorden\n    kind: router\n" + LEVELS.rstrip("\n"),
        "found levels, expected them on a scale of kind computer only",
    ),
    (
        "computer-holds-tasks",
        "computer.yaml",
        FIRST,
        FIRST.replace("    block: A\n", ""),
        "found no block, expected the block whose points it adds to",
    ),
    ("computer-holds-tasks", "computer.yaml", "delivery: staged", "delivery: adaptive", "expected linear or staged"),
    (
        "computer-holds-tasks",
        "computer.yaml",
        "items:\n",
        "items:\n  - {id: q-pc, type: yes_no, prompt: Hebt u een computer?}\n",
        "the item 'q-pc' is no simulation, expected only tasks and information",
    ),
    (
        "conditions-refer-back",
        "bank.yaml",
        "{level: dutch, in: [preA1, A1]}",
        "{level: computer, in: [D0, D4]}",
        "level 'computer' is never 'D4', expected one of D0, D1, D2, D3",
    ),
]


def problems(file: str = "", old: str = "", new: str = "") -> list[str]:
    bank, malformed = load(computer_sources(file, old, new))
    assert malformed == []
    assert bank is not None
    return [str(problem) for problem in lint.problems(bank)]


def test_a_good_scale_of_tasks_has_no_problems() -> None:
    assert lint.problems(a_computer_bank()) == []


@pytest.mark.parametrize(("rule", "file", "old", "new", "said"), MORE, ids=[f"{one[0]}: {one[4]}" for one in MORE])
def test_a_mistake_is_found_with_its_place(rule: str, file: str, old: str, new: str, said: str) -> None:
    found = [line for line in problems(file, old, new) if said in line]

    assert found
    assert all(line.startswith(f"{file}:") and line.endswith(f"({rule})") for line in found)
