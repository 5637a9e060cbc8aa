"""The number of a frame stands beside it, where nothing is printed, and on no other frame or number."""

from __future__ import annotations

from itertools import combinations

from PIL import Image, ImageDraw

from factsheet.changes.numbers import RADIUS, placed
from factsheet.changes.sheets import Frame


def test_numbers_cover_neither_print_nor_each_other() -> None:
    page = Image.new("RGB", (200, 200), "white")
    draw = ImageDraw.Draw(page)
    for left in range(30, 60, 3):  # something is printed on the left of both frames
        draw.line((left, 20, left, 110), fill="black")
    frames = [Frame(1, 62, 30, 60, 14), Frame(2, 62, 46, 60, 40)]
    found = list(placed(page, 200, frames))
    for frame in found:
        box = [round(each) for each in (frame.x - RADIUS, frame.y - RADIUS, frame.x + RADIUS, frame.y + RADIUS)]
        assert page.convert("L").crop(box).getextrema() == (255, 255)
        for other in frames:
            across = other.left - RADIUS < frame.x < other.left + other.width + RADIUS
            assert not (across and other.top - RADIUS < frame.y < other.top + other.height + RADIUS)
    for one, other in combinations(found, 2):
        assert max(abs(one.x - other.x), abs(one.y - other.y)) >= 2 * RADIUS


def test_a_number_stays_on_the_page() -> None:
    (found,) = placed(Image.new("RGB", (100, 100), "white"), 100, [Frame(1, 1, 1, 98, 98)])
    assert RADIUS <= found.x <= 100 - RADIUS
    assert RADIUS <= found.y <= 100 - RADIUS
