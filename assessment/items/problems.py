"""A finding about a bank: which rule, where, and what is wrong. A value, not an exception."""

from dataclasses import dataclass

from assessment.items.model import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """What the author must mend before the bank can be used."""

    rule: str
    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place} error: {self.message} ({self.rule})"
