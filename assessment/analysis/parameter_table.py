"""Item parameters from a CSV file with the columns item, model, a, b, c, steps, on the logistic metric."""

from pathlib import Path

from assessment.analysis.csv_table import Cell, Row, TableError, read
from assessment.items.model import Parameters

MODELS = ("1PL", "2PL", "3PL", "PCM", "GPCM")
_COLUMNS = ("item", "model", "a", "b", "c", "steps")
_FARTHEST = 100.0  # logits; whatever is further away was mistyped
_SLOPE_IS_ONE = ("1PL", "PCM")


def parameters(path: Path) -> dict[str, Parameters]:
    """The parameters in the file at *path* by item, in its order; TableError with the place of what is wrong."""
    table = read(path)
    for cell in table.header.cells.values():
        if cell.column not in _COLUMNS:
            raise cell.wrong(f"only the columns {', '.join(_COLUMNS)}")
    if missing := [name for name in _COLUMNS[:2] if name not in table.header.cells]:
        raise TableError(f"{path}:1: column {missing[0]!r}: found no such column, expected {', '.join(_COLUMNS)}")
    found: dict[str, Parameters] = {}
    for row in table.rows:
        if not row["item"].text:
            raise row["item"].wrong("the name of an item")
        if row["item"].text in found:
            raise row["item"].wrong("each item once", f"{row['item'].text!r} a second time")
        found[row["item"].text] = _parameters(row)
    return found


def _parameters(row: Row) -> Parameters:
    model = row["model"].text.upper()
    if model not in MODELS:
        raise row["model"].wrong(f"one of {', '.join(MODELS)}")
    slope, guessing = _slope(row, model), _guessing(row, model)
    if model in ("PCM", "GPCM"):
        steps = _steps(row, model)
        return Parameters(sum(steps) / len(steps), slope, guessing, steps)
    if (cell := _cell(row, "steps")).text:
        raise cell.wrong(f"no steps for {model}, a model for right and wrong")
    return Parameters(_place(_cell(row, "b"), f"the difficulty of a {model} item"), slope, guessing)


def _slope(row: Row, model: str) -> float:
    cell = _cell(row, "a")
    if not cell.text and model in _SLOPE_IS_ONE:
        return 1.0
    slope = cell.number(f"the discrimination of a {model} item, more than 0")
    if not 0 < slope <= _FARTHEST:
        raise cell.wrong(f"a discrimination of more than 0 and at most {_FARTHEST:g}")
    if model == "PCM" and slope != 1:
        raise cell.wrong("1 or nothing: an item with another discrimination is a GPCM item")
    return slope


def _guessing(row: Row, model: str) -> float:
    cell = _cell(row, "c")
    guessing = cell.number("a guessing parameter from 0 to below 1") if cell.text else 0.0
    if not 0 <= guessing < 1:
        raise cell.wrong("a guessing parameter from 0 to below 1")
    if guessing and model != "3PL":
        raise cell.wrong(f"0 or nothing: a {model} item has no guessing parameter")
    return guessing


def _steps(row: Row, model: str) -> tuple[float, ...]:
    difficulty, cell = _cell(row, "b"), _cell(row, "steps")
    if difficulty.text and difficulty.number("nothing, or 0") != 0:
        raise difficulty.wrong(f"0 or nothing: the steps of a {model} item are absolute places on the scale")
    expected = f"the steps of a {model} item with spaces between them"
    texts = cell.text.split()
    if not texts:
        raise cell.wrong(expected)
    return tuple(_place(Cell(cell.file, cell.line, cell.column, text), expected) for text in texts)


def _place(cell: Cell, what: str) -> float:
    """The place on the scale, in logits, that stands in *cell*."""
    place = cell.number(what)
    if abs(place) > _FARTHEST:
        raise cell.wrong(f"{what}, from {-_FARTHEST:g} to {_FARTHEST:g}")
    return place


def _cell(row: Row, column: str) -> Cell:
    """The cell of *row* in a column that may be left out where every item leaves it empty."""
    item = row["item"]
    return row.cells.get(column) or Cell(item.file, item.line, column, "")
