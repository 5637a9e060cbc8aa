"""Decode a part of a photo at the size at which it is needed: upright, with 8 bits to a colour, and opaque.

In bands, so that no second copy of the whole photo is in memory: a worker has 1 GB for everything.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor
from typing import Any

from . import original
from .cutting import Box
from .original import Original

# So many times more pixels than needed are left after the quick reduction, for the good one. A JPEG is decoded at a
# half, a quarter or an eighth of its size, and well: there it needs less.
SPARE, SPARE_OF_JPEG = 3, 2
BAND = 256  # rows
PAPER = (255, 255, 255, 255)

Pixels = tuple[int, int]


def decoded(photo: Original, box: Box, size: Pixels) -> Any:
    """Return a part of a photo in a size, in grey (L), RGB or CMYK, as Pillow has it: its colours are its own.

    Where it is transparent, it is on white. Raises Invalid if it is damaged.
    """
    return _decoded(photo, box, size, _opaque)


def clear(photo: Original, box: Box, size: Pixels) -> Any:
    """Return how transparent a part of a photo is, from 0 to 255 (L)."""
    return _decoded(photo, box, size, _clear)


def _decoded(photo: Original, box: Box, size: Pixels, of: Callable[[Any], Any]) -> Any:
    """Return what is wanted `of` the pixels of a part of a photo."""
    from PIL import Image

    lies, stored = photo.turned > 4, _stored(box, photo.turned)
    wanted = (size[1], size[0]) if lies else size
    with original.opened(photo.content) as image:
        full = _full(wanted, stored)
        if image.format in ("JPEG", "MPO"):
            image.draft(image.mode, (full[0] * SPARE_OF_JPEG, full[1] * SPARE_OF_JPEG))
        image.load()
        across, down = image.size
        exact = stored[0] * across, stored[1] * down, stored[2] * across, stored[3] * down
        edges = floor(exact[0]), floor(exact[1]), min(across, ceil(exact[2])), min(down, ceil(exact[3]))
        factor = max(1, floor(min(across / full[0], down / full[1]) / SPARE))
        small = _reduced(image, edges, factor, of)
    part = tuple(
        min(max(0.0, (side - edges[number % 2]) / factor), float(small.size[number % 2]))
        for number, side in enumerate(exact)
    )
    return _upright(small.resize(wanted, Image.Resampling.LANCZOS, box=part), photo.turned)


def _full(wanted: Pixels, part: Box) -> tuple[int, int]:
    """Return the size of a whole photo of which a part has the size that is wanted."""
    return ceil(wanted[0] / (part[2] - part[0])), ceil(wanted[1] / (part[3] - part[1]))


def _reduced(image: Any, edges: tuple[int, int, int, int], factor: int, of: Callable[[Any], Any]) -> Any:
    """Return what is wanted `of` a part of an image, one pixel for each square of so many."""
    from PIL import Image

    left, top, right, bottom = edges
    small, rows = None, max(1, BAND // factor) * factor
    for start in range(top, bottom, rows):
        band = of(image.crop((left, start, right, min(start + rows, bottom)))).reduce(factor)
        if small is None:
            small = Image.new(band.mode, (band.width, ceil((bottom - top) / factor)))
        small.paste(band, (0, (start - top) // factor))
    return small


def _opaque(band: Any) -> Any:
    """Return some rows with 8 bits to a colour, on paper where they are transparent."""
    from PIL import Image

    if band.mode.startswith("I"):  # 16 bits; Pillow reads colours of 16 bits as 8 by itself
        return band.convert("I").point(lambda grey: grey * (1 / 257)).convert("L")
    if band.mode in original.CLEAR or "transparency" in band.info:
        grey = band.mode in ("L", "LA")
        on_paper = Image.alpha_composite(Image.new("RGBA", band.size, PAPER), band.convert("RGBA"))
        return on_paper.convert("L" if grey else "RGB")
    return band if band.mode in ("L", "RGB", "CMYK") else band.convert("L" if band.mode == "1" else "RGB")


def _clear(band: Any) -> Any:
    return band.convert("RGBA").getchannel("A").point(lambda cover: 255 - cover)


def _stored(box: Box, turned: int) -> Box:
    """Return where a part of a photo lies in its file, which may be turned or mirrored."""
    left, top, right, bottom = box
    if turned in (6, 7):
        left, right = 1 - right, 1 - left
    if turned in (7, 8):
        top, bottom = 1 - bottom, 1 - top
    if turned > 4:
        return top, left, bottom, right
    if turned in (2, 3):
        left, right = 1 - right, 1 - left
    if turned in (3, 4):
        top, bottom = 1 - bottom, 1 - top
    return left, top, right, bottom


def _upright(image: Any, turned: int) -> Any:
    """Turn an image as it is looked at."""
    from PIL import Image

    how = Image.Transpose
    turns = {
        2: how.FLIP_LEFT_RIGHT,
        3: how.ROTATE_180,
        4: how.FLIP_TOP_BOTTOM,
        5: how.TRANSPOSE,
        6: how.ROTATE_270,
        7: how.TRANSVERSE,
        8: how.ROTATE_90,
    }
    return image.transpose(turns[turned]) if turned in turns else image
