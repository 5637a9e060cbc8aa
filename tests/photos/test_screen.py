"""Photos for a screen: in its colours, no finer than needed, and nothing but pixels."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from factsheet.photos import cutting, original, screen

from .making import PROFILE, TELLS, TURNED, in_cmyk, logo, saved, scene, taken

DRAWN = (288.0, 192.0)


def made(content: bytes, box: cutting.Box = cutting.WHOLE, on: str = screen.WHITE) -> bytes:
    return screen.shown(original.read(content), box, DRAWN, on)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_photo_is_upright_and_says_nothing_of_where_it_was_taken() -> None:
    for turned in (1, TURNED):
        content = taken(turned=turned)
        assert sum(word in content for word in TELLS) >= 4
        found = made(content)
        image = opened(found)
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (880, 587))
        assert image.getpixel((50, 50))[0] > 200 > 60 > image.getpixel((50, 50))[1]  # its left upper part is red
        assert not image.getexif()
        assert not image.info.keys() - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not [word for word in [*TELLS, b"ICC_PROFILE"] if word in found]


def test_it_is_the_same_each_time() -> None:
    photo = original.read(taken())
    one, other = (screen._shown(photo, cutting.WHOLE, DRAWN, screen.WHITE) for _ in range(2))
    assert one == other


def test_a_small_one_is_not_made_larger_than_a_browser_needs() -> None:
    assert opened(made(taken(600, 400))).size == (600, 400)
    assert opened(made(taken(120, 80))).size == (384, 256)


@pytest.mark.parametrize("mode", ["RGBA", "P"])
def test_a_logo_keeps_its_edges(mode: str) -> None:
    image = opened(made(logo(mode=mode)))
    assert (image.format, image.mode) == ("PNG", "RGB")
    assert image.getpixel((2, 2)) == (255, 255, 255)
    assert image.getpixel((220, 220)) == pytest.approx((23, 71, 63), abs=1)
    assert not image.info.keys() - {"dpi"}


def test_a_logo_is_on_a_colour_where_it_is_clear() -> None:
    image = opened(made(logo(), on="#e9f1ee"))
    assert image.getpixel((2, 2)) == (0xE9, 0xF1, 0xEE)
    assert image.getpixel((220, 220)) == (23, 71, 63)


def test_a_photo_saved_as_png_is_a_jpeg_in_the_end() -> None:
    for image in (scene(900, 600), scene(900, 600).convert("L")):
        assert opened(made(saved(image, "PNG"))).format == "JPEG"


def test_colours_of_another_space_become_those_of_the_screen() -> None:
    # A profile in which green and red have changed places: what says (200, 0, 0) is seen as green.
    linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    at = {tag: linear.index(tag, 128) for tag in (b"rXYZ", b"gXYZ")}
    swapped = bytearray(linear)
    swapped[at[b"rXYZ"] : at[b"rXYZ"] + 4], swapped[at[b"gXYZ"] : at[b"gXYZ"] + 4] = b"gXYZ", b"rXYZ"
    content = saved(Image.new("RGB", (800, 600), (200, 0, 0)), icc_profile=bytes(swapped))
    red, green, blue = opened(made(content)).getpixel((100, 100))
    assert green > 190 > 20 > max(red, blue)


def test_inks_become_colours_of_the_screen() -> None:
    image = opened(made(in_cmyk()))
    assert image.mode == "RGB"
    red, green, blue = image.getpixel((50, 50))
    assert red > 190 > 90 > max(green, blue)
    assert PROFILE.read_bytes()[200:300] not in made(in_cmyk())


def test_a_profile_that_cannot_be_read_is_left_alone() -> None:
    image = Image.new("RGB", (800, 600), (200, 10, 10))
    for profile in (b"no profile", PROFILE.read_bytes()):  # the second is for inks
        assert opened(made(saved(image, icc_profile=profile))).getpixel((100, 100)) == pytest.approx(
            (200, 10, 10), abs=2
        )
