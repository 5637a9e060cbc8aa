"""Tell the columns of a table of translations apart, by the names in its head, whatever was done to it since."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from .bilingual import HERE, KEY, NOTE, NUMBER, THERE, WHY
from .tables import Cell, Line
from .units import FINGERPRINT

# "French (fr)" heads the column of the translation.
TONGUE = re.compile(r"\(([a-z]{2,3}(?:-[A-Za-z]+)*)\)\s*$")
A_PRINT = re.compile(rf"{FINGERPRINT.pattern}(?!\S)")
# The extra columns in the tables of what was not imported.
BESIDES = (WHY, THERE, HERE)
FORMER = {"Why not": WHY}  # in tables left waiting by an earlier version
Cells = Mapping[int, Cell]


@dataclass(frozen=True)
class Columns:
    """The position of each column: key, English, translation, and the others of ours; and the names of them all.

    `starts` is where each begins on the grid of the table, and `end` where the last one ends.
    """

    key: int
    english: int
    target: int
    others: Mapping[str, int]
    names: tuple[str, ...]
    language: str
    starts: tuple[int, ...]
    end: int

    def name(self, at: int) -> str:
        return self.names[at] if at < len(self.names) else ""

    def placed(self, line: Line) -> Cells:
        """Return the cells of a row by their columns, each with the number of columns it takes as its span.

        Once somebody has made a column wider in some of the rows, cells take several columns of the grid and are whole
        all the same: then they count one by one.
        """
        one_by_one = {at: _spanning(cell, 1) for at, cell in enumerate(line.cells)}
        if len(line.cells) == len(self.starts):
            return one_by_one
        found = self._on_grid(line)
        if is_printed(one_by_one.get(self.key)) and not is_printed(found.get(self.key)):
            return one_by_one
        return found

    def _on_grid(self, line: Line) -> Cells:
        found: dict[int, Cell] = {}
        at = 0
        for cell in line.cells:
            column = bisect_right(self.starts, at) - 1 if at < self.end else len(self.starts) + at - self.end
            taken = max(bisect_left(self.starts, at + cell.span) - column, 1)
            if half := found.get(column):
                found[column] = half.joined(cell)
            else:
                found[column] = _spanning(cell, taken)
            at += cell.span
        return found

    def added(self, at: int) -> bool:
        """Tell whether somebody has added a column, whatever it is called."""
        return at not in (self.key, self.english, self.target, *self.others.values())


def _spanning(cell: Cell, columns: int) -> Cell:
    return cell if cell.span == columns else replace(cell, span=columns)


def head_of(lines: Iterable[Line]) -> Columns | None:
    """Return the columns as the head names them, wherever it was sorted to."""
    for line in lines:
        if not any(cell.plain[:1] == [KEY] for cell in line.cells):
            continue
        names = [FORMER.get(cell.words, cell.words) for cell in line.cells]
        tongues = [at for at, name in enumerate(names) if TONGUE.search(name)]
        if KEY in names and tongues:
            # A column that somebody has added, such as "Proof (fr)", comes after ours.
            foreign = [at for at in tongues if not names[at].startswith("English")]
            key, target = names.index(KEY), (foreign or tongues)[0]
            ours = {name: names.index(name) for name in (NUMBER, NOTE, *BESIDES) if name in names}
            # The English is before its translation; if columns were moved, it is the first that is nothing else.
            free = [at for at, name in enumerate(names) if at not in (key, target) and name not in ours]
            english = target - 1 if target - 1 in free else next(iter(free), 0)
            found = TONGUE.search(names[target])
            starts = [0, *accumulate(cell.span for cell in line.cells)]
            tag = found[1] if found else ""
            return Columns(key, english, target, ours, tuple(names), tag, tuple(starts[:-1]), starts[-1])
    return None


def printed(line: Line) -> Cell | None:
    """Return the cell that has the fingerprint."""
    return next(filter(is_printed, line.cells), None)


def is_printed(cell: Cell | None) -> bool:
    """Tell whether a cell has a fingerprint."""
    return cell is not None and any(map(A_PRINT.match, cell.plain))
