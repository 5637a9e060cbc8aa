"""Read the tags of a PDF from the page that was laid out: one for each element, over lines, columns and pages.

WeasyPrint (70.0) makes a tag of each box, so a list in four columns is five lists, and leaves out what the standard has
no word for at its place. Which content belongs to which box is read from its tags, which it makes in the order of the
boxes; all else comes from the page. tests/typeset/test_tagging.py holds the contract.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from . import box_tree
from .tag_tree import Annotation, Content, Tag
from .written import behind

# What each element is. Others have no meaning of their own in PDF 1.7: what is in them takes their place.
KINDS = {
    "article": "Art", "section": "Sect", "blockquote": "BlockQuote",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "p": "P",
    "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "caption": "Caption", "figcaption": "Caption",
    "a": "Link", "img": "Figure",
}  # fmt: skip
# The same in PDF 2.0 (ISO 32000-2, 14.8.4), which has no Art, but words for what is important or beside the subject.
KINDS_OF_PDF_2 = {**KINDS, "article": "Part", "aside": "Aside", "strong": "Strong", "em": "Em"}
# Printed again on each page that a table runs over.
REPEATED = {"thead", "tfoot"}
# Around all sheets: each is laid out as a document of its own, with these around it.
AROUND = {"html", "body", "main"}

Numbers = Iterator[tuple[bytes, int]]


def read(document: Any, pdf: Any, kinds: Mapping[str, str]) -> tuple[Tag, list[Content]]:
    """Return the tag of a document, and the contents that are no part of it: in margins, or printed again.

    `kinds` says what each element is.
    """
    reader = _Reader(_contents(pdf), kinds)
    reader.document.language = document.metadata.lang or ""
    for number, page in enumerate(document.pages):
        reader.page(box_tree.of_page(page), number)
    if next(reader.numbers, None):
        raise AssertionError("WeasyPrint has tagged more than is on the page")
    return reader.document, reader.artifacts


def _contents(pdf: Any) -> Numbers:
    """Yield the reference of the page and the number of each marked content, in the order of the boxes."""
    within = set[int]()  # what is in links, which hold the numbers of their own words
    for each in pdf.objects:
        if hasattr(each, "get") and each.get("Type") == "/StructElem" and each.number not in within:
            if each["S"] == "/Link":
                yield from _in_a_link(pdf, each, within)
            else:
                yield from ((each["Pg"], kid) for kid in each["K"] if isinstance(kid, int))


def _in_a_link(pdf: Any, link: Any, within: set[int]) -> Numbers:
    for kid in link["K"]:
        if isinstance(kid, int):
            yield link["Pg"], kid
        elif (below := behind(pdf, kid)).get("Type") == "/StructElem":
            within.add(below.number)
            yield from _in_a_link(pdf, below, within)


class _Reader:
    """Go through the boxes of the pages, and gather what is in each element."""

    def __init__(self, numbers: Numbers, kinds: Mapping[str, str]) -> None:
        self.numbers = numbers
        self.kinds = kinds
        self.number = 0  # of the page
        self.document = Tag("Document")
        self.artifacts: list[Content] = []
        self.tags: dict[tuple[int, str], Tag] = {}  # by their elements, and what is made of their style
        self.pages: dict[bytes, int] = {}

    def page(self, box: Any, number: int) -> None:
        """Read a page."""
        self.number = number
        self._box(box, self.document)

    def _box(self, box: Any, around: Tag | None) -> None:
        """Read a box; `around` is the tag that it is in, or None for what is no part of the document."""
        box = getattr(box, "_box", box)  # one that is placed on its own is behind a placeholder
        kind = type(box).__name__
        if kind == "TextBox":
            self._content(box.text, around)
            return
        tag = None
        if around is None:
            self._again(box)
        elif kind != "MarginBox":
            tag = self._tag(box, kind, around)
        for child in getattr(box, "children", ()):
            self._box(child, tag)
        if kind.endswith("ReplacedBox"):
            self._content("", tag)

    def _tag(self, box: Any, kind: str, around: Tag) -> Tag | None:
        """Return the tag of a box: its own, that of an earlier part of its element, or the one around it."""
        name, element = box.element_tag, box.element
        if element is None or kind in ("LineBox", "PageBox") or name in AROUND:
            return around
        key = id(element), name
        if (tag := self.tags.get(key)) is None:
            tag = self.tags[key] = Tag(self.kinds.get(name, ""), element, language=box.style["lang"] or "")
            tag.link = tag if tag.kind == "Link" else around.link
            around.kids.append(tag)
        elif name in REPEATED and tag.boxes[0][0] != self.number:
            return None
        tag.boxes.append((self.number, box))
        if box.link_annotation and tag.link:  # marks in a link are each an annotation
            tag.link.kids.append(Annotation(self.number, box.link_annotation))
        return tag

    def _again(self, box: Any) -> None:
        """Take from what is printed again only that it can be clicked."""
        tag = self.tags.get((id(box.element), box.element_tag))
        if box.link_annotation and tag and tag.link:
            tag.link.kids.append(Annotation(self.number, box.link_annotation))

    def _content(self, words: str, tag: Tag | None) -> None:
        reference, number = next(self.numbers)
        if self.pages.setdefault(reference, self.number) != self.number:
            raise AssertionError("WeasyPrint has tagged the boxes of a page in another order")
        content = Content(self.number, number, words)
        if tag is None or (not words.strip() and tag.kind != "Figure"):  # nothing is drawn
            self.artifacts.append(content)
        else:
            tag.kids.append(content)
