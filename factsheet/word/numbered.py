"""Number the items of lists that the Word style of an item does not number as on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.document import Document
from lxml.html import HtmlElement

from ..core.xml import Element
from ..page import list_starts
from ..theme.styles import Style
from . import lists
from .wordml import new


class Numbered:
    """The lists of a page in a document; `styles` are those of its elements."""

    def __init__(
        self, document: Document, tree: HtmlElement, styles: Mapping[HtmlElement, Style], look: lists.Look
    ) -> None:
        self.document = document
        self.styles = styles
        self.look = look
        self.every = list(tree.iter("ul", "ol"))
        self.numbered = [each for each in tree.iter("ol") if any(True for _ in each.iterancestors("article"))]

    def of(self, item: HtmlElement) -> Element | None:
        """Return the number of an item that its style will not do for: in a list of lists, or in a later list."""
        around = [each for each in item.iterancestors() if each.tag in ("ul", "ol")]
        if not around:
            return None
        whole, start = around[-1], list_starts.number(around[-1])
        if whole.find(".//ol") is not None:
            levels = list(self._levels(whole))
            number = lists.nested(self.document, levels, self.every.index(whole), self.look, start)
            return new("numPr", new("ilvl", val=str(len(around) - 1)), new("numId", val=number))
        if around[0].tag != "ol":
            return None
        earlier = self.numbered.index(around[0])
        if not earlier and start == 1:
            return None  # the first list takes the numbers of its style
        number = lists.restarted(self.document, self.styles[item], earlier, start)
        return new("numPr", new("ilvl", val="0"), new("numId", val=number))

    def _levels(self, whole: HtmlElement) -> Iterator[Style]:
        """Yield the style of the first item on each level of a list."""
        items: list[HtmlElement] = list(whole.iterchildren("li"))
        while items:
            yield self.styles[items[0]]
            items = [each for item in items for inner in item.iterchildren("ul", "ol") for each in inner]
