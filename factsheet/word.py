"""Walk the page and write it as a Word document in native styles.

What an element becomes is said by the page and the theme, not here: a text takes the Word style of
its selector in `theme.styles`; "row" is a table row, "panel" a cell of it with a fill of its own,
"columns" a section in columns, `img` or `data-picture` an inline picture. So a new section of the layout needs no code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache, cached_property
from io import BytesIO

import lxml.html
from cssselect import GenericTranslator
from cssselect import parse as selectors
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml.etree import _Element as Element
from lxml.html import HtmlElement

from . import word_file, word_fonts, word_styles, word_theme, wordml
from .errors import Place, Problem, Problems, suggestion
from .locales import script
from .page import TEXTS, Page
from .root import Root
from .theme import INLINE, Columns, Row, Style, Theme
from .wordml import new

# What Word may need more height than the page does, in pt, before it would begin a third page.
RESERVE = 12
LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"
# Sharp in print, and at 300 % on a screen.
DOTS_PER_INCH = 300


def write(page: Page, theme: Theme, root: Root, spare: float = 0) -> bytes:
    """Return the page as a Word file (DOCX). The band that closes it grows into the height to `spare`, in pt."""
    tree = lxml.html.document_fromstring(page.html)
    lxml.etree.strip_tags(tree, lxml.etree.Comment)  # the keys of texts
    language = tree.get("lang", "")
    writing = word_styles.Writing(language, script(language), page.direction)
    document = word_file.blank()
    word_styles.define(document, theme, writing)
    _Walk(document, theme, page, tree, spare).sheets()
    word_theme.add(document, theme, "Leaflet")
    word_fonts.embed(document, theme, root, writing.script)
    head = {meta.get("name"): meta.get("content", "") for meta in tree.iter("meta")}
    word_file.describe(
        document,
        title=tree.findtext(".//title") or "",
        subject=head["description"],
        author=head["author"],
        language=language,
        revised=datetime.fromisoformat(head["dcterms.modified"]),
    )
    return word_file.save(document)


@cache
def drawing(svg: str, width: int) -> bytes:
    """Return an SVG drawn as PNG, `width` dots wide. Remembered: every edition shows the same pictures."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width))


def fault(what: str, remedy: str) -> Problems:
    """Return the exception for a fault of the layout; after rendering its line is not known any more."""
    return Problems([Problem(Place("layouts/leaflet/leaflet.html.j2"), what, remedy)])


