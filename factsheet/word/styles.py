"""Make Word's styles from the theme, in place of all those that come with python-docx."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document

from ..core.xml import Element
from ..theme.model import Theme
from ..theme.selectors import depth
from ..theme.styles import Style, inline
from . import letters, line_heights, lists, table_styles
from .letters import Writing, style_id
from .wordml import border, new, on, twips

LINK, FOLLOWED = "Hyperlink", "FollowedHyperlink"
# Word's own style names that a theme may use; every other style is marked as custom.
NATIVE = {
    "Normal", "Title", "Subtitle", "Body Text", "List", "Strong", "Emphasis", "Caption", "Quote",
    *(f"{kind}{level}" for kind in ("List Bullet", "List Number") for level in ("", " 2", " 3")),
    LINK, FOLLOWED,
    *(f"Heading {level}" for level in range(1, 10)),
}  # fmt: skip
TABLE = "Leaflet"
# Word requires a paragraph between two tables and after the last one; this one takes up no room.
SEAM = "Seam"
SEAM_HEIGHT = 1.4  # pt: of a line of 1 pt in Noto Sans
# The rank of the styles that nobody is offered: after all others (ECMA-376 part 1, 17.7.4.19).
LAST = 99
# The number of Word's built-in styles.
KNOWN = 376


def define(
    document: Document, theme: Theme, writing: Writing, heights: Mapping[str, float], order: Sequence[str]
) -> None:
    """Define every style of the theme in a document that has none; Word offers them in reading order."""
    sheet = document.styles.element
    for child in list(sheet):
        sheet.remove(child)
    numbers = lists.define(document, lists.Look(theme, writing, heights))
    sheet.extend(_Styles(theme, writing, heights, numbers, tuple(order)).every())


@dataclass(frozen=True)
class _Styles:
    """The styles of a theme for a language; `numbers` maps styles to the list formats that they use."""

    theme: Theme
    writing: Writing
    heights: Mapping[str, float]
    numbers: Mapping[str, int]
    order: tuple[str, ...]

    def every(self) -> Iterator[Element]:
        """Yield the defaults for all text, the styles that Word requires, and those of the theme."""
        yield self._defaults()
        yield self._latent()
        right_to_left = new("pPr", new("bidi")) if self.writing.rtl else None
        yield _style("paragraph", "Normal", None, 0, right_to_left, default=True)
        yield _style("character", "Default Paragraph Font", None, LAST, default=True, hidden=True)
        yield _table()
        yield _seam()
        if self.theme.tables:
            yield table_styles.normal()
            yield from table_styles.defined(self.theme)
        for selector, style in self.theme.styles.items():
            draft = selector.split(".")[0] == "mark"
            yield self._styled(selector, style, hidden=draft)
            if style.word == LINK:
                look = letters.followed(self.theme)
                yield _style("character", FOLLOWED, "Default Paragraph Font", self._priority(LINK), look)

    def _priority(self, word: str) -> int:
        return self.order.index(word) + 1 if word in self.order else LAST - 1

    def _defaults(self) -> Element:
        body = self.theme.styles["p"]
        return new(
            "docDefaults",
            new("rPrDefault", letters.look(body, self.theme, self.writing, base=True)),
            new(
                "pPrDefault",
                new(
                    "pPr",
                    new("widowControl"),
                    # Word would put gaps between letters and digits of scripts that it does not know, such as Ethiopic.
                    new("autoSpaceDE", val="0"),
                    new("autoSpaceDN", val="0"),
                    on("bidi", self.writing.rtl),
                    new("spacing", before="0", after="0"),
                ),
            ),
        )

    def _latent(self) -> Element:
        """Return how Word offers its own styles: only those in the theme."""
        return new(
            "latentStyles",
            *(
                new(
                    "lsdException",
                    name=_word_name(name),
                    semiHidden="0",
                    uiPriority=str(self._priority(name)),
                    unhideWhenUsed="0",
                    qFormat="1",
                )
                for name in dict.fromkeys(style.word for style in self.theme.styles.values())
                if name in NATIVE
            ),
            defLockedState="0",
            defUIPriority=str(LAST),
            defSemiHidden="1",
            defUnhideWhenUsed="1",
            defQFormat="0",
            count=str(KNOWN),
        )

    def _styled(self, selector: str, style: Style, *, hidden: bool) -> Element:
        look = letters.look(style, self.theme, self.writing)
        priority = LAST if hidden else self._priority(style.word)
        if inline(selector):
            return _style("character", style.word, "Default Paragraph Font", priority, look, hidden=hidden)
        shape = self._shape(style, depth(selector) - 1)
        heading = style.word.startswith(("Heading", "Title", "Subtitle"))
        following = self.theme.styles["p"].word if heading else None
        return _style(
            "paragraph",
            style.word,
            style.based_on or "Normal",
            priority,
            shape,
            look,
            following=following,
        )

    def _shape(self, style: Style, list_level: int) -> Element:
        """Return the layout of the paragraph, on a level of a list if it has a number or bullet."""
        rule, number = style.rule_below, self.numbers.get(style.word)
        numbered = re.match(r"Heading ([1-9])(?: |$)", style.word)
        level = numbered[1] if numbered else ""
        colours = self.theme.colours
        return new(
            "pPr",
            on("keepNext", style.keep or level),
            new("keepLines"),
            _numbered(number, list_level) if number else None,
            new("pBdr", border("bottom", rule.width, colours[rule.colour].screen, rule.space)) if rule else None,
            on("suppressAutoHyphens", style.hyphenate != "text"),  # Word cannot divide long words alone
            on("bidi", self.writing.rtl),
            line_heights.spacing(style, self.heights),
            new("ind", left=twips(style.indent + style.hang), hanging=twips(style.hang) if style.hang else None),
            new("jc", val={"center": "center", "end": "right"}[style.align]) if style.align != "start" else None,
            new("outlineLvl", val=str(int(level) - 1)) if level else None,
        )


def _style(
    kind: str,
    name: str,
    based_on: str | None,
    priority: int,
    *properties: Element | None,
    following: str | None = None,
    default: bool = False,
    hidden: bool = False,
) -> Element:
    return new(
        "style",
        new("name", val=_word_name(name)),
        new("basedOn", val=style_id(based_on)) if based_on else None,
        new("next", val=style_id(following)) if following else None,
        new("uiPriority", val=str(priority)),
        on("semiHidden", hidden),
        on("qFormat", not hidden and kind != "table"),
        *properties,
        type=kind,
        default="1" if default else None,
        customStyle=None if name in NATIVE or default else "1",
        styleId=style_id(name),
    )


def _numbered(number: int, level: int) -> Element:
    return new("numPr", new("ilvl", val=str(level)) if level else None, new("numId", val=str(number)))


def _word_name(name: str) -> str:
    """Return the name of a style as Word writes it in a file."""
    return name.lower() if name.startswith("Heading ") and name in NATIVE else name


def _seam() -> Element:
    # Left to right in any language: the band at the foot is anchored to one (rules.frame_on_right_to_left).
    shape = new("pPr", new("bidi", val="0"))
    return _style("paragraph", SEAM, "Normal", LAST, shape, letters.sized(1), hidden=True)


def _table() -> Element:
    margins = [new(edge, w="0", type="dxa") for edge in ("top", "left", "bottom", "right")]
    look = new("tblPr", new("tblInd", w="0", type="dxa"), new("tblCellMar", *margins))
    return _style("table", TABLE, None, LAST, look, hidden=True)
