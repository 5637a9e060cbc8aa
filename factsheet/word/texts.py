"""Write the texts of the page as Word paragraphs: their runs, links, breaks and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree
from lxml.html import HtmlElement

from ..core.xml import Element
from ..edition.locales import script
from ..edition.ties import TIE, TIED
from ..page.blocks import LISTS
from ..page.page import Page
from ..theme.model import Theme
from ..theme.selectors import styled
from ..theme.styles import INLINE, Style
from . import drawing, letters, line_heights, lists, places, wordml
from .letters import style_id
from .numbered import Numbered
from .places import Places
from .wordml import new, on

LEFT_TO_RIGHT_MARK = "\N{LEFT-TO-RIGHT MARK}"
LEVELS = {"sup": "superscript", "sub": "subscript"}
# The last bit of a colour, a difference that nobody can see.
HAIR_OF_BLUE = 1

Inset = tuple[float, float]  # at the start and at the end of a line, in pt


class Texts:
    """A writer of the texts of one page into one document.

    `themes` has the theme of each sheet, in its unit. Word's styles are those of the first.
    """

    def __init__(
        self,
        document: Document,
        themes: Mapping[str, Theme],
        page: Page,
        tree: HtmlElement,
        look: lists.Look,
        depths: Mapping[str, float],
    ) -> None:
        self.document = document
        self.themes = themes
        self.theme = theme = next(iter(themes.values()))
        self.page = page
        self.rtl = page.direction == "rtl"
        self.slanted = theme.slanted(script(tree.get("lang", "")))
        self.styles = _styles(tree, themes)
        self.defined = {style.word: style for style in theme.styles.values()}
        self.heights = look.heights
        self.depths = depths
        self.writing = look.writing
        self.numbers = count(1)
        self.places = Places(tree, self.numbers)
        self.numbered = Numbered(document, tree, self.styles, look)

    def paragraph(
        self,
        element: HtmlElement,
        inset: Inset = (0, 0),
        frame: Element | None = None,
        fill: str | None = None,
        spaces: Mapping[str, float] | None = None,
        *,
        keep: bool = False,
    ) -> Element:
        """Return a text as a paragraph in its style; in a frame, on the fill of that frame.

        With `keep`, it stays on the page of what follows. `spaces` are those `before` and `after` it (pt) that are not
        its style's.
        """
        style = self.styles[element].model_copy(update=spaces or {})
        paragraph = wordml.paragraph(
            style_id(style.word),
            on("keepNext", keep and not style.keep),
            frame,
            self.numbered.of(element),
            self._rule(element),
            new("shd", val="clear", color="auto", fill=wordml.hex_colour(fill)) if fill else None,
            line_heights.shared(style, list(self._lines(element)), self.heights)
            or line_heights.own(style, self.defined[style.word], self.heights),
            self._indent(style, inset, self._over_margins(element)),
            # A sign before words is centred on them.
            new("textAlignment", val="center") if element.find("img") is not None and _has_words(element) else None,
            self._mark(element),
        )
        if picture := element.get("data-picture"):
            paragraph.append(self._picture(picture, ""))
        paragraph.extend(self.places.at(element))
        self._inline(element, paragraph)
        return paragraph

    def cell(self, element: HtmlElement) -> Element:
        """Return a cell of a table of data as a paragraph; numbers stand to the right, in any language."""
        if "number" not in element.classes:
            return self.paragraph(element)
        style = self.styles[element]
        figures = element.tag == "td"
        turned = new("bidi", val="0") if figures and self.rtl else None
        aligned = new("jc", val="right") if figures or not self.rtl else None
        paragraph = wordml.paragraph(
            style_id(style.word), turned, line_heights.own(style, self.defined[style.word], self.heights), aligned
        )
        self._inline(element, paragraph, ltr=figures and self.rtl)
        return paragraph

    # Properties of its own

    def _mark(self, element: HtmlElement) -> Element | None:
        """Return the look of the paragraph mark, which decides that of its bullet, and the height of an empty line."""
        if element.tag == "hr":
            return letters.sized(1)
        return new("rPr", new("rtl")) if self.rtl else None

    def _rule(self, element: HtmlElement) -> Element | None:
        """Return the line below every second text in a series of texts with lines.

        Word draws paragraphs with equal borders as one box (ECMA-376 part 1, 17.3.1.7): unless two neighbours differ,
        only the last has its line. A line between them (17.3.1.5) is 6 pt higher in two engines in three.
        """
        style, before = self.styles[element], list(element.itersiblings(preceding=True))
        if not style.rule_below or not sum(self.styles.get(each) is style for each in before) % 2:
            return None
        colour = self.theme.colours[style.rule_below.colour].screen
        almost = f"{colour[:-2]}{int(colour[-2:], 16) ^ HAIR_OF_BLUE:02x}"
        return new("pBdr", wordml.border("bottom", style.rule_below.width, almost, style.rule_below.space))

    def _lines(self, element: HtmlElement) -> Iterator[float]:
        """Yield the natural height of each line of a text, as divided by its own line breaks."""
        highest = 0.0
        for part, style in self._parts(element, self.styles[element]):
            if part is None:
                yield highest
                highest = 0.0
            elif part.strip():
                highest = max(highest, line_heights.by_itself(style, self.heights))
        yield highest

    def _parts(self, element: HtmlElement, style: Style) -> Iterator[tuple[str | None, Style]]:
        """Yield the words of a text, each in its style, and None for the end of a line."""
        yield element.text or "", style
        for child in element.iterchildren(tag=etree.Element):
            own = self.styles.get(child, style)
            yield from [(None, style)] if child.tag == "br" else self._parts(child, own if own.size else style)
            yield child.tail or "", style

    def _over_margins(self, element: HtmlElement) -> float:
        """Return how far a text goes over the margins, in pt: one with a photo that runs to both edges of the sheet."""
        photos = (self.page.photos.get(each.get("src", "").partition(":")[2]) for each in element.iter("img"))
        return self.theme.page.side if any(photo and photo.wide for photo in photos) else 0.0

    def _indent(self, style: Style, inset: Inset, over: float = 0) -> Element | None:
        start, end = (side - over for side in inset)
        if not (start or end):
            return None
        left = wordml.twips(start + style.indent + style.hang)
        return new("ind", left=left, right=wordml.twips(end), hanging=wordml.twips(style.hang) if style.hang else None)

    # Its contents

    def _inline(
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
                self._inline(_tied(child), link, own, ltr=other, level=level)
            elif child.tag == "img":
                into.append(self._picture(child.get("src", ""), child.get("alt", "")))
            elif child.tag == "br":
                into.append(wordml.line_break())
            elif child.tag not in LISTS:
                self._inline(_tied(child), into, own, ltr=other, level=level)
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
            kept = _from_left_to_right(kept)
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

    def _picture(self, source: str, alt: str) -> Element:
        """Return a run with a picture of the theme."""
        file = source.partition(":")[2]
        number, content = next(self.numbers), self.page.pictures[file]
        if photo := self.page.photos.get(file):
            return drawing.photo(self.document, content, photo.size, alt, photo.file, number)
        size, svg = self.theme.size_of(file), content.decode()
        assert size is not None  # or the page would have been refused
        return drawing.in_line(self.document, svg, (size.width, size.height), alt, file, number)


def _styles(tree: HtmlElement, themes: Mapping[str, Theme]) -> dict[HtmlElement, Style]:
    """Return the style of every element, as its sheet has it; what is on no sheet is set as on the first."""
    found: dict[HtmlElement, Style] = {}
    for name, theme in themes.items():
        styles = styled(tree, theme.styles.items())
        on = {each for sheet in tree.iter("article") if name in sheet.classes for each in sheet.iter()}
        found |= {each: style for each, style in styles.items() if each in on or each not in found}
    return found


def _from_left_to_right(words: str) -> str:
    """Return words that keep their order in a text from right to left, where signs at an end would change sides.

    So would a number at the beginning: "15-14 October" (UAX 9, W7: it follows the letters before it).
    """
    before = "" if words[0].isalpha() else LEFT_TO_RIGHT_MARK
    return before + words + ("" if words[-1].isalnum() else LEFT_TO_RIGHT_MARK)


def _tied(element: HtmlElement) -> HtmlElement:
    """Return an element with no-break spaces in it, if it is one that no line ends within."""
    if TIED in element.classes and element.text:
        element.text = element.text.replace(" ", TIE)
    return element


def _has_words(element: HtmlElement) -> bool:
    return bool(element.text_content().strip())
