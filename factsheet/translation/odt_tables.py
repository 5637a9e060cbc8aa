"""Read the tables of an OpenDocument text (.odt), as LibreOffice saves them, and all that is written around them.

Clauses in brackets are those of OpenDocument 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from ..core.diagnostics import Place, Problem, Problems
from ..core.xml import Element
from . import untrusted
from .odt_text import NAMES, Reader, Styles, flow, get
from .tables import MOST, MOST_COLUMNS, Cell, Contents, Line
from .untrusted import Package

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "meta-inf/manifest.xml"
TABLE, ROW, CELL, COVERED = "table:table", "table:table-row", "table:table-cell", "table:covered-table-cell"


def is_one(package: Package) -> bool:
    """Tell whether a file is OpenDocument."""
    return MANIFEST in package.entries


def contents(package: Package, most: int = MOST) -> Contents:
    """Return what an OpenDocument text has.

    Raises Problems for one with more than `most` rows, one with a password, and OpenDocument of another kind.
    """
    trees = _trees(package)
    texts = list(trees[CONTENT].iterfind("office:body/office:text", NAMES)) if CONTENT in trees else []
    if not texts:
        what, hint = (
            "this is an OpenDocument file, but not a text (.odt)",
            "import the translated Word or XLIFF file",
        )
        raise Problems([Problem(Place(package.name), what, hint)])
    tables = [list(_lines(table)) for text in texts for kind, table in flow(text) if kind == TABLE]
    if (number := sum(map(len, tables))) > most:
        what = f"{number:,} rows; at most {most:,} can be read"
        raise Problems([Problem(Place(package.name), what, "split it")])
    styles = Styles(trees.values())
    read = tuple(tuple(_line(line, styles) for line in lines) for lines in tables)
    beside = Reader(styles)
    around = list(_passages(beside, (block for text in texts for block in flow(text) if block[0] != TABLE)))
    for margin in ("header", "footer"):
        for part in trees[STYLES].iterfind(f"office:master-styles//style:{margin}", NAMES) if STYLES in trees else ():
            around += (f"{margin}: {words}" for words in _passages(beside, flow(part)))
    return Contents(read, (*around, *beside.left.things), tuple(beside.remarks))


def _trees(package: Package) -> Mapping[str, Element]:
    """Return the parts that are read, the text before the styles that it shares. Raises Problems for a password."""
    if b"encryption-data" in (package.content(MANIFEST) or b"") or "encrypted-package" in package.entries:
        what, hint = "this file is locked with a password", "save it without one"
        raise Problems([Problem(Place(package.name), what, hint)])
    read = package.contents(path for path in (CONTENT, STYLES) if path in package.entries)
    return {path: untrusted.xml(content, package.name) for path, content in read.items()}


def _lines(table: Element) -> Iterator[Element]:
    return (child for kind, child in flow(table) if kind == ROW)


def _line(line: Element, styles: Styles) -> Line:
    """Return a row. What is covered belongs to the cell before it, or else to that of the row above [9.1.5]."""
    cells: list[Cell] = []
    remarks: list[str] = []
    covered = 0
    for kind, child in islice(flow(line), MOST_COLUMNS * 2):
        if kind == COVERED and covered:
            covered -= 1
        elif kind in (CELL, COVERED):
            reader = Reader(styles)
            paragraphs = tuple(reader.paragraphs(flow(child)))
            span, down = (_number(get(child, f"table:number-{each}-spanned")) for each in ("columns", "rows"))
            merged = down > 1 or kind == COVERED
            cells.append(Cell(paragraphs, span, merged, reader.left))
            remarks += reader.remarks
            covered = span - 1
    return Line(tuple(cells), tuple(remarks))


def _number(said: str) -> int:
    return max(int(said), 1) if re.fullmatch("[0-9]{1,3}", said) else 1


def _passages(reader: Reader, blocks: Iterable[tuple[str, Element]]) -> Iterator[str]:
    """Yield the words of each paragraph."""
    for paragraph in reader.paragraphs(blocks):
        if text := " ".join("".join(run.text for run in paragraph).split()):
            yield text
