"""Write the word across a draft into a Word file: a picture in the header of each sheet, where Word keeps its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from lxml import etree
from lxml.html import HtmlElement

from ..core.xml import Element
from ..theme.parts import Sheet
from . import drawing, styles, wordml
from .rows import part_of
from .texts import Texts

NAME = "Watermark"
# However small a header is, it pushes a band at the top of the sheet down: by 3 pt in LibreOffice, measured at 144 dpi.
PUSHED = 6


def headers(texts: Texts, tree: HtmlElement) -> Mapping[str, Element]:
    """Return what refers to the header of each sheet, by its name; an edition that is final has none."""
    named = next((each for each in tree.iter("main") if "data-watermark" in each.attrib), None)
    if named is None:
        return {}
    picture, words = named.get("data-watermark", "").partition(":")[2], named.get("data-words", "")
    svg = texts.page.pictures[picture].decode()
    references = {}
    for article in tree.iter("article"):
        name = next(name for name in texts.theme.sheets if name in article.classes)
        part, relation = texts.document.part.add_header_part()  # type: ignore[no-untyped-call]
        paragraph = wordml.paragraph(styles.SEAM)
        paragraph.extend(_above(texts, article, texts.theme.sheets[name]))
        paragraph.append(_across(texts, part, svg, words, texts.theme.sheets[name]))
        part.element[:] = [paragraph]
        references[name] = wordml.new("headerReference", type="default")
        references[name].set(qn("r:id"), relation)
    return references


def _across(texts: Texts, part: StoryPart, svg: str, words: str, sheet: Sheet) -> Element:
    """Return the word as a picture, in the middle of the area that it may cover."""
    page = texts.theme.page
    room = page.height - sheet.draft_below - sheet.draft_above
    width = min(page.width, room * drawing.proportion(svg))
    top = sheet.draft_below + (room - width / drawing.proportion(svg)) / 2
    return drawing.on_page(part, svg, ((page.width - width) / 2, top, width), words, NAME, next(texts.numbers))


def _above(texts: Texts, article: HtmlElement, sheet: Sheet) -> Iterator[Element]:
    """Yield what closes the gap over a band that begins at the edge of the sheet."""
    first = next(article.iterchildren(tag=etree.Element), article)
    row = texts.theme.rows.get(part_of(first, "row"))
    if row and row.bleed and row.fill and not sheet.top:
        size, colour = (texts.theme.page.width + 1, PUSHED), texts.theme.colours[row.fill].screen
        yield drawing.at_edge("top", size, colour, f"{NAME} band", next(texts.numbers))
