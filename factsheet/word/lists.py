"""Make Word's list formats: one for each style in the theme that has a bullet or a number."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from docx.document import Document
from docx.oxml.ns import qn

from ..core.project import Root
from ..core.xml import Element
from ..theme import fonts as font_files
from ..theme.model import Theme
from ..theme.selectors import depth
from ..theme.styles import Style
from . import line_heights
from .letters import Writing, fonts, style_id
from .wordml import hex_colour, new, on, twips

# The digits that Word can number with, by their zero (ECMA-376 part 1, 17.18.59). It has no format for Arabic
# digits: there Word shows those that its user has chosen.
# From where on list formats are numbered that begin again at 1, and those for lists in lists.
RESTARTED, NESTED = 1000, 5000
FORMATS = {"\N{DEVANAGARI DIGIT ZERO}": "hindiNumbers", "\N{THAI DIGIT ZERO}": "thaiNumbers"}


def hung(theme: Theme, root: Root, writing: Writing, heights: Mapping[str, float]) -> Theme:
    """Return the theme with labels placed by their middles, if the text runs from right to left; else as it is.

    "left" (17.9.7) is the beginning of a label in two of the three engines in which this was measured. In LibreOffice
    7.4 it is its left side: the squares stood 6 pt too far out, the numbers 9. The middle is the same.
    """
    if not writing.rtl:
        return theme
    styles = {
        name: _hung(style, theme, root, writing, heights) if style.bullet or style.number else style
        for name, style in theme.styles.items()
    }
    return theme.model_copy(update={"styles": styles})


def _hung(style: Style, theme: Theme, root: Root, writing: Writing, heights: Mapping[str, float]) -> Style:
    own = theme.typefaces[_face(style)].faces("" if style.bullet else writing.script)[-1]
    label = style.bullet or f"{writing.digits[1]}."
    half = _width(font_files.read(root, own.bold or own.regular), label) * _size(style, heights) / 2
    return style.model_copy(update={"indent": style.indent + half, "hang": style.hang - half})


@lru_cache(maxsize=64)
def _width(font: bytes, words: str) -> float:
    """Return how wide some signs are in a font, in em."""
    import uharfbuzz

    face = font_files.face(font)
    file = uharfbuzz.Font(face)
    return float(sum(file.get_glyph_h_advance(file.get_nominal_glyph(ord(each)) or 0) for each in words) / face.upem)


@dataclass(frozen=True)
class Look:
    """What the labels of lists look like: the theme, how the language is written, and the line heights of typefaces."""

    theme: Theme
    writing: Writing
    heights: Mapping[str, float]


def define(document: Document, look: Look) -> dict[str, int]:
    """Define the list formats in a document that has none; return the number of each by its Word style."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    listed = [(depth(name) - 1, style) for name, style in look.theme.styles.items() if style.bullet or style.number]
    for number, (level, style) in enumerate(listed):
        numbering.append(_format(str(number), style.word, [_level(style, level, look, of_style=True)]))
    for number in range(len(listed)):
        numbering.append(new("num", new("abstractNumId", val=str(number)), numId=str(number + 1)))
    return {style.word: number + 1 for number, (_, style) in enumerate(listed)}


def restarted(document: Document, style: Style, position: int, start: int = 1) -> str:
    """Return the id of a list format like the style's own that starts again at a number, for list `position`."""
    numbering = document.part.numbering_part.element
    own = next(
        item
        for item in numbering.iter(qn("w:abstractNum"))
        if item.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == style_id(style.word)
    )
    number = str(RESTARTED + position)
    if not numbering.xpath(f"w:num[@w:numId='{number}']"):
        of_style = new("abstractNumId", val=own.get(qn("w:abstractNumId")))
        numbering.append(new("num", of_style, _starts(start), numId=number))
    return number


def nested(document: Document, levels: Sequence[Style], position: int, look: Look, start: int = 1) -> str:
    """Return the id of a list format whose levels are those of some styles, for list `position` and those in it.

    Its numbers begin at `start`.
    Numbers on a level begin again after each item of the one above, as programs expect of one list format (17.9.10).
    """
    numbering = document.part.numbering_part.element
    number = str(NESTED + position)
    if not numbering.xpath(f"w:num[@w:numId='{number}']"):
        parts = [_level(style, at, look) for at, style in enumerate(levels)]
        first = next(numbering.iter(qn("w:num")))
        first.addprevious(_format(number, f"{levels[0].word} {position}", parts))
        begun = _starts(start) if start != 1 else None
        numbering.append(new("num", new("abstractNumId", val=number), begun, numId=number))
    return number


def _starts(start: int) -> Element:
    return new("lvlOverride", new("startOverride", val=str(start)), ilvl="0")


def _format(number: str, named: str, levels: Sequence[Element]) -> Element:
    return new(
        "abstractNum",
        new("nsid", val=_mark(named, "list")),
        new(
            "multiLevelType",
            val="multilevel" if len(levels) > 1 or levels[0].get(qn("w:ilvl")) != "0" else "singleLevel",
        ),
        new("tmpl", val=_mark(named, "template")),
        *levels,
        abstractNumId=number,
    )


def _level(style: Style, level: int, look: Look, *, of_style: bool = False) -> Element:
    """Return a level, from 0, of a list format: that of a style itself, or one of several."""
    theme, writing, heights = look.theme, look.writing, look.heights
    colour = theme.colours[style.number or style.colour or theme.roles.text].screen
    size = str(round(_size(style, heights) * 2))
    face = _face(style)
    bold = theme.typefaces[face].bold is not None
    return new(
        "lvl",
        new("start", val="1"),
        new("numFmt", val="bullet" if style.bullet else FORMATS.get(writing.digits[0], "decimal")),
        new("pStyle", val=style_id(style.word)) if of_style else None,
        new("lvlText", val=style.bullet or f"%{level + 1}."),
        new("lvlJc", val="center" if writing.rtl else "left"),
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
        ilvl=str(level),
    )


def _face(style: Style) -> str:
    return style.bullet_face if style.bullet else "text"


def _size(style: Style, heights: Mapping[str, float]) -> float:
    """Return the size of a bullet or number, in pt."""
    text = style.size or 10
    return line_heights.bullet(style, text * style.bullet_size, heights) if style.bullet else text


def _mark(word: str, of: str) -> str:
    """Return the eight digits by which Word tells lists apart when text is pasted (17.9.15), always the same."""
    return hashlib.sha256(f"{of} {word}".encode()).hexdigest()[:8].upper()
