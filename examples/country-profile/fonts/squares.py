"""Cut a font of symbols down to its squares: python fonts/squares.py ORIGINAL.woff RESULT.ttf

Noto Sans has no square, and the sign before a name should be one: the map has squares for the same states. The line of
Noto Sans Symbols 2 is 1.7 em high, and would part the lines of a list in Word; here it is as high as that of Noto Sans.
The squares themselves are smaller here. Larger type makes up for that, and in print only type of 9 pt or more keeps its
colour: smaller type becomes black, and so the squares did.

LeafletSquares-Regular.ttf was made of version 2.008, as the npm package @fontsource/noto-sans-symbols-2 5.3.0
carries it (noto-sans-symbols-2-symbols-400-normal.woff). The same original gives the same bytes. It
has a name of its own: it is another font now, and Pango takes the number at the end of the old name for a size.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

FAMILY = "Leaflet Squares"
SQUARES = (0x25A0, 0x25AA)  # a black square, and a small one
ASCENT, DESCENT = 1069, 293  # of Noto Sans, in thousandths of an em;
HIGHEST, LOWEST = 1124, 395  # and how far its letters may reach
SHARE = 0.613  # of a square: in type of 1.06 times the size of its text, it is as high as a small letter


def cut(font: TTFont) -> TTFont:
    """Return a font with its squares alone, on the line of Noto Sans."""
    options = Options(hinting=False, notdef_outline=True, name_IDs=["*"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=SQUARES)
    subsetter.subset(font)
    for table, ascent, descent in (("hhea", "ascent", "descent"), ("OS/2", "sTypoAscender", "sTypoDescender")):
        setattr(font[table], ascent, ASCENT)
        setattr(font[table], descent, -DESCENT)
    for name, glyph in font["glyf"].glyphs.items():
        if name != ".notdef":
            _shrink(font, name, glyph)
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = HIGHEST, LOWEST
    for number, name in {1: FAMILY, 4: FAMILY, 6: f"{FAMILY.replace(' ', '')}-Regular"}.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    font.flavor = None
    return font


def _shrink(font: TTFont, name: str, glyph: Glyph) -> None:
    """Make a glyph smaller, its foot on the line where its share of the way up was."""
    glyph.expand(font["glyf"])
    glyph.coordinates.scale((SHARE, SHARE))
    glyph.coordinates.toInt()
    glyph.recalcBounds(font["glyf"])
    width, _ = font["hmtx"][name]
    font["hmtx"][name] = (round(width * SHARE), glyph.xMin)


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    cut(TTFont(source, recalcTimestamp=False)).save(target)
