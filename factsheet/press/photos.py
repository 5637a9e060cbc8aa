"""Put photos into a press PDF: each is made again from the original, in inks, and with its bleed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil, floor
from typing import Any

from pikepdf import Array, Dictionary, Matrix, Name, Object, Pdf, Stream

from ..core.diagnostics import Invalid, Problem, Problems
from ..photos import cutting, inks
from ..photos.cutting import Sides
from ..photos.placed import Photo
from ..theme.measures import MM
from ..theme.printer import Printer
from .content_stream import Box

# What ends nearer to an edge of the sheet than this, in pt, is meant to reach it.
EDGE = 1.0
# What dots per inch may seem to be off by.
EXACT = 0.01


def recognised(pictures: Mapping[str, bytes], photos: Mapping[str, Photo]) -> dict[str, Photo]:
    """Return photos by the digests of what a PDF has of them, from what they are on the page."""
    return {_digest_of(pictures[name]): photo for name, photo in photos.items() if not pictures[name].startswith(b"<")}


def _digest_of(picture: bytes) -> str:
    """Return a digest: of a JPEG, which WeasyPrint leaves as it is, or of the pixels of a PNG, which it packs anew."""
    from io import BytesIO

    from PIL import Image

    if picture.startswith(b"\xff\xd8"):
        return _digest(picture)
    with Image.open(BytesIO(picture)) as image:
        return _digest(image.tobytes())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass
class Photos:
    """The photos of a job, by the digests of what the screen PDF has of them, and those that were made again.

    `sheet` is the page's box (pt), and `colours` has the inks of the colours of the screen.
    """

    pdf: Pdf
    named: Mapping[str, Photo]
    printer: Printer
    sheet: Box
    colours: Mapping[str, inks.Inks]
    made: dict[tuple[str, Sides], Object] = field(default_factory=dict)

    def printed(self, image: Any, matrix: Matrix) -> tuple[Object, Matrix] | None:
        """Return what is printed in place of an image, and where, as seen from its place; None if it is no photo.

        Raises Problems for a photo that would be too coarse, or that has nothing left for the bleed.
        """
        is_jpeg = image.get("/Filter") == Name.DCTDecode
        digest = _digest(image.read_raw_bytes() if is_jpeg else image.read_bytes())
        photo = self.named.get(digest)
        if photo is None:
            return None
        if matrix.b or matrix.c or matrix.a <= 0 or matrix.d <= 0:
            raise _problem(photo, "this photo is turned or mirrored on the page", "turn the file instead")
        more = self._more(matrix)
        if (digest, more) not in self.made:
            self.made[digest, more] = self._made(photo, (float(matrix.a), float(matrix.d)), more)
        left, top, right, bottom = more
        return self.made[digest, more], Matrix(1 + left + right, 0, 0, 1 + top + bottom, -left, -bottom)

    def _more(self, matrix: Matrix) -> Sides:
        """Return how much more of a photo is printed on each side, as a share of it: the bleed, at the edges."""
        left, bottom, right, top = self.sheet
        bleed = self.printer.wishes.bleed
        x, y, width, height = (float(part) for part in (matrix.e, matrix.f, matrix.a, matrix.d))
        ends = ((x - left, width), (top - y - height, height), (right - x - width, width), (y - bottom, height))
        over = [max(0.0, away + bleed) / side if away <= EDGE else 0.0 for away, side in ends]
        return over[0], over[1], over[2], over[3]

    def _made(self, photo: Photo, drawn: tuple[float, float], more: Sides) -> Object:
        """Return a photo in inks as an object of the PDF; `drawn` is its width and height without the bleed (pt)."""
        original, wishes = photo.original(), self.printer.wishes
        found = inks.resolution(original.size, photo.box, drawn)
        if found < wishes.resolution - EXACT:
            raise _too_coarse(photo, drawn, found, self.printer)
        size = drawn[0] * (1 + more[0] + more[2]), drawn[1] * (1 + more[1] + more[3])
        try:
            box = cutting.grown(photo.box, more)
        except Invalid as fault:
            raise _problem(photo, f"this photo reaches the edge of the sheet, and {fault.what}", fault.hint) from None
        try:
            press = inks.Press(self.printer.profile, wishes.ink_limit, wishes.resolution)
            on = self.colours.get(photo.on, inks.PAPER)
            made = inks.inked(original, box, size, press, on)
        except Invalid as fault:
            raise _problem(photo, fault.what, fault.hint) from None
        return _image(self.pdf, made)


def _image(pdf: Pdf, made: inks.Inked) -> Object:
    about = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=made.size[0],
        Height=made.size[1],
        ColorSpace=Name(f"/{made.space}"),
        BitsPerComponent=8,
    )
    if made.turned_over:
        about.Decode = Array([1, 0] * 4)
    image = Stream(pdf, b"")
    image.write(made.data, filter=Name(f"/{made.packed}"))
    for key, value in about.items():
        image[key] = value
    return pdf.make_indirect(image)


def _too_coarse(photo: Photo, drawn: tuple[float, float], found: float, printer: Printer) -> Problems:
    least, size = printer.wishes.resolution, " x ".join(f"{side / MM:.0f}" for side in drawn)
    what = f"this photo has {floor(found)} dots per inch at {size} mm; for {printer.name} it needs {least:g}"
    wide = ceil(photo.original().size[0] * least / found)
    hint = f'use one that is {wide} pixels wide or more, or make "{photo.look}" smaller in theme.yaml'
    return _problem(photo, what, hint)


def _problem(photo: Photo, what: str, hint: str) -> Problems:
    return Problems([Problem(photo.place, what, hint)])
