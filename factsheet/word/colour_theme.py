"""Give Word the theme's colours and fonts, so that its palette offers the leaflet's own."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.builder import ElementMaker

from ..core.xml import Element
from ..theme import contrast
from ..theme.model import Theme
from .wordml import hex_colour

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
A = ElementMaker(namespace=DRAWING, nsmap={"a": DRAWING})
# The twelve places of a colour scheme (ECMA-376 part 1, 20.1.6.2): text and paper, a dark and a light colour, accents.
ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
PAPER = "#ffffff"
READABLE = 4.5  # WCAG 2.2, 1.4.3


def add(document: Document, theme: Theme, name: str) -> None:
    """Add a theme part made of the leaflet's theme."""
    package = document.part.package
    assert package is not None
    xml = etree.tostring(made(theme, name), xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/theme/theme1.xml"), CONTENT_TYPE.OFC_THEME, xml, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.THEME)


def made(theme: Theme, name: str) -> Element:
    """Return the leaflet's theme as programs for documents have it."""
    fonts = theme.typefaces
    return A.theme(
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


def roles(theme: Theme) -> dict[str, str]:
    """Return the colour of each place of the scheme, by what the theme does with it.

    A link that somebody has clicked on must be legible on white too; the fills that mark drafts are not offered.
    """
    screen = {name: colour.screen for name, colour in theme.colours.items()}
    drafts = {style.fill for style in theme.styles.values()}
    ink = theme.styles["p"].colour or theme.roles.text
    own = [name for name in screen if name not in {ink, theme.roles.paper, *drafts}] or [ink]
    link = (theme.styles["a"].colour if "a" in theme.styles else None) or ink
    light = max(own, key=lambda name: -_contrast(screen[name]))
    others = [name for name in own if name not in {link, light}]
    followed = next((name for name in others if _contrast(screen[name]) >= READABLE), link)
    accents = [screen[name] for name in own if name != light] or [screen[ink]]
    return {
        "dk1": screen[ink],
        "lt1": PAPER,
        "dk2": screen[own[0]],
        "lt2": screen[light],
        **{place: accents[index % len(accents)] for index, place in enumerate(ACCENTS)},
        "hlink": screen[link],
        "folHlink": screen[followed],
    }


def _contrast(colour: str) -> float:
    return contrast.ratio(contrast.of_hex(colour), contrast.of_hex(PAPER))


def _colours(theme: Theme) -> list[Element]:
    return [A(place, A.srgbClr(val=hex_colour(colour))) for place, colour in roles(theme).items()]


def _font(kind: str, family: str) -> Element:
    return A(kind, A.latin(typeface=family), A.ea(typeface=""), A.cs(typeface=""))


def _formats(name: str) -> Element:
    """Return the plain formats, three of each, that a theme must have; nothing in the leaflet uses them."""

    def plain() -> Element:
        return A.solidFill(A.schemeClr(val="phClr"))

    three = range(3)
    return A.fmtScheme(
        A.fillStyleLst(*(plain() for _ in three)),
        A.lnStyleLst(*(A.ln(plain(), w="6350") for _ in three)),
        A.effectStyleLst(*(A.effectStyle(A.effectLst()) for _ in three)),
        A.bgFillStyleLst(*(plain() for _ in three)),
        name=name,
    )
