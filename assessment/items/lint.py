"""What a bank must satisfy beyond being well formed: one generator per rule, its docstring is the manual."""

from collections.abc import Callable, Iterator

from assessment.items import (
    lint_computer,
    lint_design,
    lint_gaps,
    lint_items,
    lint_kinds,
    lint_numbers,
    lint_rules,
    lint_sections,
    lint_sectors,
)
from assessment.items.model import ItemBank, Place
from assessment.items.problems import Problem

Finding = tuple[Place, str]
Rule = Callable[[ItemBank], Iterator[Finding]]

_MODULES = (
    lint_sections,
    lint_design,
    lint_items,
    lint_kinds,
    lint_numbers,
    lint_gaps,
    lint_sectors,
    lint_rules,
    lint_computer,
)
RULES: dict[str, Rule] = {name: rule for module in _MODULES for name, rule in module.RULES.items()}


def problems(bank: ItemBank) -> list[Problem]:
    """Everything that a rule finds in *bank*."""
    return [Problem(name, place, message) for name, rule in RULES.items() for place, message in rule(bank)]