class _Walk:
    """The road through the page, element by element, into the document's body."""

    def __init__(self, document: Document, theme: Theme, page: Page, tree: HtmlElement, spare: float) -> None:
        self.document = document
        self.theme = theme
        self.page = page
        self.tree = tree
        self.spare = spare
        self.pictures = 0
        self.inset: tuple[float, float] = 0, 0
        self.rtl = page.direction == "rtl"
        self.body: Element = document.element.body

    def sheets(self) -> None:
        """Write each sheet of the page as a section of its own, from a new page."""
        for sheet in self.tree.iter("article"):
            name = next(name for name in self.theme.sheets if name in sheet.classes)
            self.sheet = self.theme.sheets[name]
            self.fresh = True
            self.columns = [self.theme.measure], 0.0
            self.blocks(sheet, self.body)
            self.end_section(last=sheet.getnext() is None)

    def blocks(self, parent: HtmlElement, into: Element) -> None:
        """Write the blocks inside an element."""
        for text in (parent.text, *(element.tail for element in parent)):
            if text and text.strip():  # on the page it would show, in Word it would be lost
                raise fault(f'the text "{text.strip()}" stands in no paragraph', "put it in a p")
        for element in parent.iterchildren(tag=lxml.etree.Element):
            if name := self.part(element, "row", self.theme.rows):
                self.row(element, self.theme.rows[name], into)
            elif name := self.part(element, "columns", self.theme.columns):
                self.in_columns(element, self.theme.columns[name], into)
            elif element.tag in TEXTS:
                into.append(self.paragraph(element))
            else:
                self.blocks(element, into)

    def part(self, element: HtmlElement, kind: str, known: Mapping[str, object]) -> str:
        """Return the name of a row, of columns or of a panel: the class beside the kind's own."""
        if kind not in element.classes:
            return ""
        name = next((name for name in element.classes if name != kind), "")
        if name not in known:
            raise fault(f'there is no {kind} "{name}" in theme.yaml', suggestion(name, known))
        return name

    # Texts

    @cached_property
    def styles(self) -> dict[Element, Style]:
        """Return the style of every element that has one, chosen as CSS would: by specificity, then order."""
        ranked = sorted(
            (selectors(selector)[0].specificity(), order, selector, style)
            for order, (selector, style) in enumerate(self.theme.styles.items())
        )
        chosen: dict[Element, Style] = {}
        for _, _, selector, style in ranked:
            chosen |= dict.fromkeys(self.tree.xpath(GenericTranslator().css_to_xpath(selector)), style)
        return chosen

    def paragraph(self, element: HtmlElement) -> Element:
        """Return a text as a paragraph of its style."""
        if element not in self.styles:
            raise fault(
                f"there is no style for <{element.tag!s}> in theme.yaml", "add one, with the Word style it becomes"
            )
        style = self.styles[element]
        paragraph = wordml.paragraph(word_styles.style_id(style.word))
        if (parent := element.getparent()) is not None and parent.tag == "ol":
            self.numbered(element, parent, paragraph)
        start, end = self.inset
        if start or end:
            left = wordml.twips(start + style.indent + style.hang)
            hanging = wordml.twips(style.hang) if style.hang else None
            paragraph[0].append(new("ind", left=left, right=wordml.twips(end), hanging=hanging))
        if element.find("img") is not None and element.text_content().strip():
            paragraph[0].append(new("textAlignment", val="center"))  # a sign before its words stands in their middle
        if self.rtl:  # the mark of the paragraph, by which its bullet goes
            paragraph[0].append(new("rPr", new("rtl")))
        if picture := element.get("data-picture"):
            paragraph.append(self.picture(picture, ""))
        self.inline(element, paragraph)
        return paragraph

    def numbered(self, item: HtmlElement, parent: HtmlElement, paragraph: Element) -> None:
        """Give the items of a further numbered list numbers that begin with 1 anew."""
        earlier = list(self.tree.iter("ol")).index(parent)
        if earlier:  # the first list takes the numbers of its style
            number = word_styles.restarted(self.document, self.styles[item], earlier)
            paragraph[0].append(new("numPr", new("ilvl", val="0"), new("numId", val=number)))

    def inline(self, element: HtmlElement, into: Element, style: str | None = None, *, ltr: bool = False) -> None:
        """Write the runs, links, breaks and pictures of a text."""
        self.words(element.text, into, style, ltr)
        for child in element.iterchildren(tag=lxml.etree.Element):
            named = child.tag in INLINE and child in self.styles
            own = word_styles.style_id(self.styles[child].word) if named and element.tag != "mark" else style
            # What is isolated in a text from right to left runs the other way; so does English that stands in.
            other = ltr or (self.rtl and (child.tag == "bdi" or child.get("dir") == "ltr"))
            if child.tag == "a":
                link = new("hyperlink", history="1")
                link.set(qn("r:id"), self.relation(child.get("href", "")))
                into.append(link)
                self.inline(child, link, own, ltr=other)
            elif child.tag == "img":
                into.append(self.picture(child.get("src", ""), child.get("alt", "")))
            elif child.tag == "br":
                into.append(wordml.line_break())
            else:
                self.inline(child, into, own, ltr=other)
            self.words(child.tail, into, style, ltr)

    def words(self, text: str | None, into: Element, style: str | None, ltr: bool) -> None:
        """Write a run. White space of the HTML counts as one space; no-break and en spaces stay as they are."""
        kept = re.sub(r"[ \n\r\t]+", " ", text or "")
        if len(into) and into[-1].tag == qn("w:pPr"):
            kept = kept.lstrip(" ")
        if ltr and kept and not kept[0].isalnum():
            kept = LEFT_TO_RIGHT_MARK + kept  # a sign at the border would go to the other side
        if kept:
            into.append(wordml.run(kept, style, rtl=self.rtl and not ltr))

    def relation(self, address: str) -> str:
        return self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def picture(self, source: str, alt: str) -> Element:
        """Return a run with a picture, drawn from its SVG."""
        file = source.partition(":")[2]
        size = self.theme.pictures[file]
        drawn = drawing(self.page.pictures[file].decode(), round(size.width / 72 * DOTS_PER_INCH))
        self.pictures += 1
        inline = self.document.part.new_pic_inline(BytesIO(drawn), Pt(size.width), Pt(size.height))
        run = wordml.run()
        run.append(new("drawing", wordml.described(inline, alt, file, self.pictures)))
        return run

    # Parts

    def row(self, element: HtmlElement, row: Row, into: Element) -> None:
        """Write a row as a table of one row, its cells as they stand on the page."""
        widths = self.theme.widths(row)
        side = self.theme.page.side if row.bleed else 0
        filled = bool(row.fill and not row.bleed)
        cells, grid = [], []
        if len(element) != len(widths):
            raise fault(f"a row of {len(widths)} cells has {len(element)} on the page", "correct cells in theme.yaml")
        if row.bleed:  # 1 pt more than it must, as on the page
            widths[-1] += 1
        for index, (child, width) in enumerate(zip(element, widths, strict=True)):
            first, last = index == 0, index == len(widths) - 1
            start, end, fill = (side if first else 0), row.gap, row.fill
            if last:
                end = row.inset if row.bleed else 0
            above = below = row.padding
            if filled:  # white lines as wide as the gap stand between the cells, half on each
                start, end = row.inset + (0 if first else row.gap / 2), row.inset + (0 if last else row.gap / 2)
                width += row.gap - (row.gap / 2 if first else 0) - (row.gap / 2 if last else 0)
            else:
                width += 0 if last else row.gap
            if name := self.part(child, "panel", self.theme.panels):
                panel = self.theme.panels[name]
                start, end, fill = panel.start, panel.end, panel.fill
                above = below = panel.padding
            # In a table from right to left Word takes a cell's left margin for the one where the text
            # begins, LibreOffice for the left; both agree on the indents of paragraphs.
            self.inset = (start, end) if self.rtl else (0, 0)
            start, end = (0, 0) if self.rtl else (start, end)
            cell = wordml.cell(width, (above, start, below, end), self.colour(fill), row.align)
            self.blocks(child, cell)
            cells.append(cell)
            grid.append(width)
        self.inset = 0, 0
        borders = [
            wordml.border(edge, rule.width, self.theme.colours[rule.colour].screen)
            for edge, rule in (("top", row.rule_above), ("bottom", row.rule_below))
            if rule
        ]
        if filled and row.gap:
            borders.append(wordml.border("insideV", row.gap, wordml.PAPER))
        height = row.height + (max(0, self.spare - RESERVE) if element.get("id") == "closing-band" else 0)
        self.add_table(wordml.table(word_styles.TABLE, cells, grid, -side, height, borders, rtl=self.rtl), into)

    def colour(self, name: str | None) -> str | None:
        return self.theme.colours[name].screen if name else None

    def add_table(self, table: Element, into: Element) -> None:
        """Add a table; two that touch would become one, so a seam goes between."""
        if len(into) and into[-1].tag == qn("w:tbl"):
            into.append(wordml.paragraph(word_styles.SEAM))
        into.append(table)

    # Sections

    def in_columns(self, element: HtmlElement, columns: Columns, into: Element) -> None:
        """Write text in columns: a section of its own on the same page."""
        self.end_section()
        self.columns = self.theme.widths(columns), columns.gap
        if columns.flow:
            self.blocks(element, into)
        else:
            for child in element:
                start = len(into)
                self.blocks(child, into)
                if child.getprevious() is not None:
                    self.break_column(into, start)
        self.end_section()
        self.columns = [self.theme.measure], 0.0

    def break_column(self, into: Element, start: int) -> None:
        """Begin a new column before the block at `start`."""
        if into[start].tag != qn("w:p"):
            into.insert(start, wordml.paragraph(word_styles.SEAM))
        into[start].insert(1, wordml.line_break("column"))

    def end_section(self, last: bool = False) -> None:
        """Close the section: its properties stand in its last paragraph, the last ones in the body."""
        if self.pending():
            widths, gap = self.columns
            size = self.theme.page.width, self.theme.page.height
            margins = self.sheet.top, self.theme.page.side, self.sheet.bottom
            properties = wordml.section(size, margins, widths, gap, new_page=self.fresh, rtl=self.rtl)
            if self.body[-1].tag != qn("w:p"):
                self.body.append(wordml.paragraph(word_styles.SEAM))
            (self.body if last else self.body[-1][0]).append(properties)
            self.fresh = False

    def pending(self) -> bool:
        """Tell whether anything was written since the last section ended."""
        return len(self.body) > 0 and self.body[-1].find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None
