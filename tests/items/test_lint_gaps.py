"""The rules about typed Dutch, as `test_lint` has them for the others: the mistake, and the exact line."""

import pytest

from tests.items.test_gaps import TEXT
from tests.items.test_lint_kinds import problems

# rule, file, what stands there, what the author wrote instead, what the check says
EXAMPLES = [
    (
        "gaps-are-enough",
        "gaps.yaml",
        "mor{gen|gens}",
        "morgen",
        "gaps.yaml:9:11 error: found 2 gaps, expected 3 to 25",
    ),
    (
        "gaps-end-words",
        "gaps.yaml",
        "veran{derd}",
        "{veranderd}",
        "gaps.yaml:9:11 error: found the gap '{veranderd}' without the beginning of its word, expected letters before",
    ),
    (
        "bands-rise",
        "gaps.yaml",
        "[1, 2, 3]",
        "[1, 3, 3]",
        "gaps.yaml:10:12 error: found [1, 3, 3], expected rising numbers from 1 to 3",
    ),
    (
        "text-begins-whole",
        "gaps.yaml",
        "rooster. De",
        "rooster: de",
        "gaps.yaml:9:11 error: found the gap 'veran{derd}' in the first sentence, expected a whole sentence before it",
    ),
    (
        "dictation-has-a-word",
        "questions.yaml",
        "max_length: 100",
        "credit: dictation",
        "questions.yaml:16:13 error: found credit: dictation and no accept, expected the word that is dictated",
    ),
]

# other ways to break a rule
MORE = [
    ("gaps.yaml", "be{ginnen}", "be{gin}nen", "found the gap 'be{gin}' in the middle of a word, expected no letter"),
    ("gaps.yaml", "be{ginnen}", "be{ginnen met het}", "found 'ginnen met het' to be typed, expected 1 to 12 letters"),
    ("gaps.yaml", "be{ginnen}", "be{ginnenabcdefg}", "found 'ginnenabcdefg' to be typed, expected 1 to 12 letters"),
    ("gaps.yaml", "be{ginnen}", "be{ginnen|9}", "found '9' to be typed, expected 1 to 12 letters"),
    ("gaps.yaml", "be{ginnen}", "be{gin} " * 24 + "nu", "found 26 gaps, expected 3 to 25"),
    ("gaps.yaml", "[1, 2, 3]", "[1, 2, 4]", "found [1, 2, 4], expected rising numbers from 1 to 3"),
    ("gaps.yaml", "[1, 2, 3]", "[0, 2, 3]", "found [0, 2, 3], expected rising numbers from 1 to 3"),
    ("gaps.yaml", "\n    bands: [1, 2, 3]", "", "found no bands, expected the least numbers right for 1, 2 … points"),
    ("start.yaml", 'vandaag."}', 'vandaag.", bands: [1]}', "a practice item is not scored and has no bands"),
    ("start.yaml", "we{er}", "weer", "found 0 gaps, expected 1 to 25"),
    ("start.yaml", "type: gap_text, practice: true,", "type: gap_text, bands: [1],", "no practice item of this kind"),
]

# a rule that everybody keeps: nothing is said
GOOD = [
    ("gaps.yaml", "rooster. De", "rooster! De"),
    ("gaps.yaml", "Hier is het rooster. De", "Wat zegt hij? ‘Hier is het rooster.’ De"),
    ("gaps.yaml", "be{ginnen}.", "be{ginnen}-les."),
    ("gaps.yaml", "be{ginnen}", "zo'{n}"),
    ("gaps.yaml", "[1, 2, 3]", "[3]"),
    ("dutch.yaml", "accept: [tuin, de tuin]", "accept: [tuin]\n    credit: dictation\n    steps: [-0.5, 0.5]"),
]


@pytest.mark.parametrize(("rule", "file", "old", "new", "said"), EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_a_broken_rule_is_named_with_its_place(rule: str, file: str, old: str, new: str, said: str) -> None:
    found = problems(file, old, new)

    assert [line for line in found if line.startswith(said) and line.endswith(f" ({rule})")], found


@pytest.mark.parametrize(("file", "old", "new", "said"), MORE)
def test_a_rule_finds_every_way_to_break_it(file: str, old: str, new: str, said: str) -> None:
    found = problems(file, old, new)

    assert [line for line in found if said in line], found


@pytest.mark.parametrize(("file", "old", "new"), GOOD)
def test_a_rule_that_is_kept_is_not_named(file: str, old: str, new: str) -> None:
    assert problems(file, old, new) == []


def test_the_same_text_twice_in_a_section_gives_one_answer_away() -> None:
    again = "    bands: [1, 2, 3]\n  - id: ct-again\n    type: gap_text\n    prompt: Nog een keer.\n    text: "

    found = problems("gaps.yaml", "    bands: [1, 2, 3]\n", again + TEXT + "\n    bands: [2]\n")

    assert [line for line in found if "is also that of 'ct-rooster' (stimulus-stands-once)" in line]
