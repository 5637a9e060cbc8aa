"""Walk the boxes of a laid-out page: how full each sheet is, and where each text stands, line by line.

The one place that knows WeasyPrint's tree of boxes (`Page._page_box`, private; measured on 70.0).
tests/test_fit.py holds the contract. Lengths are in pt, from the upper left corner of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .page import TEXTS

CSS_PX = 0.75  # pt


@dataclass(frozen=True)
class Line:
    """A line of a text, as wide and as high as what stands in it."""

    page: int
    left: float
    top: float
    width: float
    height: float
    words: str


Colour = tuple[float, float, float]  # red, green, blue, from 0 to 1
PAPER: Colour = (1, 1, 1)


@dataclass(frozen=True)
class Ink:
    """What some words are printed in, and on what. `size` is in pt."""

    colour: Colour
    fill: Colour
    size: float
    bold: bool


@dataclass
class Text:
    """A text on the page. `key` is empty for what is no text of the sources, such as a country's name.

    `measure` is the width that it has; `slack` the height that it can grow before the part around it does.
    """

    key: str
    tag: str
    sheet: str
    parent: int
    measure: float
    slack: float
    lines: list[Line] = field(default_factory=list)
    inks: set[Ink] = field(default_factory=set)

    @property
    def words(self) -> str:
        return " ".join(line.words for line in self.lines)

    @property
    def leading(self) -> float:
        return self.lines[0].height if self.lines else 0


@dataclass
class Sheet:
    """A sheet of the leaflet: the pages that it takes, its room, and how much of that it uses."""

    name: str
    pages: list[int]
    room: float
    used: float

    @property
    def spare(self) -> float:
        """Return the height left; less than nothing where it runs over to a further page."""
        return self.room - self.used


def measured(document: Any) -> tuple[list[Sheet], list[Text]]:
    """Return the sheets of a document, and its texts in reading order."""
    sheets: dict[str, Sheet] = {}
    texts: dict[int, Text] = {}
    for number, page in enumerate(document.pages):
        for article in _articles(page._page_box):
            name = (article.element.get("class") or "").split()[-1]
            used = _used(article)
            if name in sheets:
                sheets[name].pages.append(number)
                sheets[name].used += used
            else:
                sheets[name] = Sheet(name, [number], page._page_box.height * CSS_PX, used)
            _texts(article, number, name, 0, PAPER, texts)
        # What was pushed off a full page leaves the page without its room used up; the count of pages tells.
    for sheet in sheets.values():
        if len(sheet.pages) > 1:
            sheet.used = max(sheet.used, sheet.room + 1)
    return list(sheets.values()), list(texts.values())


def _articles(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if getattr(child, "element_tag", "") == "article":
            yield child
        else:
            yield from _articles(child)


def _used(article: Any) -> float:
    """Return the height that the parts of a sheet take on a page."""
    parts = [child for child in article.children if hasattr(child, "margin_height")]
    if not parts:
        return 0
    if "flex" in article.style["display"]:  # its parts stand apart by what is left
        return float(sum(part.margin_height() for part in parts)) * CSS_PX
    last = parts[-1]
    bottom = last.position_y + last.margin_height()
    return float(bottom - article.position_y) * CSS_PX


def _texts(box: Any, page: int, sheet: str, slack: float, fill: Colour, found: dict[int, Text]) -> None:
    """Gather the texts below a box."""
    row = type(box).__name__ == "TableRowBox"
    fill = _filled(box, fill)
    for child in getattr(box, "children", ()):
        room = (box.height - _natural(child)) * CSS_PX if row else slack
        lines = [each for each in getattr(child, "children", ()) if type(each).__name__ == "LineBox"]
        if lines and child.element_tag in TEXTS:
            text = found.setdefault(
                id(child.element),
                Text(_key(child.element), child.element_tag, sheet, id(box.element), child.width * CSS_PX, room),
            )
            text.lines += [_line(line, page) for line in lines]
            for line in lines:
                text.inks |= set(_inks(line, _filled(child, fill)))
        elif not lines:
            _texts(child, page, sheet, room, fill, found)


def _filled(box: Any, below: Colour) -> Colour:
    """Return the colour that stands behind what is in a box."""
    own: Any = box.style["background_color"]
    return _rgb(own) if own != "currentcolor" and own.alpha > 0 else below


def _rgb(colour: Any) -> Colour:
    red, green, blue = colour.to("srgb").coordinates
    return float(red), float(green), float(blue)


def _inks(box: Any, fill: Colour) -> Iterator[Ink]:
    """Yield what the words in a line are printed in."""
    if hasattr(box, "text") and box.text.strip():
        style = box.style
        yield Ink(_rgb(style["color"]), fill, style["font_size"] * CSS_PX, style["font_weight"] >= 700)
    for child in getattr(box, "children", ()):
        yield from _inks(child, _filled(child, fill))


def _natural(cell: Any) -> float:
    """Return the height that a cell needs: to fill its row, its padding was made larger than the style's."""
    return float(cell.height + cell.style["padding_top"].value + cell.style["padding_bottom"].value)


def _key(element: Any) -> str:
    """Return the key of the text in an element: the page notes it in a comment."""
    return next((str(child.text) for child in element if not isinstance(child.tag, str)), "")


def _line(line: Any, page: int) -> Line:
    words = "".join(_words(line))
    left, top = line.position_x, line.position_y
    width = max((child.position_x + child.margin_width() - left for child in line.children), default=0)
    return Line(page, left * CSS_PX, top * CSS_PX, width * CSS_PX, line.height * CSS_PX, words)


def _words(box: Any) -> Iterator[str]:
    if "::" in str(box.element_tag):  # a bullet, a number
        return
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _words(child)
