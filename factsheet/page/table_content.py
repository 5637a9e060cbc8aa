"""Find what is wrong with a table of data on a page.

Each cell is in one row and one column, so that what reads a table aloud can say which head belongs to it: the tags of
a cell name the heads of its own row and column (ISO 32000-1, 14.8.5.7), and engines get them wrong where cells span.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from ..core.diagnostics import suggestion
from ..core.wording import counted
from ..theme.model import Theme
from .blocks import CELLS, ROWS
from .text_content import Fault, Texts, children, loose

MOST_COLUMNS, MOST_ROWS = 20, 200


def faults(table: HtmlElement, theme: Theme, texts: Texts) -> Iterator[Fault]:
    """Yield the faults of a table."""
    name = next((name for name in table.classes if name != "data"), "")
    if "data" not in table.classes or name not in theme.tables:
        what = f'there is no table "{name}" in theme.yaml' if name else "the table has no name"
        yield table, what, suggestion(name, theme.tables) if theme.tables else 'write class="data NAME", and add it'
    yield from loose(table)
    rows = list[HtmlElement]()
    for group in children(table):
        if group.tag == "caption":
            yield from texts.faults(group, table)
        elif group.tag not in ROWS:
            yield group, f"<{group.tag!s}> cannot be in a table", "put rows into thead, tbody and tfoot"
        else:
            yield from loose(group)
            for row in children(group):
                rows.append(row)
                yield from _row(row, texts, in_head=group.tag == "thead")
    yield from _shape(table, rows)


def _row(row: HtmlElement, texts: Texts, *, in_head: bool) -> Iterator[Fault]:
    if row.tag != "tr":
        yield row, f"<{row.tag!s}> cannot be in a table", "put it into a tr"
        return
    yield from loose(row)
    for cell in children(row):
        if cell.tag not in CELLS:
            yield cell, f"<{cell.tag!s}> is not a cell", "write th or td"
            continue
        yield from texts.faults(cell, row)
        if spans := [span for span in ("rowspan", "colspan") if cell.get(span, "1") != "1"]:
            yield cell, f"a cell has a {spans[0]}", "give each cell a row and a column of its own"
        if cell.tag == "th" and not in_head and cell.get("scope") != "row":
            yield cell, "it is not clear what this th is the head of", 'write <th scope="row">, or put it into thead'
        elif cell.tag == "th" and in_head and cell.get("scope", "col") != "col":
            yield cell, "a head of a column is said to be one of a row", "remove its scope"


def _shape(table: HtmlElement, rows: list[HtmlElement]) -> Iterator[Fault]:
    """Yield what is wrong with a table as a whole: its heads, and how many cells its rows have."""
    if table.find("thead/tr/th") is None:
        yield table, "the table has no heads of columns", "begin it with <thead><tr><th>"
    sizes = [len(list(children(row))) for row in rows]
    if len(set(sizes)) > 1:
        odd = next(number for number, size in enumerate(sizes) if size != sizes[0])
        what = f"the first row of the table has {counted(sizes[0], 'cell')}, but this one has {sizes[odd]}"
        yield rows[odd], what, "give all rows the same number of cells"
    for number, most, of in ((len(rows), MOST_ROWS, "row"), (max(sizes, default=0), MOST_COLUMNS, "column")):
        if number > most:
            yield table, f"the table has {counted(number, of)}; the limit is {most}", "print a part of it"
