"""A table of data: rows of texts under heads, each with its place; and what can be wrong with any table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from ..core.diagnostics import Place, Problem, Problems

# Far more than there are editions and facts; a row is read, checked and kept in memory before anything is made of it.
ROWS, COLUMNS, CELLS = 5_000, 200, 70_000
# For one table; nobody reads more.
PROBLEMS = 100
SPLIT = "split the table into several files"
HEADLESS = "write one in the first row, or delete this column"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and where it is; the text of an empty cell is empty."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, by the heads of their columns."""

    place: Place
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Table:
    """A table: the name of its file, its place, its heads and its rows. Rows without a text are left out."""

    name: str
    place: Place
    heads: Mapping[str, Cell]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it was read: its cells by column, from 1; how many it can have; where one would be that it lacks."""

    place: Place
    cells: Mapping[int, Cell]
    width: int
    lacking: Callable[[int], Place]

    def filled(self) -> list[int]:
        """Return the columns that have a text."""
        return [column for column, cell in self.cells.items() if cell.text]


class Faults:
    """What has been found wrong with one table."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, place: Place, what: str, hint: str) -> None:
        """Note something. Raises Problems once there is so much that the rest is not worth reading."""
        self.found.append(Problem(place, what, hint))
        if len(self.found) == PROBLEMS:
            raise Problems(self.found)

    def end(self, place: Place, what: str, hint: str) -> NoReturn:
        """Raise Problems: what has been noted, and something after which there is no reading on."""
        raise Problems([*self.found, Problem(place, what, hint)])

    def settle(self) -> None:
        """Raise Problems if anything has been noted."""
        if self.found:
            raise Problems(self.found)


def made(name: str, place: Place, lines: Sequence[Line], stray: str, faults: Faults) -> Table:
    """Return a table of lines that have a text, the first of which are the heads.

    `stray` is what to do about a cell that is beyond all heads. Raises Problems with everything that is wrong.
    """
    if not lines:
        faults.end(place, "there is nothing in this table", "write the heads in its first row, and the data below them")
    first, *rest = lines
    if rest and len(first.filled()) == 1 < len(rest[0].filled()):
        what = f"there is one head, and {len(rest[0].filled())} cells in the row below it"
        hint = "write a head above each cell, and no title above the heads"
        faults.end(first.cells[first.filled()[0]].place, what, hint)
    heads = _heads(first, faults)
    if not rest:
        faults.add(place, "there are heads, but no rows below them", "write the data below them")
    if len(rest) * len(heads) > CELLS:
        what = f"{len(rest):,} rows of {len(heads):,} cells; a table has at most {CELLS:,} cells"
        faults.end(place, what, SPLIT)
    for cell, what, hint in _strays(first, rest, stray):
        faults.add(cell.place, what, hint)
    faults.settle()
    rows = tuple(Row(line.place, {head: _cell(line, column) for head, column in heads.items()}) for line in rest)
    return Table(name, place, {head: first.cells[column] for head, column in heads.items()}, rows)


def _cell(line: Line, column: int) -> Cell:
    return line.cells.get(column) or Cell("", line.lacking(column))


def _heads(first: Line, faults: Faults) -> dict[str, int]:
    """Return the columns of the heads. A head is one line, whatever room it had in its cell."""
    found: dict[str, int] = {}
    for column in first.filled():
        cell = first.cells[column]
        head = " ".join(cell.text.split())
        if head in found:
            other = first.cells[found[head]].place
            where = str(other).rpartition(", ")[2] if not other.line else f"column {other.column} of line {other.line}"
            what = f'the head "{head[:60]}" is there twice, first in {where}'
            faults.add(cell.place, what, "rename one, or delete it")
        found.setdefault(head, column)
    return found


def _strays(first: Line, rest: Sequence[Line], hint: str) -> Iterator[tuple[Cell, str, str]]:
    """Yield the cells that have no head: the first in each column without one, and in each row that is too long."""
    headed = set(first.filled())
    for line in rest:
        stray = [column for column in line.filled() if column not in headed]
        for column in stray:
            if column <= first.width:
                headed.add(column)  # once is enough
                yield line.cells[column], "there is no head above this cell", HEADLESS
            else:
                what = f"this row has {stray[-1]} cells, but there are only {first.width} heads"
                yield line.cells[column], what, hint
                break
