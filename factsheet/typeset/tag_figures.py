"""Describe the pictures and charts of a PDF, and say where they are (ISO 32000-1, 14.9.3, and 14.8.5.4.3, BBox).

The words over a chart are in its figure: content of one that has a description is not read besides it, but is copied
and searched like any other. So who hears the description of a chart hears each number once.
"""

from __future__ import annotations

from typing import Any

from ..page.blocks import CHART
from .ink import CSS_PX
from .tag_tree import Tag

Sides = tuple[float, float, float, float]


def arrange(document: Tag, pages: list[Any], *, captioned: bool) -> None:
    """Arrange all pictures; `pages` are WeasyPrint's.

    A caption is part of its figure if it is to be `captioned`, as PDF 2.0 asks. In PDF 1.7 it follows, because readers
    skip what is in a figure with a description.
    """
    for tag in list(document.walk()):
        if CHART in tag.classes:
            _chart(tag)
    every = list(document.walk())
    for tag in every:
        if tag.kind == "Figure":
            tag.entries["Alt"] = tag.element.get("alt", "")
            tag.attributes["Layout"] = {"BBox": _around(tag, pages)}
    for tag in every:
        if tag.kind == "P" and _is_picture(tag):
            tag.kind = ""
            for figure in (kid for kid in tag.meaningful() if isinstance(kid, Tag)):
                figure.attributes["Layout"]["Placement"] = "/Block"
        elif tag.name == "figure" and captioned:
            _captioned(tag)


def _chart(chart: Tag) -> None:
    """Move all that is in a chart into its figure."""
    figure = next(tag for tag in chart.walk() if tag.kind == "Figure")
    words = [tag for tag in chart.walk() if tag.kind == "P"]
    figure.kids += words
    chart.kids = [figure]


def _is_picture(text: Tag) -> bool:
    """Tell whether a text is nothing but pictures, which need no paragraph around them."""
    return bool(text.kids) and all(isinstance(kid, Tag) and kid.kind == "Figure" for kid in text.meaningful())


def _captioned(tag: Tag) -> None:
    """Move a caption into the one figure that it is of."""
    parts = [each for each in tag.walk() if each.kind in ("Figure", "Caption", "Table")]
    if sorted(each.kind for each in parts) == ["Caption", "Figure"]:
        figure, caption = sorted(parts, key=lambda each: each.kind == "Caption")
        figure.kids.append(caption)
        tag.kids = [figure]


def _around(figure: Tag, pages: list[Any]) -> list[float]:
    """Return the sides of a figure in pt, from the lower left corner of its page: left, bottom, right, top."""
    page = figure.boxes[0][0]
    every = [_sides(box) for tag in figure.walk() for number, box in tag.boxes if number == page]
    left, top = (min(sides[each] for sides in every) * CSS_PX for each in (0, 1))
    right, bottom = (max(sides[each] for sides in every) * CSS_PX for each in (2, 3))
    height = pages[page].height * CSS_PX
    return [round(side, 3) for side in (left, height - bottom, right, height - top)]


def _sides(box: Any) -> Sides:
    """Return the sides of what is in a box, in px from the upper left corner of its page."""
    left, top = box.content_box_x(), box.content_box_y()
    return left, top, left + box.width, top + box.height
