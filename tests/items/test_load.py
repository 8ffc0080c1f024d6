"""What an author reads when a file is not what the format asks for: file, line, column, found, expected."""

from pathlib import Path

import pytest

from assessment.items.load import load
from assessment.storage import banks
from assessment.storage.banks import BankHasErrors
from tests.builders import SMALL_BANK, a_bank, a_change, a_changed_bank, small_files, some_sources

MALFORMED = [
    (
        "an unknown key",
        ("questions.yaml", "max_length: 100", "max_lenght: 100"),
        "questions.yaml:16:5 error: found the key 'max_lenght', expected one of id, type, prompt, note, practice, "
        "personal, picture, stimulus, riasec, sectors, domain, block, words, seconds, locale, when, max_length, "
        "accept, credit, guessing, difficulty, discrimination, steps",
    ),
    (
        "an unknown key with a list",
        ("questions.yaml", "max_length: 100", "hints:\n      - one"),
        "questions.yaml:16:5 error: found the key 'hints', expected one of id, type, prompt,",
    ),
    (
        "a type without a value",
        ("sector-occupations.yaml", "{R: 5, I: 1, A: 3,", "{R: 5, I: 1,"),
        "sector-occupations.yaml:5:60 error: found no A, expected the keys R, I, A, S, E, C",
    ),
    (
        "an occupation without a code",
        ("sector-occupations.yaml", " soc: 35-2014.00,", ""),
        "sector-occupations.yaml:5:7 error: found no soc, expected the keys label, isco, soc, riasec",
    ),
    (
        "no such outlook",
        ("labour-market.yaml", "outlook: tight", "outlook: good"),
        "labour-market.yaml:2:25 error: found 'good', expected one of tight, easing, mixed, unknown",
    ),
    (
        "a day that is none",
        ("labour-market.yaml", "2026-02-28", "2026-02-30"),
        "labour-market.yaml:2:44 error: found '2026-02-30', expected a day such as \"2025-12-18\"",
    ),
    (
        "a missing key",
        ("computer.yaml", "    app: mail\n", ""),
        "computer.yaml:6:5 error: found no app, expected the keys id, type, prompt, app",
    ),
    ("no type", ("computer.yaml", "    type: simulation\n", ""), "computer.yaml:6:5 error: found no type, expected"),
    (
        "another type",
        ("questions.yaml", "type: text_entry", "type: essay"),
        "questions.yaml:13:11 error: found 'essay', expected one of choice, multiple_choice, order, yes_no, ",
    ),
    (
        "a text where a number stands",
        ("questions.yaml", "max_length: 100", "max_length: many"),
        "questions.yaml:16:17 error: found 'many', expected a whole number",
    ),
    (
        "a list where a text stands",
        ("questions.yaml", "prompt: Welk werk deed u?", "prompt: [Welk werk]"),
        "questions.yaml:15:13 error: found a list, expected a text",
    ),
    (
        "a text where a list stands",
        ("questions.yaml", "choices: [{id: here, text: Ja}, {id: none, text: Nee}]", "choices: ja of nee"),
        "questions.yaml:11:14 error: found 'ja of nee', expected a list",
    ),
    (
        "nothing where a text stands",
        ("questions.yaml", "prompt: Welk werk deed u?", "prompt:"),
        "questions.yaml:15:12 error: found nothing, expected a text",
    ),
    (
        "yes where true stands",
        ("start.yaml", "back: true", "back: yes"),
        "start.yaml:3:7 error: found 'yes', expected one of true, false",
    ),
    (
        "a difficulty that is no number",
        ("dutch.yaml", "value: 1.0", "value: nan"),
        "dutch.yaml:62:74 error: found 'nan', expected a number such as -1.5",
    ),
    (
        "a duplicate key",
        ("questions.yaml", "max_length: 100", "prompt: Nog een vraag"),
        "questions.yaml:16:5 error: found the key 'prompt' a second time, expected each key once",
    ),
    (
        "an alias",
        ("questions.yaml", "prompt: Welk werk deed u?", "prompt: *vraag"),
        "questions.yaml:15:13 error: found an anchor or alias, expected the content itself, written out",
    ),
    (
        "a tab",
        ("questions.yaml", "    max_length: 100", "\tmax_length: 100"),
        "questions.yaml:16:1 error: found a tab character that violates indentation, expected correct YAML",
    ),
    (
        "a colon in a text",
        ("questions.yaml", "prompt: Welk werk deed u?", "prompt: Welk werk: graag"),
        "questions.yaml:15:22 error: found mapping values are not allowed in this context, expected correct YAML",
    ),
    (
        "a rule that is none",
        ("computer.yaml", 'partial: {state: "mail.sent == true"}', 'partial: {state: "mail.sent = true"}'),
        "computer.yaml:17:16 error: found 'mail.sent = true', expected a comparison such as",
    ),
    (
        "a section without a file",
        ("bank.yaml", "computer, questions]", "computer, closing]"),
        "bank.yaml:6:78 error: found the section 'closing', expected a file closing.yaml beside bank.yaml",
    ),
    (
        "an app without a file",
        ("bank.yaml", "apps: [mail]", "apps: [mail, agenda]"),
        "bank.yaml:7:14 error: found the app 'agenda', expected one of mail",
    ),
    (
        "a follow-up about something else",
        ("bank.yaml", "{response: q-papers,", "{answer: q-papers,"),
        "bank.yaml:50:12 error: found a mapping, expected level: a scale, or response: an item, each with in: [...]",
    ),
    (
        "a condition with both lists",
        ("history.yaml", "{response: q-school, in: [some]}]", "{response: q-school, in: [some], not_in: [none]}]"),
        "history.yaml:17:12 error: found a mapping, expected level: a scale, or response: an item, each with in: [...]",
    ),
    (
        "a condition without a list",
        ("words.yaml", "not_in: [reads_not]", "not_in: reads_not"),
        "words.yaml:5:33 error: found 'reads_not', expected a list",
    ),
    (
        "a key that is neither yes nor no",
        ("words.yaml", 'stimulus: huis, key: "yes"', "stimulus: huis, key: true"),
        "words.yaml:7:92 error: found 'true', expected one of yes, no",
    ),
    (
        "a precision that is none",
        ("history.yaml", "finest: day", "finest: hour"),
        "history.yaml:21:13 error: found 'hour', expected one of year, month, day",
    ),
    (
        "a limit that is no whole number",
        ("history.yaml", "most: 25", "most: 25.5"),
        "history.yaml:16:11 error: found '25.5', expected a whole number",
    ),
    (
        "tiles of which one is no mapping",
        ("dutch.yaml", "{id: c, stimulus: ik}", "ik"),
        "dutch.yaml:67:65 error: found 'ik', expected a mapping",
    ),
    (
        "a share that is no number",
        ("dutch.yaml", "typed: 0.25}", "typed: some}"),
        "dutch.yaml:7:51 error: found 'some', expected a number such as -1.5",
    ),
    (
        "an occupation without a code",
        ("occupations.yaml", ', isco: "5322"', ""),
        "occupations.yaml:11:7 error: found no isco, expected the keys id, text, picture, isco",
    ),
]


