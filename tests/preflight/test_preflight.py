"""Every check of a press PDF: ours passes, and each has a bad file, made from ours, that fails it alone."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from factsheet.core.diagnostics import Place, Problems
from factsheet.core.project import Root
from factsheet.preflight.runner import CHECKS, Verdict, preflight
from factsheet.theme import printer
from factsheet.theme.printer import Printer

from ..conftest import Leaflet, pipeline, slow
from .test_codes import FOREIGN, code

A4 = 595.276, 841.89
Spoil = Callable[[Pdf], object]


@pytest.fixture(scope="module")
def coated(project: Root) -> Printer:
    return printer.load(project, "coated", Place("x"))


def verdicts(path: Path, wanted: Printer, sides: int = 2) -> dict[str, Verdict]:
    return {verdict.check: verdict for verdict in preflight(path.read_bytes(), path.name, wanted, A4, sides=sides)}


def failed(path: Path, wanted: Printer) -> set[str]:
    return {name for name, verdict in verdicts(path, wanted).items() if verdict.faults}


def test_every_check_is_passed(leaflets: dict[str, Leaflet], coated: Printer) -> None:
    for leaflet in leaflets.values():
        assert failed(leaflet.press, coated) == set()


def test_a_screen_pdf_fails_where_it_must(leaflet: Leaflet, coated: Printer) -> None:
    assert failed(leaflet.pdf, coated) == {
        "standard",
        "output intent",
        "boxes",
        "for the screen only",
        "colour",
        "bleed",
    }


def test_a_layout_may_leave_a_side_of_the_paper_empty(leaflet: Leaflet, coated: Printer, tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    with Pdf.open(leaflet.press) as pdf:
        del pdf.pages[1]
        pdf.save(path)
    for sides, faults in ((1, []), (2, ["it has 1 page, but a sheet has two sides"])):
        found = preflight(path.read_bytes(), path.name, coated, A4, sides=sides)
        (verdict,) = (each for each in found if each.check == "number of pages")
        assert [str(fault) for fault in verdict.faults] == faults


# Bad files


def draw(content: str, **resources: dict[str, object]) -> Spoil:
    """Draw something extra on the first page."""

    def spoil(pdf: Pdf) -> None:
        page = pdf.pages[0]
        for kind, named in resources.items():
            old = dict(page.obj.Resources.get(f"/{kind}", Dictionary()).items())
            new = {f"/{key}": value(pdf) if callable(value) else value for key, value in named.items()}
            page.obj.Resources[f"/{kind}"] = Dictionary({**old, **new})
        page.contents_add(f"\nq {content} Q".encode())

    return spoil


def letter(pdf: Pdf) -> tuple[str, str]:
    """Return a font of the first page and a letter that it has."""
    instructions = pikepdf.parse_content_stream(pdf.pages[0])
    font = next(each.operands[0] for each in instructions if str(each.operator) == "Tf")
    shown = next(each.operands[0] for each in instructions if str(each.operator) == "TJ")
    return str(font), bytes(shown[0])[:2].hex()


def text(colour: str, size: float = 12, state: str = "Over", x: float = 300) -> Spoil:
    """Show a letter in a font that is there."""

    def spoil(pdf: Pdf) -> None:
        font, glyph = letter(pdf)
        draw(f"BT /{state} gs {font} {size} Tf {colour} {x} 400 Td <{glyph}> Tj ET")(pdf)

    return spoil


def scaled(pdf: Pdf) -> None:
    font, glyph = letter(pdf)
    draw(f"/Knock gs .5 0 0 .5 100 100 cm BT {font} 24 Tf 1 1 0 0 k .5 0 0 .5 300 400 Tm <{glyph}> Tj ET")(pdf)


def picture(space: object, parts: int, dots: int, fill: int = 0x40, **more: object) -> Callable[[Pdf], object]:
    def make(pdf: Pdf) -> object:
        data = zlib.compress(bytes([fill]) * (dots * dots * parts))
        about = {"Type": Name.XObject, "Subtype": Name.Image, "Width": dots, "Height": dots}
        return pdf.make_stream(data, **about, ColorSpace=space, BitsPerComponent=8, Filter=Name.FlateDecode, **more)

    return make


def masked(pdf: Pdf) -> object:
    return picture(Name.DeviceCMYK, 4, 200, SMask=picture(Name.DeviceGray, 1, 200)(pdf))(pdf)


def gradient(space: str, *ends: list[float]) -> object:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=ends[0], C1=ends[1], N=1)
    return Dictionary(ShadingType=2, ColorSpace=Name(space), Coords=[100, 400, 200, 400], Function=function)


def spot(name: str) -> Array:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, function])


def form(content: str) -> Callable[[Pdf], object]:
    def make(pdf: Pdf) -> object:
        inner = pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 900, 900])
        within = Dictionary(XObject=Dictionary(Inner=inner))
        return pdf.make_stream(
            b"/Inner Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 900, 900], Resources=within
        )

    return make


def pattern(content: str) -> Callable[[Pdf], object]:
    def make(pdf: Pdf) -> object:
        about = {"Type": Name.Pattern, "PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 9, "YStep": 9}
        return pdf.make_stream(content.encode(), **about, BBox=[0, 0, 9, 9], Resources=Dictionary())

    return make


def root(key: str, value: object) -> Spoil:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def intent(key: str, value: object) -> Spoil:
    return lambda pdf: pdf.Root.OutputIntents[0].__setitem__(key, value(pdf) if callable(value) else value)


def page_box(key: str, change: Callable[[list[float]], list[float]]) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        page = pdf.pages[1].obj
        page[key] = Array(change([float(side) for side in page[key]]))

    return spoil


def link(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[100, 100, 200, 200])
    pdf.pages[1].obj.Annots = Array([note])


def unembedded(pdf: Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor.FontFile2
        return


def base_font(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    draw("BT /Over gs /Base 12 Tf 0 0 0 1 k 300 400 Td (x) Tj ET", Font={"Base": font})(pdf)


def says(key: str, value: str | None) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            if value is None:
                del xmp[key]
            else:
                xmp[key] = value

    return spoil


def untrapped(pdf: Pdf) -> None:
    del pdf.docinfo["/Trapped"]


def without_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


SQUARE = "100 100 50 50 re f"
SHADED = "100 100 50 50 re W n /G sh"
PLACED = "40 0 0 40 100 100 cm /P Do"
LAB = Array([Name.Lab, Dictionary(WhitePoint=[1, 1, 1])])
PALETTE = Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\0\0\0\xff\xff\xff")])

# The check that fails, what it says, and what is done to a good file.
BAD: dict[str, tuple[str, str, Spoil]] = {
    "RGB text": ("colour", "text is in DeviceRGB", text("0 0 0 rg")),
    "RGB fill": ("colour", "a fill is in DeviceRGB", draw("1 0 0 rg " + SQUARE)),
    "RGB line": ("colour", "a line is in DeviceRGB", draw("1 0 0 RG 100 100 m 200 100 l S")),
    "RGB fill by its space": ("colour", "DeviceRGB", draw("/DeviceRGB cs 1 0 0 sc " + SQUARE)),
    "Lab": (
        "colour",
        "Lab",
        draw("/L cs 50 0 0 sc " + SQUARE, ColorSpace={"L": Array([Name.Lab, Dictionary(WhitePoint=[1, 1, 1])])}),
    ),
    "a fifth plate": ("colour", "Separation", draw("/S cs 1 scn " + SQUARE, ColorSpace={"S": spot("Gold")})),
    "RGB picture": (
        "colour",
        "a picture is in DeviceRGB",
        draw(PLACED, XObject={"P": picture(Name.DeviceRGB, 3, 200)}),
    ),
    "RGB palette": (
        "colour",
        "a picture is in DeviceRGB",
        draw(
            PLACED,
            XObject={"P": picture(PALETTE, 1, 200)},
        ),
    ),
    "RGB picture in the content": (
        "colour",
        "a picture is in DeviceRGB",
        draw("1 0 0 1 100 100 cm BI /W 4 /H 4 /CS /RGB /BPC 8 ID " + "x" * 48 + " EI"),
    ),
    "RGB gradient": (
        "colour",
        "a gradient is in DeviceRGB",
        draw(SHADED, Shading={"G": gradient("/DeviceRGB", [0, 0, 0], [1, 1, 1])}),
    ),
    "RGB in a form in a form": (
        "colour",
        "a fill is in DeviceRGB",
        draw("/F Do", XObject={"F": form("1 0 0 rg " + SQUARE)}),
    ),
    "RGB in a pattern": (
        "colour",
        "a fill is in DeviceRGB",
        draw("/Pattern cs /T scn " + SQUARE, Pattern={"T": pattern("1 0 0 rg 0 0 5 5 re f")}),
    ),
    "rich black": ("black text", "other inks besides black", text("0.6 0.4 0.4 1 k", state="Knock")),
    "black of three inks": ("black text", "other inks besides black", text("0.9 0.9 0.9 0 k", state="Knock")),
    "black that knocks out": ("black text", "does not overprint", text("0 0 0 1 k", state="Knock")),
    "small text in two inks": (
        "small text",
        "text of 7.0 pt is printed in more than one ink",
        text("1 0.5 0 0 k", 7, "Knock"),
    ),
    "smallish text in three inks": (
        "small text",
        "text of 10.5 pt is printed in more than 2 inks besides black",
        text("0.9 0.3 0.85 0.3 k", 10.5, "Knock"),
    ),
    "smallish text in a tint": (
        "small text",
        "text of 10.5 pt is in a tint: its strongest ink is at 75%; the minimum is 85%",
        text("0 0 0 0.75 k", 10.5),
    ),
    "small by its matrix": ("small text", "text of 6.0 pt", scaled),
    "330 % of ink": (
        "ink",
        "a fill has 330% ink; the limit is 300%",
        draw("/Knock gs 0.9 0.8 0.8 0.8 k " + SQUARE),
    ),
    "black over 300 %": (
        "ink",
        "inks printed over one another add up to 400%; the limit is 300%",
        lambda pdf: (draw("/Knock gs 1 1 1 0 k 290 390 50 50 re f")(pdf), text("0 0 0 1 k", 24)(pdf)),
    ),
    "a picture of 400 %": (
        "ink",
        "a picture has 39",
        draw(PLACED, XObject={"P": picture(Name.DeviceCMYK, 4, 200, 0xFF)}),
    ),
    "a gradient of 400 %": (
        "ink",
        "a gradient has 400%",
        draw(SHADED, Shading={"G": gradient("/DeviceCMYK", [0, 0, 0, 0], [1, 1, 1, 1])}),
    ),
    "white that overprints": ("white", "in white overprints", text("0 0 0 0 k")),
    "a transparent fill": (
        "transparency",
        "a fill is transparent",
        draw("/Half gs 0 0 0 0.5 k " + SQUARE, ExtGState={"Half": Dictionary(ca=0.5)}),
    ),
    "a blended fill": (
        "transparency",
        "a fill is transparent",
        draw("/Half gs 0 0 0 0.5 k " + SQUARE, ExtGState={"Half": Dictionary(BM=Name.Multiply)}),
    ),
    "a picture with a mask": (
        "transparency",
        "a picture is transparent",
        draw(
            PLACED,
            XObject={
                "P": lambda pdf: picture(Name.DeviceCMYK, 4, 200, SMask=picture(Name.DeviceGray, 1, 200)(pdf))(pdf)
            },
        ),
    ),
    "a picture of 90 dpi": (
        "pictures",
        "a picture has 90 dots per inch",
        draw("80 0 0 80 100 100 cm /P Do", XObject={"P": picture(Name.DeviceCMYK, 4, 100)}),
    ),
    "a thin line": ("lines", "a line is 0.10 pt wide", draw("0.1 w 0 0 0 1 K 100 100 m 200 100 l S")),
    "a line of no width": ("lines", "a line is 0.00 pt wide", draw("0 w 0 0 0 1 K 100 100 m 200 100 l S")),
    "no bleed on the left": ("bleed", "ends at the left edge", draw("0 0 0 0.5 k 28.346 300 50 50 re f")),
    "no bleed on the right": ("bleed", "at the right edge", draw("0 0 0 0.5 k 573.62 300 50 50 re f")),
    "no bleed above": ("bleed", "at the upper edge", draw("1 0 0 0 k 300 820.2 50 50 re f")),
    "half a bleed below": ("bleed", "1.5 mm past the lower edge", draw("0 0 0 0.5 k 300 24.1 50 50 re f")),
    "a picture that ends with the sheet": (
        "bleed",
        "a picture ends at the left edge",
        draw("50 0 0 50 28.346 300 cm /P Do", XObject={"P": picture(Name.DeviceCMYK, 4, 200)}),
    ),
    "words near the trim edge": ("margin", "is less than 5 mm from the trim edge", text("0 0 0 1 k", x=36)),
    "a mark on the sheet": (
        "marks",
        "a mark in all inks is on the sheet",
        draw("/Registration CS 1 SCN 100 100 m 200 100 l S"),
    ),
    "a code without its white": ("QR codes", "has no white margin", code(FOREIGN, 30, 120, bar=2)),
    "a live link": ("for the screen only", "page 2: a live link", link),
    "bookmarks": ("for the screen only", "bookmarks", root("/Outlines", Dictionary())),
    "a form": ("for the screen only", "a form", root("/AcroForm", Dictionary())),
    "an action": ("for the screen only", "an action that runs when it is opened", root("/OpenAction", Dictionary())),
    "a script": ("for the screen only", "a script", root("/Names", Dictionary(JavaScript=Dictionary()))),
    "layers": ("for the screen only", "layers", root("/OCProperties", Dictionary())),
    "a font that is not there": ("fonts", "is not in the file", unembedded),
    "a font of the reader's": ("fonts", "the font Helvetica is not in the file", base_font),
    "another condition": (
        "output intent",
        'is "SWOP", but the printer wants "FOGRA39"',
        intent("/OutputConditionIdentifier", "SWOP"),
    ),
    "another registry": ("output intent", "RegistryName", intent("/RegistryName", "http://example.org")),
    "another profile": (
        "output intent",
        "its colour profile is not layouts/press/FOGRA39L_coated.icc",
        intent("/DestOutputProfile", lambda pdf: pdf.make_stream(b"x" * 16 + b"CMYK" + b"x" * 99, N=4)),
    ),
    "a profile of a screen": (
        "output intent",
        "is not for a press",
        intent("/DestOutputProfile", lambda pdf: pdf.make_stream(b"x" * 200, N=3)),
    ),
    "no intent": ("output intent", "it does not say which press", lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
    "no TrimBox": ("boxes", "page 2: it has no TrimBox", lambda pdf: pdf.pages[1].obj.__delitem__("/TrimBox")),
    "a bleed of 2 mm": (
        "boxes",
        "the bleed at the left is 2.00 mm",
        page_box("/BleedBox", lambda s: [s[0] + 2.835, *s[1:]]),
    ),
    "a larger sheet": (
        "boxes",
        "page 2: it is trimmed to",
        page_box("/TrimBox", lambda s: [s[0], s[1], s[2] - 5, s[3]]),
    ),
    "a page turned": ("boxes", "rotated or scaled", lambda pdf: pdf.pages[1].obj.__setitem__("/Rotate", 90)),
    "a third page": ("number of pages", "it has 3 pages", lambda pdf: pdf.pages.append(pdf.pages[1])),
    "another standard": (
        "standard",
        'it says "PDF/X-1a" instead of PDF/X-4',
        says("pdfxid:GTS_PDFXVersion", "PDF/X-1a"),
    ),
    "no standard": ("standard", "it does not say that it is PDF/X-4", says("pdfxid:GTS_PDFXVersion", None)),
    "no metadata": ("standard", "the metadata has no dc:title", without_metadata),
    "nothing on trapping": ("standard", "trapped", untrapped),
}


# Bad in the same way as another, in another place or to another degree.
ALIKE = {
    "smallish text in three inks",
    "a blended fill",
    "a line of no width",
    "no bleed on the right",
    "no bleed above",
    "bookmarks",
    "an action",
    "a form",
    "another registry",
}


# What is bad on the second page, or about there being one; for all others, the first page alone is examined.
ON_BOTH = {
    *("a live link", "no TrimBox", "a bleed of 2 mm", "a larger sheet", "a page turned", "a third page"),
    "a code without its white",
}


@pytest.mark.parametrize("case", [slow(case) if case in ALIKE else case for case in BAD])
def test_each_bad_file_fails_for_the_right_reason(case: str, leaflet: Leaflet, coated: Printer, tmp_path: Path) -> None:
    check, reason, spoil = BAD[case]
    bad = tmp_path / "bad.pdf"
    with pikepdf.open(leaflet.press) as pdf:
        if case not in ON_BOTH:
            del pdf.pages[1]
        spoil(pdf)
        pdf.save(bad)
    found = verdicts(bad, coated, sides=2 if case in ON_BOTH else 1)
    also = {"bleed"} if case == "a larger sheet" else set()
    assert {name for name, verdict in found.items() if verdict.faults} - also == {check}
    assert any(reason in str(fault) for fault in found[check].faults), [str(fault) for fault in found[check].faults]


def test_every_check_has_a_bad_file() -> None:
    assert {check for check, _, _ in BAD.values()} == set(CHECKS)


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.6\n%%EOF", None])
def test_what_is_no_pdf_is_refused_in_words(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    if content is not None:
        path.write_bytes(content)
    result = pipeline("preflight", path)
    assert result.status == 1
    assert "x.pdf" in result.err
    assert "Traceback" not in result.err


def test_the_command_tells_every_check(leaflet: Leaflet) -> None:
    good, bad = pipeline("preflight", leaflet.press), pipeline("preflight", leaflet.pdf)
    assert (good.status, bad.status) == (0, 1)
    checks = [line for line in good.out.splitlines() if line.startswith("pass")]
    assert [line.partition("  ")[2] for line in checks] == list(CHECKS)
    assert f"\n{len(CHECKS)} passed, 0 failed\n" in good.out
    assert len([line for line in good.out.splitlines() if ": leads to https://" in line]) == 2
    assert "FAIL  colour\n        page 1, 0 mm from the left" in bad.out


@pytest.mark.parametrize("places", [5, slow(80)])
def test_a_file_damaged_anywhere_brings_no_traceback(
    places: int, leaflet: Leaflet, coated: Printer, tmp_path: Path
) -> None:
    content = leaflet.press.read_bytes()
    bad = tmp_path / "bad.pdf"
    for number in range(places):
        at = len(content) * number // places
        bad.write_bytes(content[:at] + b"\xff\x00<<" + content[at + 40 :])
        with suppress(Problems):  # the one thing that may be raised
            preflight(bad.read_bytes(), bad.name, coated, A4)
