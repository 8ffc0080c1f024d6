"""Sections that follow each other under one title are one part to the candidate."""

from dataclasses import dataclass
from itertools import groupby

from assessment.items.model import ItemBank, Section


@dataclass(frozen=True, slots=True)
class Run:
    """One part as the candidate sees it: *sections* with the same title."""

    sections: tuple[Section, ...]

    @property
    def name(self) -> str:
        """The id of its first section, which stands for all of it."""
        return self.sections[0].id

    @property
    def title(self) -> str:
        """The title, in the language of the bank."""
        return self.sections[0].title


def runs(bank: ItemBank) -> tuple[Run, ...]:
    """The parts of *bank*, in order."""
    return tuple(Run(tuple(sections)) for _, sections in groupby(bank.sections, key=lambda section: section.title))
