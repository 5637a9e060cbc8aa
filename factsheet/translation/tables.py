"""What a file with tables has, whichever program wrote it: rows of cells, and whatever else somebody has written.

The cells of a text are read as runs, so that bold and italic are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..core.diagnostics import Place, Problem, Problems
from ..core.wording import counted
from ..text import spelling
from ..text.leftovers import Leftovers
from ..text.markup import Run

# Word has at most 63 columns in a table.
MOST_COLUMNS = 63
# The rows of a file that can be read.
MOST = 2_000
# The longest remark that is printed whole, in characters.
LONGEST = 1_000


def bounded(rows: Sequence[Sequence[object]], name: str, most: int = MOST) -> None:
    """Raise Problems for tables with more rows than can be read, each by its cells, or with a row of too many cells."""
    if len(rows) > most:
        what = f"{len(rows):,} rows; at most {most:,} can be read"
        raise Problems([Problem(Place(name), what, "split it")])
    for number, cells in enumerate(rows, 1):
        if len(cells) > MOST_COLUMNS:
            what = f"this row has {len(cells):,} cells; at most {MOST_COLUMNS} can be read"
            raise Problems([Problem(Place(f"{name}, row {number}"), what, "delete the columns that were added")])


def shortened(text: str) -> str:
    """Return a remark that can be printed; of a long one, say how much is left out."""
    left = len(text) - LONGEST
    return text if left <= 0 else f"{text[:LONGEST]} … (and {counted(left, 'more character')}; see the file)"


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs as they are read, how many columns it takes (0: half of one), and whether other rows too.

    `left` is what is in it besides the words.
    """

    paragraphs: tuple[tuple[Run, ...], ...] = ()
    span: int = 1
    merged: bool = False
    left: Leftovers = field(default_factory=Leftovers)

    def joined(self, other: Cell) -> Cell:
        """Return the two halves of a cell that was split."""
        left = Leftovers()
        for each in (self.left, other.left):
            left.add(each)
        return Cell((*self.paragraphs, *other.paragraphs), 0, self.merged or other.merged, left)

    @property
    def plain(self) -> list[str]:
        return [" ".join("".join(run.text for run in runs).split()) for runs in self.paragraphs]

    @property
    def words(self) -> str:
        return " ".join(filter(None, self.plain))

    @property
    def runs(self) -> tuple[Run, ...]:
        return spelling.tidied(run for paragraph in self.paragraphs for run in (*paragraph, Run(" ")))

    @property
    def exact(self) -> str:
        """Return the text with its marks, as it would be typed."""
        return _spelled(self.runs)

    @property
    def text(self) -> str:
        """Return the text without bold and italic on signs alone, which a selection with the mouse leaves behind."""
        return _spelled(_sensible(self.runs))

    @property
    def number_of_lines(self) -> int:
        """Return on how many lines the text stands, whether they end with a paragraph or within one."""
        whole = "\n".join("".join(run.text for run in runs) for runs in self.paragraphs)
        return sum(bool(line.strip()) for line in whole.split("\n"))

    @property
    def lines(self) -> str:
        """Return the text of each paragraph that has one, on a line of its own."""
        texts = (_spelled(_sensible(spelling.tidied(paragraph))) for paragraph in self.paragraphs)
        return "\n".join(text for text in texts if text)


@dataclass(frozen=True)
class Line:
    """A row of a table, and the comments and notes on it."""

    cells: tuple[Cell, ...]
    remarks: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return " | ".join(filter(None, (cell.words for cell in self.cells)))


@dataclass(frozen=True)
class Contents:
    """What a file has: its tables; what is around them, by paragraphs; comments and notes that are on no row."""

    tables: tuple[tuple[Line, ...], ...]
    around: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def _spelled(runs: Sequence[Run]) -> str:
    return spelling.signed(runs, lambda run: run.text)


def _sensible(runs: Sequence[Run]) -> list[Run]:
    """Return runs without bold and italic on signs alone."""
    return [
        run
        if any(letter.isalnum() for letter in run.text) or _goes_on(runs, at)
        else replace(run, bold=False, italic=False)
        for at, run in enumerate(runs)
    ]


def _goes_on(runs: Sequence[Run], at: int) -> bool:
    """Tell whether a mark of a run begins before it and ends after it."""
    around = [*runs[max(at - 1, 0) : at], *runs[at + 1 : at + 2]]
    return len(around) == 2 and all(
        (each.bold and runs[at].bold) or (each.italic and runs[at].italic) for each in around
    )
