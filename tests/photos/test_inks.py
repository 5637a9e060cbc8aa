"""Photos for a press: their inks, as they are counted in the finished image."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageMath

from factsheet.photos import cutting, inks, original

from ..conftest import slow
from .making import PROFILE, dark, in_cmyk, logo, saved, scene, taken

DRAWN = (144.0, 96.0)  # 600 x 400 dots
PRESS = PROFILE.read_bytes()


def made(content: bytes, limit: float = 300, on: inks.Inks = inks.PAPER) -> inks.Inked:
    return inks._inked(original.read(content), cutting.WHOLE, DRAWN, inks.Press(PRESS, limit), on)


def image_of(made: inks.Inked) -> Image.Image:
    """Return the dots, as any program that knows JPEG or zlib finds them."""
    if made.packed == "DCTDecode":
        return Image.open(BytesIO(made.data))
    mode = "L" if made.space == "DeviceGray" else "CMYK"
    return Image.frombytes(mode, made.size, zlib.decompress(made.data))


def most(image: Image.Image) -> float:
    plates = dict(zip("cmyk", (plate.convert("I") for plate in image.split()), strict=True))
    total = ImageMath.lambda_eval(lambda of: of["c"] + of["m"] + of["y"] + of["k"], **plates)
    return total.getextrema()[1] / 2.55


DARK = saved(dark(1200, 800), quality=95)


@pytest.mark.parametrize("limit", [300, slow(280), slow(240), 200])
def test_no_dot_has_more_ink_than_the_paper_takes(limit: float) -> None:
    for content in (taken(1200, 800), in_cmyk(), DARK, saved(scene(900, 600), "PNG")):
        image = image_of(made(content, limit))
        assert image.mode == "CMYK"
        assert most(image) <= limit + 1e-6


def test_the_profile_alone_would_have_used_more() -> None:
    screen, press = ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(str(PROFILE))
    image = Image.open(BytesIO(DARK))
    assert most(ImageCms.profileToProfile(image, screen, press, renderingIntent=1, outputMode="CMYK")) > 300


def test_colours_are_those_of_the_profile_where_there_is_room_for_them() -> None:
    plain = saved(Image.new("RGB", (1200, 800), (180, 60, 40)), "PNG")
    screen, press = ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(str(PROFILE))
    wanted = ImageCms.profileToProfile(
        Image.new("RGB", (1, 1), (180, 60, 40)), screen, press, renderingIntent=1, outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    ).getpixel((0, 0))  # fmt: skip
    assert image_of(made(plain)).getpixel((300, 200)) == pytest.approx(wanted, abs=1)


def test_a_grey_photo_is_in_black_alone() -> None:
    found = made(saved(scene(1200, 800).convert("L")))
    assert (found.space, found.packed, found.turned_over) == ("DeviceGray", "DCTDecode", False)
    assert image_of(found).mode == "L"


def test_it_has_as_many_dots_as_a_press_shows_or_as_there_are() -> None:
    assert made(taken(1200, 800)).size == (600, 400)
    assert made(taken(300, 200)).size == (300, 200)


def test_a_logo_has_no_more_ink_around_it_than_the_paper() -> None:
    found = made(logo())
    image = image_of(found)
    assert (found.packed, image.getpixel((2, 2))) == ("FlateDecode", (0, 0, 0, 0))
    on = image_of(made(logo(), on=(0.09, 0, 0.06, 0)))
    assert on.getpixel((2, 2)) == (23, 0, 15, 0)
    assert on.getpixel((150, 200)) == image.getpixel((150, 200))
    grey = image_of(made(saved(Image.open(BytesIO(logo())).convert("LA"), "PNG"), on=(0.09, 0, 0.06, 0)))
    assert grey.getpixel((2, 2)) == (23, 0, 15, 0)


def test_what_is_kept_is_what_was_made() -> None:
    for content in (taken(1200, 800), logo()):
        found = made(content)
        assert inks._read_back(inks._kept(found)) == found


@pytest.mark.parametrize(("box", "wanted"), [(cutting.WHOLE, 600), ((0.25, 0.25, 0.75, 0.75), 300)])
def test_how_many_pixels_come_to_an_inch(box: cutting.Box, wanted: float) -> None:
    assert inks.resolution((1200, 800), box, DRAWN) == pytest.approx(wanted)
    assert inks.resolution((1200, 400), box, DRAWN) == pytest.approx(wanted / 2)
