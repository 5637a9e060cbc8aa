"""Write the rows of the page as one-row tables, or as a band at the foot if they close a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from ..core.xml import Element
from ..page.blocks import TEXTS
from ..theme.model import Theme
from ..theme.parts import Columns, Panel, Row, Sheet
from . import blocks, drawing, line_heights, styles, wordml
from .flow import ended, gap, leaves
from .texts import Inset, Texts
from .wordml import new

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

    def __init__(self, texts: Texts, theme: Theme, sheet: Sheet, shorter: Iterator[float]) -> None:
        self.texts = texts
        self.theme = theme
        self.sheet = sheet
        self.shorter = shorter
        self.rtl = texts.rtl

    def table(self, element: HtmlElement, row: Row, title: str) -> list[Element]:
        """Return a row as a table, with its cells as on the page and the white space above it."""
        side = self.theme.page.side if row.bleed else 0
        cells = list(self._cells(element, row, side))
        rules = [(edge, rule) for edge, rule in (("top", row.rule_above), ("bottom", row.rule_below)) if rule]
        above = [gap(row.before)] if row.before else []
        if row.full:  # what is behind its cells reaches down to the foot, which no row of a table could
            above = [*above, self._behind(cells, row)]
            cells = [replace(cell, fill=None) for cell in cells]
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
        return [*above, table]

    def _behind(self, cells: Sequence[Cell], row: Row) -> Element:
        """Return the fills of the cells of a row that is as high as its sheet: rectangles behind the text."""
        page, sheet = self.theme.page, self.sheet
        at = 0.0 if row.bleed else page.side
        paragraph = wordml.paragraph(styles.SEAM, new("keepNext"))
        for cell in cells:
            if cell.fill:
                left = page.width - at - cell.width if self.rtl else at
                box = left, sheet.top, cell.width, page.height - sheet.top - sheet.bottom
                number = next(self.texts.numbers)
                name = f"panel {number}"
                paragraph.append(drawing.at_place(box, self.theme.colours[cell.fill].screen, name, number))
            at += cell.width
        return paragraph

    def beside(self, element: HtmlElement, row: Row, below: float) -> Iterator[Element]:
        """Yield a heading and the text beside it, their first lines on one baseline, and white space `below` (pt).

        In a table the heading would be missing from the navigation pane. So it is in a frame beside the text, which is
        indented: with wrap "none" three engines put both in the same place, with "around" one adds the indent to the
        frame, with "tight" one moves the text below it. Anchored to a paragraph from right to left, the frame is placed
        from the other edge by one in three; so it is anchored to a seam, which is always from left to right.
        """
        heading, cell = element
        said, page, width = list(leaves(cell)), self.theme.page, self.theme.widths(row)[0]
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
        spaces = {"before": before + too_low}
        for block in said:
            after = max(0, below + next(self.shorter, 0) - self._raised(said[0])) if block is said[-1] else None
            if after is not None and block.tag in TEXTS:
                spaces["after"] = after
            inset = (width + page.gutter, -UNKERNED if self.rtl and block.tag in TEXTS else 0)
            yield from blocks.written(block, self.texts, self.theme, self.theme.measure, inset, spaces)
            if after and block.tag not in TEXTS:
                yield gap(after)
            spaces = {}

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
            into += [self.texts.paragraph(each, frame=wordml.frame(*frame), fill=fill) for each in leaves(cell.element)]
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
        spaces = self._levelled(cell, row) if row.height else {}
        room = cell.width - start - end
        made.extend(
            ended(
                [
                    part
                    for each in leaves(cell.element)
                    for part in blocks.written(each, self.texts, self.theme, room, inset, spaces.get(each))
                ]
            )
        )
        return made

    def _levelled(self, cell: Cell, row: Row) -> dict[HtmlElement, dict[str, float]]:
        """Return the space above each text of a band's cell at which its lines stand where they do on the page.

        A cell of a row with a height has no margins, so the padding of a panel is above its first text.
        """
        spaces, earlier = dict[HtmlElement, dict[str, float]](), 0.0
        above = cell.padding if row.align == "top" else 0.0
        for text in leaves(cell.element):
            raised = self._raised(text)
            spaces[text] = {"before": max(0, self.texts.styles[text].before + raised - earlier) + above}
            earlier, above = raised, 0.0
        return spaces


def part_of(element: HtmlElement, kind: str) -> str:
    """Return the name of a row, columns or a panel: the class besides the kind's own, or "" for anything else."""
    return next((name for name in element.classes if name != kind), "") if kind in element.classes else ""
