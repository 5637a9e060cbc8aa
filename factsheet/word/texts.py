"""Write the texts of the page as Word paragraphs: their runs, links, breaks and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from docx.document import Document
from lxml import etree
from lxml.html import HtmlElement

from ..core.xml import Element
from ..edition.locales import script
from ..page.page import Page
from ..theme.model import Theme
from ..theme.selectors import styled
from ..theme.styles import Style
from . import letters, line_heights, lists, wordml
from .inline import Inline
from .letters import style_id
from .numbered import Numbered
from .places import Places
from .wordml import new, on

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
        self.styles = _styles(tree, themes)
        self.defined = {style.word: style for style in theme.styles.values()}
        self.heights = look.heights
        self.depths = depths
        self.writing = look.writing
        self.numbers = count(1)
        self.places = Places(tree, self.numbers)
        slanted = theme.slanted(script(tree.get("lang", "")))
        self.inline = Inline(document, theme, page, self.styles, self.places, self.numbers, slanted=slanted)
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
        divided: bool = False,
    ) -> Element:
        """Return a text as a paragraph in its style; in a frame, on the fill of that frame.

        With `keep`, it stays on the page of what follows; `divided`, it may go on in the next column. `spaces` are
        those `before` and `after` it (pt) that are not its style's.
        """
        style = self.styles[element].model_copy(update=spaces or {})
        paragraph = wordml.paragraph(
            style_id(style.word),
            on("keepNext", keep and not style.keep),
            new("keepLines", val="0") if divided else None,
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
            paragraph.append(self.inline.picture(picture, ""))
        paragraph.extend(self.places.at(element))
        self.inline.write(element, paragraph)
        return paragraph

    def cell(self, element: HtmlElement) -> Element:
        """Return a cell of a table of data as a paragraph; numbers stand to the right, in any language."""
        paragraph = self.paragraph(element)
        if "number" in element.classes and not self.rtl:  # from right to left, lines begin there
            paragraph[0].append(new("jc", val="right"))
        return paragraph

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


def _styles(tree: HtmlElement, themes: Mapping[str, Theme]) -> dict[HtmlElement, Style]:
    """Return the style of every element, as its sheet has it; what is on no sheet is set as on the first."""
    found: dict[HtmlElement, Style] = {}
    for name, theme in themes.items():
        styles = styled(tree, theme.styles.items())
        on = {each for sheet in tree.iter("article") if name in sheet.classes for each in sheet.iter()}
        found |= {each: style for each, style in styles.items() if each in on or each not in found}
    return found


def _has_words(element: HtmlElement) -> bool:
    return bool(element.text_content().strip())
