"""Make Word's list formats: one for each style in the theme that has a bullet or a number."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from docx.document import Document
from docx.oxml.ns import qn

from ..core.xml import Element
from ..theme.model import Theme
from ..theme.styles import Style
from . import line_heights
from .letters import Writing, fonts, style_id
from .wordml import hex_colour, new, on, twips

# The digits that Word can number with, by their zero (ECMA-376 part 1, 17.18.59). It has no format for Arabic
# digits: there Word shows those that its user has chosen.
FORMATS = {"\N{DEVANAGARI DIGIT ZERO}": "hindiNumbers", "\N{THAI DIGIT ZERO}": "thaiNumbers"}


def define(document: Document, theme: Theme, writing: Writing, heights: Mapping[str, float]) -> dict[str, int]:
    """Define the list formats in a document that has none; return the number of each by its Word style."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    styles = [style for style in theme.styles.values() if style.bullet or style.number]
    for number, style in enumerate(styles):
        numbering.append(_list(number, style, theme, writing, heights))
    for number in range(len(styles)):
        numbering.append(new("num", new("abstractNumId", val=str(number)), numId=str(number + 1)))
    return {style.word: number + 1 for number, style in enumerate(styles)}


def restarted(document: Document, style: Style, position: int) -> str:
    """Return the id of a list format like the style's own that starts again at 1, for list `position`."""
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


def _list(number: int, style: Style, theme: Theme, writing: Writing, heights: Mapping[str, float]) -> Element:
    """Return the list format of a style with a bullet or a number."""
    colour = theme.colours[style.number or style.colour or "ink"].screen
    text = style.size or 10
    size = str(round((line_heights.bullet(style, text * style.bullet_size, heights) if style.bullet else text) * 2))
    face = style.bullet_face if style.bullet else "text"
    bold = theme.typefaces[face].bold is not None
    return new(
        "abstractNum",
        new("nsid", val=_mark(style.word, "list")),
        new("multiLevelType", val="singleLevel"),
        new("tmpl", val=_mark(style.word, "template")),
        new(
            "lvl",
            new("start", val="1"),
            new("numFmt", val="bullet" if style.bullet else FORMATS.get(writing.digits[0], "decimal")),
            new("pStyle", val=style_id(style.word)),
            new("lvlText", val=style.bullet or "%1."),
            new("lvlJc", val="left"),
            new("pPr", new("ind", left=twips(style.indent + style.hang), hanging=twips(style.hang))),
            new(
                "rPr",
                fonts(face, theme, writing),
                on("b", bold),
                on("bCs", bold),
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


def _mark(word: str, of: str) -> str:
    """Return the eight digits by which Word tells lists apart when text is pasted (17.9.15), always the same."""
    return hashlib.sha256(f"{of} {word}".encode()).hexdigest()[:8].upper()
