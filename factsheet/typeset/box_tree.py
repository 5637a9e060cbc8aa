"""Walk the boxes of a laid-out page: how full each sheet is, and where each text is, line by line.

The one place that knows WeasyPrint's tree of boxes (`Page._page_box`, private; measured on 70.0).
tests/test_fit.py and tests/test_overflow.py hold the contract. Lengths are in pt, from the upper left corner of the
page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ..core.names import NO_KEY, TextKey
from ..edition.ties import TIE, TIED
from ..page.blocks import CHART, HEADINGS, LABEL_OF, TEXTS
from ..page.columns import LINES
from ..page.notes import REFERENCE
from ..theme.contrast import Colour
from . import elastic, ink
from .ink import CSS_PX
from .placed import PAPER, Band, Ink, Insert, Line, Picture, Sheet, Text

# What holds a text, the words under a picture included.
HOLDERS = TEXTS
# What has a size of its own, which no shorter text makes smaller.
LIMITED = ("table", CHART, "photo")


@dataclass(frozen=True)
class _Around:
    """The surroundings of a box: the sides of its room (px), the colour behind it, and the other values of a Text."""

    page: int
    sheet: str
    left: float
    right: float
    slack: float = 0
    fill: Colour = PAPER
    band: Band | None = None
    cell: int = 0


def sheets(document: Any, bands: Collection[str] = ()) -> list[Sheet]:
    """Return the sheets of a document as they were laid out, before any of their parts is moved.

    `bands` names the rows with a height.
    """
    found: dict[str, Sheet] = {}
    for number, page in enumerate(document.pages):
        for article in articles(page):
            name, used, rigid = _name(article), elastic.contents(article) * CSS_PX, elastic.rigid(article, bands)
            if name in found:
                found[name].pages.append(number)
                found[name].used += used
                found[name].rigid += rigid
            else:
                found[name] = Sheet(name, [number], page._page_box.height * CSS_PX, used, rigid)
            found[name].blocks += _blocks(article)
        # What was pushed off a full page leaves the page without its room used up; the count of pages tells.
    for sheet in found.values():
        if len(sheet.pages) > 1:
            sheet.used = max(sheet.used, sheet.room + 1)
    return list(found.values())


def _blocks(box: Any) -> Iterator[tuple[str, float]]:
    """Yield the tables and figures in a box, by element and name, with their heights in pt."""
    for child in getattr(box, "children", ()):
        classes = (child.element.get("class") or "").split() if getattr(child, "element", None) is not None else []
        kind = next((each for each in LIMITED if each in classes), getattr(child, "element_tag", ""))
        if kind in LIMITED and hasattr(child, "margin_height"):
            yield " ".join([kind, *classes[-1:]]), child.margin_height() * CSS_PX
        else:
            yield from _blocks(child)


def texts(document: Any, bands: Collection[str] = ()) -> list[Text]:
    """Return the texts of a document in reading order; `bands` names the rows with a height."""
    found: dict[int, Text] = {}
    for number, page in enumerate(document.pages):
        for article in articles(page):
            around = _inside(page._page_box, number, _name(article))
            _texts(article, _within(page._page_box, article, around, bands), bands, found)
    return list(found.values())


def _name(article: Any) -> str:
    """Return the name of a sheet: the last of its classes."""
    return str((article.element.get("class") or "").split()[-1])


def parts(article: Any) -> list[Any]:
    """Return the boxes of the parts of a sheet on a page."""
    return [child for child in article.children if hasattr(child, "margin_height")]


def spans(document: Any) -> Iterator[tuple[Any, list[str]]]:
    """Yield the element of each `span`, line by line, in the order of the tags, with its words."""
    for page in document.pages:
        yield from _spans(page._page_box)


def _spans(box: Any) -> Iterator[tuple[Any, list[str]]]:
    if box.element_tag == "span" and not hasattr(box, "text"):
        yield box.element, list(_words(box))
    for child in getattr(box, "children", ()):
        yield from _spans(getattr(child, "_box", child))  # one on its own is behind a placeholder


def pieces(page: Any) -> Iterator[Any]:
    """Yield the boxes of a page that hold words: each is a piece of one line, in one style."""
    yield from _pieces(page._page_box)


def last_pieces(page: Any) -> Iterator[Any]:
    """Yield the boxes that hold the last words of each line of a page."""
    for line in _lines(page._page_box):
        yield from list(_pieces(line))[-1:]


def _lines(box: Any) -> Iterator[Any]:
    if type(box).__name__ == "LineBox":
        yield box
    for child in getattr(box, "children", ()):
        yield from _lines(getattr(child, "_box", child))


def _pieces(box: Any) -> Iterator[Any]:
    if hasattr(box, "text"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _pieces(getattr(child, "_box", child))


def laid_over(page: Any, number: int, sheet: Sheet) -> Insert:
    """Return what is on a page that is printed onto a sheet: QR codes, and the words under them."""
    texts: dict[int, Text] = {}
    _texts(page._page_box, _inside(page._page_box, number, sheet.name), (), texts)
    return Insert(sheet.pages[0], sheet.name, tuple(texts.values()), tuple(pictures(page)))


def pictures(page: Any) -> Iterator[Picture]:
    """Yield the pictures of a page, except those behind its texts, which are decoration."""
    return _pictures(page._page_box)


def _pictures(box: Any) -> Iterator[Picture]:
    for child in getattr(box, "children", ()):
        if type(child).__name__.endswith("ReplacedBox"):
            left, top, width, height = (each * CSS_PX for each in child.hit_area())
            yield Picture(child.element.get("alt", ""), (left, top, left + width, top + height))
        yield from _pictures(child)


def of_page(page: Any) -> Any:
    """Return the box of a page, which holds all others."""
    return page._page_box


def articles(page: Any) -> Iterator[Any]:
    """Yield the boxes of the sheets on a page."""
    yield from _articles(page._page_box)


def _articles(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if getattr(child, "element_tag", "") == "article":
            yield child
        else:
            yield from _articles(child)


def _texts(box: Any, around: _Around, bands: Collection[str], found: dict[int, Text]) -> None:
    """Gather the texts below a box."""
    for child in getattr(box, "children", ()):
        lines = [each for each in getattr(child, "children", ()) if type(each).__name__ == "LineBox"]
        if lines and child.element_tag not in HOLDERS:
            continue
        here = _within(box, child, around, bands)
        if lines:
            text = found.setdefault(id(child.element), _text(box, child, here))
            text.lines += [_line(line, here) for line in lines]
            for line in lines:
                text.inks |= set(_inks(line, here.fill))
        else:
            _texts(child, here, bands, found)


def _inside(page: Any, number: int, sheet: str) -> _Around:
    """Return what is around the boxes of a page."""
    left = page.content_box_x()
    return _Around(number, sheet, left, left + page.width)


def _within(box: Any, child: Any, around: _Around, bands: Collection[str]) -> _Around:
    """Return what is around the boxes in a child of a box."""
    row = type(box).__name__ == "TableRowBox"
    slack = (box.height - _natural(child)) * CSS_PX if row else around.slack
    left, right = _sides(child, around)
    band, cell = around.band, around.cell
    element = child.element
    name = elastic.band(element, bands) if bands else ""
    if name and (band is None or band.of != id(element)):
        top, height = child.border_box_y() * CSS_PX, child.border_height() * CSS_PX
        band, cell = Band(name, around.page, top, height, id(element)), 0
    elif band and not cell and id(element) != band.of:
        cell = id(element)
    return _Around(around.page, around.sheet, left, right, slack, _filled(child, around.fill), band, cell)


def _text(box: Any, child: Any, here: _Around) -> Text:
    """Return a text without its lines; it is in a child of a box."""
    place = here.left * CSS_PX, max(0.0, here.right - here.left) * CSS_PX
    tag = child.element_tag
    keys = tuple(_keys(child.element))
    text = Text(NO_KEY, tag, here.sheet, id(box.element), *place, here.slack, here.band, here.cell)
    beside = tag in HEADINGS and type(child).__name__ == "TableCellBox"
    planned, chart = int(child.element.get(LINES) or 0), child.element.get(LABEL_OF) or ""
    return replace(text, keys=keys, beside=beside, planned=planned, chart=chart)


def _sides(box: Any, around: _Around) -> tuple[float, float]:
    """Return the sides of the room in a box, in px. A box that grows with a long word gets no more room."""
    style = box.style
    left = box.border_box_x()
    right = left + box.border_width()
    if style["position"] == "static":
        left = max(left, around.left + _drawn_out(style["margin_left"]))
        right = min(right, around.right - _drawn_out(style["margin_right"]))
    return left + box.border_left_width + box.padding_left, right - box.border_right_width - box.padding_right


def _drawn_out(margin: Any) -> float:
    """Return a margin if it is negative, in px: the box is meant to stick out of the one around it."""
    return min(0.0, float(margin.value)) if getattr(margin, "unit", "") == "px" else 0.0


def _filled(box: Any, below: Colour) -> Colour:
    """Return the colour behind the contents of a box."""
    own: Any = box.style["background_color"]
    return _rgb(own) if own != "currentcolor" and own.alpha > 0 else below


def _rgb(colour: Any) -> Colour:
    red, green, blue = colour.to("srgb").coordinates
    return float(red), float(green), float(blue)


def _inks(box: Any, fill: Colour) -> Iterator[Ink]:
    """Yield the fonts and colours of the words in a line."""
    if hasattr(box, "text") and box.text.strip():
        style = box.style
        yield Ink(_rgb(style["color"]), fill, style["font_size"] * CSS_PX, style["font_weight"] >= 700)
    for child in getattr(box, "children", ()):
        yield from _inks(child, _filled(child, fill))


def _natural(cell: Any) -> float:
    """Return the height that a cell needs, without the padding that was added to fill its row.

    What was added above it, so that its first line stands on one with those beside it, is needed.
    """
    above = cell.padding_top if cell.style["vertical_align"] == "baseline" else cell.style["padding_top"].value
    return float(cell.height + above + cell.style["padding_bottom"].value)


def _keys(element: Any) -> Iterator[TextKey]:
    """Yield the keys of the texts in an element: the page notes each in a comment before it."""
    for child in element:
        if not isinstance(child.tag, str):
            yield TextKey(str(child.text))
        elif child.tag not in TEXTS:
            yield from _keys(child)


def _line(line: Any, here: _Around) -> Line:
    left, top = line.position_x, line.position_y
    width = max((child.position_x + child.margin_width() - left for child in line.children), default=0)
    over = max(here.left - left, left + width - here.right)
    left, top, width, height = (each * CSS_PX for each in (left, top, width, line.height))
    words = "".join(_words(line, TIE))
    return Line(here.page, left, top, width, height, words, over * CSS_PX, partial(ink.edges, line))


def _is_note(element: Any) -> bool:
    """Tell whether an element is the number of a note, which is no part of a text."""
    return element is not None and element.tag == "a" and REFERENCE in (element.get("class") or "").split()


def _words(box: Any, tie: str = " ") -> Iterator[str]:
    """Yield the words in a box; `tie` stands for a space at which no line ends."""
    if "::" in str(box.element_tag) or _is_note(box.element):  # a bullet, a number
        return
    if hasattr(box, "text"):
        yield box.text.replace(" ", tie) if TIED in (box.element.get("class") or "").split() else box.text
    for child in getattr(box, "children", ()):
        yield from _words(child, tie)


def tables(document: Any) -> Iterator[tuple[Any, float]]:
    """Yield the element of each table, page by page, and by how much it is wider than its place."""
    for page in document.pages:
        yield from _tables(page._page_box, 0)


def _tables(box: Any, room: float) -> Iterator[tuple[Any, float]]:
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "TableBox":
            yield child.element, (child.border_width() - room) * CSS_PX
        elif type(child).__name__ != "LineBox":
            yield from _tables(child, room if getattr(box, "is_table_wrapper", False) else getattr(box, "width", 0))
