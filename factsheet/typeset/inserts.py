"""Find what is wrong with what is laid over a sheet in print: QR codes, and the words under them.

Each keeps clear of the others, of everything on its sheet, of the trim edge and of the edges of bands. The quiet zone
of a code is part of its picture. A leaflet in which any of this is found is a draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ..theme.model import Theme
from .overflow import TRACE
from .placed import Band, Edges, Insert, Picture, Text


@dataclass(frozen=True)
class Piece:
    """A line of words, or a picture such as a QR code. It says its words, or the text that stands for the picture."""

    kind: Literal["words", "code", "picture"]
    says: str
    edges: Edges
    text: Text | None = None


@dataclass(frozen=True)
class Clash:
    """A piece that overlaps another, is too near the trim edge, leaves its band, or has no room; and by how many pt."""

    piece: Piece
    on: Piece | Literal["sheet", "band", "nothing"]
    much: float


def clashes(
    inserts: Iterable[Insert], texts: Sequence[Text], pictures: Sequence[tuple[int, Picture]], theme: Theme
) -> Iterator[Clash]:
    """Yield what is wrong with inserts, each piece once, where it is worst; `pictures` are those of the pages."""
    bands = {text.band for text in texts if text.band}
    for insert in inserts:
        laid = list(_laid(insert))
        below = [*_words(texts, insert.page, laid), *_pictures(pictures, insert.page)]
        found = [
            *(Clash(other, one, much) for one, other in combinations(laid, 2) if (much := _shared(one, other))),
            *(_over(one, piece, much) for piece in below for one in laid if (much := _shared(one, piece))),
            *(clash for one in laid if one.kind == "code" for clash in _near(one, theme)),
            *(clash for one in laid for band in bands if band.page == insert.page for clash in _across(one, band)),
        ]
        reported: set[int] = set()
        for clash in sorted(found, key=lambda each: -each.much):
            if id(clash.piece) not in reported:
                reported.add(id(clash.piece))
                yield clash


def missing(inserts: Iterable[Insert], addresses: Iterable[str]) -> Iterator[Clash]:
    """Yield the codes that are not on any page: what runs off an insert is dropped without a word."""
    there = {picture.says for insert in inserts for picture in insert.pictures}
    yield from (Clash(Piece("code", each, (0, 0, 0, 0)), "nothing", 0) for each in addresses if each not in there)


def _laid(insert: Insert) -> Iterator[Piece]:
    """Yield the pieces of an insert, except words that run out of their place, which are reported separately."""
    yield from (Piece("code", picture.says, picture.edges) for picture in insert.pictures)
    for text in insert.texts:
        lines = (line for line in text.lines if line.over <= 0 and line.words.strip())
        yield from (Piece("words", line.words.strip(), line.ink(), text) for line in lines)


def _words(texts: Iterable[Text], page: int, laid: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the lines of a page that something laid over it may touch: measuring the ink of all would take too long."""
    for text in texts:
        for line in text.lines:
            left, top, right, bottom = line.edges
            reach = left, top - line.height, right, bottom + line.height  # letters may rise above their line
            if line.page == page and line.words.strip() and any(_common(reach, one.edges) for one in laid):
                yield Piece("words", line.words.strip(), line.ink(), text)


def _pictures(pictures: Iterable[tuple[int, Picture]], page: int) -> Iterator[Piece]:
    yield from (Piece("picture", each.says, each.edges) for number, each in pictures if number == page)


def _over(laid: Piece, below: Piece, much: float) -> Clash:
    """Return the clash between an insert and the sheet below, blaming the words of the sheet, which can be cut."""
    return Clash(below, laid, much) if below.text else Clash(laid, below, much)


def _near(code: Piece, theme: Theme) -> Iterator[Clash]:
    """Yield a code that is nearer to the trim edge than words may be."""
    left, top, right, bottom = code.edges
    gap = min(left, top, theme.page.width - right, theme.page.height - bottom)
    if gap < theme.page.clear - TRACE:
        yield Clash(code, "sheet", theme.page.clear - gap)


def _across(piece: Piece, band: Band) -> Iterator[Clash]:
    """Yield a piece that is partly on a band and partly not."""
    _, top, _, bottom = piece.edges
    above, below = band.top - top, bottom - band.top - band.height
    if top < band.top + band.height and bottom > band.top and (much := max(above, below)) > TRACE:
        yield Clash(piece, "band", much)


def _shared(one: Piece, other: Piece) -> float:
    return _common(one.edges, other.edges)


def _common(one: Edges, other: Edges) -> float:
    """Return the width of the area that two rectangles share."""
    beside = min(one[2], other[2]) - max(one[0], other[0])
    below = min(one[3], other[3]) - max(one[1], other[1])
    return beside if beside > 0 and below > 0 else 0
