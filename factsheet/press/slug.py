"""Draw the slug: a line outside the bleed that says what a plate is, for those who sort plates and sheets.

Its letters are outlines, so that no font is needed for it and none of its words is among those of the leaflet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..core.diagnostics import Place, Problem, Problems
from ..theme import fonts
from ..theme.measures import MM
from .content_stream import Box, Point

# The size of its type, the least that can still be read, and from line to line, in pt.
SIZE, LEAST, LEADING = 6.0, 4.0, 7.0
# From the lower side of its place up to the feet of the last line's letters, in pt.
FOOT = 1.8
# Each name is printed in its own ink: a plate has that name and no other.
PLATES = {"Cyan": "1 0 0 0 k", "Magenta": "0 1 0 0 k", "Yellow": "0 0 1 0 k", "Black": "0 0 0 1 k"}
OPERATORS = {"moveTo": "m", "lineTo": "l", "curveTo": "c", "qCurveTo": "c", "closePath": "h"}
ALL_PLATES = "/Registration cs 1 scn"
Run = tuple[str, str]  # words, and what sets their colour


@dataclass(frozen=True)
class Slug:
    """What a slug says besides the page and the plate: the job, its edition and the date of its text; and its font."""

    job: str
    edition: str
    revised: str
    font: bytes

    def lines(self, page: int, pages: int) -> tuple[Sequence[Run], ...]:
        """Return its lines on a page, counted from 1."""
        first = f"{self.job}, page {page}/{pages}"
        second = f"{self.edition}, text dated {self.revised}  "
        return [(first, ALL_PLATES)], [(second, ALL_PLATES), *((f" {name}", ink) for name, ink in PLATES.items())]


def drawn(slug: Slug, page: int, pages: int, at: Box, place: Place) -> bytes:
    """Return the slug as content, in the colour space named Registration; `at` is where there is room for it, in pt.

    Raises Problems, at `place`, if it could not be read in so little room.
    """
    lines = [[(_outlines(words, slug.font), ink) for words, ink in line] for line in slug.lines(page, pages)]
    unit = 1 / float(fonts.face(slug.font).upem)
    longest = max(sum(width for (_, width), _ in line) for line in lines) * unit
    size = min(SIZE, (at[2] - at[0]) / longest)
    if size < LEAST:
        needs, has = LEAST * longest / MM, max(0, at[2] - at[0]) / MM
        what = f"the slug line needs {needs:.0f} mm beside the marks, but there is only {has:.0f} mm"
        raise Problems([Problem(place, what, 'write "slug: false": the sheet is too narrow for it')])
    out = []
    for number, line in enumerate(lines):
        x, y = at[0], at[1] + FOOT + LEADING * (len(lines) - 1 - number)
        for (path, width), ink in line:
            out.append(f"q {ink} {size * unit:.6f} 0 0 {size * unit:.6f} {x:.3f} {y:.3f} cm\n{path} f Q")
            x += width * size * unit
    return "\n".join([*out, ""]).encode()


def _outlines(words: str, font: bytes) -> tuple[str, int]:
    """Return words as the path of a PDF, and how wide they are, both in units of the font."""
    import uharfbuzz
    from fontTools.misc.transform import Transform
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.transformPen import TransformPen

    shaper, buffer = uharfbuzz.Font(fonts.face(font)), uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer)
    pen, across = RecordingPen(), 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        at = Transform(1, 0, 0, 1, across + position.x_offset, position.y_offset)
        shaper.draw_glyph_with_pen(info.codepoint, TransformPen(pen, at))
        across += position.x_advance
    return " ".join(_path(pen.value)), across


def _path(steps: Iterable[tuple[str, Sequence[Point]]]) -> Iterator[str]:
    """Yield what a pen drew as a PDF has it: all its curves are cubic (ISO 32000-1, 8.5.2)."""
    last: Point = (0, 0)
    for step, points in steps:
        if step == "qCurveTo":
            control, end = points
            points = [(x + 2 / 3 * (control[0] - x), y + 2 / 3 * (control[1] - y)) for x, y in (last, end)] + [end]
        yield " ".join([*(f"{part:.0f}" for point in points for part in point), OPERATORS[step]])
        last = points[-1] if points else last
