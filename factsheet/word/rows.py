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
from ..theme.model import Theme
from ..theme.parts import Columns, Panel, Row
from . import drawing, line_heights, styles, wordml
from .texts import Inset, Texts
from .wordml import new, on, twips

# By how many pt a line of text beside a heading may be longer than on the page in a language from right to left: two
# engines in three do not kern Arabic. A line more moves all that is below it; one less moves hardly anything.
UNKERNED = 1


@dataclass(frozen=True)
class Cell:
    """A cell of a row: its contents, width, fill and margins, in reading direction."""

    element: HtmlElement | None
    width: float
    fill: str | None = None
    start: float = 0
    end: float = 0
    padding: float = 0
    above: float = 0  # besides its padding


class Rows:
    """A writer of the rows of a sheet, in its theme, with the texts of the same document.

    `shorter` yields for each heading beside a text by how much the text is the lower of the two, in pt.
    """

    def __init__(self, texts: Texts, theme: Theme, shorter: Iterator[float]) -> None:
        self.texts = texts
        self.theme = theme
        self.shorter = shorter
        self.rtl = texts.rtl

    def table(self, element: HtmlElement, row: Row, title: str) -> list[Element]:
        """Return a row as a table, with its cells as on the page and the white space above it."""
        side = self.theme.page.side if row.bleed else 0
        cells = list(self._cells(element, row, side))
        rules = [(edge, rule) for edge, rule in (("top", row.rule_above), ("bottom", row.rule_below)) if rule]
        table = wordml.table(
            styles.TABLE,
            [self._cell(cell, row) for cell in cells],
            [cell.width for cell in cells],
            -side,
            row.height,
            [wordml.border(edge, rule.width, self.theme.colours[rule.colour].screen) for edge, rule in rules],
            title=title,
            rtl=self.rtl,
        )
        return [gap(row.before), table] if row.before else [table]

    def beside(self, element: HtmlElement, row: Row, below: float) -> Iterator[Element]:
        """Yield a heading and the text beside it, their first lines on one baseline, and white space `below` (pt).

        In a table the heading would be missing from the navigation pane. So it is in a frame beside the text, which is
        indented: with wrap "none" three engines put both in the same place, with "around" one adds the indent to the
        frame, with "tight" one moves the text below it. Anchored to a paragraph from right to left, the frame is placed
        from the other edge by one in three; so it is anchored to a seam, which is always from left to right.
        """
        heading, cell = element
        said, page, width = list(texts(cell)), self.theme.page, self.theme.widths(row)[0]
        left = page.width - page.side - width if self.rtl else page.side
        if not said:  # whoever changed the layout took its text away
            next(self.shorter, 0)
            yield from self._above(row)
            yield self.texts.paragraph(heading, spaces={"after": below})
            return
        on_page = max(self._baseline(each) + self._raised(each) for each in (heading, said[0]))
        frame = on_page - self._baseline(heading)
        before = on_page - self._baseline(said[0]) - styles.SEAM_HEIGHT
        too_low = max(0, -frame, -before)
        yield from self._above(row, too_low)
        yield self.texts.paragraph(heading, frame=wordml.beside(left, frame + too_low, width))
        yield wordml.paragraph(styles.SEAM, new("keepNext"))
        for text in said:
            spaces = {"before": before + too_low} if text is said[0] else {}
            if text is said[-1]:
                spaces["after"] = max(0, below + next(self.shorter, 0) - self._raised(said[0]))
            yield self.texts.paragraph(text, (width + page.gutter, -UNKERNED if self.rtl else 0), spaces=spaces)

    def _above(self, row: Row, less: float = 0) -> Iterator[Element]:
        """Yield the white space above a row, and its line with the space below that, so much less of the last (pt)."""
        rule = row.rule_above
        yield gap(row.before if rule else max(0, row.before - less), keep=True)
        if rule:
            border = wordml.border("top", rule.width, self.theme.colours[rule.colour].screen)
            yield gap(max(0, rule.space - less), border, keep=True)

    def _baseline(self, element: HtmlElement) -> float:
        return line_heights.baseline(self.texts.styles[element], self.texts.heights, self.texts.depths)

    def _raised(self, element: HtmlElement) -> float:
        return line_heights.raised(self.texts.styles[element], self.texts.heights, self.texts.depths)

    def columns(self, element: HtmlElement, columns: Columns, title: str) -> list[Element]:
        """Return columns that do not flow as a row, which stays with its heading."""
        return self.table(element, Row(cells=columns.cells, before=columns.before), title)

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
        fill = self.theme.colours[row.fill or self.theme.roles.paper].screen
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
        """Yield the cells of a row, with the gutters between spaced ones as empty cells."""
        widths, gutter = self.theme.widths(row), self.theme.page.gutter
        above = row.rule_above.space if row.rule_above else 0
        for index, (child, width) in enumerate(zip(element, widths, strict=True)):
            first, last = index == 0, index == len(widths) - 1
            if not first and row.spaced and gutter:
                yield Cell(None, gutter)
            fill, padding = row.fill, row.padding
            if panel := self._panel(child):
                start, end, fill, padding = panel.start, panel.end, panel.fill, panel.padding
            elif row.spaced:
                start, end = row.inset, row.inset
            else:
                start = side if first else 0
                end = (row.inset if row.bleed else 0) if last else gutter
            apart = 0 if last or row.spaced else gutter
            over = 1 if last and row.bleed else 0  # pt more than it must, as on the page
            yield Cell(child, width + apart + over, fill, start, end, padding, above)

    def _panel(self, child: HtmlElement) -> Panel | None:
        return self.theme.panels[part_of(child, "panel")] if "panel" in child.classes else None

    def _cell(self, cell: Cell, row: Row) -> Element:
        """Return a cell of a table, without margins above and below if its row has a height.

        In a height of "at least" (ECMA-376 part 1, 17.4.80), one engine in three counts the margins and two do not.
        """
        above, below = (0.0, 0.0) if row.height else (cell.above + cell.padding, cell.padding)
        # In a right-to-left table Word takes a cell's left margin for the one where the text begins,
        # LibreOffice for the left; both agree on the indents of paragraphs.
        inset: Inset = (cell.start, cell.end) if self.rtl else (0, 0)
        start, end = (0.0, 0.0) if self.rtl else (cell.start, cell.end)
        fill = self.theme.colours[cell.fill].screen if cell.fill else None
        made = wordml.cell(cell.width, (above, start, below, end), fill, row.align)
        spaces = self._levelled(cell.element) if row.height else {}
        written = [self.texts.paragraph(each, inset, spaces=spaces.get(each)) for each in texts(cell.element)]
        made.extend(written or [wordml.paragraph(styles.SEAM)])
        return made

    def _levelled(self, cell: HtmlElement | None) -> dict[HtmlElement, dict[str, float]]:
        """Return the space above each text of a band's cell at which its lines stand where they do on the page."""
        spaces, earlier = dict[HtmlElement, dict[str, float]](), 0.0
        for text in texts(cell):
            raised = self._raised(text)
            spaces[text] = {"before": max(0, self.texts.styles[text].before + raised - earlier)}
            earlier = raised
        return spaces


