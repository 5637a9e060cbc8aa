"""Read the tables of a Word file, whichever program saved it, and all that somebody has written around them.

Track Changes counts as accepted: what was put in is in, what was taken out is out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docx.oxml.ns import qn
from lxml import etree

from ..core.xml import Element
from ..word.docx_styles import Dresses
from ..word.docx_text import PICTURED, Reader, children, flow, words
from .package import DOCUMENT
from .tables import MOST, Cell, Contents, Line, bounded, shortened

Blocks = Iterable[tuple[str, Element]]
# What is not in the text but on it, by the names of elements: each has a part of its own.
REMARKS = ("comment", "footnote", "endnote")
MERGES = ("vMerge", "hMerge", "cellMerge", "cellDel")


def contents(parts: Mapping[str, Sequence[Element]], name: str, most: int = MOST) -> Contents:
    """Return what a Word file has, from its parts. Raises Problems for one with more than `most` rows."""
    dresses = Dresses(next(iter(parts["styles"]), None))
    bodies = [body for document in parts[DOCUMENT] for body in children(document, "body")]
    found = [table for body in bodies for table in children(body, "tbl")]
    tables = [list(_lines(table)) for table in found]
    bounded([list(children(line, "tc")) for lines in tables for line in lines], name, most)
    said = _Said(parts)
    read = tuple(tuple(_line(line, dresses, said) for line in lines) for lines in tables)
    strays = (words for table in found for words in _strays(table, "tr"))
    around = [*_around(bodies, dresses), *_margins(parts, dresses), *strays]
    return Contents(read, tuple(around), tuple(said.left()))


def _lines(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, except those that were deleted under Track Changes."""
    for line in children(table, "tr"):
        if line.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield line


def _line(line: Element, dresses: Dresses, said: _Said) -> Line:
    return Line(tuple(_cells(line, dresses)), (*said.of(line), *_strays(line, "tc")))


def _strays(element: Element, kind: str) -> Iterator[str]:
    """Yield the words that are in none of the rows of a table, or cells of a row."""
    yield from filter(None, (words(child) for other, child in flow(element) if other != kind))


def _cells(line: Element, dresses: Dresses) -> Iterator[Cell]:
    if skipped := _number(line.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")):
        yield Cell(span=skipped)
    yield from (_cell(cell, dresses) for cell in children(line, "tc"))


def _cell(cell: Element, dresses: Dresses) -> Cell:
    down = any(cell.find(f"{qn('w:tcPr')}/{qn(f'w:{tag}')}") is not None for tag in MERGES)
    reader = Reader(dresses)
    paragraphs = tuple(reader.paragraphs(flow(cell)))
    span = _number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"))
    return Cell(paragraphs, max(span, 1), down, reader.left)


def _number(element: Element | None) -> int:
    said = element.get(qn("w:val"), "") if element is not None else ""
    return int(said) if re.fullmatch("[0-9]{1,3}", said) else 0


def _around(bodies: Iterable[Element], dresses: Dresses) -> Iterator[str]:
    """Yield what is above and below the tables."""
    for body in bodies:
        yield from _passages((block for block in flow(body) if block[0] != "tbl"), dresses)


def _margins(parts: Mapping[str, Sequence[Element]], dresses: Dresses) -> Iterator[str]:
    for role in ("header", "footer"):
        for part in parts[role]:
            yield from (f"{role}: {passage}" for passage in _passages(flow(part), dresses))


def _passages(blocks: Blocks, dresses: Dresses) -> Iterator[str]:
    """Yield the words of each paragraph, and what there is that is not words."""
    reader = Reader(dresses)
    for paragraph in reader.paragraphs(blocks):
        if text := " ".join("".join(run.text for run in paragraph).split()):
            yield text
    yield from reader.left.things


class _Said:
    """What comments and notes say, by their kinds and numbers: two may have one number."""

    def __init__(self, parts: Mapping[str, Sequence[Element]]) -> None:
        self._said: dict[tuple[str, str], list[str]] = {}
        for kind in REMARKS:
            for part in parts[f"{kind}s"]:
                for each in part.iterchildren(qn(f"w:{kind}")):
                    if remark := _remark(each, kind):
                        self._said.setdefault((kind, each.get(qn("w:id"), "")), []).append(remark)

    def of(self, line: Element) -> Iterator[str]:
        """Yield those on a row, once."""
        for each in line.iter(*(qn(f"w:{kind}Reference") for kind in REMARKS)):
            kind = etree.QName(each).localname.removesuffix("Reference")
            yield from self._said.pop((kind, each.get(qn("w:id"), "")), ())

    def left(self) -> Iterator[str]:
        """Yield those that are on no row: above the table, in a deleted one, or anchored in another way."""
        yield from (remark for remarks in self._said.values() for remark in remarks)


def _remark(element: Element, kind: str) -> str:
    """Return what a comment or note says, and who wrote it or that it is a note."""
    by = kind if kind != "comment" else element.get(qn("w:author")) or "unknown author"
    said = words(element)
    if not said:
        pictured = next(element.iter(*(qn(f"w:{tag}") for tag in PICTURED)), None) is not None
        return f"a picture ({by})" if pictured else ""
    return f"{shortened(said)} ({by})"
