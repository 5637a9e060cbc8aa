"""Read QR codes from a PDF as it is printed: drawn by PDFium, read by zxing.

Anything on top of a code or missing from it counts, however that came about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ..page.qr_codes import QUIET
from ..press.content_stream import Box

# Dots of the drawing to 1 pt: 300 dpi, and so four or more for each dot of a code that is large enough.
SCALE = 300 / 72
# The most dots of a drawing: a poster is drawn more coarsely.
MOST = 60e6
# The part of a dot of a code by which its edge may be misjudged.
SLACK = 0.3
# How far from dark to light begins what is light: half of it (ISO/IEC 15415, the global threshold).
LIGHT = 0.5
Edges = tuple[float, float, float, float]  # left, upper, right, lower; in px


@dataclass(frozen=True)
class Code:
    """A code as it was read: where it leads, or nothing if unreadable, and where it is on the trimmed sheet (px)."""

    address: str
    page: int
    edges: Edges
    modules: int  # along each side
    drawn: Any  # the trimmed sheet, in grey
    sheet: Box  # in pt, as the PDF counts them
    scale: float  # px to 1 pt
    words: str = ""  # that are on it or its quiet zone, in whatever colour

    @property
    def dot(self) -> float:
        """Return the width of a dot of the code, in px."""
        return (self.edges[2] - self.edges[0]) / max(self.modules, 1)

    @cached_property
    def zone(self) -> Edges:
        """Return its edges with the quiet zone."""
        left, top, right, bottom = self.edges
        quiet = (QUIET - SLACK) * self.dot
        return left - quiet, top - quiet, right + quiet, bottom + quiet

    def on_page(self, edges: Edges) -> Box:
        """Return where something on the sheet is on the page, in pt."""
        left, top, right, bottom = (side / self.scale for side in edges)
        return self.sheet[0] + left, self.sheet[3] - bottom, self.sheet[0] + right, self.sheet[3] - top

    @cached_property
    def is_quiet(self) -> bool:
        """Tell whether what surrounds it is light, and on the sheet (ISO/IEC 18004, 9.1)."""
        left, top, right, bottom = self.zone
        if left < 0 or top < 0 or right > self.drawn.width or bottom > self.drawn.height:
            return False
        dark, light = self._shades(self.edges)
        edge = SLACK * self.dot
        inner = self.edges[0] - edge, self.edges[1] - edge, self.edges[2] + edge, self.edges[3] + edge
        around = (
            (left, top, right, inner[1]),
            (left, inner[3], right, bottom),
            (left, inner[1], inner[0], inner[3]),
            (inner[2], inner[1], right, inner[3]),
        )
        return all(self._shades(part)[0] >= dark + LIGHT * (light - dark) for part in around)

    def _shades(self, edges: Edges) -> tuple[int, int]:
        """Return the darkest and the lightest shade of a part of the sheet."""
        darkest, lightest = self.drawn.crop(tuple(map(round, edges))).getextrema()
        return darkest, lightest


def read(content: bytes, pages: Iterable[tuple[Box, Box]]) -> Iterator[Code]:
    """Yield the QR codes of a PDF, those that cannot be read too; of each page, its size and that of the sheet."""
    import pypdfium2
    import zxingcpp

    kinds = zxingcpp.barcode_formats_from_str("QRCodeModel2")  # the other models it sees in texts, too
    with pypdfium2.PdfDocument(content) as document:
        for number, (page, sheet) in enumerate(pages):
            scale = min(SCALE, (MOST / max(1, (sheet[2] - sheet[0]) * (sheet[3] - sheet[1]))) ** 0.5)
            printed = document[number]
            drawn = _drawn(printed, page, sheet, scale)
            for found in zxingcpp.read_barcodes(drawn, formats=kinds, return_errors=True):
                about = found.extra if isinstance(found.extra, dict) else {}
                modules = 17 + 4 * int(about.get("Version", 0))  # ISO/IEC 18004, 5.3.1
                address = found.text if found.valid else ""
                code = Code(address, number + 1, _edges(found.position), modules, drawn, sheet, scale)
                words = printed.get_textpage().get_text_bounded(*code.on_page(code.zone))
                yield replace(code, words=" ".join(words.split()))


def _drawn(page: Any, size: Box, sheet: Box, scale: float) -> Any:
    """Return the sheet as it is trimmed, in grey."""
    page.set_rotation(0)  # rotation is a fault of its own
    cut = sheet[0] - size[0], sheet[1] - size[1], size[2] - sheet[2], size[3] - sheet[3]
    crop = tuple(max(0.0, side) for side in cut)
    return page.render(scale=scale, crop=crop, grayscale=True).to_pil()


def _edges(position: Any) -> Edges:
    corners = position.top_left, position.top_right, position.bottom_right, position.bottom_left
    across, down = [corner.x for corner in corners], [corner.y for corner in corners]
    return min(across), min(down), max(across) + 1, max(down) + 1
