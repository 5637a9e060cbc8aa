"""Check our Word files for anything that programs lay out differently.

Each rule says what to avoid and why: the clause of ECMA-376 part 1 that leaves it open, or what was measured in three
engines. The tests check every Word file against the rules, including the translators' tables.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from docx.oxml.ns import qn
from lxml import etree

from ..core.xml import Element

# The thickest border, in eighths of a point: 6 pt.
THICKEST = 48
# What fixed heights must leave of a page, in twentieths of a point.
LEFT_FREE = 40 * 20
STORIES = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|styles|numbering)\.xml")


@dataclass(frozen=True)
class Book:
    """The parts of a Word file that the rules look at: its text, its styles and its list formats."""

    stories: tuple[Element, ...]
    styles: dict[str, Element]

    def all(self, tag: str) -> Iterator[Element]:
        """Yield the elements of a kind, in all parts."""
        return (found for story in self.stories for found in story.iter(qn(f"w:{tag}")))

    def said(self, paragraph: Element, tag: str) -> Element | None:
        """Return a property of a paragraph: its own, its style's, or that of a style which this is based on."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn(f'w:{tag}')}")
        named, seen = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"), set[str]()
        while own is None and named is not None and (id := _value(named)) in self.styles and id not in seen:
            seen.add(id)
            own = self.styles[id].find(f"{qn('w:pPr')}/{qn(f'w:{tag}')}")
            named = self.styles[id].find(qn("w:basedOn"))
        return own


Rule = Callable[[Book], Iterator[str]]


def broken(docx: bytes) -> list[str]:
    """Return the rules that a Word file breaks, by name, and where."""
    book = _opened(docx)
    return [f"{rule.__name__}: {where}" for rule in RULES for where in rule(book)]


def _opened(docx: bytes) -> Book:
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if STORIES.fullmatch(name)}
    styles = {each.get(qn("w:styleId"), ""): each for each in parts["word/styles.xml"].iter(qn("w:style"))}
    return Book(tuple(parts.values()), styles)


