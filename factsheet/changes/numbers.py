"""Find a place for the number of each frame on a page: beside the frame, where nothing is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from .sheets import Frame

# Of the circle around a number, in pt, and how far it is from the frame.
RADIUS, CLEAR = 8.0, 2.5
# How much the shades of paper vary; where letters are, they vary more.
PAPER = 6.0
# How much worse than ink it is to lie on another number or frame.
TAKEN = 1_000.0


def placed(picture: Any, width: float, frames: Sequence[Frame]) -> Iterator[Frame]:
    """Yield frames with a place for their numbers, on a picture of a page that is `width` pt wide."""
    grey = picture.convert("L")
    scale = grey.width / width
    taken: list[tuple[float, float]] = []
    for frame in frames:
        others = [each for each in frames if each is not frame]
        x, y = min(
            _around(frame, width, grey.height / scale),
            key=lambda at: _ink(grey, scale, *at) + TAKEN * _covers(at, others, taken),
        )
        taken.append((x, y))
        yield replace(frame, x=round(x, 1), y=round(y, 1))


def _around(frame: Frame, width: float, height: float) -> Iterator[tuple[float, float]]:
    """Yield places around a frame that are on the page, the best first: at its sides, then above and below it."""
    away = RADIUS + CLEAR
    left, right = frame.left - away, frame.left + frame.width + away
    above, below = frame.top - away, frame.top + frame.height + away
    down = (frame.top + min(RADIUS, frame.height / 2), frame.top + frame.height / 2, frame.top + frame.height - RADIUS)
    along = (frame.left + RADIUS, frame.left + frame.width - RADIUS, frame.left + frame.width / 2)
    sides = [(x, y) for y in down for x in (left, right)] + [(x, y) for y in (above, below) for x in along]
    sides += [(x, y) for y in down for x in (left - 2 * RADIUS, right + 2 * RADIUS)]
    edge = RADIUS + 1
    inside = [(x, y) for x, y in sides if edge <= x <= width - edge and edge <= y <= height - edge]
    yield from inside or [(min(max(left, edge), width - edge), min(max(down[0], edge), height - edge))]


def _ink(grey: Any, scale: float, x: float, y: float) -> float:
    """Return how much is printed where a number would be."""
    from PIL import ImageStat

    box = [round(each * scale) for each in (x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)]
    return max(0.0, float(ImageStat.Stat(grey.crop(box)).stddev[0]) - PAPER)


def _covers(at: tuple[float, float], frames: Sequence[Frame], taken: Sequence[tuple[float, float]]) -> int:
    """Return how many frames and other numbers a number would cover."""
    x, y = at
    near = sum(
        each.left - RADIUS < x < each.left + each.width + RADIUS
        and each.top - RADIUS < y < each.top + each.height + RADIUS
        for each in frames
    )
    return near + sum(abs(x - left) < 2 * RADIUS and abs(y - top) < 2 * RADIUS for left, top in taken)