def gap(height: float, border: Element | None = None, *, keep: bool = False) -> Element:
    """Return white space of a height (pt), below a border if there is one: an empty paragraph of one line.

    Space above a paragraph would not do: three engines take the larger of that and the space below the one before it.
    """
    line = new("spacing", line=twips(height), lineRule="atLeast")
    return wordml.paragraph(
        styles.SEAM, on("keepNext", keep), new("pBdr", border) if border is not None else None, line
    )


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
        if not (_has(block, "spacing") and _is_empty(block) and _is_at_foot(following)):
            yield block
        if following is not None and block.tag == following.tag == qn("w:tbl"):
            yield _seam(block, following)


def _seam(above: Element, below: Element) -> Element:
    """Return what parts two tables; between two bands it is as wide as they are, in the colour of the first."""
    side, other = (next(table.iter(qn("w:tblInd"))).get(qn("w:w"), "") for table in (above, below))
    fill = next(above.iter(qn("w:shd")), None)
    if not (side.startswith("-") and other.startswith("-")) or fill is None:
        return wordml.paragraph(styles.SEAM)
    shade = new("shd", val="clear", color="auto", fill=fill.get(qn("w:fill")))
    return wordml.paragraph(styles.SEAM, shade, new("ind", left=side, right=side))


def _is_empty(block: Element) -> bool:
    return block.find(qn("w:r")) is None


def _has(block: Element, tag: str) -> bool:
    """Tell whether a block is a paragraph with a property of its own."""
    return block.find(f"{qn('w:pPr')}/{qn(f'w:{tag}')}") is not None


def _is_at_foot(block: Element | None) -> bool:
    """Tell whether a block is in a frame at a place on the sheet."""
    frame = block.find(f"{qn('w:pPr')}/{qn('w:framePr')}") if block is not None else None
    return frame is not None and frame.get(qn("w:vAnchor")) == "page"
