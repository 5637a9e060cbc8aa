"""Find where the ink of a laid-out line is: letters may rise above it, or lean out at its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .placed import Edges

CSS_PX = 0.75  # pt
# PDFium, by which the preflight of the press PDF measures, has letters rise so much more above their baseline.
RISE = 1 / 64


def edges(line: Any) -> Edges:
    """Return the edges of the printed part of a line, including its bullet, in pt."""
    found = list(_drawn(line))
    if not found:
        return (line.position_x * CSS_PX, line.position_y * CSS_PX) * 2
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return min(lefts) * CSS_PX, min(tops) * CSS_PX, max(rights) * CSS_PX, max(bottoms) * CSS_PX


def _drawn(box: Any) -> Iterator[Edges]:
    """Yield the edges of all words in a box as Pango draws them, in px."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    if hasattr(box, "text"):
        box.pango_layout.reactivate(box.style)
        first, _ = box.pango_layout.get_first_line()
        drawn = ffi.new("PangoRectangle *")
        pango.pango_layout_line_get_extents(first, drawn, ffi.NULL)
        box.pango_layout.deactivate()
        left, baseline = box.position_x + drawn.x * FROM_UNITS, box.position_y + box.baseline
        top, bottom = drawn.y * FROM_UNITS, (drawn.y + drawn.height) * FROM_UNITS
        yield left, baseline + top * (1 + RISE), left + drawn.width * FROM_UNITS, baseline + bottom
    for child in getattr(box, "children", ()):
        yield from _drawn(child)
