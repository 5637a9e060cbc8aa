"""Draw pages of a PDF as pictures (PNG), and parts of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from .placed import Edges

# Of a piece of a page, in dots to a pt: as sharp as a screen, and three times as sharp as it is printed in a table.
SCALE = 2
# The frame around what is meant, in dots: how thick it is, and how far from it.
FRAME, CLEAR = 3, 4
# Where our two colours are in a palette of 64.
OURS = 62
# The level above which a colour is white: an octree makes it a shade darker.
NEARLY_WHITE = 250


@dataclass(frozen=True)
class Piece:
    """A part of a page to draw, and what to frame in it; edges in pt from the upper left corner of the page."""

    page: int
    edges: Edges
    framed: Edges


def first_page(pdf: bytes, width: int) -> bytes:
    """Return the first page at a width in dots, small enough for a web page with three hundred of them."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return packed(drawn(document[0], width))


def top(pdf: bytes, width: int, height: int) -> bytes:
    """Return the top of the first page at a width and height in dots; white below a page that is not as high."""
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(pdf) as document:
        page = drawn(document[0], width)
    whole = Image.new("RGB", (width, max(height, page.height)), "white")
    whole.paste(page)
    return packed(whole.crop((0, 0, width, height)))


def pages(pdf: bytes, width: int) -> list[bytes]:
    """Return every page at a width in dots, as fast as possible."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [_png(drawn(page, width), effort=1) for page in document]


def pieces(pdf: bytes, wanted: Sequence[Piece], frame: str, edge: str) -> Iterator[bytes]:
    """Yield parts of pages, each with a frame around what is meant, and an edge, in colours (#rrggbb)."""
    import pypdfium2
    from PIL import Image

    pages: dict[int, Any] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        for number in {piece.page for piece in wanted}:
            # All parts of a page have one palette, in which the last two colours are ours. An octree is as good as
            # Pillow's usual method for this, in an eighth of the time.
            whole = document[number].render(scale=SCALE).to_pil()
            pages[number] = whole.quantize(OURS, method=Image.Quantize.FASTOCTREE)
    for piece in wanted:
        yield _png(_piece(pages[piece.page], piece, frame, edge), effort=6)


def _piece(page: Any, piece: Piece, frame: str, edge: str) -> Any:
    from PIL import ImageDraw

    part = page.crop([round(edge * SCALE) for edge in piece.edges])
    found = (255 if level > NEARLY_WHITE else level for level in part.getpalette()[: OURS * 3])
    part.putpalette([*found, *bytes.fromhex(f"{frame}{edge}".replace("#", ""))])
    left, top, right, bottom = (
        round((side - begin) * SCALE) for side, begin in zip(piece.framed, piece.edges[:2] * 2, strict=True)
    )
    around = (left - CLEAR, top - CLEAR, right + CLEAR, bottom + CLEAR)
    ImageDraw.Draw(part).rounded_rectangle(around, radius=2 * CLEAR, outline=OURS, width=FRAME)
    ImageDraw.Draw(part).rectangle((0, 0, part.width - 1, part.height - 1), outline=OURS + 1, width=1)
    return part


def drawn(page: Any, width: int) -> Any:
    """Return a page of PDFium's as a picture of Pillow's, at a width in dots."""
    return page.render(scale=width / page.get_width()).to_pil()


def packed(picture: Any) -> bytes:
    """Return a picture as a small PNG.

    For flat colours, 64 are as good as all, in a third of the bytes. An effort of 9 saves 2 % more, and takes eight
    times as long.
    """
    return _png(picture.quantize(64), effort=6)


def _png(picture: Any, effort: int) -> bytes:
    written = BytesIO()
    picture.save(written, "PNG", compress_level=effort)
    return written.getvalue()
