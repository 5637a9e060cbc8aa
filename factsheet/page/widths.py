"""Tell how wide the place of an element is, and refuse what is wider: it would be cut, or cover what is beside it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from ..theme.measures import MM
from ..theme.model import Theme
from .text_content import Fault, children

TRACE = 0.5  # pt


def faults(tree: HtmlElement, theme: Theme) -> Iterator[Fault]:
    """Yield the pictures, photos and charts in sheets that are wider than their place."""
    for sheet in tree.iter("article"):
        for element in sheet.iter("img", "div"):
            named, width = _drawn(element, theme)
            place = of_place(element, theme)
            if width > place + TRACE:
                what = f"{named} is {width / MM:.1f} mm wide, but its place only {place / MM:.1f} mm"
                wider = "let it bleed (bleed: true)" if "photo" in element.classes else "give it more columns"
                yield element, what, f"make it {int(place / MM * 10) / 10:g}mm wide, or {wider}"


def _drawn(element: HtmlElement, theme: Theme) -> tuple[str, float]:
    """Return what a picture or chart is called, and how wide it is in pt; 0 for anything else, and for what bleeds."""
    for name in element.classes:
        if element.tag == "div" and "chart" in element.classes and name in theme.charts:
            return f'the chart "{name}"', theme.chart_width(theme.charts[name])
        if element.tag == "img" and "photo" in element.classes and name in theme.photos:
            photo = theme.photos[name]
            return f'the photo "{name}"', 0 if photo.bleed else photo.width
    size = theme.size_of(element.get("src", "").partition(":")[2]) if element.tag == "img" else None
    parent = element.getparent()
    if size is None or (parent is not None and "plot" in parent.classes):
        return "", 0
    return "the picture", size.width


def of_place(element: HtmlElement, theme: Theme) -> float:
    """Return the width of the cell or column that an element is in, or of the text, in pt."""
    inside = element
    for around in element.iterancestors():
        index = next((at for at, child in enumerate(children(around)) if child is inside), 0)
        for name in around.classes:
            if "row" in around.classes and name in theme.rows:
                return _cell(inside, theme, name, index)
            if "columns" in around.classes and name in theme.columns:
                widths = theme.widths(theme.columns[name])
                return widths[min(index, len(widths) - 1)]
        inside = around
    return theme.measure


def _cell(cell: HtmlElement, theme: Theme, name: str, index: int) -> float:
    """Return the width of the contents of a cell."""
    row = theme.rows[name]
    widths = theme.widths(row)
    index = min(index, len(widths) - 1)
    for each in cell.classes:
        if "panel" in cell.classes and each in theme.panels:
            return widths[index] - theme.panels[each].start - theme.panels[each].end
    if row.spaced:
        return widths[index] - 2 * row.inset
    first, last = index == 0, index == len(widths) - 1
    return widths[index] - (theme.page.side if row.bleed and first else 0) - (row.inset if row.bleed and last else 0)
