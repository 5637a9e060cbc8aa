"""Write what is inside a text: runs in their character styles, links, line breaks and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree
from lxml.html import HtmlElement

from ..core.xml import Element
from ..edition.ties import TIE, TIED
from ..page.blocks import LISTS
from ..page.foreign_words import from_left_to_right
from ..page.page import Page
from ..theme.model import Theme
from ..theme.styles import INLINE, Style
from . import drawing, letters, places, wordml
from .letters import style_id
from .places import Places
from .wordml import new

LEVELS = {"sup": "superscript", "sub": "subscript"}


class Inline:
    """A writer of what is inside the texts of a page; `numbers` yields a number for each picture."""

    def __init__(
        self,
        document: Document,
        theme: Theme,
        page: Page,
        styles: Mapping[HtmlElement, Style],
        places: Places,
        numbers: Iterator[int],
        *,
        slanted: bool,
    ) -> None:
        self.document = document
        self.theme = theme
        self.page = page
        self.styles = styles
        self.places = places
        self.numbers = numbers
        self.rtl = page.direction == "rtl"
        self.slanted = slanted

    def write(
        self,
        element: HtmlElement,
        into: Element,
        marks: tuple[Style, ...] = (),
        *,
        ltr: bool = False,
        level: str | None = None,
    ) -> None:
        """Write the runs, links, breaks and pictures of a text; `marks` are the styles around it, outermost first.

        A list in an item is left out: its items are paragraphs of their own.
        """
        level = LEVELS.get(str(element.tag), level)
        self._words(element.text, into, marks, ltr, level)
        for child in element.iterchildren(tag=etree.Element):
            own = (*marks, self.styles[child]) if child.tag in INLINE else marks
            # What is isolated in a right-to-left text runs the other way; so does English in place of a translation.
            other = ltr or (self.rtl and (child.tag == "bdi" or child.get("dir") == "ltr"))
            if child.tag == "a":
                link = self._link(child.get("href", ""))
                into.extend([*self.places.at(child), link])
                self.write(_tied(child), link, own, ltr=other, level=level)
            elif child.tag == "img":
                into.append(self.picture(child.get("src", ""), child.get("alt", "")))
            elif child.tag == "br":
                into.append(wordml.line_break())
            elif child.tag not in LISTS:
                self.write(_tied(child), into, own, ltr=other, level=level)
            self._words(child.tail, into, marks, ltr, level)

    def _link(self, address: str) -> Element:
        """Return a link without its words, to an address or to a place in the document."""
        link = new("hyperlink", history="1")
        if address.startswith("#"):
            link.set(qn("w:anchor"), places.bookmark(address[1:]))
        else:
            link.set(qn("r:id"), self._relation(address))
        return link

    def _words(self, text: str | None, into: Element, marks: tuple[Style, ...], ltr: bool, level: str | None) -> None:
        """Write a run. White space in the HTML becomes one space, and none at the start of a line, as on the page.

        No-break and en spaces stay as they are.
        """
        kept = re.sub(r"[ \n\r\t]+", " ", text or "")
        if len(into) and (into[-1].tag == qn("w:pPr") or into[-1].find(qn("w:br")) is not None):
            kept = kept.lstrip(" ")
        if ltr and kept:
            kept = from_left_to_right(kept)
        if kept:
            into.append(wordml.run(kept, *self._dressed(marks), rtl=self.rtl and not ltr, level=level))

    def _dressed(self, marks: tuple[Style, ...]) -> tuple[str | None, list[Element]]:
        """Return the one character style that a run can have (ECMA-376 part 1, 17.3.2.29), and what other marks add.

        The innermost mark decides the style. What marks a draft is the style of words that have no other mark, and adds
        its colours to the rest: a link stays a link, and capitals keep their face.
        """
        if not marks:
            return None, []
        chosen = next((each for each in reversed(marks) if not each.fill), marks[-1])
        others = [each for each in marks if each is not chosen]
        bold, italic = any(each.bold for each in others), any(each.italic for each in others) and self.slanted
        drafts = [each for each in others if each.fill][:1]
        more = [*map(new, [*["b", "bCs"] * bold, *["i", "iCs"] * italic])]
        more += [look for each in drafts for look in letters.marked(each, self.theme)]
        return style_id(chosen.word), more

    def _relation(self, address: str) -> str:
        return self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def picture(self, source: str, alt: str) -> Element:
        """Return a run with a picture of the theme."""
        file = source.partition(":")[2]
        number, content = next(self.numbers), self.page.pictures[file]
        if photo := self.page.photos.get(file):
            return drawing.photo(self.document, content, photo.size, alt, photo.file, number)
        size, svg = self.theme.size_of(file), content.decode()
        assert size is not None  # or the page would have been refused
        return drawing.in_line(self.document, svg, (size.width, size.height), alt, file, number)


def _tied(element: HtmlElement) -> HtmlElement:
    """Return an element with no-break spaces in it, if it is one that no line ends within."""
    if TIED in element.classes and element.text:
        element.text = element.text.replace(" ", TIE)
    return element
