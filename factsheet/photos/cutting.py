"""Work out which part of a photo is shown: its proportion, round the point that must stay in view.

All are shares of the width and the height of the photo as it is looked at, from its upper left corner.
"""

from __future__ import annotations

from ..core.diagnostics import Invalid

Size = tuple[float, float]  # width and height
Box = tuple[float, float, float, float]  # left, top, right, bottom
Sides = tuple[float, float, float, float]  # how much more there is on each side, in the same order
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)
MIDDLE: Size = (0.5, 0.5)
# What a share may be beyond the edge of a photo: less than a pixel of any.
HAIR = 1e-6


def cut(photo: Size, proportion: float, focus: Size = MIDDLE) -> Box:
    """Return the largest part of a photo that is so many times wider than high, as near to the focus as it can be."""
    width, height = photo
    shares = min(1.0, proportion * height / width), min(1.0, width / proportion / height)
    starts = [min(max(0.0, at - share / 2), 1 - share) for at, share in zip(focus, shares, strict=True)]
    return starts[0], starts[1], starts[0] + shares[0], starts[1] + shares[1]


def inside(box: Box, margin: Size) -> Box:
    """Return a part without a margin, which is a share of the width and of the height of that part."""
    across, down = (box[2] - box[0]) * margin[0], (box[3] - box[1]) * margin[1]
    return box[0] + across, box[1] + down, box[2] - across, box[3] - down


def grown(box: Box, more: Sides) -> Box:
    """Return a part with more on some sides, as shares of its own width and height.

    Raises Invalid where the photo ends before.
    """
    width, height = box[2] - box[0], box[3] - box[1]
    found = box[0] - more[0] * width, box[1] - more[1] * height, box[2] + more[2] * width, box[3] + more[3] * height
    if min(found) < -HAIR or max(found) > 1 + HAIR:
        raise Invalid("there is nothing left of it for the bleed", 'write "bleed: true" for it under photos')
    return max(0.0, found[0]), max(0.0, found[1]), min(1.0, found[2]), min(1.0, found[3])


def fitted(photo: Size, room: Size) -> Size:
    """Return the largest size of a whole photo in some room."""
    scale = min(room[0] / photo[0], room[1] / photo[1])
    return photo[0] * scale, photo[1] * scale
