"""Draw a word as outlines, for a picture: its letters joined as its script joins them, and no text on the page.

So it is laid out the same in every format, none of its letters appears among the words that a reader copies, and no
font has to be embedded for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..core.project import Root
from ..theme import fonts
from ..theme.model import Theme

# In units: a picture must not have sides of more than ten thousand.
WIDTH = 1000


@dataclass(frozen=True)
class Outline:
    """A word as the path of an SVG, the box around it as `viewBox` has it, and which way it is read."""

    path: str
    box: str
    direction: str


def drawn(word: str, theme: Theme, root: Root, script: str) -> Outline:
    """Return a word in the bold type of a script, or in Latin type if only that has all its letters."""
    import uharfbuzz
    from fontTools.misc.transform import Transform
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    font = uharfbuzz.Font(fonts.face(_font(word, theme, root, script)))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    whole = RecordingPen()
    across = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        place = Transform(1, 0, 0, 1, across + position.x_offset, position.y_offset)
        font.draw_glyph_with_pen(info.codepoint, TransformPen(whole, place))
        across += position.x_advance
    bounds = BoundsPen(None)
    whole.replay(bounds)
    left, bottom, right, top = bounds.bounds or (0, 0, WIDTH, WIDTH)
    scale = WIDTH / max(right - left, 1)
    path = SVGPathPen(None, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
    whole.replay(TransformPen(path, Transform(scale, 0, 0, -scale, -left * scale, top * scale)))
    return Outline(path.getCommands(), f"0 0 {WIDTH} {(top - bottom) * scale:.1f}", buffer.direction)


def _font(word: str, theme: Theme, root: Root, script: str) -> bytes:
    """Return the font that a word is drawn in: of those with most of its letters, the script's own comes first."""
    faces = reversed(theme.typefaces["text"].faces(script))
    read = [fonts.read(root, face.bold or face.regular) for face in faces]
    return max(read, key=lambda font: len(set(map(ord, word)) & set(fonts.face(font).unicodes)))
