"""The small bank with six tasks at the computer in three blocks instead of one, and people who do some of them."""

from collections.abc import Mapping

from assessment.items.interactions import Simulation
from assessment.items.load import Sources, load
from assessment.items.model import Item, ItemBank
from assessment.items.responses import SimulationResponse
from tests.builders import small_files, some_sources
from tests.candidates import Given, a_log, an_email, diligent

LEVELS = """    levels:
      lowest: D0
      steps:
        - {level: D1, block: A, least: 3}
        - {level: D2, block: B, least: 3}
        - {level: D3, block: C, least: 4}
      source: Een voorbeeld
      date: "2026-11-25"
      author: De toetsen
      provisional: true
"""
STAGED = """delivery: staged
blocks:
  - {id: A, next: [{least: 3, block: B}]}
  - {id: B, next: [{least: 3, block: C}]}
  - {id: C}
design: {blocks: {source: Een voorbeeld, date: "2026-11-25", author: De toetsen, provisional: true}}
"""
HEAD = """section: computer
title: Computer
scale: computer
review: whole
"""
TYPED = """  - id: type-{word}
    type: simulation
    prompt: Typ het woord {word} over.
    app: typing
    card: [{{label: Dit woord, value: {word}}}]
    domain: {domain}
    block: {block}
    limits: {{time_s: 60}}
    score:
      full: {{state: "lower(typing.text) == '{word}'"}}
      partial: {{state: "distance(typing.text, '{word}') <= 1"}}
"""
TASKS = (
    ("brood", "ict_systems", "A"),
    ("kamer", "ict_systems", "A"),
    ("slot", "safety", "B"),
    ("bus", "information", "C"),
    ("map", "information", "C"),
)


def computer_files() -> dict[str, str]:
    """The YAML of the bank by file name."""
    files = small_files()
    mail = (
        files["computer.yaml"]
        .partition("items:\n")[2]
        .replace("app: mail\n", "app: mail\n    domain: communication\n    block: B\n")
    )
    typed = "".join(TYPED.format(word=word, domain=domain, block=block) for word, domain, block in TASKS)
    scale = "  - id: computer\n    title: Computer\n    kind: computer\n" + LEVELS
    bank = files["bank.yaml"].replace("  - {id: computer, title: E-mail, kind: task}\n", scale)
    start = files["start.yaml"]
    return {
        **files,
        "computer.yaml": HEAD + STAGED + "items:\n" + typed + mail,
        "bank.yaml": bank.replace("apps: [mail]", "apps: [mail, typing]"),
        "start.yaml": start,
    }


def computer_sources(file: str = "", old: str = "", new: str = "") -> Sources:
    """Its sources, with *new* instead of *old*, which stands once in *file*."""
    files = computer_files()
    if file:
        assert files[file].count(old) == 1, f"{old!r} stands {files[file].count(old)} times in {file}"
        files[file] = files[file].replace(old, new)
    return some_sources(files)


def a_computer_bank(file: str = "", old: str = "", new: str = "") -> ItemBank:
    """The bank; it must be well formed."""
    bank, problems = load(computer_sources(file, old, new))
    assert bank is not None
    assert problems == []
    return bank


def doing(item: Item, points: int) -> SimulationResponse:
    """The log of somebody who gets so many *points* for the task *item*."""
    assert isinstance(item.interaction, Simulation)
    if item.interaction.app == "mail":
        return (a_log(("compose", "")), an_email(body="Dag"), an_email())[points]
    word = item.interaction.card[0][1]
    return a_log(("type_text", ("iets anders", word[:-1], word)[points]))


def answers(bank: ItemBank, points: Mapping[str, int | Given]) -> dict[str, Given]:
    """What somebody gives who gets these *points* in the tasks of *bank*, and the most in all others."""
    tasks = [item for section in bank.sections if section.scale == "computer" for item in section.items]
    wanted = {item.id: points.get(item.id, 2) for item in tasks}
    given = {name: doing(bank.item(name), found) if isinstance(found, int) else found for name, found in wanted.items()}
    return {item.id: given.get(item.id, diligent(item)) for item in bank.items.values()}
