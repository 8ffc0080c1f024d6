"""Item banks on disk: a folder of YAML becomes an ItemBank, or a refusal that lists every problem."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from assessment.items import lint
from assessment.items.load import Sources
from assessment.items.load import load as load_sources
from assessment.items.model import ItemBank, Place
from assessment.items.problems import Problem

_ITEMS = Path(__file__).parent.parent / "items"
BANKS = _ITEMS / "banks"
APPS = _ITEMS / "apps"


class BankHasErrors(Exception):
    """The bank cannot be used; *problems* say what to mend and where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class AnotherBank(ValueError):
    """Two banks with other contents have the same name and version."""


def folder_names() -> list[str]:
    """The names of the banks that come with the program."""
    return sorted(folder.name for folder in BANKS.iterdir() if (folder / "bank.yaml").is_file())


def built_in(name: str) -> Path:
    """The folder of the bank called *name* that comes with the program."""
    return BANKS / name


def check(folder: Path) -> tuple[ItemBank | None, list[Problem]]:
    """The bank in *folder* and everything that is wrong with it, in the order of the files."""
    if not (folder / "bank.yaml").is_file():
        return None, [Problem("well-formed", Place("bank.yaml", 1, 1), f"found no bank.yaml in {folder}")]
    unreadable, files = read(folder)
    if unreadable:
        return None, unreadable
    bank, problems = load_sources(Sources(files, _apps(folder)))
    problems += lint.problems(bank) if bank else []
    return bank, sorted(problems, key=lambda problem: problem.place)


def _apps(folder: Path) -> dict[str, str]:
    """The app models of the program; a bank that is kept beside newer ones has those of its time with it."""
    paths = [*APPS.glob("*.json"), *(folder / APPS.name).glob("*.json")]
    return {path.stem: path.read_text("utf-8") for path in paths}


def read(folder: Path, prefix: str = "") -> tuple[list[Problem], dict[str, str]]:
    """The YAML files of *folder* by name, *prefix* before it, and a problem for each that is not UTF-8."""
    problems, files = [], {}
    for path in sorted(folder.glob("*.yaml")):
        data = path.read_bytes()
        try:
            files[prefix + path.name] = data.decode("utf-8")
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8").rpartition("\n")
            place = Place(prefix + path.name, before[0].count("\n") + bool(before[1]) + 1, len(before[2]) + 1)
            message = f"found the byte {data[error.start]:#04x}, which is not UTF-8, expected text saved as UTF-8"
            problems.append(Problem("well-formed", place, message))
    return problems, files


def load(folder: Path) -> ItemBank:
    """The bank in *folder*; BankHasErrors where there is anything to mend."""
    bank, problems = check(folder)
    if bank is None or problems:
        raise BankHasErrors(problems)
    return bank


def kept(folder: Path) -> ItemBank:
    """The bank in *folder* as it once was released; BankHasErrors where it cannot be read.

    What today's rules find in it is no matter: it was sat, and mending it would make another bank of it.
    """
    bank, problems = check(folder)
    if bank is None or any(problem.rule == "well-formed" for problem in problems):
        raise BankHasErrors(problems)
    return bank


def keep(folder: Path, bank: ItemBank, shelf: Path) -> None:
    """Copy *bank*, which stands in *folder*, to *shelf* with the app models that it needs, whole or not at all.

    AnotherBank where the shelf has another bank under the same name and version.
    """
    place = shelf / f"{bank.id}-{bank.version}"
    if (place / "bank.yaml").is_file():
        if kept(place).content_hash != bank.content_hash:
            raise AnotherBank(f"found another bank in {place}, expected the one in {folder}: give it a new version")
        return
    fresh = shelf / f".{place.name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(folder, fresh)
    (fresh / APPS.name).mkdir(exist_ok=True)
    for name in bank.apps:
        (fresh / APPS.name / f"{name}.json").write_text(_apps(folder)[name], "utf-8")
    fresh.replace(place)
