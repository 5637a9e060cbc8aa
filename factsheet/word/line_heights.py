"""Set the height of lines in Word so that nothing is clipped when somebody edits them.

"Exactly" (ECMA-376 part 1, 17.3.1.33) clips a pasted picture and larger type, so it is never used. If the type's own
line is lower than the leading, the leading is set as "at least": the line grows with its contents. If it is
higher (titles), the leading is set as a share of the type's own line ("multiple"), which grows as well.

The three engines in which this was measured place "at least" lines alike, to 0.1 pt. A share makes lines equally high
in all three, lower in proportion, so that lines of different type need a share of their own. Two set the baseline in
proportion too. The third, LibreOffice 7.4, sets it four fifths of the way down the first line of a paragraph, where
Vazirmatn (fonts/lam_alef.py) has it, and nearly Noto Sans; below that of later lines it leaves all of the type's depth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from docx.oxml.ns import qn

from ..core.project import Root
from ..core.xml import Element
from ..theme import fonts
from ..theme.model import Theme
from ..theme.styles import Style
from .wordml import new, twips

# The unit of a multiple in 17.3.1.33: 240ths of a line.
LINE = 240


def natural(theme: Theme, root: Root, script: str) -> dict[str, float]:
    """Return the natural line height of each typeface in a script, in em."""
    return {name: height for name, (height, _) in _extents(theme, root, script).items()}


def depths(theme: Theme, root: Root, script: str) -> dict[str, float]:
    """Return how far each typeface reaches below the baseline in a script, in em."""
    return {name: depth for name, (_, depth) in _extents(theme, root, script).items()}


def spacing(style: Style, heights: Mapping[str, float]) -> Element:
    """Return the space above and below a text and between its lines."""
    own = by_itself(style, heights)
    line, rule = str(LINE), "auto"
    if style.leading and style.leading >= own:
        line, rule = twips(style.leading), "atLeast"
    elif style.leading:
        line = str(round(LINE * style.leading / own))
    return new("spacing", before=twips(style.before), after=twips(style.after), line=line, lineRule=rule)


def own(style: Style, defined: Style, heights: Mapping[str, float]) -> Element | None:
    """Return what the space above, below and between the lines of a text has that Word's style has not."""
    here, there = spacing(style, heights), spacing(defined, heights)
    if style.leading == defined.leading:  # which then stays that of the style, if somebody changes it
        for name in ("line", "lineRule"):
            del here.attrib[qn(f"w:{name}")]
    different = any(there.get(name) != value for name, value in here.attrib.items())
    return here if different else None


def baseline(style: Style, heights: Mapping[str, float], depths: Mapping[str, float]) -> float:
    """Return how far below the top of its line a text stands in Word, in pt.

    A line of "at least" a height has all that its type does not need above it; a lower one is smaller in proportion.
    """
    own, depth = by_itself(style, heights), depths[style.face or "text"] * (style.size or 0)
    leading = style.leading or own
    return leading - depth if leading >= own else leading * (1 - depth / own)


def raised(style: Style, heights: Mapping[str, float], depths: Mapping[str, float]) -> float:
    """Return how much higher in its line a text stands in Word than on the page, in pt.

    There a line has half of what its type does not need above it, and half below.
    """
    own, depth = by_itself(style, heights), depths[style.face or "text"] * (style.size or 0)
    return ((style.leading or own) + own) / 2 - depth - baseline(style, heights, depths)


def by_itself(style: Style, heights: Mapping[str, float]) -> float:
    """Return the default line height of a style, in pt."""
    return heights[style.face or "text"] * (style.size or 0)


def shared(style: Style, lines: Sequence[float], heights: Mapping[str, float]) -> Element | None:
    """Return the space between lines of these natural heights, if the style of their text will not do.

    Together they become as high as on the page, where each takes the leading.
    """
    leading, own = style.leading or 0, by_itself(style, heights)
    if leading >= own or not any(lines) or all(each in (0, own) for each in lines):
        return None
    share = leading * len(lines) / sum(each or own for each in lines)
    return new("spacing", line=str(round(LINE * share)), lineRule="auto")


def bullet(style: Style, size: float, heights: Mapping[str, float]) -> float:
    """Return the size of a bullet, in half points: small enough not to make its line higher."""
    most = (style.leading or size * LINE) / heights[style.bullet_face]
    return max(min(size, int(most * 2) / 2), min(size, style.size or size))


def _extents(theme: Theme, root: Root, script: str) -> dict[str, tuple[float, float]]:
    """Return the height of a line of each typeface in a script, and what of it is below the baseline, in em.

    Latin in a text of another script is smaller, and in a line that is no higher.
    """
    own = {name: typeface.faces(script)[-1].regular for name, typeface in theme.typefaces.items()}
    return {name: _extents_of(fonts.read(root, file)) for name, file in own.items()}


@lru_cache(maxsize=64)
def _extents_of(font: bytes) -> tuple[float, float]:
    """Return the height of a line of a font and what of it is below the baseline, in em.

    They are from hhea, or from OS/2 if USE_TYPO_METRICS is set.
    """
    import uharfbuzz

    face = fonts.face(font)
    extents = uharfbuzz.Font(face).get_font_extents("ltr")
    height = extents.ascender - extents.descender + extents.line_gap
    return float(height / face.upem), float(-extents.descender / face.upem)