def malformed(file: str, old: str, new: str) -> list[str]:
    """What loading says about the small bank with *new* instead of *old* in *file*."""
    return [str(problem) for problem in load(a_change(file, old, new))[1]]


@pytest.mark.parametrize(("change", "said"), [m[1:] for m in MALFORMED], ids=[m[0] for m in MALFORMED])
def test_malformed_yaml_is_named_with_its_place_and_what_is_expected(change: tuple[str, str, str], said: str) -> None:
    found = malformed(*change)

    assert [line for line in found if said in line and line.endswith("(well-formed)")], found


def test_every_mistake_is_found_at_once() -> None:
    files = small_files()
    files["questions.yaml"] = (
        files["questions.yaml"].replace("max_length", "length").replace("prompt: Heeft", "promt: Heeft")
    )

    _, problems = load(some_sources(files))

    assert [problem.place.line for problem in problems] == [7, 16]


def test_an_empty_file_is_named() -> None:
    _, problems = load(some_sources({"questions.yaml": "# nothing yet\n"}))

    assert str(problems[0]) == (
        "questions.yaml:1:1 error: found an empty file, expected a mapping (key: value) (well-formed)"
    )


def test_without_bank_yaml_there_is_no_bank() -> None:
    bank, problems = load(some_sources({"bank.yaml": ""}))

    assert bank is None
    assert str(problems[0]).startswith("bank.yaml:1:1 error: found an empty file")


@pytest.mark.parametrize("word", ["no", "on", "null", "12", "1.5", "2026-11-22"])
def test_what_yaml_would_guess_stays_text(word: str) -> None:
    bank = a_changed_bank("questions.yaml", "{id: none, text: Nee}", f"{{id: {word}, text: {word}}}")

    choice = bank.item("q-papers").interaction.choices[1]

    assert (choice.id, choice.text) == (word, word)


def test_a_file_saved_with_a_byte_order_mark_is_read() -> None:
    bank, problems = load(some_sources({"questions.yaml": "\ufeff" + small_files()["questions.yaml"]}))

    assert problems == []
    assert bank is not None


def test_an_app_that_is_no_json_is_named() -> None:
    _, problems = load(some_sources(apps={"mail": "{"}))

    assert str(problems[0]).startswith("mail.json:1:1 error: found ")


# on disk: see also tests/storage/test_banks.py


def test_the_small_bank_on_disk_is_the_one_in_memory() -> None:
    assert banks.load(SMALL_BANK) == a_bank()


def test_a_bank_with_a_malformed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bank.yaml").write_text("bank: leeg\n", "utf-8")

    with pytest.raises(BankHasErrors, match=r"bank\.yaml:1:1 error: found no version and no title"):
        banks.load(tmp_path)
