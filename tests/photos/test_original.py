"""What is a photo and can be used, and what is not: before a pixel of it is decoded."""

from __future__ import annotations

import tracemalloc

import pytest
from PIL import Image, ImageFile

from factsheet.core.diagnostics import Invalid
from factsheet.photos import cutting, original, pixels

from .making import PROFILE, TURNED, bomb, deep, in_cmyk, logo, moving, saved, scene, taken

SMALL = Image.new("RGB", (64, 48), "teal")
REFUSED = {
    "nothing": (b"", "this is not a JPEG, PNG or WebP"),
    "a HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "this is a HEIC or AVIF photo; export it as JPEG"),
    "a TIFF": (saved(SMALL, "TIFF"), "this is a TIFF or a camera's raw file; export it as JPEG"),
    "a GIF": (saved(SMALL, "GIF"), "this is a GIF; export it as PNG"),
    "an SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "this is an SVG; give it a name that ends in .svg"),
    "a web page": (b"<html><body>Sign in</body></html>", "this is a web page; save the picture itself"),
    "a note of git": (b"version https://git-lfs.github.com/spec/v1", "only a note on where git keeps the picture"),
    "a PDF": (b"%PDF-1.7", "this is a PDF or EPS"),
    "a bomb": (bomb(), "far too many pixels"),
    "one too large": (bomb(8000, 8000), "this picture has 64 megapixels; the limit is 60"),
    "a WebP too large": (
        saved(Image.new("L", (6000, 4200)), "WEBP", lossless=True, method=0),
        "this picture has 25 megapixels; the limit for a WebP is 25",
    ),
    "a progressive JPEG too large": (
        saved(Image.new("CMYK", (6000, 6000)), progressive=True, icc_profile=PROFILE.read_bytes()),
        "this picture has 36 megapixels; the limit for a progressive JPEG is 33; .* or as an ordinary JPEG",
    ),
    "one far too small": (saved(Image.new("RGB", (7, 300))), "this picture is only 7 x 300 pixels"),
    "one that moves": (moving(), "this picture moves; save one of its frames as JPEG or PNG"),
    "half a JPEG": (taken(600, 400)[:-2000], "this file ends in the middle of the picture"),
    "half a PNG": (logo()[:-20], "this file ends in the middle of the picture"),
    "half a WebP": (saved(SMALL, "WEBP")[:-4], "this file ends in the middle of the picture|this picture is damaged"),
    "inks of no press": (in_cmyk(120, 80, profile=False), "this photo is in CMYK and does not say for which press"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_photo_is_refused(case: str) -> None:
    content, says = REFUSED[case]
    with pytest.raises(Invalid, match=says):
        original.read(content)


@pytest.mark.parametrize("turned", range(1, 9))
def test_its_size_is_as_it_is_looked_at(turned: int) -> None:
    exif = Image.Exif()
    exif[original.ORIENTATION] = turned
    for kind in ("JPEG", "PNG", "WEBP"):
        photo = original.read(saved(SMALL, kind, exif=exif))
        assert (photo.size, photo.turned) == ((48, 64) if turned > 4 else (64, 48), turned)


def test_damaged_exif_is_left_alone() -> None:
    content = taken(60, 40, TURNED)
    assert original.read(content).turned == TURNED
    damaged = content.replace(b"Exif\0\0MM\0*", b"Exif\0\0MM\0\xff", 1)
    assert damaged != content
    assert original.read(damaged).turned == 1


def test_only_the_head_is_read() -> None:
    content = deep(4000, 3000, 3, (1, 2, 3))
    original.read(content)  # imports what it needs
    tracemalloc.start()
    try:
        original.read(content)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 2_000_000


def test_what_is_missing_inside_is_refused_too_and_the_next_is_tolerated_as_before() -> None:
    content = bytearray(saved(scene(600, 400), "PNG"))
    content[len(content) // 2] ^= 0xFF  # its end is there
    photo = original.read(bytes(content))
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        with pytest.raises(Invalid, match="this picture is damaged"):
            pixels.decoded(photo, cutting.WHOLE, (300, 200))
        assert ImageFile.LOAD_TRUNCATED_IMAGES  # as WeasyPrint has it
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def test_the_second_picture_of_a_phone_is_not_the_photo() -> None:
    photo = original.read(saved(scene(300, 200), "MPO", save_all=True, append_images=[SMALL]))
    assert photo.size == (300, 200)
