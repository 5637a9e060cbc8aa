"""Compare the tables of data of a PDF with those of its Word file: row by row, and cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..core.wording import counted
from .alignment import aligned
from .difference import Difference, brief
from .structure import Row, Table

Key = Callable[[str], str]


def found(ours: Sequence[Table], theirs: Sequence[Table], key: Key) -> Iterator[Difference]:
    """Yield how the tables of a PDF, which come first, and those of a Word file differ."""
    if len(ours) == len(theirs):
        pairs = list(zip(ours, theirs, strict=True))
    else:
        side_by_side = aligned(ours, theirs, lambda table: key(_name(table)))
        pairs = [*side_by_side.pairs, *side_by_side.moved]
        for parting in side_by_side.partings:
            for table in parting.ours:
                yield Difference("lost-table", f"the table {brief(_name(table))} of the PDF is no table in Word")
            for table in parting.theirs:
                yield Difference("lost-table", f"the table {brief(_name(table))} in Word is no table in the PDF")
    for paper, document in pairs:
        yield from _rows(paper, document, key)


def _name(table: Table) -> str:
    """Return how a table is told from others: its caption, or else its first row."""
    return table.caption or _said(table.rows[0] if table.rows else Row(()))


def _said(row: Row) -> str:
    return " | ".join(row.cells)


def _rows(paper: Table, document: Table, key: Key) -> Iterator[Difference]:
    name = f"the table {brief(_name(paper))}"
    if len(paper.rows) == len(document.rows):
        pairs = list(zip(paper.rows, document.rows, strict=True))
    else:
        rows = aligned(paper.rows, document.rows, lambda row: key(_said(row)))
        pairs = [*rows.pairs, *rows.moved]
        what = f"{name} has {counted(len(document.rows), 'row')} in Word and {len(paper.rows)} in the PDF"
        for file, parted in (
            ("Word", [each.ours for each in rows.partings]),
            ("the PDF", [each.theirs for each in rows.partings]),
        ):
            if lost := [_said(row) for some in parted for row in some]:
                what += f"; {file} lacks {brief('; '.join(lost))}"
        yield Difference("lost-row", what)
    for number, (one, other) in enumerate(pairs, 1):
        yield from _cells(f"row {number} of {name}", one, other, key)


def _cells(row: str, paper: Row, document: Row, key: Key) -> Iterator[Difference]:
    if paper.is_head and not document.is_head:
        yield Difference("lost-cell", f"{row} is the head of its columns in the PDF, and an ordinary row in Word")
    if document.is_head and not paper.is_head:
        yield Difference("lost-cell", f"{row} is the head of its columns in Word, and an ordinary row in the PDF")
    if len(paper.cells) != len(document.cells):
        what = f"{row} has {counted(len(document.cells), 'cell')} in Word and {len(paper.cells)} in the PDF"
        yield Difference("lost-cell", f"{what}: {brief(_said(document))} and {brief(_said(paper))}")
        return
    for number, (one, other) in enumerate(zip(paper.cells, document.cells, strict=True), 1):
        if key(one) != key(other):
            says = f"says {brief(one)} in the PDF, and " + (f"{brief(other)} in Word" if other else "is empty in Word")
            yield Difference("lost-cell", f"cell {number} in {row} {says}")
