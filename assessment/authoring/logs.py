"""The recorded logs of a bank on disk: only authors need them, no kiosk and no desk reads them."""

from pathlib import Path

from assessment.items.model import ItemBank
from assessment.items.problems import Problem
from assessment.scoring import recorded
from assessment.storage import banks

FOLDER = "logs"


def check(folder: Path, bank: ItemBank) -> list[Problem]:
    """What the recorded logs of *bank*, in the subfolder logs of *folder*, say is wrong."""
    unreadable, files = banks.read(folder / FOLDER, f"{FOLDER}/")
    by_item = {Path(name).stem: text for name, text in files.items()}
    return sorted([*unreadable, *recorded.problems(bank, by_item)], key=lambda problem: problem.place)
