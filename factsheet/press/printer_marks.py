"""Draw the marks for cutting the paper and aligning the plates, outside the bleed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

from ..theme.measures import MM
from .content_stream import Box

# From the trim: 1 mm clear of the bleed, then 5 mm of line; half as much is left beyond. In pt.
CLEAR, LENGTH, MARGIN = 1 * MM, 5 * MM, 1 * MM
ROOM = CLEAR + LENGTH + MARGIN
# What stands between the marks keeps this from them, in pt.
GAP = 2 * MM
HAIRLINE = 0.25
RADIUS = 1.5 * MM
# Of a circle drawn with four Bézier curves.
KAPPA = 0.5523


def registration(pdf: Pdf) -> Object:
    """Return the colour of the marks: all inks at once (ISO 32000-1, 8.6.6.4)."""
    all_inks = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return pdf.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, all_inks]))


def drawn(trim: Sequence[float], room: float, bleed: float, kind: str) -> bytes:
    """Return the marks as content, in the colour space named Registration.

    `trim` is the sheet's box (pt), which lies `room` from the corner of the page.
    """
    if kind == "none":
        return b""
    width, height = trim[2] - trim[0], trim[3] - trim[1]
    lines = [f"q {HAIRLINE} w /Registration CS 1 SCN"]
    lines += _crop(width, height, room, bleed + CLEAR)
    if kind == "crop and registration":
        lines += _register(width, height, room, bleed + CLEAR + LENGTH / 2)
    return "\n".join([*lines, "Q\n"]).encode()


def between(trim: Sequence[float], room: float, bleed: float) -> tuple[Box, Box]:
    """Return the two places at the foot of a page that no mark crosses: on the left and on the right of the middle."""
    width = trim[2] - trim[0]
    long, bottom = width / 2 - LENGTH / 2 - 2 * GAP, room - bleed - CLEAR - LENGTH
    left, right = room + GAP, room + width / 2 + LENGTH / 2 + GAP
    return (left, bottom, left + long, bottom + LENGTH), (right, bottom, right + long, bottom + LENGTH)


def _crop(width: float, height: float, room: float, off: float) -> Iterator[str]:
    """Yield two lines at each corner, in line with the trim."""
    for x, outward in ((room, -1), (room + width, 1)):
        for y, upward in ((room, -1), (room + height, 1)):
            yield _line(x, y + upward * off, x, y + upward * (off + LENGTH))
            yield _line(x + outward * off, y, x + outward * (off + LENGTH), y)


def _register(width: float, height: float, room: float, off: float) -> Iterator[str]:
    """Yield a circle with a cross in the middle of each side."""
    for x, y in (
        (room + width / 2, room - off),
        (room + width / 2, room + height + off),
        (room - off, room + height / 2),
        (room + width + off, room + height / 2),
    ):
        reach = LENGTH / 2
        yield _line(x - reach, y, x + reach, y)
        yield _line(x, y - reach, x, y + reach)
        r, k = RADIUS, RADIUS * KAPPA
        yield f"{x + r:.3f} {y:.3f} m"
        for x1, y1, x2, y2, x3, y3 in (
            (r, k, k, r, 0, r),
            (-k, r, -r, k, -r, 0),
            (-r, -k, -k, -r, 0, -r),
            (k, -r, r, -k, r, 0),
        ):
            yield f"{x + x1:.3f} {y + y1:.3f} {x + x2:.3f} {y + y2:.3f} {x + x3:.3f} {y + y3:.3f} c"
        yield "s"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S"
