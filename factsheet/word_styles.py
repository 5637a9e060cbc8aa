"""Make Word's styles and list formats of the theme, in place of all that python-docx brings along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from . import word_lines
from .theme import Style, Theme, inline
from .wordml import border, hex_colour, new, on, twips

# Word's own style names that a theme may use; every other style is marked as custom.
NATIVE = {
    "Normal", "Title", "Subtitle", "Body Text", "List", "List Bullet", "List Number", "Strong", "Emphasis", "Hyperlink",
    *(f"Heading {level}" for level in range(1, 10)),
}  # fmt: skip
TABLE = "Leaflet"
# Word wants a paragraph between two tables and after the last one: this one takes up no room.
SEAM = "Seam"


def style_id(name: str) -> str:
    """Return the id of a style: its name without spaces, as Word makes it."""
    return name.replace(" ", "")


@dataclass(frozen=True)
class Writing:
    """How the language of a document is written."""

    language: str
    script: str
    direction: str

    @property
    def rtl(self) -> bool:
        return self.direction == "rtl"


def define(document: Document, theme: Theme, writing: Writing, heights: Mapping[str, float]) -> None:
    """Define every style of the theme in a document that has none."""
    sheet = document.styles.element
    for child in list(sheet):
        sheet.remove(child)
    body = theme.styles["p"]
    sheet.append(_defaults(theme, body, writing))
    sheet.append(_style("paragraph", "Normal", None, default=True))
    sheet.append(_style("character", "Default Paragraph Font", None, default=True, hidden=True))
    sheet.append(_table())
    sheet.append(_seam())
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    lists = [style for style in theme.styles.values() if style.bullet or style.number]
    for number, style in enumerate(lists):
        numbering.append(_list(number, style, theme, writing, heights))
    for number in range(len(lists)):
        numbering.append(new("num", new("abstractNumId", val=str(number)), numId=str(number + 1)))
    for selector, style in theme.styles.items():
        number_id = lists.index(style) + 1 if style in lists else None
        character = inline(selector)
        sheet.append(_styled(style, theme, writing, heights, character, number_id))


def restarted(document: Document, style: Style, position: int) -> str:
    """Return the id of a list format like the style's own that counts from 1 anew, for list `position`."""
    numbering = document.part.numbering_part.element
    own = next(
        item
        for item in numbering.iter(qn("w:abstractNum"))
        if item.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == style_id(style.word)
    )
    number = str(1000 + position)
    if not numbering.xpath(f"w:num[@w:numId='{number}']"):
        override = new("lvlOverride", new("startOverride", val="1"), ilvl="0")
        numbering.append(new("num", new("abstractNumId", val=own.get(qn("w:abstractNumId"))), override, numId=number))
    return number


def _defaults(theme: Theme, body: Style, writing: Writing) -> Element:
    return new(
        "docDefaults",
        new("rPrDefault", _look(body, theme, writing, base=True)),
        new("pPrDefault", new("pPr", new("widowControl"), new("spacing", before="0", after="0"))),
    )


def _style(
    kind: str, name: str, based_on: str | None, *properties: Element | None, default: bool = False, hidden: bool = False
) -> Element:
    word_name = name.lower() if name.startswith("Heading ") else name
    return new(
        "style",
        new("name", val=word_name),
        new("basedOn", val=style_id(based_on)) if based_on else None,
        new("next", val=style_id("Body Text")) if name.startswith(("Heading", "Title", "Subtitle")) else None,
        new("uiPriority", val="1"),
        on("semiHidden", hidden),
        on("qFormat", not hidden and kind != "table"),
        *properties,
        type=kind,
        default="1" if default else None,
        customStyle=None if name in NATIVE or default else "1",
        styleId=style_id(name),
    )


def _styled(
    style: Style, theme: Theme, writing: Writing, heights: Mapping[str, float], character: bool, number_id: int | None
) -> Element:
    look = _look(style, theme, writing)
    if character:
        return _style("character", style.word, "Default Paragraph Font", look)
    return _style(
        "paragraph", style.word, style.based_on or "Normal", _shape(style, theme, writing, heights, number_id), look
    )


