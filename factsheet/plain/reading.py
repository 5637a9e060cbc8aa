"""Read what a page says, block by block: `page.blocks` lists what may be there.

What is decoration is left out, and so is what is in print alone. Words are those that were typed where the page prints
capitals.
"""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from ..edition.capitals import TYPED
from ..page import list_starts, notes
from ..page.blocks import CELLS, CHART, HEADINGS, LISTS, TEXTS
from ..page.page import Page
from . import words
from .document import Block, Document, Heading, Item, List, Notes, Paragraph, Quotation, Rule, Run, Said, Table, Terms

# On an item: what the sign before it means.
SIGN = "data-sign"
IN_PRINT_ALONE = "insert"


def read(page: Page) -> Document:
    """Return what a page says."""
    tree = lxml.html.document_fromstring(page.html)
    etree.strip_tags(tree, etree.Comment)  # the keys of texts
    head = {meta.get("name"): meta.get("content", "") for meta in tree.iter("meta")}
    drafts = [main.get("data-words", "") for main in tree.iter("main") if "data-watermark" in main.attrib]
    return Document(
        title=" ".join((tree.findtext(".//title") or "").split()),
        language=tree.get("lang", ""),
        direction=page.direction,
        day=head["dcterms.modified"],
        draft=drafts[0] if drafts else "",
        digits=page.digits,
        blocks=tuple(_Reader(rtl=page.direction == "rtl").blocks(next(tree.iter("body")))),
    )


class _Reader:
    """A reader of the blocks of a page, whose language may be written from right to left."""

    def __init__(self, *, rtl: bool) -> None:
        self.rtl = rtl

    def blocks(self, part: HtmlElement) -> Iterator[Block]:
        """Yield the blocks in a part of the page, in reading order."""
        for child in part.iterchildren(tag=etree.Element):
            if IN_PRINT_ALONE not in child.classes:
                yield from (each for each in self._block(child) if each not in (Paragraph(()), List(()), Notes(())))

    def _block(self, element: HtmlElement) -> Iterator[Block]:
        if CHART in element.classes or element.tag == "img":
            alt = (element if element.tag == "img" else next(element.iter("img"))).get("alt", "")
            yield Paragraph(words.settled([Run(words.spaced(alt), picture=True)] if alt.strip() else [], rtl=self.rtl))
        elif element.tag == "table":
            yield from self._table(element)
        elif element.tag == "hr":
            yield Rule()
        elif element.tag == "blockquote":
            yield Quotation(tuple(self.blocks(element)))
        elif element.tag == "dl":
            yield Terms(tuple(self._terms(element)))
        elif element.tag in LISTS:
            yield from self._list(element)
        elif element.tag in HEADINGS:
            yield Heading(int(element.tag[1]), self._said(element))
        elif element.tag in TEXTS:
            yield Paragraph(self._said(element))
        else:
            yield from self.blocks(element)

    def _list(self, whole: HtmlElement) -> Iterator[Block]:
        items = list(whole.iterchildren("li"))
        numbered = [each for each in items if notes.LIST in whole.classes and each.get("id", "").startswith("note-")]
        yield Notes(tuple(self._note(each) for each in numbered))
        yield self._of_items(whole, [each for each in items if each not in numbered])

    def _of_items(self, whole: HtmlElement, items: list[HtmlElement]) -> List:
        first = list_starts.number(whole) if whole.tag == "ol" else 0
        return List(tuple(map(self._item, items)), first)

    def _item(self, item: HtmlElement) -> Item:
        inner = [each for each in item.iterchildren() if each.tag in LISTS]
        lists = tuple(self._of_items(each, list(each.iterchildren("li"))) for each in inner)
        return Item(self._said(item), lists, " ".join(item.get(SIGN, "").split()))

    def _note(self, item: HtmlElement) -> tuple[int, Said]:
        """Return the number of a note, which its page has put before it, and what it says."""
        number, *said = (run for run in self._runs(item, Run("")) if run.words or run.note)
        return number.note, words.settled(words.without_space(said), rtl=self.rtl)

    def _terms(self, whole: HtmlElement) -> Iterator[tuple[Said, tuple[Said, ...]]]:
        term: Said = ()
        found: list[Said] = []
        for each in whole.iter("dt", "dd"):
            if each.tag == "dd":
                found.append(self._said(each))
                continue
            if term or found:
                yield term, tuple(found)
            term, found = self._said(each), []
        if term or found:
            yield term, tuple(found)

    def _table(self, table: HtmlElement) -> Iterator[Block]:
        caption = table.find("caption")
        if caption is not None:
            yield Paragraph(self._said(caption), marked=True)
        rows = [[each for each in row.iterchildren() if each.tag in CELLS] for row in table.iter("tr")]
        heads = [row for row in rows if _group(row) == "thead"]
        rest = [row for row in rows if _group(row) != "thead"]
        columns = list(zip(*heads, strict=True))
        yield Table(
            tuple(self._joined(column) for column in columns),
            tuple(tuple(map(self._said, row)) for row in rest),
            tuple(all("number" in cell.classes for cell in column) for column in zip(*rest, strict=True))
            or (False,) * len(columns),
        )

    def _joined(self, heads: tuple[HtmlElement, ...]) -> Said:
        """Return the heads of a column as one, if it has several."""
        runs = [run for each in heads for run in (*self._said(each), Run(" "))]
        return words.settled(runs, rtl=self.rtl)

    def _said(self, element: HtmlElement) -> Said:
        return words.settled(self._runs(element, Run("")), rtl=self.rtl)

    def _runs(self, element: HtmlElement, look: Run) -> Iterator[Run]:
        """Yield the runs of a text, in the look of what is around it; a list in an item is left out."""
        if (typed := element.get(TYPED)) is not None:
            link = element.find("a")  # which is innermost
            yield words.dressed(look if link is None else words.styled(link, look), typed)
            return
        yield words.dressed(look, element.text or "")
        for child in element.iterchildren():
            if child.tag not in LISTS:
                yield from self._inline(child, look)
            yield words.dressed(look, child.tail or "")

    def _inline(self, element: HtmlElement, look: Run) -> Iterator[Run]:
        if element.tag == "br":
            yield Run("\n")
        elif element.tag == "img":
            if alt := element.get("alt", "").strip():
                yield Run(words.spaced(alt), picture=True)
        elif element.tag == "a" and notes.REFERENCE in element.classes:
            yield Run("", note=int(element.text_content()))
        elif element.tag in ("sup", "sub"):
            yield from (words.levelled(run, str(element.tag)) for run in self._runs(element, look))
        elif self.rtl and (element.tag == "bdi" or element.get("dir") == "ltr"):
            yield from words.isolated(list(self._runs(element, words.styled(element, look))))
        else:
            yield from self._runs(element, words.styled(element, look))


def _group(row: list[HtmlElement]) -> str:
    """Return what a row of a table is in: its head, its body or its totals."""
    return next((str(group.tag) for group in row[0].iterancestors("thead", "tbody", "tfoot")), "") if row else ""
