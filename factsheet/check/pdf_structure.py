"""Read what a PDF consists of by its tags, as a screen reader does (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from .pdf_contents import NO_CONTENT, Contents, Place
from .structure import EMPTY, Link, Row, Structure, Table, Text, merged

HEADING = re.compile("/H([1-6])")
# Each is a text of its own; the parts of a page end a text that is in none of these.
TEXTS, PARTS = {"/P", "/Caption", "/LI"}, {"/Part", "/Art", "/Sect", "/Div", "/BlockQuote"}
# What a text may begin with that is not typed, in an element of its own (/NonStruct: WeasyPrint 70).
LABELS, LABEL = {"/Lbl", "/Span", "/NonStruct"}, re.compile(r"[^\w\s]{1,2}|[^\w\s]?\d+[^\w\s]?")
CELLS = {"/TH", "/TD"}


def read(pdf: bytes, contents: Contents) -> tuple[Structure, set[Place]]:
    """Return what a tagged PDF consists of, and which contents are in pictures; nothing, if it has no tags.

    The words of a chart are no texts: Word draws its own.
    """
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        tree = document.Root.get("/StructTreeRoot")
        if tree is None:
            return EMPTY, set()
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        reader = _Reader(pages, contents)
        return reader.read(tree), reader.pictured


class _Reader:
    """Go through the tags of a document, from the root, and gather what is in them."""

    def __init__(self, pages: Mapping[tuple[int, int], int], contents: Contents) -> None:
        self.pages = pages
        self.contents = contents.words
        self.texts: list[Text] = []
        self.tables: list[Table] = []
        self.pictures: list[str] = []
        self.pictured: set[Place] = set()  # the contents in pictures
        self.links: list[Link | None] = []
        self.text = Text("")  # the text that words belong to, without them
        self.words: list[tuple[str, bool]] = []  # its words so far, and whether they could be a label
        self.cell: list[str] | None = None  # the words of the cell of a table that is being read

    def read(self, tree: Any) -> Structure:
        """Return what a tree of tags consists of."""
        self._parts(tree, 0)
        return Structure(tuple(self.texts), tuple(self.tables), tuple(self.pictures), merged(self.links))

    def _parts(self, parent: Any, page: int, level: int = 0, *, labels: bool = False) -> None:
        """Go through what is in an element. `level` is that of the list around it, `page` a number from 0."""
        page = self._page(parent, page)
        follows = False  # a list after an item is its sublist; one that only holds others is a column of one list
        for child in _children(parent):
            kind = _kind(child)
            if not kind:
                self._content(child, page, labels=labels)
            elif kind == "/L":
                inner = follows or level == 0 or _kind(parent) != "/L"
                self._own(child, self.text, page, level + 1 if inner else level)
            else:
                self._element(child, kind, page, level, labels=labels)
            follows = follows or kind == "/LI"

    def _element(self, element: Any, kind: str, page: int, level: int, *, labels: bool) -> None:
        heading = HEADING.fullmatch(kind)
        if kind == "/Figure":
            self.pictures.append(" ".join(str(element.get("/Alt", "")).split()))
            self.pictured.update(self._places(element, page))
        elif kind == "/Table":
            self._table(element, page)
        elif kind == "/Link":
            self._link(element, page)
        elif heading or kind in TEXTS:
            text = Text("", heading=int(heading[1]) if heading else 0, level=level if kind == "/LI" else 0)
            self._own(element, text, page, level)
        elif kind in PARTS:
            self._own(element, self.text, page, level)
        else:
            self._parts(element, page, level, labels=labels or kind in LABELS)

    def _own(self, element: Any, text: Text, page: int, level: int) -> None:
        """Go through an element whose words are a text of their own."""
        self._end()
        around, self.text = self.text, text
        self._parts(element, page, level)
        self._end()
        self.text = around

    def _end(self) -> None:
        """End a text, if there are any words in it."""
        self.links.append(None)
        if self.cell is not None:
            self.cell.append(" ")
            return
        label = ""
        if self.words and self.words[0][1] and LABEL.fullmatch(self.words[0][0].strip()):
            label = self.words.pop(0)[0].strip()
        words = "".join(each for each, _ in self.words).strip()
        if words or label:
            self.texts.append(replace(self.text, words=words, label=label))
        self.words = []

    def _content(self, content: Any, page: int, *, labels: bool = False) -> None:
        """Take the words of a marked content, given by its number or by a reference to it (14.7.4.2)."""
        place = self._place(content, page)
        words = "" if place[1] == NO_CONTENT else self.contents.get(place, "")  # what can be clicked has no words
        self.links.append(None)
        if self.cell is not None:
            self.cell.append(words)
        else:
            self.words.append((words, labels))

    def _place(self, content: Any, page: int) -> Place:
        number = content.get("/MCID", NO_CONTENT) if _is_dictionary(content) else content
        return self._page(content, page), int(number)

    def _places(self, element: Any, page: int) -> Iterator[Place]:
        """Yield the marked contents in an element."""
        page = self._page(element, page)
        for child in _children(element):
            if _kind(child):
                yield from self._places(child, page)
            else:
                yield self._place(child, page)

    def _link(self, link: Any, page: int) -> None:
        """Take a link, and its words as part of the text that it is in."""
        taken = self.words if self.cell is None else self.cell
        begins, links = len(taken), self.links
        self.links = []
        self._parts(link, page)
        said = "".join(each if isinstance(each, str) else each[0] for each in taken[begins:])
        self.links = [*links, Link(_address(link), said)]

    def _table(self, table: Any, page: int) -> None:
        self._end()
        captions = [child for child in _children(table) if _kind(child) == "/Caption"]
        before = len(self.texts)
        for each in captions:
            self._own(each, Text(""), page, 0)
        caption = " ".join(each.words for each in self.texts[before:])
        self.texts.append(Text("", is_table=True))
        self.tables.append(Table(caption, tuple(self._rows(table, self._page(table, page)))))

    def _rows(self, parent: Any, page: int, *, is_head: bool = False) -> Iterator[Row]:
        for child in _children(parent):
            if _kind(child) == "/TR":
                cells = (each for each in _children(child) if _kind(each) in CELLS)
                yield Row(tuple(self._cell(each, self._page(child, page)) for each in cells), is_head)
            elif _kind(child) not in ("", "/Caption"):
                yield from self._rows(child, page, is_head=_kind(child) == "/THead")

    def _cell(self, cell: Any, page: int) -> str:
        self.cell = []
        self._parts(cell, page)
        self.links.append(None)
        words, self.cell = "".join(self.cell).strip(), None
        return words

    def _page(self, element: Any, otherwise: int) -> int:
        """Return the number of the page that an element is on; it need not say so."""
        page = element.get("/Pg") if _is_dictionary(element) else None
        return otherwise if page is None else self.pages.get(page.objgen, otherwise)


def _is_dictionary(each: Any) -> bool:
    import pikepdf

    return isinstance(each, pikepdf.Dictionary)


def _children(element: Any) -> list[Any]:
    import pikepdf

    children = element.get("/K", [])
    return list(children) if isinstance(children, pikepdf.Array) else [children]


def _kind(element: Any) -> str:
    """Return the kind of a structure element, "" for any other child of one."""
    return str(element.get("/S", "")) if _is_dictionary(element) else ""


def _address(link: Any) -> str:
    """Return where a link leads, to an address or to a place in the document; "" if nowhere."""
    for child in _children(link):
        if _is_dictionary(child) and "/Obj" in child:
            annotation = child.Obj
            action = annotation.get("/A", {})
            if "/URI" in action:
                return str(action["/URI"])
            place = annotation.get("/Dest", action.get("/D"))
            return "" if place is None else f"#{place}"
    return ""
