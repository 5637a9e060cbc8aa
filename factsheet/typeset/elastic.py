"""Tell how the height of a sheet follows its unit: leading and white space do, pictures, lines and bands do not.

Lines of text break at the same places whatever the leading is, so the height at another unit can be worked out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from .ink import CSS_PX
from .placed import Sheet


def rigid(article: Any, bands: Collection[str]) -> float:
    """Return the height of a sheet's contents on a page that does not follow the unit, in pt."""
    return _rigid(article, bands) * CSS_PX


def largest(sheet: Sheet, unit: float) -> float:
    """Return the unit (pt) at which a sheet, laid out at another `unit` and complete on its page, is just full."""
    return unit * (sheet.room - sheet.rigid) / max(sheet.used - sheet.rigid, 1)


def contents(box: Any) -> float:
    """Return the height that the contents of a box take, in px."""
    last = [each for each in getattr(box, "children", ()) if hasattr(each, "margin_height")][-1:]
    return float(sum(each.position_y + each.margin_height() - box.position_y for each in last))


def band(element: Any, bands: Collection[str]) -> str:
    """Return the name of a band element, or nothing."""
    classes = (element.get("class") or "").split() if element is not None else []
    return next((name for name in classes if name in bands), "") if "row" in classes else ""


def _rigid(box: Any, bands: Collection[str]) -> float:
    """Return the same for a box, in px."""
    if type(box).__name__.endswith("ReplacedBox"):
        return float(box.margin_height())
    if band(box.element, bands):
        return float(box.border_height())
    children = [each for each in getattr(box, "children", ()) if hasattr(each, "margin_height")]
    if type(box).__name__ == "LineBox" or not children:
        return 0.0
    borders = float(box.border_top_width + box.border_bottom_width)
    if type(box).__name__ == "TableRowBox":  # its highest cell makes it as high as it is
        highest = max(children, key=contents)
        return borders + _rigid(highest, bands) + _lowered(highest, children)
    return borders + sum(_rigid(each, bands) for each in children)


def _lowered(cell: Any, cells: Sequence[Any]) -> float:
    """Return by how much a cell is lowered to stand on the baseline of another, as far as the unit has no part in it.

    That is the difference of type: half of what a letter rises above a line's middle. The rest is leading.
    """
    lines = {id(each): line for each in cells if (line := _first_line(each)) and each.vertical_align == "baseline"}
    if id(cell) not in lines:
        return 0.0
    highest = min(lines.values(), key=lambda line: float(line.position_y))
    return _above_middle(highest) - _above_middle(lines[id(cell)])


def _first_line(box: Any) -> Any:
    """Return the first line of text in a box, or nothing."""
    while box and type(box).__name__ != "LineBox":
        box = next((each for each in getattr(box, "children", ()) if hasattr(each, "margin_height")), None)
    return box


def _above_middle(line: Any) -> float:
    """Return how far the baseline of a line is below its middle, in px."""
    return float(line.baseline - line.height / 2)
