"""Figures as text for a terminal."""

from collections.abc import Mapping
from itertools import chain

from assessment.analysis.figures import Figure


def text(found: Mapping[str, Figure], indent: str = "") -> str:
    """The figures as indented lines; the items, which are many, on one line each, most shown first."""
    return "\n".join(chain.from_iterable(_lines(name, value, indent) for name, value in found.items()))


def _lines(name: str, value: Figure, indent: str) -> list[str]:
    if not isinstance(value, Mapping):
        shown = f"{value:.3f}" if isinstance(value, float) else str(value)
        return [f"{indent}{name:<{28 - len(indent)}}{shown:>8}"]
    if value and all(isinstance(inner, Mapping) for inner in value.values()):
        return [f"{indent}{name}", *_table(value, indent + "  ")]
    return [f"{indent}{name}", *text(value, indent + "  ").splitlines()]


def _table(rows: Mapping[str, Figure], indent: str) -> list[str]:
    cells = {name: row for name, row in rows.items() if isinstance(row, Mapping)}
    heads = list(next(iter(cells.values())))
    lines = [indent + " " * 14 + "".join(f"{head:>{max(12, len(head) + 2)}}" for head in heads)]
    for name, row in cells.items():
        values = (f"{row[h]:.3f}" if isinstance(row[h], float) else str(row[h]) for h in heads)
        wide = (f"{value:>{max(12, len(head) + 2)}}" for head, value in zip(heads, values, strict=True))
        lines.append(f"{indent}{name:<14}{''.join(wide)}")
    return lines
