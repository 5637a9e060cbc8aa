"""Lam and alef are two glyphs in the fonts of Arabic, and look like the one that they were."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from io import BytesIO
from itertools import product

import pytest
import uharfbuzz
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from factsheet.core.project import Root
from factsheet.theme import fonts

from ..conftest import REPOSITORY

FILES = ("Vazirmatn-Light.ttf", "Vazirmatn-Regular.ttf", "Vazirmatn-Bold.ttf")
# Each alef after lam, and the one glyph that was drawn for both, alone and after a letter that joins.
ONCE_ONE = {
    "\u0627": "\ufefb\ufefc",
    "\u0622": "\ufef5\ufef6",
    "\u0623": "\ufef7\ufef8",
    "\u0625": "\ufef9\ufefa",
}
Box = tuple[int, int, int, int]


def shaped(font: bytes, text: str) -> tuple[list[int], list[Box], int]:
    """Return the letters that each glyph stands for, where each glyph has its ink, and how far all of it reaches."""
    of = uharfbuzz.Font(fonts.face(font))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(of, buffer)
    x, ink = 0, []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        box = of.get_glyph_extents(info.codepoint)
        if box and box.width:
            ink.append(
                (x + position.x_offset + box.x_bearing, position.y_offset + box.y_bearing, box.width, box.height)
            )
        x += position.x_advance
    return sorted(info.cluster for info in buffer.glyph_infos), sorted(ink), x


@pytest.mark.parametrize("file", FILES)
def test_lam_and_alef_are_two_glyphs_that_look_as_one(file: str, project: Root) -> None:
    font = fonts.read(project, file)
    for alef, (alone, joined) in ONCE_ONE.items():
        for before, one in (("", alone), ("\u0628", joined)):
            clusters, ink, reach = shaped(font, f"{before}\u0644{alef}")
            assert clusters == list(range(len(before) + 2))
            _, ink_of_one, reach_of_one = shaped(font, before + one)
            if not before:  # a form for the end of a word joins nothing on its own
                assert reach == reach_of_one
                (box,), (box_of_one,) = ink, ink_of_one
                assert box == pytest.approx(box_of_one, abs=1)  # of 2048: parts of a letter are on whole units
            assert len(ink) == len(ink_of_one)


@pytest.mark.parametrize("file", FILES)
def test_what_the_licence_asks_for_is_still_there(file: str, project: Root) -> None:
    names = TTFont(BytesIO(fonts.read(project, file)))["name"]
    said = {number: names.getDebugName(number) for number in (0, 5, 13, 14)}
    assert said[0] == "Copyright 2015 The Vazirmatn Project Authors (https://github.com/rastikerdar/vazirmatn)"
    assert "lam-alef drawn as two glyphs" in said[5]
    assert "SIL Open Font License, Version 1.1" in said[13]
    assert (project.fonts / "OFL-Vazirmatn.txt").read_text("utf-8").startswith(said[0])


@pytest.mark.parametrize("file", FILES)
def test_four_fifths_of_a_line_are_above_the_baseline(file: str, project: Root) -> None:
    """There LibreOffice sets it, in lines that are lower than their type (word.line_heights)."""
    font = TTFont(BytesIO(fonts.read(project, file)))
    for above, below in (
        (font["hhea"].ascent, -font["hhea"].descent),
        (font["OS/2"].sTypoAscender, -font["OS/2"].sTypoDescender),
    ):
        assert above / (above + below) == pytest.approx(0.8, abs=0.001)
    assert font["OS/2"].fsSelection & 1 << 7  # Word goes by these, and clips nothing that is within those of Windows
    assert font["OS/2"].usWinDescent > -font["hhea"].descent


# The script, on a font made for it, in a script without forms of its own: the originals are not here.

GIMEL, ZAYIN, SAMEKH = "\u05d2", "\u05d6", "\u05e1"
FEATURES = """
languagesystem DFLT dflt; languagesystem hebr dflt;
markClass [uni0599 uni05A8] <anchor 0 500> @ABOVE;
feature rlig {
  lookupflag RightToLeft IgnoreMarks;
  sub uni05D2 uni05D6 by pair.a; sub uni05D2 uni05E1 by pair.b; sub uni05D6 uni05E1 by pair.c;
} rlig;
feature mark { lookupflag RightToLeft; pos base [uni05D2 uni05D6 uni05E1] <anchor 150 600> mark @ABOVE; } mark;
feature mark {
  lookupflag RightToLeft;
  pos ligature pair.a <anchor 480 700> mark @ABOVE ligComponent <anchor 90 640> mark @ABOVE;
  pos ligature pair.b <anchor 470 700> mark @ABOVE ligComponent <anchor 80 640> mark @ABOVE;
} mark;
feature mkmk { lookupflag RightToLeft; pos mark [uni0599 uni05A8] <anchor 0 750> mark @ABOVE; } mkmk;
"""


@pytest.fixture(scope="module")
def taken_apart() -> Callable[[bytes], bytes]:
    script: Callable[[bytes], bytes] = runpy.run_path(str(REPOSITORY / "fonts/lam_alef.py"))["taken_apart"]
    return script


@pytest.fixture(scope="module")
def original(project: Root) -> bytes:
    """Return a font in which two letters of three are drawn as one; marks can stand on those with gimel."""
    font = TTFont(BytesIO(fonts.read(project, "NotoSansHebrew-Regular.ttf")))
    outlines, metrics = font["glyf"], font["hmtx"]
    for number, name in enumerate(("pair.a", "pair.b", "pair.c")):
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        outlines.glyphs[name] = outlines["uni05E9"]
        metrics.metrics[name] = (935 + number, metrics["uni05E9"][1])  # of odd and of even width
    for table in ("GSUB", "GPOS", "GDEF"):
        del font[table]
    addOpenTypeFeaturesFromString(font, FEATURES)
    result = BytesIO()
    font.save(result)
    return result.getvalue()


def test_what_the_script_makes_looks_the_same(original: bytes, taken_apart: Callable[[bytes], bytes]) -> None:
    made = taken_apart(original)
    assert taken_apart(original) == made  # the same bytes
    marks = ("", "\u0599", "\u05a8", "\u0599\u05a8")
    for second, over, after in product(ZAYIN + SAMEKH, marks, marks):
        text = f"{GIMEL}{over}{second}{after}"
        assert shaped(made, text)[1:] == shaped(original, text)[1:], ascii(text)
        if not over + after:
            assert (shaped(made, text)[0], shaped(original, text)[0]) == ([0, 1], [0])
    assert (shaped(made, ZAYIN + SAMEKH)[0], shaped(original, ZAYIN + SAMEKH)[0]) == ([0, 1], [0])
    assert shaped(made, ZAYIN + SAMEKH)[1:] == shaped(original, ZAYIN + SAMEKH)[1:]  # without marks to stand on it


def test_the_name_of_god_is_four_glyphs(project: Root) -> None:
    assert shaped(fonts.read(project, "Vazirmatn-Regular.ttf"), "\u0627\u0644\u0644\u0647")[0] == [0, 1, 2, 3]


def test_a_font_without_such_glyphs_is_refused(project: Root, taken_apart: Callable[[bytes], bytes]) -> None:
    for file in ("NotoSansHebrew-Regular.ttf", *FILES):
        with pytest.raises(ValueError, match="no lam-alef is drawn as one glyph"):
            taken_apart(fonts.read(project, file))
