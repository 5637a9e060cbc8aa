"""Ink that lies on ink: what preflight's plates add up to is what Ghostscript's do, and what the standard says."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from factsheet.core.diagnostics import Place
from factsheet.core.project import Root
from factsheet.preflight import ink_checks, plates
from factsheet.preflight.model import Proof
from factsheet.theme import printer

from ..press.test_press import ghostscript, ink_in_tiff

SIDE = 72
DARK, BLACK, SQUARE = "1 1 1 0 k 9 9 50 50 re f", "0 0 0 1 k", "20 20 20 20 re f"
# The most ink of a page (%), and what it paints. Over overprints in mode 1; Fill and Stroke do so with one of both.
PAGES: dict[str, tuple[float, str]] = {
    "black over three inks": (400, f"{DARK} /Over gs {BLACK} {SQUARE}"),
    "black that knocks them out": (300, f"{DARK} {BLACK} {SQUARE}"),
    "black beside them": (300, f"{DARK} /Over gs {BLACK} 60 60 9 9 re f"),
    "black over paper that knocks them out": (300, f"{DARK} 0 g 0 0 0 0 k 15 15 30 30 re f /Over gs {BLACK} {SQUARE}"),
    "black beneath them": (300, f"{BLACK} {SQUARE} {DARK}"),
    "black that is cut off by a path": (300, f"{DARK} 60 60 9 9 re W n /Over gs {BLACK} 0 0 72 72 re f"),
    "black in mode 0": (300, f"{DARK} /Mode0 gs {BLACK} {SQUARE}"),
    "black by its plate": (400, f"{DARK} /Mode0 gs /Black cs 1 scn {SQUARE}"),
    "grey, which is all four inks": (300, f"{DARK} /Over gs 0 g {SQUARE}"),
    "a line": (400, f"{DARK} /Stroke gs 0 0 0 1 K 3 w 20 20 m 50 20 l S"),
    "a line where only fills overprint": (300, f"{DARK} /Fill gs 0 0 0 1 K 3 w 20 20 m 50 20 l S"),
    "a fill with a line around it": (400, f"{DARK} /Fill gs {BLACK} 0 0 0 0 K 20 20 20 20 re B"),
    "two inks over one": (250, "0.5 0 0 0 k 9 9 50 50 re f /Over gs 0 1 0 0 k 9 9 40 40 re f 0 0 0 1 k " + SQUARE),
    "black with some cyan": (320, f"{DARK} /Over gs 0.2 0 0 1 k {SQUARE}"),
    "a form": (400, f"{DARK} /Over gs {BLACK} /Form Do"),
    "a picture beneath": (280, f"q 50 0 0 50 9 9 cm /Picture Do Q /Over gs {BLACK} {SQUARE}"),
    "a gradient beneath": (385, f"q 9 9 50 50 re W n /Gradient sh Q /Over gs {BLACK} {SQUARE}"),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plates") / "plates.pdf"
    with Pdf.new() as pdf:
        dots = zlib.compress(bytes([153] * 3 + [51]) * 16)  # 60 % of three inks, and 20 % black
        picture = pdf.make_stream(dots, Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4, BitsPerComponent=8)
        picture.ColorSpace, picture.Filter = Name.DeviceCMYK, Name.FlateDecode
        form = pdf.make_stream(SQUARE.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 72, 72])
        tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, 1], N=1)
        fade = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.95] * 3 + [0], C1=[0.95] * 3 + [0.1], N=1)
        resources = Dictionary(
            ExtGState=Dictionary(
                Over=Dictionary(OP=True, op=True, OPM=1),
                Mode0=Dictionary(OP=True, op=True, OPM=0),
                Fill=Dictionary(OP=False, op=True, OPM=1),
                Stroke=Dictionary(OP=True, op=False, OPM=1),
            ),
            ColorSpace=Dictionary(Black=Array([Name.Separation, Name.Black, Name.DeviceCMYK, tint])),
            XObject=Dictionary(Picture=picture, Form=form),
            Shading=Dictionary(
                Gradient=Dictionary(
                    ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 72, 0], Function=fade, Extend=[True, True]
                )
            ),
        )
        for _, content in PAGES.values():
            page = pdf.add_blank_page(page_size=(SIDE, SIDE))
            page.Contents, page.Resources = pdf.make_stream(content.encode()), resources
        pdf.save(path)
    return path


def test_both_see_the_ink_that_the_standard_puts_there(written: Path, tmp_path: Path) -> None:
    ghostscript("-sDEVICE=tiff32nc", "-r72", f"-o{tmp_path}/%d.tif", written)
    content = written.read_bytes()
    for number, (case, (total, _)) in enumerate(PAGES.items(), 1):
        seen, _ = plates.heaviest(content, number, (0, 0, SIDE, SIDE), 0)
        assert seen == pytest.approx(total, abs=1), case
        # A gradient counts as the most that it has of each ink anywhere.
        assert ink_in_tiff(tmp_path / f"{number}.tif") == pytest.approx(total, abs=6 if "gradient" in case else 1), case


def test_the_check_finds_the_pages_above_its_limit(written: Path, project: Root) -> None:
    coated = printer.load(project, "coated", Place("x"))
    content = written.read_bytes()
    with pikepdf.open(BytesIO(content)) as pdf:
        found = list(ink_checks.ink_sums(Proof(content, pdf, coated, (SIDE, SIDE))))
    above = {number for number, (total, _) in enumerate(PAGES.values(), 1) if total > coated.wishes.ink_limit}
    assert {fault.page for fault in found} == above
    assert str(found[0]) == (
        "page 1, 7 mm from the left and 11 mm from the top: "
        "inks printed over one another add up to 400%; the limit is 300%"
    )
