"""Make a photo for a press: from the original, in the printer's inks, with no more of them than the paper takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any, Literal

from ..core import disk_cache
from ..core.diagnostics import Invalid
from . import original, pixels, screen
from .cutting import HAIR, Box, Size
from .original import Original

# Dots per inch: a screen of 60 lines to a centimetre shows no more, but a printer may ask for more.
SHARP = 300
QUALITY = 92
# A JPEG adds some ink at edges: this much (%) is left for it at first, and what it still adds at the next try.
ROOM, TRIES, HARDLY = 6.0, 6, 1e-6
BAND = 256  # rows
Inks = tuple[float, ...]  # cyan, magenta, yellow and black, from 0 to 1
PAPER: Inks = (0, 0, 0, 0)


@dataclass(frozen=True)
class Inked:
    """A photo in inks as a PDF has it: its data, how it is packed, its size in dots.

    A grey one is in black ink alone. In a JPEG of four inks, 255 is none (as Adobe writes it): `turned_over`.
    """

    data: bytes
    packed: Literal["DCTDecode", "FlateDecode"]
    size: tuple[int, int]
    space: Literal["DeviceGray", "DeviceCMYK"]
    turned_over: bool


@dataclass(frozen=True)
class Press:
    """What a printer wants: the colour profile, the most ink in any one place (%), the fewest dots per inch."""

    profile: bytes
    limit: float
    resolution: float = 0


def inked(photo: Original, box: Box, drawn: Size, press: Press, on: Inks = PAPER) -> Inked:
    """Return a part of a photo in the inks of a press, for a width and a height (pt).

    Where it is transparent, it is `on` these inks. Raises Invalid for a photo that cannot be used.
    """

    def made() -> bytes:
        return _kept(_inked(photo, box, drawn, press, on))

    made_from = photo.content, press.profile, repr((box, drawn, press.limit, press.resolution, on))
    return _read_back(disk_cache.cached("inks", made_from, made))


def _kept(made: Inked) -> bytes:
    """Return a photo in inks as one file: what is known of it in the first line."""
    about = made.packed, *map(str, made.size), made.space, "1" if made.turned_over else ""
    return " ".join(about).encode() + b"\n" + made.data


def _read_back(kept: bytes) -> Inked:
    about, _, data = kept.partition(b"\n")
    packed, width, height, space, turned_over = about.decode().split(" ")
    kind: Any = packed, space
    return Inked(data, kind[0], (int(width), int(height)), kind[1], bool(turned_over))


def _inked(photo: Original, box: Box, drawn: Size, press: Press, on: Inks) -> Inked:
    sharp, there = max(SHARP, press.resolution) / 72, ((box[2] - box[0]), (box[3] - box[1]))
    wide, high = (
        max(1, min(ceil(sharp * drawn[side]), ceil(there[side] * photo.size[side] - HAIR))) for side in (0, 1)
    )
    image = pixels.decoded(photo, box, (wide, high))
    drawing = screen.is_drawing(image, photo)
    is_on = photo.clear and any(on)
    if image.mode == "L" and not is_on:
        return _packed(screen.in_srgb(image, photo), "DeviceGray", drawing=drawing)
    inks = (
        screen.in_srgb(image, photo).convert("CMYK") if image.mode == "L" else _separated(image, photo, press.profile)
    )
    if is_on:
        inks = _on(inks, pixels.clear(photo, box, (wide, high)), on)
    room = 0.0 if drawing else ROOM
    for _ in range(TRIES):
        made = _packed(_within(inks, press.limit - room), "DeviceCMYK", drawing=drawing)
        over = 0.0 if drawing else _most(_read(made.data)) - press.limit
        if over <= HARDLY:
            return made
        room += over + 1
    return _packed(_within(inks, press.limit), "DeviceCMYK", drawing=True)


def resolution(photo: tuple[int, int], box: Box, drawn: Size) -> float:
    """Return how many pixels of a photo come to an inch of what is drawn, where they are fewest."""
    sides = (
        72 * (box[number + 2] - box[number]) * photo[number] / max(side, 0.01) for number, side in enumerate(drawn)
    )
    return min(sides)


def _separated(image: Any, photo: Original, profile: bytes) -> Any:
    """Return an image in the inks of a printer; black is as black as that press can print it."""
    from PIL import ImageCms

    own = original.fits(photo.profile, image.mode)
    colours = ImageCms.ImageCmsProfile(BytesIO(photo.profile or b"")) if own else screen.srgb()
    try:
        change = ImageCms.buildTransform(
            colours,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            image.mode,
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        return ImageCms.applyTransform(image, change)
    except ImageCms.PyCMSError:
        raise Invalid("its colours cannot be converted for this press", "export it as JPEG in sRGB") from None


def _on(inks: Any, clear: Any, others: Inks) -> Any:
    """Return an image with other inks where it is clear, which is where it has none of its own."""
    from PIL import Image, ImageChops

    plates = [
        ImageChops.add(plate, clear.point([round(share * ink) for share in range(256)]))
        for plate, ink in zip(inks.split(), others, strict=True)
    ]
    return Image.merge("CMYK", plates)


def _within(inks: Any, limit: float) -> Any:
    """Return an image with no more ink than a limit (%) anywhere: the three colours give way, black stays."""
    from PIL import Image

    made = Image.new("CMYK", inks.size)
    for top, band in _bands(inks):
        made.paste(_limited(band, limit * 2.55), (0, top))
    return made


def _limited(band: Any, limit: float) -> Any:
    """Return some rows of dots with no more ink than a limit (255 for each solid ink)."""
    from PIL import Image, ImageMath

    plates = {name: plate.convert("F") for name, plate in zip("cmyk", band.split(), strict=True)}
    share = ImageMath.lambda_eval(
        lambda of: of["min"]((limit - of["k"]) / of["max"](of["c"] + of["m"] + of["y"], 1.0), 1.0), **plates
    )
    less = [
        ImageMath.lambda_eval(lambda of: of["convert"](of["plate"] * of["share"] - 0.49, "L"), plate=plate, share=share)
        for plate in (plates["c"], plates["m"], plates["y"])
    ]
    # Where there is nothing to give way, the dots stay exactly what they were.
    fits = ImageMath.lambda_eval(lambda of: of["convert"]((of["share"] >= 1.0) * 255, "L"), share=share)
    black = band.getchannel("K")
    return Image.composite(band, Image.merge("CMYK", (*less, black)), fits)


def _most(inks: Any) -> float:
    """Return the most ink in one place of an image, in %."""
    from PIL import ImageMath

    most = 0
    for _, band in _bands(inks):
        plates = {name: plate.convert("I") for name, plate in zip("cmyk", band.split(), strict=True)}
        total: Any = ImageMath.lambda_eval(lambda of: of["c"] + of["m"] + of["y"] + of["k"], **plates)
        most = max(most, total.getextrema()[1])
    return most / 2.55


def _bands(image: Any) -> Iterator[tuple[int, Any]]:
    for top in range(0, image.height, BAND):
        yield top, image.crop((0, top, image.width, min(top + BAND, image.height)))


def _read(jpeg: bytes) -> Any:
    from PIL import Image

    return Image.open(BytesIO(jpeg))


def _packed(image: Any, space: Literal["DeviceGray", "DeviceCMYK"], *, drawing: bool) -> Inked:
    """Return an image as a PDF has it; a drawing stays exactly as it is."""
    import zlib

    if drawing:
        return Inked(zlib.compress(image.tobytes(), 9), "FlateDecode", image.size, space, turned_over=False)
    into = BytesIO()
    image.info.clear()
    image.save(into, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return Inked(into.getvalue(), "DCTDecode", image.size, space, turned_over=space == "DeviceCMYK")