def _fonts(face: str, theme: Theme, writing: Writing) -> Element:
    """Return the fonts of a typeface, by Word's four slots.

    A script from right to left takes its own from the slot for complex scripts; Word knows no other
    script for complex, so that any further one (Ethiopic) must stand in all four.
    """
    latin, *other = (found.family for found in theme.typefaces[face].faces(writing.script))
    own = other[0] if other else latin
    plain = latin if writing.rtl else own
    return new("rFonts", ascii=plain, hAnsi=plain, eastAsia=plain, cs=own)


def _look(style: Style, theme: Theme, writing: Writing, *, base: bool = False) -> Element:
    """Return how the letters look, the twins for complex scripts beside them."""
    # Word sets Latin in w:sz and a complex script in w:szCs: only the latter is set larger.
    scale = theme.typefaces["text"].faces(writing.script)[-1].scale if writing.rtl else 1
    plain = str(round(style.size / scale * 2)) if style.size else None
    size = str(round(style.size * 2)) if style.size else None
    italic = style.italic and theme.slanted(writing.script)
    tracking = 0 if writing.rtl else style.tracking  # letters that join come apart when they are tracked
    language = writing.language
    return new(
        "rPr",
        _fonts(style.face or "text", theme, writing) if style.face or style.size else None,
        on("b", style.bold),
        on("bCs", style.bold),
        on("i", italic),
        on("iCs", italic),
        new("color", val=hex_colour(theme.colours[style.colour].screen)) if style.colour else None,
        new("spacing", val=twips(tracking)) if tracking else None,
        new("sz", val=plain) if plain else None,
        new("szCs", val=size) if size else None,
        new("u", val="single") if style.underline else None,
        new("shd", val="clear", color="auto", fill=hex_colour(theme.colours[style.fill].screen))
        if style.fill
        else None,
        new("lang", val=language, eastAsia=language, bidi=language) if base else None,
    )


def _shape(
    style: Style, theme: Theme, writing: Writing, heights: Mapping[str, float], number_id: int | None
) -> Element:
    """Return how the paragraph stands."""
    rule = style.rule_below
    level = style.word.removeprefix("Heading ").split()[0] if style.word.startswith("Heading ") else ""
    return new(
        "pPr",
        on("keepNext", style.keep or level),
        new("keepLines"),
        new("numPr", new("numId", val=str(number_id))) if number_id else None,
        new("pBdr", border("bottom", rule.width, theme.colours[rule.colour].screen, rule.space)) if rule else None,
        on("bidi", writing.rtl),
        word_lines.spacing(style, heights),
        new("ind", left=twips(style.indent + style.hang), hanging=twips(style.hang) if style.hang else None),
        new("outlineLvl", val=str(int(level) - 1)) if level else None,
    )


def _list(number: int, style: Style, theme: Theme, writing: Writing, heights: Mapping[str, float]) -> Element:
    """Return the list format of a style with a bullet or a number."""
    colour = theme.colours[style.number or style.colour or "ink"].screen
    text = style.size or 10
    # A bullet as in the stylesheet: 1.3 times its text.
    size = str(round((word_lines.bullet(style, text * 1.3, heights) if style.bullet else text) * 2))
    return new(
        "abstractNum",
        new("multiLevelType", val="singleLevel"),
        new(
            "lvl",
            new("start", val="1"),
            new("numFmt", val="bullet" if style.bullet else "decimal"),
            new("pStyle", val=style_id(style.word)),
            new("lvlText", val=style.bullet or "%1."),
            new("lvlJc", val="left"),
            new("pPr", new("ind", left=twips(style.indent + style.hang), hanging=twips(style.hang))),
            new(
                "rPr",
                _fonts("text", theme, writing),
                new("b"),
                new("bCs"),
                new("i", val="0"),
                new("iCs", val="0"),
                new("color", val=hex_colour(colour)),
                new("sz", val=size),
                new("szCs", val=size),
                on("rtl", writing.rtl),
            ),
            ilvl="0",
        ),
        abstractNumId=str(number),
    )


def _table() -> Element:
    margins = [new(edge, w="0", type="dxa") for edge in ("top", "left", "bottom", "right")]
    return _style("table", TABLE, None, new("tblPr", new("tblInd", w="0", type="dxa"), new("tblCellMar", *margins)))


def _seam() -> Element:
    look = new("rPr", new("sz", val="2"), new("szCs", val="2"))
    return _style("paragraph", SEAM, "Normal", look)
