"""Open a photo as it was supplied, as untrusted data: what is no photo, or far too large, is refused undecoded."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from ..core.diagnostics import Invalid

# Phones make photos of up to 50 megapixels. Decoded, a pixel takes 4 bytes; the decoder of WebP takes 16, and that of a
# JPEG which is stored from coarse to fine keeps 2 for each colour besides.
MOST_PIXELS, MOST_BYTES = 60_000_000, 400_000_000
BYTES, BYTES_OF_WEBP = 4, 16
LEAST_SIDE = 8
FORMATS = ("JPEG", "PNG", "WEBP")
# Some phones put a second, smaller picture after the first (CIPA DC-007): the first is the photo.
ONE_OF_SEVERAL = "MPO"
CLEAR = ("LA", "PA", "RGBA")  # what pixels that can be transparent are called
ORIENTATION = 0x0112  # of EXIF (CIPA DC-008, 4.6.4)
AGAIN = "export it again, or ask for the original"
# What else a file may be, by how it begins, and what to do.
OTHERS = {
    rb"....ftyp(heic|heix|hevc|mif1|msf1|avif)": ("a HEIC or AVIF photo", "export it as JPEG"),
    rb"II\*\0|MM\0\*": ("a TIFF or a camera's raw file", "export it as JPEG, or as PNG"),
    rb"GIF8": ("a GIF", "export it as PNG"),
    rb"BM": ("a bitmap of Windows", "export it as PNG"),
    rb"%PDF|%!PS|\xc5\xd0\xd3\xc6": ("a PDF or EPS", "export it as SVG if it is a drawing, or else as JPEG"),
    rb"8BPS": ("a file of Photoshop", "export it as JPEG, or as PNG"),
    rb"\s*<(\?xml|svg|!DOCTYPE svg)": ("an SVG", "give it a name that ends in .svg"),
    rb"\s*<": ("a web page", "save the picture itself"),
    rb"version https://git-lfs": ("only a note on where git keeps the picture", "run: git lfs pull"),
}


@dataclass(frozen=True)
class Original:
    """A photo that can be used: its content, and its width and height in pixels as it is looked at.

    `turned` is how it lies in the file (EXIF), `mode` what its pixels are, `profile` its colours if it says (ICC);
    `lossless` photos may be drawings, and some are `clear` in places.
    """

    content: bytes
    size: tuple[int, int]
    turned: int
    mode: str
    profile: bytes | None
    lossless: bool
    clear: bool = False


def read(content: bytes) -> Original:
    """Return a photo, of which only the head is read. Raises Invalid for what is none, or cannot be used."""
    with opened(content) as image:
        width, height = image.size
        if min(width, height) < LEAST_SIDE:
            raise Invalid(f"this picture is only {width} x {height} pixels", "ask for a larger one")
        most = min(MOST_PIXELS, MOST_BYTES / _bytes(image))
        if width * height > most:
            of_kind = {"WEBP": " for a WebP"}.get(image.format, " for a progressive JPEG")
            limit = f"the limit{of_kind if most < MOST_PIXELS else ''} is {most / 1e6:.0f}"
            what = f"this picture has {width * height / 1e6:,.0f} megapixels; {limit}"
            raise Invalid(what, "save it smaller" if most == MOST_PIXELS else "save it smaller, or as an ordinary JPEG")
        if image.format != ONE_OF_SEVERAL and getattr(image, "n_frames", 1) > 1:
            raise Invalid("this picture moves", "save one of its frames as JPEG or PNG")
        if not _is_whole(content, image.format):
            raise Invalid("this file ends in the middle of the picture", f"copy it again; {AGAIN}")
        turned, profile = _turned(image), image.info.get("icc_profile") or None
        if image.mode == "CMYK" and not fits(profile, "CMYK"):
            hint = "export it as JPEG in sRGB, or with its colour profile embedded"
            raise Invalid("this photo is in CMYK and does not say for which press, so its colours are unknown", hint)
        size = (height, width) if turned > 4 else (width, height)
        lossless = image.format == "PNG" or (image.format == "WEBP" and b"VP8L" in content[:64])
        clear = image.mode in CLEAR or "transparency" in image.info
        return Original(content, size, turned, image.mode, profile, lossless, clear)


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """Open a photo; its pixels are decoded when they are asked for, and only if all are there.

    Raises Invalid for what is none, or is damaged.
    """
    from PIL import Image, ImageFile, UnidentifiedImageError

    tolerant = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint turns this on: what is missing of a photo would be grey
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged EXIF, and of a size that we check ourselves
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                yield image
    except Image.DecompressionBombError:
        raise Invalid("this picture has far too many pixels", "save it smaller") from None
    except UnidentifiedImageError:
        raise _no_photo(content) from None
    except (Invalid, MemoryError):
        raise
    except Exception:  # there is no telling what a damaged file may cause
        raise Invalid("this picture is damaged", AGAIN) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = tolerant


def fits(profile: bytes | None, mode: str) -> bool:
    """Tell whether a colour profile can be read, and is for pixels of a mode."""
    from PIL import ImageCms

    spaces = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
    try:
        read = ImageCms.ImageCmsProfile(BytesIO(profile or b""))
    except (OSError, ImageCms.PyCMSError):
        return False
    return str(read.profile.xcolor_space).strip() == spaces.get(mode)


def _bytes(image: Any) -> float:
    """Return how much memory a pixel takes while it is decoded, in bytes."""
    if image.format == "WEBP":
        return BYTES_OF_WEBP
    if "progressive" not in image.info:
        return BYTES
    fine = [across * down for _, across, down, *_ in image.layer]  # how finely each colour is sampled
    return float(BYTES + 2 * sum(fine) / max(fine))


def _no_photo(content: bytes) -> Invalid:
    for begins, (what, hint) in OTHERS.items():
        if re.match(begins, content, re.DOTALL):
            return Invalid(f"this is {what}", hint)
    return Invalid("this is not a JPEG, PNG or WebP, or it is damaged", AGAIN)


def _turned(image: Any) -> int:
    """Return how a photo lies in its file: 1 is upright, 6 is on its left side."""
    if not image.info.keys() & {"exif", "Raw profile type exif"}:  # to look for it, Pillow would decode a whole PNG
        return 1
    with suppress(Exception):  # EXIF is a format of its own, and may be damaged as well
        if (turned := int(image.getexif().get(ORIENTATION, 1))) in range(1, 9):
            return turned
    return 1


def _is_whole(content: bytes, kind: str) -> bool:
    """Tell whether the end of a picture is there."""
    if kind == "PNG":
        return content.rfind(b"IEND\xaeB`\x82") > 0
    if kind == "WEBP":
        return int.from_bytes(content[4:8], "little") + 8 <= len(content)
    return content.find(b"\xff\xd9", _begin_of_scan(content)) >= 0


def _begin_of_scan(content: bytes) -> int:
    """Return where the pixels of a JPEG begin: what comes before may have a small picture with an end of its own."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        at += 1 if content[at + 1] == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return at
