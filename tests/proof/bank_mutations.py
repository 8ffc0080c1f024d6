"""Small item banks changed by chance: problems with a place, or a bank that can be sat to the end. Nothing else.

    python -m tests.proof.bank_mutations --count 100000

Each case takes one section of the small bank of the tests, with what it needs, and changes one of its files: lines,
words, numbers, signs of YAML, and bombs. Ends with 1 if anything else comes out.
"""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from random import Random

import yaml

from assessment.items import lint
from assessment.items.load import Sources, load
from assessment.items.model import ItemBank, Section
from assessment.session import delivery, outcome, record
from assessment.session.session import replay
from tests.builders import a_bank, small_files, some_events, some_sources
from tests.proof.watch import ACCEPTED, Case, Tally, main, watch

_WORDS = (
    *("&a x", "*a", "<<: *a", "!!python/object/apply:os.system [x]", "!!binary aGk=", "!!int x", "!a", "? a", "- "),
    *("|", ">", "[", "]", "{", "}", '"', "'", "#", "%", "@", "`", ":", ": ", ",", "---", "...", "\t", "\0", "\x07"),
    *("~", "null", "yes", "no", "true", "false", ".nan", ".inf", "-.inf", "1e999", "0x10", "012", "1_000", "12:30:45"),
    *("-1", "0", "1", "2", "0.5", "-0.0", "1e308", "5e-324", "99999999999999999999", "9" * 5000, "2026-11-22", ""),
    *(
        "[]",
        "{}",
        "[[]]",
        "[a, a]",
        "{a: {a: {a: a}}}",
        "[" * 40,
        "{a: " * 40,
        "- " * 40,
        "a" * 3000,
        "\u202e",
        "é",
        "😀",
    ),
    *(
        "all",
        "any",
        "state",
        "log",
        "min",
        "max",
        "key",
        "difficulty",
        "level",
        "A1",
        "stop",
        "when",
        "forms",
        "blocks",
    ),
)
_BOMB = "\nl0: &l0 [x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 8)}]" for n in range(1, 9)
)
_TOKEN = re.compile(r"[\w.+-]+|\"[^\"\n]*\"")
Files = dict[str, str]


@cache
def banks() -> tuple[Files, ...]:
    """A bank with one section each, for every section of the small bank that can stand alone, and all of it."""
    found = [_only(section) for section in a_bank().sections]
    return (*[files for files in found if _clean(files)], small_files())


def _only(section: Section) -> Files:
    """The files of a bank that has only *section*, and before it the practice that it needs."""
    root = yaml.load(small_files()["bank.yaml"], Loader=yaml.CSafeLoader)
    scales = [one for one in root["scales"] if one["id"] == section.scale]
    root |= {"sections": list(dict.fromkeys(("start", section.id))), "scales": scales, "followups": []}
    text = yaml.safe_dump(root, sort_keys=False, allow_unicode=True)
    others = ("pictures.yaml", "occupations.yaml", "start.yaml", f"{section.id}.yaml")
    return {"bank.yaml": text, **{name: small_files()[name] for name in others}}


def _clean(files: Files) -> bool:
    bank, problems = load(_sources(files))
    return bank is not None and not problems and not lint.problems(bank)


def _sources(files: Files) -> Sources:
    return Sources(files, some_sources().apps)


def cases(seed: int, numbers: range) -> Iterator[Case]:
    """The files of a changed bank for each of *numbers*."""
    for number in numbers:
        chance = Random(seed * 1_000_003 + number)
        files = chance.choice(banks()[:-1]) if chance.random() < 0.97 else banks()[-1]
        name = chance.choice(list(files))
        yield f"{number} {name}", {**files, name: changed(files[name], chance)}


def changed(text: str, chance: Random) -> str:
    """One file of a bank after one to four changes."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        text = chance.choice(_CHANGES)(text, chance)
    return text


def _lines(change: Callable[[list[str], int, Random], list[str]]) -> Callable[[str, Random], str]:
    def with_lines(text: str, chance: Random) -> str:
        lines = text.splitlines(keepends=True) or ["\n"]
        return "".join(change(lines, chance.randrange(len(lines)), chance))

    return with_lines


def _word(text: str, chance: Random) -> str:
    """One word becomes another word of the file or one that programs stumble over."""
    tokens = list(_TOKEN.finditer(text))
    if not tokens:
        return chance.choice(_WORDS)
    at = chance.choice(tokens)
    new = chance.choice(_WORDS) if chance.random() < 0.5 else chance.choice(tokens)[0]
    return text[: at.start()] + new + text[at.end() :]


def _number(text: str, chance: Random) -> str:
    """One number becomes another."""
    numbers = list(re.finditer(r"-?\d+(\.\d+)?", text))
    if not numbers:
        return text
    at = chance.choice(numbers)
    new = chance.choice(("0", "-1", "1", "2", "3", "7", "0.001", "99", "-99", "1e9", "1000000", "0.0", "100000000000"))
    return text[: at.start()] + new + text[at.end() :]


def _sign(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_WORDS) + text[at + chance.choice((0, 0, 1)) :]


def _piece(text: str, chance: Random) -> str:
    start, end, at = (chance.randrange(len(text) + 1) for _ in range(3))
    return text[:at] + text[min(start, end) : max(start, end)] + text[at:]


_CHANGES: tuple[Callable[[str, Random], str], ...] = (
    _word,
    _word,
    _word,
    _number,
    _number,
    _sign,
    _piece,
    _lines(lambda lines, at, chance: lines[:at] + lines[at + 1 :]),
    _lines(lambda lines, at, chance: lines[:at] + lines[at + 1 :]),
    _lines(lambda lines, at, chance: [*lines[: at + 1], *lines[at:]]),
    _lines(lambda lines, at, chance: [*lines[:at], lines[chance.randrange(len(lines))], *lines[at:]]),
    _lines(lambda lines, at, chance: [*lines[:at], "  " + lines[at], *lines[at + 1 :]]),
    _lines(lambda lines, at, chance: [*lines[:at], lines[at].lstrip(), *lines[at + 1 :]]),
    _lines(lambda lines, at, chance: lines[:at]),
    lambda text, chance: text + _BOMB if chance.random() < 0.1 else text,
)


def judge(files: object) -> str:
    """The rule that the bank of *files* breaks first, or accepted when it was sat to the end and scored."""
    assert isinstance(files, dict)
    bank, problems = load(_sources(files))
    problems += lint.problems(bank) if bank else []
    if problems:
        return problems[0].rule
    assert bank is not None
    _sat(bank)
    return ACCEPTED


def _sat(bank: ItemBank) -> None:
    """Somebody who does everything sits *bank*; what comes of it can be stored and read again."""
    events = some_events(bank=bank)
    events += delivery.finish(replay(events), events[-1].at + timedelta(seconds=5))
    assert record.load_events(record.dump_events(events)) == events
    profile = outcome.profile(bank, replay(events))
    assert record.load_profile(record.dump_profile(profile)) == profile


def run(seed: int, numbers: range) -> Tally:
    """As many cases as there are *numbers*."""
    return watch("mutations of a small bank", seed, cases(seed, numbers), judge, may_accept=True)


if __name__ == "__main__":
    sys.exit(main(__doc__, run, count=100_000))
