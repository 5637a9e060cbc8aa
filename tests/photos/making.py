"""Photos and logos as people have them, and a factsheet that shows them."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageCms, ImageDraw

from factsheet.core.project import Root

from ..conftest import REPOSITORY
from ..examples import STARTER, begun

PROFILE = REPOSITORY / "layouts/press/FOGRA39L_coated.icc"
# What a camera writes of a place (EXIF, 4.6.6), and words to look for in any file.
GPS, CAMERA = 0x8825, "SecretCamera"
LATITUDE = struct.pack(">6I", 15, 1, 35, 1, 37, 1)
TELLS = [CAMERA.encode(), b"Exif\0", b"GPSLatitude", LATITUDE, struct.pack("<6I", 15, 1, 35, 1, 37, 1)]
TURNED = 6


def scene(width: int, height: int) -> Image.Image:
    """Return something like a photo: dark and bright, soft and sharp, in strong colours; its left upper part is red."""
    red, green = Image.linear_gradient("L"), Image.radial_gradient("L")
    blue = Image.frombytes("L", (256, 256), Random(7).randbytes(256 * 256))
    small = Image.merge("RGB", (red.rotate(90), green, blue))
    image = small.resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 4, height // 4), (220, 20, 20))
    draw.rectangle((width // 2, height // 2, width * 3 // 4, height * 3 // 4), (0, 0, 0))
    draw.rectangle((width // 2, 0, width * 3 // 4, height // 8), (0, 0, 90))
    return image


def dark(width: int, height: int) -> Image.Image:
    """Return a photo of the night, with which a press would use more ink than any paper takes."""
    noise = Image.frombytes("L", (width, height), Random(8).randbytes(width * height))
    return noise.point(lambda grey: grey // 4).convert("RGB")


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    into = BytesIO()
    image.save(into, kind, **options)
    return into.getvalue()


@cache
def taken(width: int = 3000, height: int = 2000, turned: int = 1) -> bytes:
    """Return a JPEG as a phone makes it: with the place where it was taken, the phone's name, and lying on a side."""
    how = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270, 3: Image.Transpose.ROTATE_180}
    image = scene(width, height)
    image = image.transpose(how[turned]) if turned in how else image
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turned, CAMERA
    exif.get_ifd(GPS).update({1: "N", 2: (15.0, 35.0, 37.0), 3: "E", 4: (32.0, 31.0, 48.0)})
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>15,35N</exif:GPSLatitude>{CAMERA}</x:xmpmeta>'
    return saved(image, exif=exif, xmp=xmp.encode(), comment=CAMERA.encode(), quality=90)


@cache
def logo(width: int = 1200, height: int = 600, mode: str = "RGBA") -> bytes:
    """Return a PNG with a transparent ground, and words about it."""
    from PIL.PngImagePlugin import PngInfo

    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((10, 10, height - 10, height - 10), (23, 71, 63, 255))
    draw.rectangle((height, height // 3, width - 10, height * 2 // 3), (181, 72, 44, 255))
    about = PngInfo()
    about.add_text("Author", CAMERA)
    if mode == "P":
        image = image.quantize(16)
    return saved(image, "PNG", pnginfo=about)


@cache
def in_cmyk(width: int = 1200, height: int = 800, *, profile: bool = True) -> bytes:
    """Return a JPEG in inks, as an agency sends it."""
    screen, press = ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(str(PROFILE))
    image = ImageCms.profileToProfile(scene(width, height), screen, press, outputMode="CMYK")
    image.info.clear()
    more = {"icc_profile": PROFILE.read_bytes()} if profile else {}
    return saved(image, **more)


def deep(width: int, height: int, channels: int, value: tuple[int, ...]) -> bytes:
    """Return a PNG with 16 bits to a colour, all in one colour (0 to 65535)."""
    row = b"\0" + struct.pack(f">{channels}H", *value) * width
    packer = zlib.compressobj(1)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    kind = {1: 0, 3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in ((b"IHDR", head), (b"IDAT", data), (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a PNG of a few bytes that says it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in ((b"IHDR", head), (b"IDAT", data), (b"IEND", b"")))


def moving() -> bytes:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "green")]
    return saved(frames[0], "PNG", save_all=True, append_images=frames[1:])


# A factsheet

SHOWN = (
    """<p class="picture"><img class="photo {0}" src="{{{{ photo(facts.{0}, '{0}') }}}}" """
    """alt="{{{{ text.head.{0} | plain }}}}"></p>"""
)
FACTS = """
  hero: {kind: picture, note: The photo at the head.}
  logo: {kind: picture, note: The logo of the donor.}
"""
SETTINGS = """
hero: {file: market.jpg, credit: "Jane Doe / Agency", focus: [0.5, 0.3]}
logo: donor.png
"""
SIZES = """\
photos:
  hero: {width: 210mm, height: 60mm, bleed: true}
  logo: {width: 30mm, height: 20mm, fit: whole, on: sage}
"""
STYLES = "  p.picture: {fixed: true, word: Picture, size: 1pt, colour: ink}\n"
LAYOUT, SOURCES = "layouts/starter", "sources"
THEME, PAGE, CONTENT = f"{LAYOUT}/theme.yaml", f"{LAYOUT}/page.html.j2", f"{LAYOUT}/content.yaml"
FACTSHEET, ENGLISH, PICTURES = f"{SOURCES}/factsheet.yaml", f"{SOURCES}/text/en.yaml", f"{SOURCES}/pictures"


def change(root: Root, file: str, old: str, new: str) -> None:
    path = root.folder / file
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), "utf-8")


def illustrated(folder: Path, hero: bytes, mark: bytes) -> Root:
    """Return a factsheet with a photo over the whole width of its head, and a logo on a panel."""
    root = Root(begun(folder, STARTER))
    pictures = folder / PICTURES
    pictures.mkdir()
    (pictures / "market.jpg").write_bytes(hero)
    (pictures / "donor.png").write_bytes(mark)
    change(root, CONTENT, "facts:\n", f"facts:{FACTS}")
    change(root, CONTENT, "    label: The", "    hero: What it shows.\n    logo: What it is.\n    label: The")
    change(root, ENGLISH, "head:\n", 'head:\n  hero: "A **market** in Kampala"\n  logo: Example Fund\n')
    change(root, FACTSHEET, "people:", f"{SETTINGS}people:")
    change(root, THEME, "pictures: {}", f"{SIZES}pictures: {{}}")
    change(root, THEME, "  p.label:", f"{STYLES}  p.label:")
    change(root, THEME, "height: 86mm", "height: 70mm")
    change(root, PAGE, "  <header>\n", f"  <header>\n    {SHOWN.format('hero')}\n")
    change(root, PAGE, "<dl>", f"{SHOWN.format('logo')}\n      <dl>")
    return root
