"""Give Word the theme's colours and fonts, so that its palette offers the leaflet's own."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.builder import ElementMaker

from .theme import Theme
from .wordml import hex_colour

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
A = ElementMaker(namespace=DRAWING, nsmap={"a": DRAWING})
# The twelve places of a colour scheme (ECMA-376 part 1, 20.1.6.2), filled with the theme's colours in order.
DARK_AND_LIGHT = ("dk1", "lt1", "dk2", "lt2")
ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")


def add(document: Document, theme: Theme, name: str) -> None:
    """Add a theme part made of the leaflet's theme."""
    package = document.part.package
    assert package is not None
    fonts = theme.typefaces
    scheme = A.theme(
        A.themeElements(
            A.clrScheme(*_colours(theme), name=name),
            A.fontScheme(
                _font("majorFont", fonts.get("display", fonts["text"]).family),
                _font("minorFont", fonts["text"].family),
                name=name,
            ),
            _formats(name),
        ),
        name=name,
    )
    xml = etree.tostring(scheme, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/theme/theme1.xml"), CONTENT_TYPE.OFC_THEME, xml, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.THEME)


def _colours(theme: Theme) -> list[etree._Element]:
    ordered = [colour.screen for colour in theme.colours.values()]
    main = (theme.colours[theme.styles["p"].colour or next(iter(theme.colours))].screen, "#ffffff")
    places = [*DARK_AND_LIGHT, *ACCENTS]
    chosen = [*main, ordered[0], ordered[-1]] + [ordered[index % len(ordered)] for index in range(len(ACCENTS))]
    return [A(place, A.srgbClr(val=hex_colour(colour))) for place, colour in zip(places, chosen, strict=True)]


def _font(kind: str, family: str) -> etree._Element:
    return A(kind, A.latin(typeface=family), A.ea(typeface=""), A.cs(typeface=""))


def _formats(name: str) -> etree._Element:
    """Return the plain formats that a theme must have three of each; nothing in the leaflet uses them."""

    def plain() -> etree._Element:
        return A.solidFill(A.schemeClr(val="phClr"))

    three = range(3)
    return A.fmtScheme(
        A.fillStyleLst(*(plain() for _ in three)),
        A.lnStyleLst(*(A.ln(plain(), w="6350") for _ in three)),
        A.effectStyleLst(*(A.effectStyle(A.effectLst()) for _ in three)),
        A.bgFillStyleLst(*(plain() for _ in three)),
        name=name,
    )
