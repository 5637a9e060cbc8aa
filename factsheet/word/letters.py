"""Describe letters in Word: fonts, sizes, colours and language, and their counterparts for complex scripts."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.xml import Element
from ..edition.locales import regional, script
from ..page.page import Page
from ..theme.model import Theme
from ..theme.styles import Style
from . import colour_theme
from .wordml import hex_colour, new, on, twips


def style_id(name: str) -> str:
    """Return the id of a style: its name without spaces, as Word makes it."""
    return name.replace(" ", "")


@dataclass(frozen=True)
class Writing:
    """How the language of a document is written."""

    language: str  # with its region
    script: str
    direction: str
    digits: str

    @classmethod
    def of(cls, page: Page, language: str) -> Writing:
        return cls(regional(language), script(language), page.direction, page.digits)

    @property
    def rtl(self) -> bool:
        return self.direction == "rtl"


def fonts(face: str, theme: Theme, writing: Writing) -> Element:
    """Return the fonts of a typeface, by Word's four slots.

    A right-to-left script takes its font from the slot for complex scripts. Word counts no other script
    as complex, so any other (Ethiopic) must be in all four.
    """
    latin, *other = (found.family for found in theme.typefaces[face].faces(writing.script))
    own = other[0] if other else latin
    plain = latin if writing.rtl else own
    return new("rFonts", ascii=plain, hAnsi=plain, eastAsia=plain, cs=own)


def look(style: Style, theme: Theme, writing: Writing, *, base: bool = False) -> Element:
    """Return how the letters look, along with the counterparts for complex scripts."""
    # Word sets Latin at w:sz and complex scripts at w:szCs: only the latter is larger.
    scale = theme.typefaces["text"].faces(writing.script)[-1].scale if writing.rtl else 1
    plain = str(round(style.size / scale * 2)) if style.size else None
    size = str(round(style.size * 2)) if style.size else None
    italic = style.italic and theme.slanted(writing.script)
    tracking = 0 if writing.rtl else style.tracking  # tracking pulls joined letters apart
    language = writing.language
    return new(
        "rPr",
        fonts(style.face or "text", theme, writing) if style.face or style.size else None,
        on("b", style.bold),
        on("bCs", style.bold),
        on("i", italic),
        on("iCs", italic),
        colour(style, theme),
        new("spacing", val=twips(tracking)) if tracking else None,
        new("kern", val="2") if base else None,  # kerning, from 1 pt up, as on the page
        new("sz", val=plain) if plain else None,
        new("szCs", val=size) if size else None,
        new("u", val="single") if style.underline else None,
        _fill(style, theme),
        new("lang", val=language, eastAsia=language, bidi=language) if base else None,
    )


def colour(style: Style, theme: Theme) -> Element | None:
    """Return the colour of letters; that of links is also tied to its role, so that Word's palette can change it."""
    if not style.colour:
        return None
    role = "hyperlink" if style.word == "Hyperlink" else None
    return new("color", val=hex_colour(theme.colours[style.colour].screen), themeColor=role)


def marked(style: Style, theme: Theme) -> list[Element]:
    """Return what a mark with a fill adds to letters that have a style of their own."""
    return [each for each in (colour(style, theme), _fill(style, theme)) if each is not None]


def _fill(style: Style, theme: Theme) -> Element | None:
    if not style.fill:
        return None
    return new("shd", val="clear", color="auto", fill=hex_colour(theme.colours[style.fill].screen))


def followed(theme: Theme) -> Element:
    """Return the look of a link that somebody has clicked on."""
    visited = colour_theme.roles(theme)["folHlink"]
    return new("rPr", new("color", val=hex_colour(visited), themeColor="followedHyperlink"), new("u", val="single"))


def sized(points: float) -> Element:
    """Return a size for letters, and nothing else."""
    half = str(round(points * 2))
    return new("rPr", new("sz", val=half), new("szCs", val=half))
