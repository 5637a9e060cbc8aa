"""Draw the place of each text on the numbered leaflet: for the Word table, and for tools that show screenshots."""

from __future__ import annotations

from ..theme.model import Theme
from ..typeset import thumbnails
from ..typeset.placed import Edges
from ..typeset.thumbnails import Piece
from .numbered_pdf import Numbered

# What is shown of the page around a text, and how much of it at least, in pt.
AROUND = 20.0
LEAST = (240.0, 90.0)


def drawn(leaflet: Numbered, theme: Theme) -> dict[str, bytes]:
    """Return a picture (PNG) of the place of each text that is on a page, by its id."""
    width, height = theme.page.width, theme.page.height
    pieces = [Piece(spot.page, _around(spot.numbered, width, height), spot.edges) for spot in leaflet.spots.values()]
    frame, edge = theme.role("accent").screen, theme.role("rule").screen
    return dict(zip(leaflet.spots, thumbnails.pieces(leaflet.pdf, pieces, frame, edge), strict=True))


def file(id: str) -> str:
    """Return the name of the file with the picture of a text. A colon, as in a variant's, is not for all systems."""
    return f"{id.replace(':', '.')}.png"


def _around(edges: Edges, width: float, height: float) -> Edges:
    """Return what is shown of a page around a text."""
    left, right = _widened(edges[0], edges[2], LEAST[0], width)
    top, bottom = _widened(edges[1], edges[3], LEAST[1], height)
    return left, top, right, bottom


def _widened(begin: float, end: float, least: float, most: float) -> tuple[float, float]:
    """Return both ends of a stretch with something around it, as far as there is room on the page."""
    around = max(AROUND, (least - (end - begin)) / 2)
    begin, end = begin - around, end + around
    shift = max(0, -begin) - max(0, end - most)
    return max(0, begin + shift), min(most, end + shift)
