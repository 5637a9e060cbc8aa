"""A part of a photo, decoded at the size at which it is needed, compared with Pillow's own way of doing it."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from factsheet.photos import cutting, original, pixels

from ..conftest import slow
from .making import deep, logo, saved, scene

BOX = (0.25, 0.5, 0.75, 1.0)


def differs(one: Image.Image, other: Image.Image) -> float:
    """Return by how much two images differ, on average (255 is black and white)."""
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


@pytest.mark.parametrize("turned", range(1, 9))
def test_every_way_that_it_can_lie(turned: int) -> None:
    exif = Image.Exif()
    exif[original.ORIENTATION] = turned
    content = saved(scene(64, 48), "PNG", exif=exif)
    upright = ImageOps.exif_transpose(Image.open(BytesIO(content)))
    width, height = upright.size
    wanted = upright.crop((width // 4, height // 2, width * 3 // 4, height))
    found = pixels.decoded(original.read(content), BOX, wanted.size)
    assert found.tobytes() == wanted.tobytes()


@cache
def large(kind: str) -> bytes:
    """Return a photo that is larger than needed, as it may be stored."""
    options = {"progressive": True} if kind == "progressive" else {"lossless": True} if kind == "WEBP" else {}
    return saved(scene(1200, 900), "JPEG" if kind == "progressive" else kind, **options)


@pytest.mark.parametrize("kind", ["JPEG", "progressive", "PNG", "WEBP"])
@pytest.mark.parametrize("width", [40, slow(150), 500])
def test_a_part_much_smaller_than_it_is(kind: str, width: int) -> None:
    content = large(kind)
    part = (300, 450, 900, 900)
    size = width, width * 3 // 4
    wanted = Image.open(BytesIO(content)).convert("RGB").resize(size, Image.Resampling.LANCZOS, box=part)
    found = pixels.decoded(original.read(content), BOX, size)
    assert differs(found, wanted) < 3


DEPTHS = {
    "grey": (1, (0x8000,), (128,) * 3),
    "colours": (3, (0xFFFF, 0x4000, 0x0000), (255, 64, 0)),
    "half transparent": (4, (0x0000, 0x0000, 0x0000, 0x8000), (127,) * 3),
}


@pytest.mark.parametrize("case", DEPTHS)
def test_sixteen_bits(case: str) -> None:
    channels, value, wanted = DEPTHS[case]
    photo = original.read(deep(300, 200, channels, value))
    found = pixels.decoded(photo, cutting.WHOLE, (150, 100)).convert("RGB").getpixel((70, 50))
    assert all(abs(one - other) <= 1 for one, other in zip(found, wanted, strict=True)), found


MODES = ["1", "L", "LA", "P", "RGB", "RGBA"]


@pytest.mark.parametrize("mode", MODES)
def test_every_kind_of_pixels_is_opaque_on_white(mode: str) -> None:
    image = Image.open(BytesIO(logo(300, 150, "P" if mode == "P" else "RGBA"))).convert("RGBA")
    white = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    source = image if "A" in mode or mode == "P" else white
    content = logo(300, 150, "P") if mode == "P" else saved(source.convert(mode), "PNG")
    photo = original.read(content)
    found = pixels.decoded(photo, cutting.WHOLE, (300, 150))
    assert found.mode == ("L" if mode in ("1", "L", "LA") else "RGB")
    assert found.getpixel((1, 1)) in (255, (255, 255, 255))
    expected = white.convert("1") if mode == "1" else white.convert("L" if found.mode == "L" else "RGB")
    assert differs(found, expected) < 3
    assert photo.clear == (mode in ("LA", "P", "RGBA"))
    if photo.clear:
        clear = pixels.clear(photo, cutting.WHOLE, (300, 150))
        assert (clear.getpixel((1, 1)), clear.getpixel((75, 75))) == (255, 0)


def test_a_colour_that_stands_for_nothing_is_white() -> None:
    image = Image.new("RGB", (40, 20), (255, 0, 255))
    image.paste((0, 0, 0), (20, 0, 40, 20))
    found = pixels.decoded(original.read(saved(image, "PNG", transparency=(255, 0, 255))), cutting.WHOLE, (40, 20))
    assert [found.getpixel(at) for at in ((5, 5), (35, 5))] == [(255, 255, 255), (0, 0, 0)]
