"""Read the tables of an OpenDocument text (.odt), as LibreOffice saves them, and all that is written around them.

Clauses in brackets are those of OpenDocument 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..core import untrusted
from ..core.diagnostics import Place, Problem, Problems
from ..core.untrusted import Package
from ..core.xml import Element
from .odt_text import NAMES, Reader, Styles, flow, get, name, words
from .tables import MOST, Cell, Contents, Line, bounded

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "meta-inf/manifest.xml"
TABLE, ROW, CELL, COVERED = "table:table", "table:table-row", "table:table-cell", "table:covered-table-cell"
# The margins of the pages: those of the first and of left ones may be different.
MARGIN = re.compile("(?<=:)(?:header|footer)(?=$|-first|-left)")


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
    found = [table for text in texts for kind, table in flow(text) if kind == TABLE]
    tables = [[line for kind, line in flow(table) if kind == ROW] for table in found]
    bounded(
        [[kind for kind, _ in flow(line) if kind == CELL] for lines in tables for line in lines], package.name, most
    )
    styles = Styles(trees.values())
    read = tuple(tuple(_line(line, styles) for line in lines) for lines in tables)
    beside = Reader(styles)
    around = list(_passages(beside, (block for text in texts for block in flow(text) if block[0] != TABLE)))
    for part in trees[STYLES].iterfind("office:master-styles/style:master-page/*", NAMES) if STYLES in trees else ():
        if margin := MARGIN.search(name(part)):
            around += (f"{margin[0]}: {words}" for words in _passages(beside, flow(part)))
    around += (words for table in found for words in _strays(table, ROW))
    return Contents(read, (*around, *beside.left.things), tuple(beside.remarks))


def _trees(package: Package) -> Mapping[str, Element]:
    """Return the parts that are read, the text before the styles that it shares. Raises Problems for a password."""
    if b"encryption-data" in (package.content(MANIFEST) or b"") or "encrypted-package" in package.entries:
        what, hint = "this file is locked with a password", "save it without one"
        raise Problems([Problem(Place(package.name), what, hint)])
    read = package.contents(path for path in (CONTENT, STYLES) if path in package.entries)
    return {path: untrusted.xml(content, package.name) for path, content in read.items()}


def _strays(element: Element, *kinds: str) -> Iterator[str]:
    """Yield the words that are in none of the rows of a table, or cells of a row."""
    yield from filter(None, (words(child) for kind, child in flow(element) if kind not in kinds))


def _line(line: Element, styles: Styles) -> Line:
    """Return a row. What is covered belongs to the cell before it, or else to that of the row above [9.1.5]."""
    cells: list[Cell] = []
    remarks: list[str] = []
    covered = 0
    for kind, child in flow(line):
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
    return Line(tuple(cells), (*remarks, *_strays(line, CELL, COVERED)))


def _number(said: str) -> int:
    return max(int(said), 1) if re.fullmatch("[0-9]{1,3}", said) else 1


def _passages(reader: Reader, blocks: Iterable[tuple[str, Element]]) -> Iterator[str]:
    """Yield the words of each paragraph."""
    for paragraph in reader.paragraphs(blocks):
        if text := " ".join("".join(run.text for run in paragraph).split()):
            yield text
