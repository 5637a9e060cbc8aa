"""The slug and the colour bar: outside the bleed, clear of the marks, each name on its own plate."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Pdf
from PIL import Image, ImageFont

from factsheet.core.diagnostics import Place, Problems
from factsheet.core.project import Root
from factsheet.preflight.runner import preflight
from factsheet.press import colour_bar, pdfx, slug
from factsheet.press.content_stream import Box, Painted, painted
from factsheet.press.slug import Slug
from factsheet.theme import fonts, printer
from factsheet.theme.measures import MM

from .test_press import PLATES, ghostscript

A4 = 595.276, 841.89
NAME = "khartoum-process-factsheet-2025-france-en"
DPI = 150


def apart(one: Box, other: Box) -> bool:
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def inks(thing: Painted) -> tuple[float, ...]:
    return thing.colour.parts if thing.colour.space == "DeviceCMYK" else (1,) * 4


def written(project: Root) -> Slug:
    return Slug(NAME, "2025-france, English", "2025-04-09", fonts.read(project, "NotoSans-Regular.ttf"))


def blank() -> bytes:
    """Return two sheets of A4 as WeasyPrint's would be, with nothing on them."""
    made = BytesIO()
    with Pdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page(page_size=A4).obj.Resources = Dictionary()
        pdf.docinfo["/Title"], pdf.docinfo["/CreationDate"] = "Blank", "D:20250409000000Z"
        pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize("marks", ["crop and registration", "none"])
def test_both_are_outside_the_bleed_and_clear_of_the_marks(marks: str, project: Root, tmp_path: Path) -> None:
    coated = printer.load(project, "coated", Place("x"))
    wishes = coated.wishes.model_copy(update={"marks": marks, "slug": True, "colour_bar": True})
    wanted, path = replace(coated, wishes=wishes), tmp_path / "press.pdf"
    path.write_bytes(pdfx.write(blank(), pdfx.Over(), {}, wanted, written(project)))
    assert [str(fault) for each in preflight(path.read_bytes(), "x", wanted, A4) for fault in each.faults] == []
    with pikepdf.open(path) as pdf:
        media, bleed = ([float(side) for side in pdf.pages[0].obj[key]] for key in ("/MediaBox", "/BleedBox"))
        below = [each for each in painted(pdf.pages[0]) if each.box[3] < bleed[1]]
        assert media[2] - bleed[2] == pytest.approx(7 * MM, abs=0.01)
    lines = [each for each in below if each.kind == "line"]
    fills = [each for each in below if each.kind == "fill"]
    assert (len(lines) > 0) == (marks != "none")
    assert all(apart(fill.box, line.box) for fill in fills for line in lines)
    assert all(each.box[0] > 0 and each.box[1] > 0 and each.box[2] < media[2] for each in fills)
    words, patches = fills[: -len(colour_bar.PATCHES)], fills[-len(colour_bar.PATCHES) :]
    assert [inks(each) for each in patches] == [*colour_bar.PATCHES]
    assert all(min(x2 - x, y2 - y) > 5 * MM - 0.01 for x, y, x2, y2 in (each.box for each in patches))
    ghostscript("-sDEVICE=tiffsep", f"-r{DPI}", "-dLastPage=1", f"-o{tmp_path}/%d.tif", path)
    for plate, name in enumerate(PLATES):
        with Image.open(tmp_path / f"1({name}).tif") as drawn:
            _on_the_plate(drawn.convert("L"), plate, words, patches)


def _on_the_plate(drawn: Image.Image, plate: int, words: list[Painted], patches: list[Painted]) -> None:
    """Check that each patch has its ink there, and of the four names only the plate's own is to be read."""
    for each in patches:
        x, y = (each.box[0] + each.box[2]) / 2, (each.box[1] + each.box[3]) / 2
        seen = drawn.getpixel((round(x / 72 * DPI), drawn.height - round(y / 72 * DPI)))
        assert isinstance(seen, int | float)
        assert seen == pytest.approx(255 * (1 - inks(each)[plate]), abs=2)
    for each in words:
        left, bottom, right, top = (round(side / 72 * DPI) for side in each.box)
        shades = drawn.crop((left, drawn.height - top, right, drawn.height - bottom)).getextrema()
        assert (shades[0] < 99) == (inks(each)[plate] == 1), (plate, each)
    assert [sum(inks(each)) for each in words] == [4, 4, 1, 1, 1, 1]


def test_the_slug_says_what_the_sheet_is_in_letters_as_wide_as_freetype_s(project: Root) -> None:
    said = written(project)
    (first,), second = said.lines(1, 2)
    assert first[0] == f"{NAME}, page 1/2"
    assert "".join(words for words, _ in second) == (
        "2025-france, English, text dated 2025-04-09   Cyan Magenta Yellow Black"
    )
    face = ImageFont.truetype(project.fonts / "NotoSans-Regular.ttf", 1000)
    for words, _ in (first, *second):
        path, width = slug._outlines(words, said.font)
        assert width == pytest.approx(face.getlength(words), abs=2)
        assert path.count("m") >= len(words.replace(" ", ""))


def test_a_narrow_sheet_is_refused_in_words(project: Root) -> None:
    place = Place("layouts/press/x.yaml")
    with pytest.raises(Problems) as found:
        slug.drawn(written(project), 1, 2, (0, 0, 30 * MM, 14), place)
    assert str(found.value) == (
        "layouts/press/x.yaml: the slug line needs 48 mm beside the marks, but there is only 30 mm; "
        'write "slug: false": the sheet is too narrow for it'
    )
    with pytest.raises(Problems, match="the colour bar needs 60 mm beside the marks, but there is only 59 mm"):
        colour_bar.drawn((0, 0, 59 * MM, 14), place)
