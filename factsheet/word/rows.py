"""Write the rows of the page as one-row tables, or as a band at the foot if they close a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from docx.oxml.ns import qn
from lxml import etree
from lxml.html import HtmlElement

from ..core.xml import Element
from ..page.page import TEXTS
from ..theme.parts import Columns, Panel, Row
from . import drawing, styles, wordml
from .texts import Inset, Texts
from .wordml import new, twips

PAPER = "paper"  # the colour of the theme


@dataclass(frozen=True)
class Cell:
    """A cell of a row: its contents, width, fill and margins, in reading direction."""

    element: HtmlElement | None
    width: float
    fill: str | None = None
    start: float = 0
    end: float = 0
    padding: float = 0


class Rows:
    """A writer of rows, with the texts of the same document."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.theme = texts.theme
        self.rtl = texts.rtl

    def table(self, element: HtmlElement, row: Row, title: str) -> list[Element]:
        """Return a row as a table, with its cells as on the page and the white space above and below it."""
        side = self.theme.page.side if row.bleed else 0
        cells = list(self._cells(element, row, side))
        rules = [(edge, rule) for edge, rule in (("top", row.rule_above), ("bottom", row.rule_below)) if rule]
        # A rule in the colour of the paper is a gap; a border for it would add to the height of the row.
        gaps = {edge: gap(rule.width) for edge, rule in rules if rule.colour == PAPER}
        borders = [
            wordml.border(edge, rule.width, self.theme.colours[rule.colour].screen)
            for edge, rule in rules
            if edge not in gaps
        ]
        table = wordml.table(
            styles.TABLE,
            [self._cell(cell, row) for cell in cells],
            [cell.width for cell in cells],
            -side,
            row.height,
            borders,
            title=title,
            rtl=self.rtl,
        )
        return [each for each in (gaps.get("top"), table, gaps.get("bottom")) if each is not None]

    def columns(self, element: HtmlElement, columns: Columns, title: str) -> list[Element]:
        """Return columns that do not flow as a row, which stays with its heading."""
        return self.table(element, Row(cells=columns.cells, gap=columns.gap), title)

    def at_foot(self, element: HtmlElement, row: Row, height: float) -> list[Element]:
        """Return a row as a band at the foot of its sheet, whatever is above it.

        A table can only follow the text, and moves to an extra page if an engine needs 40 pt more; floating tables are
        set in the text by one engine and broken by another. What all three put in the same place is a rectangle at the
        foot of the sheet, behind the text, and over it a frame for each cell. They are on the same page as the
        paragraph that ends the band, so text that is too long for a page takes the band along to the next.
        """
        page = self.theme.page
        top = page.height - height + row.padding
        at, into = 0.0, []
        fill = self.theme.colours[row.fill or PAPER].screen
        for cell in self._cells(element, row, page.side):
            left, width = at + cell.start, cell.width - cell.start - cell.end
            frame = (page.width - left - width if self.rtl else left), top, width
            into += [self.texts.paragraph(each, frame=wordml.frame(*frame), fill=fill) for each in texts(cell.element)]
            at += cell.width
        band = wordml.paragraph(styles.SEAM)
        name, number = f"band {' '.join(element.classes)}", next(self.texts.numbers)
        band.append(drawing.at_edge("bottom", (page.width + 1, height), fill, name, number))
        return [*into, band]

    # Cells

    def _cells(self, element: HtmlElement, row: Row, side: float) -> Iterator[Cell]:
        """Yield the cells of a row, with empty ones as wide as the gap between filled ones."""
        widths = self.theme.widths(row)
        filled = bool(row.fill and not row.bleed)
        for index, (child, width) in enumerate(zip(element, widths, strict=True)):
            first, last = index == 0, index == len(widths) - 1
            if not first and filled and row.gap:
                yield Cell(None, row.gap)
            fill = row.fill
            if panel := self._panel(child):
                start, end, fill, padding = panel.start, panel.end, panel.fill, panel.padding
            elif filled:
                start, end, padding = row.inset, row.inset, row.padding
            else:
                start = side if first else 0
                end = (row.inset if row.bleed else 0) if last else row.gap
                padding = row.padding
            apart = 0 if last or filled else row.gap
            over = 1 if last and row.bleed else 0  # pt more than it must, as on the page
            yield Cell(child, width + apart + over, fill, start, end, padding)

    def _panel(self, child: HtmlElement) -> Panel | None:
        return self.theme.panels[part_of(child, "panel")] if "panel" in child.classes else None

    def _cell(self, cell: Cell, row: Row) -> Element:
        """Return a cell of a table, without margins above and below if its row has a height.

        In a height of "at least" (ECMA-376 part 1, 17.4.80), one engine in three counts the margins and two do not.
        """
        margin = 0 if row.height else cell.padding
        # In a right-to-left table Word takes a cell's left margin for the one where the text begins,
        # LibreOffice for the left; both agree on the indents of paragraphs.
        inset: Inset = (cell.start, cell.end) if self.rtl else (0, 0)
        start, end = (0.0, 0.0) if self.rtl else (cell.start, cell.end)
        fill = self.theme.colours[cell.fill].screen if cell.fill else None
        made = wordml.cell(cell.width, (margin, start, margin, end), fill, row.align)
        written = [self.texts.paragraph(each, inset) for each in texts(cell.element)]
        made.extend(written or [wordml.paragraph(styles.SEAM)])
        return made


def gap(height: float) -> Element:
    """Return white space between two tables, or after one: an empty paragraph that keeps them apart."""
    return wordml.paragraph(styles.SEAM, new("spacing", before=twips(height)))


def part_of(element: HtmlElement, kind: str) -> str:
    """Return the name of a row, columns or a panel: the class besides the kind's own, or "" for anything else."""
    return next((name for name in element.classes if name != kind), "") if kind in element.classes else ""


def texts(element: HtmlElement | None) -> Iterator[HtmlElement]:
    """Yield the texts in an element, in reading order."""
    for child in element.iterchildren(tag=etree.Element) if element is not None else ():
        if child.tag in TEXTS:
            yield child
        else:
            yield from texts(child)


def apart(blocks: Sequence[Element]) -> Iterator[Element]:
    """Yield blocks, with a seam between two tables that touch and would otherwise merge.

    White space before a band at the foot is left out: it could push the band alone to an extra page.
    """
    for block, following in zip_longest(blocks, blocks[1:]):
        if not (_has(block, "spacing") and _is_empty(block) and _has(following, "framePr")):
            yield block
        if following is not None and block.tag == following.tag == qn("w:tbl"):
            yield wordml.paragraph(styles.SEAM)


def _is_empty(block: Element) -> bool:
    return block.find(qn("w:r")) is None


def _has(block: Element | None, tag: str) -> bool:
    """Tell whether a block is a paragraph with a property of its own."""
    return block is not None and block.find(f"{qn('w:pPr')}/{qn(f'w:{tag}')}") is not None