def height_with_margins(book: Book) -> Iterator[str]:
    """Find rows with a height and margins above or below: two engines in three leave these out of it (17.4.80)."""
    for row in book.all("tr"):
        if row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}") is not None:
            table = next(row.iterancestors(qn("w:tbl")))
            named = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
            style = book.styles.get(_value(named)) if named is not None else None
            margins = [*row.iter(qn("w:tcMar")), *table.iterfind(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")]
            margins += style.iter(qn("w:tblCellMar")) if style is not None else ()
            if any(_number(edge, "w") > 0 for each in margins for edge in each if edge.tag in VERTICAL):
                yield _words(row)


def heights_of_a_page(book: Book) -> Iterator[str]:
    """Find fixed heights that leave less than 40 pt of a page: engines differ by that much on the rest."""
    for rows, section in _sections(book):
        size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        heights = [_number(height) for row in rows for height in row.iter(qn("w:trHeight"))]
        if size is not None and margins is not None and len(heights) > 1:
            room = _number(size, "h") - _number(margins, "top") - _number(margins, "bottom")
            if sum(heights) > room - LEFT_FREE:
                yield f"{sum(heights) / 20:g} pt of {room / 20:g}"


def thick_border(book: Book) -> Iterator[str]:
    """Find borders thicker than 6 pt, used as gaps: some engines add them to the height of a row (17.3.4)."""
    for kind in ("tblBorders", "tcBorders", "pBdr", "pgBorders"):
        for borders in book.all(kind):
            yield from (_words(borders) for edge in borders if _number(edge, "sz") > THICKEST)


def border_between(book: Book) -> Iterator[str]:
    """Find lines between paragraphs (17.3.1.5): with a space of 6 pt, each is 6 pt higher in two engines in three."""
    yield from (_words(found) for found in book.all("between"))


def bidi_in_one_column(book: Book) -> Iterator[str]:
    """Find right-to-left sections without columns: two engines begin a full-bleed table there at the margin."""
    for section in book.all("sectPr"):
        columns = section.find(qn("w:cols"))
        number = _number(columns, "num") if columns is not None else 1
        if section.find(qn("w:bidi")) is not None and number < 2:
            yield _words(section)


def heading_without_its_columns(book: Book) -> Iterator[str]:
    """Find sections of headings alone before columns: "keep with next" (17.3.1.15) ends with the section."""
    for (rows, section), (_, following) in pairwise(_sections(book)):
        columns = following.find(qn("w:cols"))
        kept = [each.tag == qn("w:p") and book.said(each, "keepNext") is not None for each in rows]
        if kept and all(kept) and columns is not None and _number(columns, "num") > 1:
            yield _words(rows[0]) or _words(section)


def exact_height(book: Book) -> Iterator[str]:
    """Find lines and rows of an "exact" height (17.3.1.33, 17.4.80): larger type and pasted pictures are clipped."""
    for tag, rule in (("spacing", "lineRule"), ("trHeight", "hRule")):
        yield from (_words(found) for found in book.all(tag) if found.get(qn(f"w:{rule}")) == "exact")


def floating_table(book: Book) -> Iterator[str]:
    """Find floating tables (17.4.57): one engine sets them in the text, another breaks them at the foot of a page."""
    yield from (_words(found) for found in book.all("tblpPr"))


def placed_by_the_text(book: Book) -> Iterator[str]:
    """Find anchors and frames not placed from the page: engines differ on where a text begins.

    They agree on the height of a frame beside the text if it is anchored to an empty paragraph without space above.
    """
    for frame in book.all("framePr"):
        anchors = [frame.get(qn(f"w:{axis}Anchor")) for axis in "hv"]
        follows = next(frame.iterancestors(qn("w:p"), qn("w:style"))).getnext()
        beside = anchors == ["page", "text"] and follows is not None and _is_bare(book, follows)
        if anchors != ["page", "page"] and not beside:
            yield _words(frame)
    for story in book.stories:
        for anchor in story.iter(qn("wp:anchor")):
            if any(each.get("relativeFrom") != "page" for each in anchor if each.tag in POSITIONS):
                yield _words(anchor)


def frame_on_right_to_left(book: Book) -> Iterator[str]:
    """Find frames anchored to a right-to-left paragraph: one engine in three places them from the other edge."""
    for frame in book.all("framePr"):
        paragraph = next(frame.iterancestors(qn("w:p"), qn("w:style")))
        follows = paragraph.getnext()
        bidi = book.said(follows, "bidi") if follows is not None and not _is_framed(follows) else None
        if bidi is not None and _value(bidi) != "0":
            yield _words(frame)


def label_on_right_to_left(book: Book) -> Iterator[str]:
    """Find labels of right-to-left lists placed by a side (17.9.7): one engine in three takes the other side."""
    for level in book.all("lvl"):
        side, rtl = level.find(qn("w:lvlJc")), level.find(f"{qn('w:rPr')}/{qn('w:rtl')}")
        if rtl is not None and (side is None or _value(side) != "center"):
            label = level.find(qn("w:lvlText"))
            yield f'in the list format "{_value(label) if label is not None else ""}"'


RULES: tuple[Rule, ...] = (
    height_with_margins,
    heights_of_a_page,
    thick_border,
    border_between,
    bidi_in_one_column,
    heading_without_its_columns,
    exact_height,
    floating_table,
    placed_by_the_text,
    frame_on_right_to_left,
    label_on_right_to_left,
)
VERTICAL = {qn("w:top"), qn("w:bottom")}
POSITIONS = {qn("wp:positionH"), qn("wp:positionV")}


def _sections(book: Book) -> Iterator[tuple[list[Element], Element]]:
    """Yield the sections of a document: the contents of each, and its properties."""
    for story in book.stories:
        begun: list[Element] = []
        for element in story.iterfind(f"{qn('w:body')}/*"):
            section = element if element.tag == qn("w:sectPr") else element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
            begun += [element] if element is not section else []
            if section is not None:
                yield begun, section
                begun = []


def _is_bare(book: Book, paragraph: Element) -> bool:
    """Tell whether a paragraph has no words, and no space above it."""
    space = book.said(paragraph, "spacing")
    return paragraph.find(qn("w:r")) is None and (space is None or not _number(space, "before"))


def _is_framed(paragraph: Element) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:framePr')}") is not None


def _value(element: Element) -> str:
    return element.get(qn("w:val"), "")


def _number(element: Element, attribute: str = "val") -> int:
    found = element.get(qn(f"w:{attribute}"), "0")
    return int(found) if found.lstrip("-").isdigit() else 0


def _words(element: Element) -> str:
    """Return where something is: the first words in it, or in what is around it."""
    for around in (element, *element.iterancestors()):
        if around.tag == qn("w:style"):
            return f"the style {around.get(qn('w:styleId'))}"
        if words := "".join(text.text or "" for text in around.iter(qn("w:t")))[:40]:
            return f'at "{words}"'
    return "in an empty part"
