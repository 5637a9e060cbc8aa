"""Make a photo for a screen, for Word and for the web: in sRGB, no finer than needed, with nothing but its pixels."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from ..core import disk_cache
from . import original, pixels
from .cutting import Box, Size
from .original import Original

# Dots per inch: as sharp as a screen or an office printer can show it. At fewer than the second a browser would show
# it smaller than it is to be.
SHARP, LEAST = 220, 96
QUALITY = 82  # of a JPEG; colours are as fine as light and shade
# A logo or another drawing has no more colours than the first number, most of them at its edges; the second number of
# colours take at least the share of it that is the third.
COLOURS, MAIN, SHARE = 4096, 8, 0.5
WHITE = "#ffffff"
PNG = b"\x89PNG"


def shown(photo: Original, box: Box, drawn: Size, on: str) -> bytes:
    """Return a part of a photo as JPEG, or as PNG if it is a drawing, for a width and a height (pt).

    Where it is transparent it is `on` a colour (#ffffff). Raises Invalid for a photo that cannot be used.
    """
    made_from = photo.content, repr((box, drawn, on))
    return disk_cache.cached("photo", made_from, lambda: _shown(photo, box, drawn, on))


def ending(made: bytes) -> str:
    """Return the ending of the name of what was made."""
    return "png" if made.startswith(PNG) else "jpg"


def is_drawing(image: Any, photo: Original) -> bool:
    """Tell whether an image is a logo or another drawing, whose edges a JPEG would blur."""
    if not photo.lossless or (colours := image.getcolors(COLOURS)) is None:
        return False
    main = sorted((number for number, _ in colours), reverse=True)[:MAIN]
    return bool(sum(main) >= SHARE * image.width * image.height)


def _shown(photo: Original, box: Box, drawn: Size, on: str) -> bytes:
    there = (box[2] - box[0]) * photo.size[0], (box[3] - box[1]) * photo.size[1]
    finest, least = (dots * drawn[0] / 72 for dots in (SHARP, LEAST))
    width = round(max(min(finest, there[0]), least, 1))
    size = width, max(1, round(width * drawn[1] / drawn[0]))
    image = in_srgb(pixels.decoded(photo, box, size), photo)
    if photo.clear and on != WHITE:
        image = _on(image, pixels.clear(photo, box, size), on)
    image.info.clear()
    into = BytesIO()
    if is_drawing(image, photo):
        image.save(into, "PNG", optimize=True)
    else:
        image.save(into, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return into.getvalue()


def _on(image: Any, clear: Any, colour: str) -> Any:
    """Return an image that is on white in another colour, where it is clear."""
    from PIL import Image, ImageChops, ImageColor

    parts = []
    for plate, part in zip(image.convert("RGB").split(), ImageColor.getrgb(colour)[:3], strict=True):
        less = clear.point([round(share * (255 - part) / 255) for share in range(256)])
        parts.append(ImageChops.subtract(plate, less))
    return Image.merge("RGB", parts)


def in_srgb(image: Any, photo: Original) -> Any:
    """Return an image in the colours of screens; one that does not say which colours it has, has these."""
    from PIL import ImageCms

    if not original.fits(photo.profile, image.mode):
        return image
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    profile = ImageCms.ImageCmsProfile(BytesIO(photo.profile or b""))
    into: Any = ImageCms.profileToProfile(image, profile, srgb(), intent, "RGB", flags=flags)
    return into.convert("L") if image.mode == "L" else into


@cache
def srgb() -> Any:
    """Return the colours of screens as a profile."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
