"""Draw inline pictures, named and described, and the band at the foot of a sheet, in a Word file. Lengths in pt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import oxml_parser
from docx.parts.story import StoryPart
from docx.shared import Pt
from lxml import etree

from ..core import disk_cache
from ..core.xml import Element
from .wordml import hex_colour, new, run

EMU = 12_700  # in a pt
# Sharp in print, and at 300 % on a screen.
DOTS_PER_INCH = 300
# Of a picture as large as the sheet, in which nobody looks for detail.
COARSE = 150
NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}


@lru_cache(maxsize=64)
def dots(svg: str, width: int) -> bytes:
    """Return an SVG drawn as PNG, `width` dots wide. Cached, since most editions show the same pictures."""

    def drawn() -> bytes:
        import resvg_py

        return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width))

    return disk_cache.cached("picture", (svg, str(width)), drawn)


def proportion(svg: str) -> float:
    """Return how much wider than high an SVG is."""
    *_, width, height = map(float, etree.fromstring(svg.encode()).get("viewBox", "0 0 1 1").replace(",", " ").split())
    return width / height


def in_line(document: Document, svg: str, size: tuple[float, float], alt: str, name: str, number: int) -> Element:
    """Return a run with a picture drawn from its SVG."""
    width, height = size
    png = dots(svg, round(width / 72 * DOTS_PER_INCH))
    inline = document.part.new_pic_inline(BytesIO(png), Pt(width), Pt(height))
    piece = run()
    piece.append(new("drawing", described(inline, alt, name, number)))
    return piece


def photo(document: Document, content: bytes, size: tuple[float, float], alt: str, name: str, number: int) -> Element:
    """Return a run with a photo as it is on the page: a JPEG or PNG; a drawing is drawn as other pictures are."""
    if content.startswith(b"<"):
        tree = etree.fromstring(content)
        for side in ("width", "height"):  # which resvg rounds before it scales
            tree.attrib.pop(side, None)
        return in_line(document, etree.tostring(tree).decode(), size, alt, name, number)
    inline = document.part.new_pic_inline(BytesIO(content), Pt(size[0]), Pt(size[1]))
    piece = run()
    piece.append(new("drawing", described(inline, alt, name, number)))
    return piece


def at_edge(edge: str, size: tuple[float, float], colour: str, name: str, number: int) -> Element:
    """Return a run that draws a rectangle at the "top" or "bottom" of the sheet, behind the text, as decoration."""
    return _rectangle(size, colour, (_aligned("left"), _aligned(edge)), name, number)


def at_place(box: tuple[float, float, float, float], colour: str, name: str, number: int) -> Element:
    """Return a run that draws a rectangle behind the text of a sheet; `box` is its left, top, width and height."""
    left, top, width, height = box
    return _rectangle((width, height), colour, (_at(left), _at(top)), name, number)


def _rectangle(
    size: tuple[float, float], colour: str, place: tuple[Element, Element], name: str, number: int
) -> Element:
    """Return a run that draws a rectangle at a place of the sheet, as decoration."""
    width, height = size
    extent = {"cx": str(round(width * EMU)), "cy": str(round(height * EMU))}
    shape = drawn(
        "wps:wsp",
        drawn("wps:cNvSpPr"),
        drawn(
            "wps:spPr",
            drawn("a:xfrm", drawn("a:off", x="0", y="0"), drawn("a:ext", **extent)),
            drawn("a:prstGeom", drawn("a:avLst"), prst="rect"),
            drawn("a:solidFill", drawn("a:srgbClr", val=hex_colour(colour))),
            drawn("a:ln", drawn("a:noFill")),
        ),
        drawn("wps:bodyPr"),
    )
    graphic = drawn("a:graphic", drawn("a:graphicData", shape, uri=NAMESPACES["wps"]))
    anchor = _behind_the_text(graphic, extent, *place)
    # Shapes are an extension of ECMA-376 (part 3, 10.2.1): programs that do not know them leave them out.
    choice = drawn("mc:Choice", new("drawing", described(anchor, "", name, number)), Requires="wps")
    return new("r", drawn("mc:AlternateContent", choice))


def on_page(story: StoryPart, svg: str, box: tuple[float, float, float], alt: str, name: str, number: int) -> Element:
    """Return a run with a picture on the sheet, behind the text; `box` is its left, its top and its width."""
    left, top, width = box
    png = dots(svg, round(width / 72 * COARSE))
    inline = story.new_pic_inline(BytesIO(png), width=Pt(width))
    extent = {side: inline.extent.get(side, "") for side in ("cx", "cy")}
    graphic = inline.find(qn("a:graphic"))
    assert graphic is not None
    anchor = _behind_the_text(graphic, extent, _at(left), _at(top))
    piece = run()
    piece.append(new("drawing", described(anchor, alt, name, number)))
    return piece


def _behind_the_text(graphic: Element, extent: Mapping[str, str], left: Element, top: Element) -> Element:
    """Return what sets a drawing at a place of the sheet."""
    sides = {"distT": "0", "distB": "0", "distL": "0", "distR": "0"}
    behind = {"behindDoc": "1", "locked": "0", "layoutInCell": "0", "allowOverlap": "1", "relativeHeight": "1"}
    return drawn(
        "wp:anchor",
        drawn("wp:simplePos", x="0", y="0"),
        drawn("wp:positionH", left, relativeFrom="page"),
        drawn("wp:positionV", top, relativeFrom="page"),
        drawn("wp:extent", **extent),
        drawn("wp:effectExtent", l="0", t="0", r="0", b="0"),
        drawn("wp:wrapNone"),
        drawn("wp:docPr"),
        drawn("wp:cNvGraphicFramePr"),
        graphic,
        simplePos="0",
        **sides,
        **behind,
    )


def drawn(tag: str, *children: Element, **attributes: str) -> Element:
    """Return an element of a drawing; its attributes have no prefix."""
    prefix, _, name = tag.partition(":")
    # What is required is named by its prefix (ECMA-376 part 3, 10.2.1), which must be declared there.
    known = {each: NAMESPACES[each] for each in (prefix, attributes.get("Requires", prefix))}
    element: Element = oxml_parser.makeelement(f"{{{NAMESPACES[prefix]}}}{name}", nsmap=known)
    for key, value in attributes.items():
        element.set(key, value)
    element.extend(children)
    return element


def _at(length: float) -> Element:
    offset = drawn("wp:posOffset")
    offset.text = str(round(length * EMU))
    return offset


def _aligned(edge: str) -> Element:
    align = drawn("wp:align")
    align.text = edge
    return align


def described(picture: Element, alt: str, name: str, number: int) -> Element:
    """Name and number a picture, and say what it shows; without `alt`, mark it as decoration."""
    for side in "TBLR":  # without these LibreOffice keeps 3 mm around a picture
        picture.set(f"dist{side}", "0")
    properties = picture.find(qn("wp:docPr"))
    assert properties is not None
    properties.set("id", str(number))
    properties.set("name", name)
    if alt:
        properties.set("descr", alt)
        return picture
    decorative = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    extension = OxmlElement("a:ext")
    extension.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    mark = extension.makeelement(f"{{{decorative}}}decorative", {"val": "1"}, {"adec": decorative})
    extension.append(mark)
    extensions = OxmlElement("a:extLst")
    extensions.append(extension)
    properties.append(extensions)
    return picture
