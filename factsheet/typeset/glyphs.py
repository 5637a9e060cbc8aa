"""Read what Pango made of a piece of text: which glyphs stand for which letters, and where.

Beside `box_tree`, the one place that knows Pango (through WeasyPrint 70.0). Lengths are in thousandths of an em.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..text.invisible import JOINERS

EMPTY = -1


@dataclass(frozen=True)
class Glyph:
    """A glyph: how far it advances, and how far right of its place and above its line it is drawn.

    An EMPTY one advances, but is not drawn: a joiner, a soft hyphen.
    """

    id: int
    advance: float
    right: float = 0
    up: float = 0


@dataclass
class Cluster:
    """A letter with its marks, or letters drawn as one. Its glyphs run from left to right."""

    text: str
    glyphs: list[Glyph]

    @property
    def drawn(self) -> list[Glyph]:
        return [each for each in self.glyphs if each.id != EMPTY]


@dataclass(frozen=True)
class Run:
    """Text in one font and one direction; its clusters run from left to right."""

    font: Any
    size: float
    backwards: bool
    clusters: list[Cluster]


def marked(text: str) -> bool:
    """Tell whether a text has marks, or joiners, which are drawn with the letter before them."""
    return not text.isascii() and any(_clings(sign) for sign in text)


def _clings(sign: str) -> bool:
    return sign in JOINERS or unicodedata.category(sign) in ("Mn", "Me")


def runs(piece: Any, fonts: Any) -> list[Run]:
    """Return the runs of a piece of text as WeasyPrint drew them, from left to right."""
    from weasyprint.text.ffi import ffi

    found = []
    piece.pango_layout.reactivate(piece.style)
    line, _ = piece.pango_layout.get_first_line()
    text = piece.pango_layout.text.encode()
    each = line.runs[0]
    while each != ffi.NULL:
        found.append(_run(each.data, text, fonts))
        each = each.next
    piece.pango_layout.deactivate()
    return found


def _run(found: Any, text: bytes, fonts: Any) -> Run:
    from weasyprint.text.fonts import get_pango_font_key

    item, glyphs = found.item, found.glyphs
    key, _, size = get_pango_font_key(item.analysis.font)
    begins = [glyphs.log_clusters[index] for index in range(glyphs.num_glyphs)]
    ends = dict(pairwise([*sorted(set(begins)), item.length]))
    clusters: dict[int, Cluster] = {}
    for index, begin in enumerate(begins):
        letters = text[item.offset + begin : item.offset + ends[begin]].decode()
        clusters.setdefault(begin, Cluster(letters, [])).glyphs.append(_glyph(glyphs.glyphs[index], size))
    backwards = bool(item.analysis.level % 2)
    return Run(fonts[key], size, backwards, _together(list(clusters.values()), backwards))


def _glyph(found: Any, size: float) -> Glyph:
    from weasyprint.text.ffi import TO_UNITS, pango

    place, unit = found.geometry, TO_UNITS * size / 1000
    if found.glyph == pango.PANGO_GLYPH_EMPTY:
        return Glyph(EMPTY, place.width / unit)
    return Glyph(found.glyph, place.width / unit, place.x_offset / unit, -place.y_offset / unit)


def _together(clusters: list[Cluster], backwards: bool) -> list[Cluster]:
    """Put marks and joiners into the cluster of the letter before them."""
    found: list[Cluster] = []
    for each in reversed(clusters) if backwards else clusters:
        if found and all(_clings(sign) for sign in each.text):
            letter = found[-1]
            letter.text += each.text
            letter.glyphs = each.glyphs + letter.glyphs if backwards else letter.glyphs + each.glyphs
        else:
            found.append(each)
    return found[::-1] if backwards else found
