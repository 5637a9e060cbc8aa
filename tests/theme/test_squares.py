"""The squares before names stand on a line as high as that of Noto Sans, and are all that their font has."""

from __future__ import annotations

import runpy
from io import BytesIO

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from factsheet.core.project import Root
from factsheet.theme import fonts, layout

from ..conftest import REPOSITORY

LINE = [("hhea", "ascent"), ("hhea", "descent"), ("hhea", "lineGap"), ("OS/2", "usWinAscent"), ("OS/2", "usWinDescent")]


def opened(project: Root, file: str) -> TTFont:
    return TTFont(BytesIO(fonts.read(project, file)))


@pytest.mark.parametrize(("table", "value"), LINE)
def test_its_line_is_that_of_the_text(table: str, value: str, project: Root) -> None:
    squares, text = (opened(project, f"{name}-Regular.ttf") for name in ("LeafletSquares", "NotoSans"))
    assert getattr(squares[table], value) == getattr(text[table], value)
    assert squares["head"].unitsPerEm == text["head"].unitsPerEm


def test_it_has_the_bullets_of_the_theme_and_little_more(project: Root) -> None:
    bullets = {style.bullet for style in layout.load(project).styles.values() if style.bullet_face == "signs"}
    assert bullets == {"■"}
    assert set(opened(project, "LeafletSquares-Regular.ttf").getBestCmap()) == {ord("■"), ord("▪")}


def test_the_script_cuts_a_font_down() -> None:
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "square", "small", "other"]
    pen = TTGlyphPen(None)
    for place in ((0, 0), (0, 700), (700, 700)):
        (pen.lineTo if pen.points else pen.moveTo)(place)
    pen.closePath()
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x25A0: "square", 0x25AA: "small", 0x41: "other"})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (834, 0)))
    builder.setupHorizontalHeader(ascent=1069, descent=-630)
    builder.setupNameTable({"familyName": "X", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=1069, sTypoDescender=-630, usWinAscent=1069, usWinDescent=630)
    builder.setupPost()
    cut = runpy.run_path(str(REPOSITORY / "fonts/squares.py"))["cut"](builder.font)
    assert set(cut.getBestCmap()) == {0x25A0, 0x25AA}
    assert (cut["hhea"].descent, cut["OS/2"].sTypoDescender, cut["OS/2"].usWinDescent) == (-293, -293, 395)
