"""Read what a Word file consists of by its styles, tables, lists and links, as Word shows them.

Clauses in brackets are those of ECMA-376 part 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..core.xml import Element
from ..word import letters, styles
from .structure import Link, Row, Structure, Table, Text, merged
from .word_labels import Labels
from .word_styles import Styles
from .word_xml import W, part, text_of, value

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(docx: bytes) -> Structure:
    """Return what a Word file consists of."""
    document = part(docx, "word/document.xml")
    relations = part(docx, "word/_rels/document.xml.rels").iter(f"{RELATIONS}Relationship")
    addresses = {each.get("Id", ""): each.get("Target", "") for each in relations}
    known = Styles(docx)
    reader = _Reader(known, Labels(docx, known))
    reader.blocks(document[0])
    links = merged(_links(document, addresses))
    return Structure(tuple(reader.texts), tuple(reader.tables), tuple(_pictures(document)), links)


class _Reader:
    """Go through the paragraphs and tables of a document in reading order."""

    def __init__(self, known: Styles, labels: Labels) -> None:
        self.styles = known
        self.labels = labels
        self.texts: list[Text] = []
        self.tables: list[Table] = []
        self.layout = letters.style_id(styles.TABLE)

    def blocks(self, parent: Element) -> None:
        """Read the paragraphs and tables in an element; what is in a table that only places things is no table."""
        for each in parent:
            if each.tag == f"{W}p":
                self._paragraph(each)
            elif each.tag == f"{W}tbl" and value(each.find(f"{W}tblPr"), "tblStyle") != self.layout:
                self.texts.append(Text("", is_table=True))
                self.tables.append(_table(each))
            else:
                self.blocks(each)

    def _paragraph(self, paragraph: Element) -> None:
        label = self.labels.of(paragraph)
        words = text_of(paragraph).strip()
        if words:
            heading = self.styles.heading(paragraph)
            self.texts.append(Text(words, heading, label.level if label else 0, label.words if label else ""))


def _table(table: Element) -> Table:
    """Return a table of data; its caption is its title [17.4.58], which is its only name without that."""
    rows = (
        Row(
            tuple(" ".join(text_of(each) for each in cell.iter(f"{W}p")).strip() for cell in row.iter(f"{W}tc")),
            row.find(f"{W}trPr/{W}tblHeader") is not None,
        )
        for row in table.iter(f"{W}tr")
    )
    return Table(value(table.find(f"{W}tblPr"), "tblCaption"), tuple(rows))


def _pictures(document: Element) -> Iterator[str]:
    """Yield what is said of each picture and chart, but not of those that are marked as decoration."""
    for each in document.iter(f"{DRAWING}docPr"):
        decorative = any(mark.get("val") == "1" for mark in each.iter(DECORATIVE))
        if not decorative and next(each.iterancestors(FALLBACK), None) is None:
            yield " ".join(each.get("descr", "").split())


def _links(document: Element, addresses: Mapping[str, str]) -> Iterator[Link | None]:
    """Yield the links, and None for words between them. One to a place that is not there leads nowhere: ""."""
    places = {each.get(f"{W}name", "") for each in document.iter(f"{W}bookmarkStart")}
    for each in document.iter(f"{W}hyperlink", f"{W}t", f"{W}p"):
        if each.tag == f"{W}hyperlink":
            place = each.get(f"{W}anchor", "")
            there = f"#{place}" if place in places else ""
            yield Link(addresses.get(each.get(f"{R}id", ""), "") or there, text_of(each))
        elif next(each.iterancestors(f"{W}hyperlink"), None) is None:
            yield None
