"""The cells of one sheet of a spreadsheet, whatever program wrote it: what is in them, and what is done to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import NamedTuple

from ..core.diagnostics import Invalid, Place, Problem, Problems, suggestion
from . import values
from .table import CELLS, COLUMNS, ROWS, Cell, Faults, Line, Table, made

# In one table; a text can be in many cells at the cost of one.
LETTERS = 5_000_000
# Sheets that are named in a message; and how long a name can be, which is in every place: Excel allows 31 letters.
NAMED, LONGEST_NAME = 20, 100
STRAY = "write a head for it in the first row, or delete it"


class Span(NamedTuple):
    """Cells from one corner to another; columns and rows count from 1."""

    row: int
    column: int
    last_row: int
    last_column: int

    def touches(self, other: Span) -> bool:
        """Tell whether two spans have a cell in common."""
        rows = self.row <= other.last_row and other.row <= self.last_row
        return rows and self.column <= other.last_column and other.column <= self.last_column


class Sheet(NamedTuple):
    """A sheet of a workbook: its name, and whether it is hidden."""

    name: str
    hidden: bool


def chosen(file: str, sheets: Sequence[Sheet], wanted: str) -> int:
    """Return which sheet is meant: the one of a name, or else the only one that is not hidden. Raises Problems."""
    place = Place(file)
    if any(len(sheet.name) > LONGEST_NAME for sheet in sheets):
        raise Problems([Problem(place, "a sheet has a name of more than 100 letters", "give it a shorter one")])
    seen = [sheet.name for sheet in sheets if not sheet.hidden]
    if wanted:
        at = next((at for at, sheet in enumerate(sheets) if sheet.name == wanted), -1)
        if at < 0:
            raise Problems([Problem(place, f'there is no sheet "{wanted}"', suggestion(wanted, seen[:NAMED]))])
        if sheets[at].hidden:
            raise Problems([Problem(place, f'the sheet "{wanted}" is hidden', "show it, or name another sheet")])
        return at
    if not seen:
        raise Problems([Problem(place, "there is no sheet to be seen in this file", "show the sheet with the table")])
    if len(seen) > 1:
        names = ", ".join(f'"{name}"' for name in seen[:NAMED])
        raise Problems([Problem(place, f"there are {len(seen):,} sheets: {names}", "name the one with the table")])
    return next(at for at, sheet in enumerate(sheets) if not sheet.hidden)


@dataclass
class Grid:
    """A sheet, as it is read: its texts by row and column, and which rows, columns and cells are hidden or merged."""

    file: str
    sheet: str
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    _texts: dict[int, dict[int, str]] = field(default_factory=dict)
    _cells: int = 0
    _letters: int = 0

    def put(self, row: int, column: int, text: str) -> None:
        """Note the text of a cell. Raises Problems for one that is far outside any table, and for far too much."""
        if not (text := values.tidy(text)):
            return
        if row > ROWS or column > COLUMNS:
            what = f"this cell is not empty, and a table ends at row {ROWS:,} and column {letters(COLUMNS)}"
            hint = "delete what is in it, or split the table into several files"
            self.faults.end(self._place(row, column), what, hint)
        self._cells, self._letters = self._cells + 1, self._letters + len(text)
        if self._cells > CELLS or self._letters > LETTERS:
            what = f"the table is too large here: the limits are {CELLS:,} cells and {LETTERS:,} letters"
            self.faults.end(self._place(row, column), what, "split it into several files")
        for what, hint in values.refused(text):
            self.faults.add(self._place(row, column), what, hint)
        cells = self._texts.setdefault(row, {})
        if column in cells:
            self.faults.add(self._place(row, column), "this cell is in the file twice", "type its text again")
        cells[column] = text

    def fault(self, row: int, column: int, invalid: Invalid) -> None:
        """Note what is wrong with a cell. It still counts as one with a text, so that nothing else seems wrong."""
        place = self._place(row, column)
        self.faults.add(place, invalid.what, invalid.hint)
        if row <= ROWS and column <= COLUMNS:
            self._texts.setdefault(row, {}).setdefault(column, place.file)

    def table(self) -> Table:
        """Return it as a table. Raises Problems with everything that is wrong."""
        self._report()
        lines = [self._line(row) for row in sorted(self._texts)]
        return made(self.file, self._at(), lines, STRAY, self.faults)

    def _line(self, row: int) -> Line:
        cells = {column: Cell(text, self._place(row, column)) for column, text in sorted(self._texts[row].items())}
        return Line(self._at(f"row {row}"), cells, COLUMNS, partial(self._place, row))

    def _place(self, row: int, column: int) -> Place:
        return self._at(f"cell {letters(column)}{row}")

    def _at(self, what: str = "") -> Place:
        return Place(", ".join(filter(None, (self.file, f'sheet "{self.sheet}"', what))))

    def _report(self) -> None:
        """Note what is hidden or merged, as far as it is in the table."""
        if not self._texts:
            return
        first, columns = min(self._texts), sorted({column for row in self._texts.values() for column in row})
        for row, last in _runs(_within(self._texts, self.hidden_rows)):
            what = f"row {row} is hidden" if row == last else f"rows {row} to {last} are hidden"
            hint = f"show {_them(row, last)} or delete {_them(row, last)} (a filter hides rows too)"
            self.faults.add(self._at(f"row {row}"), what, hint)
        for column, last in _runs(_within(columns, self.hidden_columns)):
            one, end = letters(column), letters(last)
            what = f"column {one} is hidden" if column == last else f"columns {one} to {end} are hidden"
            hint = f"show {_them(column, last)} or delete {_them(column, last)}"
            self.faults.add(self._at(f"column {one}"), what, hint)
        used = Span(first, columns[0], max(self._texts), columns[-1])
        for span in filter(used.touches, self.merged):
            where = f"{letters(span.column)}{span.row}"
            what = f"the cells {where} to {letters(span.last_column)}{span.last_row} are merged"
            hint = "split them: each row has cells of its own"
            if span.row <= first:
                hint = "split them: the heads are in one row, each above its own column, with no title above them"
            self.faults.add(self._place(span.row, span.column), what, hint)


def _them(first: int, last: int) -> str:
    return "it" if first == last else "them"


def _within(numbers: Iterable[int], ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield those of some numbers, in order, that are in one of the ranges."""
    waiting, reach = sorted(ranges, reverse=True), 0
    for number in sorted(numbers):
        while waiting and waiting[-1][0] <= number:
            reach = max(reach, waiting.pop()[1])
        if number <= reach:
            yield number


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of numbers that follow on one another."""
    for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def letters(column: int) -> str:
    """Return a column as spreadsheets name it: 1 is A, 28 is AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
