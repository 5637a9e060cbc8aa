"""Read a CSV file: its encoding, what separates its cells, and where each cell begins.

Python's own reader tells neither the column of a cell nor its line, if one before it has a line break.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import partial

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from . import values
from .table import CELLS, COLUMNS, ROWS, SPLIT, Cell, Faults, Line, Table, made

SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
# The first line by which Excel knows the separator.
SAID = re.compile(r'"?sep=([^\w\s"]|\t)"?[,;\t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
QUOTED = re.compile(r'"(?:[^"]++|"")*+"?')
ENDING = re.compile(r"\r\n|\r|\n")
BLANK = re.compile(r"(?: *+(?:\r\n|\r|\n))++")
TWICE = 'write a quotation mark that belongs to a text twice: ""'
# Where the heads are looked for, to see what separates them.
HEAD = 100_000
# Cells of a file, empty ones too: spreadsheets write rows of separators below a table.
MOST = 2 * CELLS
AS_UTF_8 = 'save it again, as "CSV UTF-8"'


def table(content: bytes, name: str) -> Table:
    """Return the table in a CSV file. Raises Problems with everything that is wrong."""
    text = _decoded(content, name)
    faults = Faults()
    lines = _Reader(text, name, faults).lines()
    stray = 'put quotation marks around a text with a separator in it, as in "Rome, Italy"'
    return made(name, Place(name), list(lines), stray, faults)


def _decoded(content: bytes, name: str) -> str:
    """Return the text, which is UTF-8, or says that it is UTF-16.

    No other encoding can be told from the next: a letter might be printed as another. Raises Problems for those.
    """
    place = Place(name)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise Problems([Problem(place, "this file is damaged: it is not UTF-16 throughout", AS_UTF_8)]) from None
    if b"\0" in content[:1000]:
        raise Problems([Problem(place, "this is not a text file, or one in an unusual encoding", AS_UTF_8)])
    return inputs.decoded(content, name, AS_UTF_8)


class _Reader:
    """Read a text from its beginning, and know the line."""

    def __init__(self, text: str, name: str, faults: Faults) -> None:
        self.text, self.name, self.faults = text, name, faults
        self.at = self.cells = 0
        self.line, self.begins = 1, 0
        self.source = self._source()
        if said := SAID.match(text):
            self._pass(said.end())
        self.separator = said[1] if said else self._separator()
        self._cell = re.compile(rf' *+"((?:[^"]++|"")*+)("?) *+|([^{re.escape(self.separator)}\r\n]*+)')

    def _separator(self) -> str:
        """Return what separates the heads. Raises Problems if it could be one thing or another."""
        if blank := BLANK.match(self.text):
            self._pass(blank.end())
        head = ENDING.split(QUOTED.sub("", self.text[self.at : self.at + HEAD]), maxsplit=1)[0]
        found = [separator for separator in SEPARATORS if separator in head]
        if len(found) > 1:
            what = f"the heads could be separated by {' or by '.join(SEPARATORS[each] for each in found)}"
            hint = f"write a line above them that says which: sep={found[0]} or sep={found[1]}"
            self.faults.end(self._place(), what, hint)
        return found[0] if found else ","

    def lines(self) -> Iterator[Line]:
        """Yield the rows that have a text. Raises Problems where reading on makes no sense."""
        rows = 0
        while self.at < len(self.text):
            place = self._place()
            cells = dict(enumerate(self._row(), 1))
            if not any(cell.text for cell in cells.values()):
                continue
            if rows > ROWS:
                self.faults.end(place, f"a table has at most {ROWS:,} rows below its heads", SPLIT)
            if far := next((cell for column, cell in cells.items() if column > COLUMNS and cell.text), None):
                what = f"this cell is not empty, and a table has at most {COLUMNS} columns"
                self.faults.end(far.place, what, SPLIT)
            rows += 1
            yield Line(place, cells, len(cells), partial(_at, list(cells.values())[-1].place))

    def _row(self) -> Iterator[Cell]:
        """Yield the cells of a row, and pass its end."""
        while True:
            yield self._next()
            if self.text[self.at : self.at + 1] != self.separator:
                break
            self.at += 1
        if found := ENDING.match(self.text, self.at):
            self._pass(found.end())

    def _next(self) -> Cell:
        place, found = self._place(), self._cell.match(self.text, self.at)
        assert found, "the last of its forms matches anything"
        self.cells += 1
        if self.cells > MOST:
            self.faults.end(place, f"this file has more than {MOST:,} cells", "delete empty rows and columns")
        quoted = found[1] is not None
        if quoted and not found[2]:
            self.faults.end(place, "this quotation mark is never closed", f"close it; {TWICE}")
        self._pass(found.end())
        if quoted and self.text[self.at : self.at + 1] not in (self.separator, "\r", "\n", ""):
            what = f"there are words after a cell in quotation marks, which began on line {place.line}"
            self.faults.end(self._place(), what, TWICE)
        text = values.tidy(found[1].replace('""', '"') if quoted else found[3])
        for what, hint in values.refused(text):
            self.faults.add(place, what, hint)
        return Cell(text, place)

    def _pass(self, end: int) -> None:
        """Go on to a place further down, and count the lines."""
        for ending in ENDING.finditer(self.text, self.at, end):
            self.line, self.begins = self.line + 1, ending.end()
        if self.begins > self.at:
            self.source = self._source()
        self.at = end

    def _source(self) -> str:
        ending = ENDING.search(self.text, self.begins)
        return self.text[self.begins : ending.start() if ending else len(self.text)]

    def _place(self) -> Place:
        return Place(self.name, self.line, self.at - self.begins + 1, self.source)


def _at(place: Place, _column: int) -> Place:
    return place
